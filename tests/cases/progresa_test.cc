// Reproduces the published eligibility labels of the PROGRESA evaluation sample through the command: the CSV becomes one line
// of JSON for each household-year, `graduasi decide` decides them, and every label must come out, those on the cut-off
// included.
//
//   cases_progresa COMMAND POLICY DATA SCRATCH     (the environment variable GRADUASI_SHARED_DATA goes before DATA)
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int kSkipped = 77;
constexpr size_t kHouseholdYears = 24314;
constexpr size_t kOnTheCutOff = 43;
constexpr const char* kHeader =
    "hh_id,year,state_code,village_id,poverty_index_yycali,regional_cutoff_maxcut,head_age,head_male,head_education_years,"
    "n_children_10_18,n_enrolled,n_enrolment_known,village_treatment_assigned,pov_hh_1997,participates,expected_eligible_E";
enum Column { kHousehold, kYear, kState, kVillage, kIndex, kCutOff, kLabel = 15, kColumns };

struct Row {
  std::string id;
  std::string year;
  std::string state;
  int64_t index = 0;  // thousandths
  bool on_the_cut_off = false;
  bool eligible = false;
};

std::vector<std::string> Split(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

// "759.36" is 759360. Nothing if it is no such number or thousandths do not hold it exactly.
std::optional<int64_t> Thousandths(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string fraction(point == std::string_view::npos ? "" : text.substr(point + 1));
  if (digits.empty() || fraction.size() > 3) return std::nullopt;
  fraction.resize(3, '0');
  digits += fraction;
  if (digits.size() > 15 || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const int64_t value = std::stoll(digits);
  return negative ? -value : value;
}

std::optional<Row> ReadRow(const std::string& line) {
  const std::vector<std::string> cells = Split(line);
  if (cells.size() != kColumns || (cells[kLabel] != "0" && cells[kLabel] != "1")) return std::nullopt;
  const std::optional<int64_t> index = Thousandths(cells[kIndex]);
  const std::optional<int64_t> cut_off = Thousandths(cells[kCutOff]);
  if (!index.has_value() || !cut_off.has_value()) return std::nullopt;
  return Row{
      cells[kHousehold] + "-" + cells[kYear], cells[kYear], cells[kState], *index, *index == *cut_off, cells[kLabel] == "1"};
}

std::string ToJson(const Row& row) {
  return "{\"id\": \"" + row.id + "\", \"ranks\": [{\"observed_on\": \"" + row.year + "\", \"snapshot\": \"" + row.state +
         "\", \"score_thousandths\": " + std::to_string(row.index) + "}]}\n";
}

int Fail(const std::string& why) {
  std::cerr << "cases_progresa: " << why << "\n";
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return Fail("call it as: cases_progresa COMMAND POLICY DATA SCRATCH");
  const char* elsewhere = std::getenv("GRADUASI_SHARED_DATA");
  const std::string csv = std::string(elsewhere != nullptr ? elsewhere : argv[3]) + "/progresa_mexico/household_years.csv";
  std::ifstream in(csv);
  if (!in) {
    std::cout << "skipped: the outside data are not here (" << csv << "); set GRADUASI_SHARED_DATA to their folder\n";
    return kSkipped;
  }

  std::string line;
  if (!std::getline(in, line) || line != kHeader) return Fail("the columns of household_years.csv are not those expected");
  std::vector<Row> rows;
  const std::string households = std::string(argv[4]) + "/progresa_households.jsonl";
  std::ofstream out(households, std::ios::binary);
  while (std::getline(in, line)) {
    const std::optional<Row> row = ReadRow(line);
    if (!row.has_value()) return Fail("line " + std::to_string(rows.size() + 2) + " of household_years.csv cannot be read");
    out << ToJson(*row);
    rows.push_back(*row);
  }
  out.close();
  if (!out) return Fail("cannot write " + households);

  const std::string decisions = std::string(argv[4]) + "/progresa_decisions.jsonl";
  const std::string command = "\"" + std::string(argv[1]) + "\" decide --policy \"" + argv[2] + "\" --households \"" +
                              households + "\" --as-of 1999-12-31 --format jsonl > \"" + decisions + "\"";
  if (std::system(command.c_str()) != 0) return Fail("the command failed: " + command);

  std::ifstream decided(decisions);
  simdjson::dom::parser parser;
  size_t lines = 0;
  size_t reproduced = 0;
  size_t on_the_cut_off = 0;
  for (; std::getline(decided, line); ++lines) {
    if (lines >= rows.size()) return Fail("more decisions than households");
    const Row& row = rows[lines];
    std::string_view id;
    std::string_view outcome;
    simdjson::dom::element decision;
    if (parser.parse(line).get(decision) != simdjson::SUCCESS || decision["household_id"].get(id) != simdjson::SUCCESS ||
        decision["outcome"].get(outcome) != simdjson::SUCCESS) {
      return Fail("decision " + std::to_string(lines + 1) + " cannot be read");
    }
    if (id != row.id) return Fail("decision " + std::to_string(lines + 1) + " is of another household");
    if (outcome == (row.eligible ? "ELIGIBLE" : "NOT_YET")) {
      ++reproduced;
      if (row.on_the_cut_off) ++on_the_cut_off;
    }
  }
  std::cout << "labels reproduced: " << reproduced << " of " << rows.size() << ", of those on the cut-off " << on_the_cut_off
            << "\n";
  if (lines != rows.size()) return Fail("there are " + std::to_string(lines) + " decisions");
  const bool all = rows.size() == kHouseholdYears && reproduced == kHouseholdYears && on_the_cut_off == kOnTheCutOff;
  return all ? EXIT_SUCCESS : Fail("expected 24314 of 24314, of those on the cut-off 43");
}
