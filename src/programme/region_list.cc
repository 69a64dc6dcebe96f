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
  // Every code is of the vintage that the caller names.
  bool OneVintage() const { return !Has(Column::kChange) && !Has(Column::kFlag); }
};

struct RegionList::Line {
  int number = 0;
  absl::string_view text;
};

std::vector<RegionList::Line> RegionList::LinesOf(absl::string_view text) {
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

namespace {

// Dots, or as many digits without any as no code of a province has, tell the systems apart.
std::string Expected(CodeSystem system) {
  return absl::StrCat("is not a region code; ", system == CodeSystem::kKemendagri ? "KEMENDAGRI" : "BPS", " writes ",
                      model::RegionCodeForm(system));
}

}  // namespace

// A line of a file, cut into its columns.
struct RegionList::Row {
  int number = 0;
  std::vector<std::string> fields;
  std::string code;

  // The value of the column, "" if the file has none of that kind.
  const std::string& Of(const Table& table, Column column) const {
    static const std::string* const none = new std::string;
    const auto at = std::find(table.columns.begin(), table.columns.end(), column);
    return at == table.columns.end() ? *none : fields[static_cast<size_t>(at - table.columns.begin())];
  }
};

bool RegionList::ReadHeader(absl::string_view vintage, const std::vector<Line>& lines, Table* table, FindingList* findings) {
  const bool plain = lines.empty() || model::IsRegionCode(CodeSystem::kKemendagri, lines[0].text) ||
                     model::IsRegionCode(CodeSystem::kBps, lines[0].text);
  for (const char separator : {',', ';', '\t'}) {
    if (plain || !table->columns.empty()) break;
    const auto headers = SplitCsv(lines[0].text, separator);
    if (!headers.has_value()) continue;
    std::vector<Column> columns;
    for (const std::string& header : *headers) columns.push_back(ColumnOf(header));
    if (std::count(columns.begin(), columns.end(), Column::kCode) != 1) continue;
    *table = Table{separator, std::move(columns), *headers, {}};
  }
  if (!plain && table->columns.empty()) {
    findings->Add("", lines[0].number, 1,
                  "is neither a region code nor the names of columns, of which one must be `kode` or `code`");
    return false;
  }
  if (table->Has(Column::kChange) && !(table->Has(Column::kFrom) && table->Has(Column::kTo))) {
    findings->Add("", lines[0].number, 1, "a list of changes has columns `from_vintage` and `to_vintage` as well");
    return false;
  }
  if (table->OneVintage() && vintage.empty()) {
    findings->Add("vintage", "is empty; a list of codes needs the name of its vintage, such as 2025");
    return false;
  }
  return true;
}

std::vector<RegionList::Row> RegionList::ReadRows(const std::vector<Line>& lines, const Table& table, FindingList* findings) {
  std::vector<Row> rows;
  for (size_t i = table.columns.empty() ? 0 : 1; i < lines.size(); ++i) {
    Row row;
    row.number = lines[i].number;
    if (table.columns.empty()) {
      row.code = std::string(lines[i].text);
      rows.push_back(std::move(row));
      continue;
    }
    auto fields = SplitCsv(lines[i].text, table.separator);
    if (!fields.has_value()) {
      findings->Add("", row.number, 1, "a quote is not closed on the line");
    } else if (fields->size() != table.columns.size()) {
      findings->Add("", row.number, 1,
                    absl::StrCat("has ", fields->size(), " columns; the first line names ", table.columns.size()));
    } else {
      row.fields = *std::move(fields);
      row.code = row.Of(table, Column::kCode);
      rows.push_back(std::move(row));
    }
  }
  if (rows.empty()) findings->Add("", "holds no region code");
  return rows;
}

void RegionList::ReadVintages(absl::string_view vintage, const Table& table, const Row& row, Parsed* parsed,
                              FindingList* findings) {
  if (table.OneVintage()) parsed->codes[std::string(vintage)].push_back(row.code);
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c] != Column::kFlag) continue;
    if (row.fields[c] == "1") {
      parsed->codes[table.headers[c].substr(3)].push_back(row.code);
    } else if (row.fields[c] != "0") {
      findings->Add("", row.number, 1, "a column of a vintage holds 1 where it has the code and 0 where it has not");
    }
  }
  const std::string& successor = row.Of(table, Column::kSuccessor);
  if (successor.empty()) return;
  if (model::IsRegionCode(parsed->system, successor)) {
    parsed->successors[KeyOf(parsed->system, row.code)] = successor;
  } else {
    findings->Add("", row.number, 1, absl::StrCat("the successor ", Expected(parsed->system)));
  }
}

void RegionList::ReadChange(const Row& row, Table* table, Parsed* parsed, FindingList* findings) {
  const std::string& change = row.Of(*table, Column::kChange);
  const std::string& from = row.Of(*table, Column::kFrom);
  auto& [added, removed] = table->changes[{from, row.Of(*table, Column::kTo)}];
  const int level = LevelOf(parsed->system, row.code);
  if (change == "added") {
    added[{level, PlainName(row.Of(*table, Column::kNameTo))}].push_back(row.code);
  } else if (change == "removed") {
    removed[{level, PlainName(row.Of(*table, Column::kNameFrom))}].push_back(row.code);
    parsed->removed_from[KeyOf(parsed->system, row.code)] = from;
  } else if (change != "renamed") {
    findings->Add("", row.number, 1, "the change must be added, removed or renamed");
  }
}

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
  if (!ReadHeader(vintage, lines, &table, &list)) return false;
  const std::vector<Row> rows = ReadRows(lines, table, &list);
  parsed->system = CodeSystem::kKemendagri;  // provinces alone are Kemendagri's
  for (const Row& row : rows) {
    if (row.code.size() <= 2) continue;
    if (model::IsRegionCode(CodeSystem::kKemendagri, row.code)) break;
    if (!model::IsRegionCode(CodeSystem::kBps, row.code)) continue;
    parsed->system = CodeSystem::kBps;
    break;
  }
  for (const Row& row : rows) {
    if (!model::IsRegionCode(parsed->system, row.code)) {
      list.Add("", row.number, 1, Expected(parsed->system));
      continue;
    }
    ReadVintages(vintage, table, row, parsed, &list);
    if (table.Has(Column::kChange)) ReadChange(row, &table, parsed, &list);
  }
  // The one added under the name of the one removed, if both are the only ones of their level.
  for (const auto& [between, named] : table.changes) {
    for (const auto& [name, removed] : named.second) {
      const auto same = named.first.find(name);
      if (name.second.empty() || removed.size() != 1 || same == named.first.end() || same->second.size() != 1) continue;
      parsed->successors[KeyOf(parsed->system, removed[0])] = same->second[0];
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
