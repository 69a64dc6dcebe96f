// What a comparison counts, and how counts of parts become counts of the whole: by adding, so that it does not matter who
// counted which rows. This file must not know how rows are decided.
#ifndef GRADUASI_SRC_ANALYSIS_COMPARISON_TALLY_H_
#define GRADUASI_SRC_ANALYSIS_COMPARISON_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "graduasi/comparison.h"
#include "src/analysis/margin.h"

namespace graduasi::analysis {

void Add(const Transitions& from, Transitions* to);

// The classes of one dimension.
struct ClassTally {
  // More classes than these are counted together: a register has as many villages as it likes.
  static constexpr size_t kMostClasses = 20'000;

  std::map<std::string, Transitions> classes;
  Transitions unknown, rest;

  // In the order in which the register brings them.
  void Add(const std::string& value, const Transitions& transitions);
  void Add(const ClassTally& other);
};

struct Tally {
  int64_t rows = 0;
  int64_t unreadable = 0;
  int64_t flips_with_missing = 0;
  bool synthetic = false;
  Transitions transitions;
  std::vector<int64_t> routes;  // [before][after], the last of each: no route
  std::vector<ClassTally> dimensions;
  ClassTally completeness, open_rules;
  std::vector<Margins::Count> margins;
  // Under each policy: by criterion, then safeguard, how many that are NEEDS_DATA have it MISSING.
  std::vector<int64_t> open_before, open_after;

  void Add(const Tally& other);
};

// The paths of missing facts of an even sample of families, by rows: every `every`-th row, where `every` doubles whenever the
// sample is full. Which rows are in it depends on the register alone.
class Sample {
 public:
  explicit Sample(size_t most) : most_(most) {}

  int64_t every() const { return every_; }
  void Add(int64_t row, std::vector<std::string> paths);
  void Tell(MissingData* missing) const;

 private:
  struct Row {
    int64_t row = 0;
    std::vector<int32_t> facts;
  };
  size_t most_;
  int64_t every_ = 1;
  std::vector<Row> rows_;
  std::map<std::string, int32_t> numbers_;
};

// "household.members[2].born_on" without its positions: "household.members[].born_on".
std::string WithoutPositions(const std::string& path);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_COMPARISON_TALLY_H_
