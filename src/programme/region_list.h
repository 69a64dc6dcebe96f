// Which region codes exist, in one or several vintages, as lists from outside say it: the public lists of the ministry of home
// affairs, or an office's own. It knows codes and vintages, not households, and opens no file.
#ifndef GRADUASI_SRC_PROGRAMME_REGION_LIST_H_
#define GRADUASI_SRC_PROGRAMME_REGION_LIST_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graduasi/finding.h"
#include "graduasi/region.h"
#include "graduasi/register_quality.h"
#include "src/base/finding_list.h"

namespace graduasi::programme {

class RegionList {
 public:
  // A well-formed code as a number: its level (1 province ... 4 village) above its digits.
  using Key = uint64_t;

  // One file, as RegisterQuality::AddRegions describes it. On failure the list is as it was.
  absl::Status Add(absl::string_view vintage, absl::string_view text, Findings* findings);

  // Afterwards nothing is added. `vintage` is the one that registers are held against, "" the greatest name of each code
  // system. InvalidArgument if no list is of that vintage.
  absl::Status Choose(absl::string_view vintage);

  enum class Answer { kExists, kNotListed, kAnotherVintage, kNeverExisted };
  struct Verdict {
    Answer answer = Answer::kNotListed;  // kNotListed: no list of its code system, or none that goes so far up
    std::string part;                    // of the code that does not exist
    std::string existed_in;              // latest other vintage that has the part
    std::string successor;               // of the longest part of the code that has one; exists in the chosen vintage
  };
  // `code` is well-formed.
  Verdict Look(CodeSystem system, absl::string_view code) const;

  std::vector<QualityVintage> Vintages() const;
  bool empty() const { return lists_.empty(); }

  static int LevelOf(CodeSystem system, absl::string_view code);

 private:
  struct Vintage {
    std::vector<Key> codes;  // sorted, each once
    int deepest = 0;
    bool covers[5] = {};  // by level
    bool Has(Key key) const;
  };
  // Of one code system, by the vintage's name.
  struct System {
    std::map<std::string, Vintage> vintages;
    std::map<Key, std::string> removed_from;  // of lists of changes: the vintage that had the code
    std::map<Key, std::string> successors;
    std::string chosen;
  };
  struct Line;
  struct Table;
  struct Row;
  struct Parsed;

  static std::vector<Line> LinesOf(absl::string_view text);
  static bool ReadHeader(absl::string_view vintage, const std::vector<Line>& lines, Table* table, FindingList* findings);
  static std::vector<Row> ReadRows(const std::vector<Line>& lines, const Table& table, FindingList* findings);
  static void ReadVintages(absl::string_view vintage, const Table& table, const Row& row, Parsed* parsed,
                           FindingList* findings);
  static void ReadChange(const Row& row, Table* table, Parsed* parsed, FindingList* findings);
  static bool ReadTable(absl::string_view vintage, absl::string_view text, Parsed* parsed, Findings* findings);
  void Merge(Parsed* parsed);

  std::map<CodeSystem, System> lists_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_REGION_LIST_H_
