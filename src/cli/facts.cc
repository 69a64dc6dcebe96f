// `graduasi facts`: prints the reference of every fact that a record can hold and a policy can read.
#include <cstddef>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"

namespace graduasi::cli {
namespace {

constexpr int kPathWidth = 54;
constexpr int kTypeWidth = 24;
constexpr size_t kLineWidth = 120;

void PrintFact(const graduasi_facts* facts, size_t index) {
  std::string meaning = graduasi_facts_meaning(facts, index);
  const std::string unit = graduasi_facts_unit(facts, index);
  if (!unit.empty()) meaning += " [" + unit + "]";
  if (graduasi_facts_is_identity(facts, index) != 0) meaning += " (identifies a person: never in a reason)";
  if (graduasi_facts_absent_is_none(facts, index) != 0) meaning += " (absent: none)";
  std::printf("%-*s %-*s %s\n", kPathWidth, graduasi_facts_path(facts, index), kTypeWidth, graduasi_facts_type(facts, index),
              meaning.c_str());
}

void PrintValues(const std::string& name, const std::vector<std::string>& values) {
  std::string line = name + ":";
  for (const std::string& value : values) {
    if (line.size() + 1 + value.size() > kLineWidth) {
      std::printf("%s\n", line.c_str());
      line = "   ";
    }
    line += " " + value;
  }
  std::printf("%s\n", line.c_str());
}

}  // namespace

int Facts() {
  graduasi_facts* listed = nullptr;
  if (graduasi_facts_list(&listed, nullptr) != GRADUASI_OK) {
    std::fprintf(stderr, "graduasi: out of memory\n");
    return kWrongCall;
  }
  const FactsHandle handle(listed);
  std::printf(
      "Facts of a household: the keys of its JSON record and the names in a policy. A fact that is absent is not known,\n"
      "never 0 or false; where it says \"absent: none\", absence says that there is none. Dates may be known to the day,\n"
      "the month or the year: 2025-11-15, 2025-11, 2025.\n\n");
  std::map<std::string, std::vector<std::string>> enumerations;
  for (size_t i = 0; i < graduasi_facts_count(listed); ++i) {
    PrintFact(listed, i);
    if (graduasi_facts_value_count(listed, i) == 0) continue;
    std::vector<std::string>& values = enumerations[graduasi_facts_type(listed, i)];
    if (!values.empty()) continue;
    for (size_t j = 0; j < graduasi_facts_value_count(listed, i); ++j) values.emplace_back(graduasi_facts_value(listed, i, j));
  }
  std::printf("\nValues\n");
  for (const auto& [name, values] : enumerations) PrintValues(name, values);
  return Output().Finish() ? kDone : kWrongCall;
}

}  // namespace graduasi::cli
