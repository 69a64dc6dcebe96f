// Reads lists of region codes and looks codes up by their parts, from the province down, so that a list without villages can
// still say of a village that its district is gone. It knows codes and vintages, not households.
#include "src/programme/region_list.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/base/findings.h"
#include "src/cel/utf8.h"
#include "src/model/region_code.h"

namespace graduasi::programme {
namespace {

constexpr int kLevels = 4;
constexpr int kMostSteps = 16;  // of a chain of successors

RegionList::Key KeyOf(CodeSystem system, absl::string_view code) {
  RegionList::Key digits = 0;
  for (const char c : code) {
    if (c != '.') digits = digits * 10 + static_cast<RegionList::Key>(c - '0');
  }
  return static_cast<RegionList::Key>(RegionList::LevelOf(system, code)) << 40 | digits;
}

// The code and the regions that contain it, the province first.
std::vector<absl::string_view> PartsOf(CodeSystem system, absl::string_view code) {
  std::vector<absl::string_view> parts;
  for (; !code.empty(); code = model::ParentRegion(system, code)) parts.push_back(code);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

// The fields of a line of CSV; a field may stand in quotes, with "" for a quote. Nothing if a quote is not closed.
std::optional<std::vector<std::string>> SplitCsv(absl::string_view line, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back().push_back(line[++i]);
    } else if (c == '"' && (quoted || fields.back().empty())) {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  if (quoted) return std::nullopt;
  for (std::string& field : fields) field = std::string(absl::StripAsciiWhitespace(field));
  return fields;
}

// A name as two vintages may write it: "KAB. MERAUKE", "Kabupaten Merauke".
std::string PlainName(absl::string_view name) {
  std::string upper = absl::AsciiStrToUpper(name);
  for (const absl::string_view kind : {"KABUPATEN ADM. ", "KAB. ADM. ", "KABUPATEN ", "KAB. "}) {
    if (absl::StartsWith(upper, kind)) return upper.substr(kind.size());
  }
  return upper;
}

enum class Column { kIgnored, kCode, kFlag, kChange, kFrom, kTo, kNameFrom, kNameTo, kSuccessor };

Column ColumnOf(const std::string& header) {
  const std::string name = absl::AsciiStrToLower(header);
  if (name == "kode" || name == "code") return Column::kCode;
  if (absl::StartsWith(name, "in_") && name.size() > 3) return Column::kFlag;
  if (name == "change") return Column::kChange;
  if (name == "from_vintage") return Column::kFrom;
  if (name == "to_vintage") return Column::kTo;
  if (name == "nama_from") return Column::kNameFrom;
  if (name == "nama_to") return Column::kNameTo;
  if (name == "successor") return Column::kSuccessor;
  return Column::kIgnored;
}

}  // namespace

int RegionList::LevelOf(CodeSystem system, absl::string_view code) {
  int level = 0;
  for (; !code.empty(); code = model::ParentRegion(system, code)) ++level;
  return level;
}

bool RegionList::Vintage::Has(Key key) const { return std::binary_search(codes.begin(), codes.end(), key); }

// What a file says, before it becomes part of the list.
struct RegionList::Parsed {
  CodeSystem system = CodeSystem::kKemendagri;
  std::map<std::string, std::vector<std::string>> codes;  // by vintage
  std::map<Key, std::string> removed_from;
  std::map<Key, std::string> successors;
};

// A file being read: its columns, and of a list of changes what was added and removed under which name.
struct RegionList::Table {
  char separator = ',';
  std::vector<Column> columns;  // empty: one code a line
  std::vector<std::string> headers;
  using Named = std::map<std::pair<int, std::string>, std::vector<std::string>>;   // level and name -> codes
  std::map<std::pair<std::string, std::string>, std::pair<Named, Named>> changes;  // from, to -> added, removed

  bool Has(Column column) const { return std::find(columns.begin(), columns.end(), column) != columns.end(); }
};

namespace {

struct Line {
  int number = 0;
  absl::string_view text;
};

std::vector<Line> LinesOf(absl::string_view text) {
  constexpr absl::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (absl::StartsWith(text, kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<Line> lines;
  for (int number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const absl::string_view line = absl::StripAsciiWhitespace(text.substr(0, end));
    if (!line.empty()) lines.push_back({number, line});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Dots, or as many digits without any as no code of a province has, tell the systems apart. Provinces alone are Kemendagri's.
CodeSystem SystemOf(const std::vector<Line>& lines, size_t first, absl::string_view (*code_of)(absl::string_view)) {
  for (size_t i = first; i < lines.size(); ++i) {
    const absl::string_view code = code_of(lines[i].text);
    if (model::IsRegionCode(CodeSystem::kKemendagri, code) && code.size() > 2) return CodeSystem::kKemendagri;
    if (model::IsRegionCode(CodeSystem::kBps, code) && code.size() > 2) return CodeSystem::kBps;
  }
  return CodeSystem::kKemendagri;
}

std::string Expected(CodeSystem system) {
  return absl::StrCat("is not a region code; ", system == CodeSystem::kKemendagri ? "KEMENDAGRI" : "BPS", " writes ",
                      model::RegionCodeForm(system));
}

}  // namespace

bool RegionList::ReadTable(absl::string_view vintage, absl::string_view text, Parsed* parsed, Findings* findings) {
  FindingList list(findings);
  if (cel::FindInvalidUtf8(vintage) != absl::string_view::npos) {
    list.Add("vintage", "is not valid UTF-8; the name of a vintage is text");
    return false;
  }
  if (const size_t bad = cel::FindInvalidUtf8(text); bad != absl::string_view::npos) {
    const absl::string_view before = text.substr(0, bad);
    list.Add("", static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1, 1,
             "is not valid UTF-8; the list must be written in UTF-8");
    return false;
  }
  const std::vector<Line> lines = LinesOf(text);
  Table table;
  size_t first = 0;
  if (!lines.empty() && !model::IsRegionCode(CodeSystem::kKemendagri, lines[0].text) &&
      !model::IsRegionCode(CodeSystem::kBps, lines[0].text)) {
    for (const char separator : {',', ';', '\t'}) {
      const auto headers = SplitCsv(lines[0].text, separator);
      if (!headers.has_value()) continue;
      std::vector<Column> columns;
      for (const std::string& header : *headers) columns.push_back(ColumnOf(header));
      if (std::count(columns.begin(), columns.end(), Column::kCode) != 1) continue;
      table.separator = separator;
      table.columns = std::move(columns);
      table.headers = *headers;
      break;
    }
    if (table.columns.empty()) {
      list.Add("", lines[0].number, 1,
               "is neither a region code nor the names of columns, of which one must be `kode` or `code`");
      return false;
    }
    first = 1;
  }
  const bool changes = table.Has(Column::kChange);
  const bool flags = table.Has(Column::kFlag);
  if (changes && !(table.Has(Column::kFrom) && table.Has(Column::kTo))) {
    list.Add("", lines[0].number, 1, "a list of changes has columns `from_vintage` and `to_vintage` as well");
    return false;
  }
  if (!changes && !flags && vintage.empty()) {
    list.Add("vintage", "is empty; a list of codes needs the name of its vintage, such as 2025");
    return false;
  }

  // The codes, with the rest of their lines.
  struct Row {
    int number;
    std::vector<std::string> fields;
    std::string code;
  };
  std::vector<Row> rows;
  const auto code_column = std::find(table.columns.begin(), table.columns.end(), Column::kCode) - table.columns.begin();
  for (size_t i = first; i < lines.size(); ++i) {
    Row row{lines[i].number, {}, ""};
    if (table.columns.empty()) {
      row.code = std::string(lines[i].text);
    } else {
      auto fields = SplitCsv(lines[i].text, table.separator);
      if (!fields.has_value() || fields->size() != table.columns.size()) {
        list.Add("", row.number, 1,
                 fields.has_value()
                     ? absl::StrCat("has ", fields->size(), " columns; the first line names ", table.columns.size())
                     : std::string("a quote is not closed on the line"));
        continue;
      }
      row.fields = *std::move(fields);
      row.code = row.fields[static_cast<size_t>(code_column)];
    }
    rows.push_back(std::move(row));
  }
  std::vector<Line> codes;
  for (const Row& row : rows) codes.push_back({row.number, row.code});
  parsed->system = SystemOf(codes, 0, [](absl::string_view code) { return code; });
  const CodeSystem system = parsed->system;

  for (const Row& row : rows) {
    if (!model::IsRegionCode(system, row.code)) {
      list.Add("", row.number, 1, Expected(system));
      continue;
    }
    if (!changes && !flags) parsed->codes[std::string(vintage)].push_back(row.code);
    std::string change, from, to, name_from, name_to;
    for (size_t c = 0; c < table.columns.size(); ++c) {
      const std::string& value = row.fields[c];
      switch (table.columns[c]) {
        case Column::kFlag:
          if (value == "1") {
            parsed->codes[table.headers[c].substr(3)].push_back(row.code);
          } else if (value != "0") {
            list.Add("", row.number, 1, "a column of a vintage holds 1 where it has the code and 0 where it has not");
          }
          break;
        case Column::kSuccessor:
          if (value.empty()) break;
          if (!model::IsRegionCode(system, value)) {
            list.Add("", row.number, 1, absl::StrCat("the successor ", Expected(system)));
          } else {
            parsed->successors[KeyOf(system, row.code)] = value;
          }
          break;
        case Column::kChange:
          change = value;
          break;
        case Column::kFrom:
          from = value;
          break;
        case Column::kTo:
          to = value;
          break;
        case Column::kNameFrom:
          name_from = value;
          break;
        case Column::kNameTo:
          name_to = value;
          break;
        case Column::kIgnored:
        case Column::kCode:
          break;
      }
    }
    const int level = LevelOf(system, row.code);
    auto& [added, removed] = table.changes[{from, to}];
    if (change == "added") {
      added[{level, PlainName(name_to)}].push_back(row.code);
    } else if (change == "removed") {
      removed[{level, PlainName(name_from)}].push_back(row.code);
      parsed->removed_from[KeyOf(system, row.code)] = from;
    } else if (changes && change != "renamed") {
      list.Add("", row.number, 1, "the change must be added, removed or renamed");
    }
  }
  if (rows.empty()) list.Add("", "holds no region code");
  for (const auto& [between, named] : table.changes) {
    for (const auto& [name, codes_removed] : named.second) {
      const auto same = named.first.find(name);
      if (name.second.empty() || codes_removed.size() != 1 || same == named.first.end() || same->second.size() != 1) continue;
      parsed->successors[KeyOf(system, codes_removed[0])] = same->second[0];
    }
  }
  return list.empty();
}

void RegionList::Merge(Parsed* parsed) {
  System& system = lists_[parsed->system];
  for (const auto& [name, codes] : parsed->codes) {
    Vintage& vintage = system.vintages[name];
    for (const std::string& code : codes) {
      const int level = LevelOf(parsed->system, code);
      vintage.covers[level] = true;
      vintage.deepest = std::max(vintage.deepest, level);
      vintage.codes.push_back(KeyOf(parsed->system, code));
    }
    std::sort(vintage.codes.begin(), vintage.codes.end());
    vintage.codes.erase(std::unique(vintage.codes.begin(), vintage.codes.end()), vintage.codes.end());
  }
  system.removed_from.insert(parsed->removed_from.begin(), parsed->removed_from.end());
  system.successors.insert(parsed->successors.begin(), parsed->successors.end());
}

absl::Status RegionList::Add(absl::string_view vintage, absl::string_view text, Findings* findings) {
  Findings found;
  Parsed parsed;
  if (!ReadTable(vintage, text, &parsed, &found)) {
    absl::Status status = InvalidArgument(found);
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return status;
  }
  Merge(&parsed);
  return absl::OkStatus();
}

absl::Status RegionList::Choose(absl::string_view vintage) {
  bool found = vintage.empty();
  for (auto& [code_system, system] : lists_) {
    system.chosen.clear();
    if (system.vintages.empty()) continue;
    if (vintage.empty()) {
      system.chosen = system.vintages.rbegin()->first;
    } else if (system.vintages.count(std::string(vintage)) != 0) {
      system.chosen = std::string(vintage);
      found = true;
    }
  }
  if (found) return absl::OkStatus();
  return absl::InvalidArgumentError("no list of regions is of the vintage that the register is to be held against");
}

RegionList::Verdict RegionList::Look(CodeSystem code_system, absl::string_view code) const {
  Verdict verdict;
  const auto of_system = lists_.find(code_system);
  if (of_system == lists_.end()) return verdict;
  const System& system = of_system->second;
  const auto chosen = system.vintages.find(system.chosen);
  if (chosen == system.vintages.end()) return verdict;
  const Vintage& current = chosen->second;
  const std::vector<absl::string_view> parts = PartsOf(code_system, code);
  size_t gone = parts.size();
  for (size_t i = 0; i < parts.size() && gone == parts.size(); ++i) {
    if (!current.covers[i + 1]) continue;
    verdict.answer = Answer::kExists;
    if (!current.Has(KeyOf(code_system, parts[i]))) gone = i;
  }
  if (gone == parts.size()) return verdict;
  verdict.answer = Answer::kNeverExisted;
  verdict.part = std::string(parts[gone]);
  const Key key = KeyOf(code_system, parts[gone]);
  for (const auto& [name, vintage] : system.vintages) {
    if (name != system.chosen && vintage.Has(key)) verdict.existed_in = name;
  }
  const auto removed = system.removed_from.find(key);
  if (verdict.existed_in.empty() && removed != system.removed_from.end()) verdict.existed_in = removed->second;
  if (verdict.existed_in.empty()) return verdict;
  verdict.answer = Answer::kAnotherVintage;
  for (size_t i = parts.size(); i-- > gone;) {
    auto next = system.successors.find(KeyOf(code_system, parts[i]));
    for (int steps = 0; next != system.successors.end() && steps < kMostSteps; ++steps) {
      const Key successor = KeyOf(code_system, next->second);
      if (current.Has(successor)) {
        verdict.successor = next->second;
        return verdict;
      }
      next = system.successors.find(successor);
    }
  }
  return verdict;
}

std::vector<QualityVintage> RegionList::Vintages() const {
  std::vector<QualityVintage> vintages;
  for (const auto& [code_system, system] : lists_) {
    for (const auto& [name, vintage] : system.vintages) {
      QualityVintage& entry = vintages.emplace_back();
      entry.name = name;
      entry.system = code_system;
      entry.codes = static_cast<int64_t>(vintage.codes.size());
      entry.deepest_level = vintage.deepest;
      entry.held_against = name == system.chosen;
    }
  }
  return vintages;
}

}  // namespace graduasi::programme
