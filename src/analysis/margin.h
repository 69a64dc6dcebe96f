// The comparisons of whole numbers and of dates that a policy makes of a household, and which families are close to their
// thresholds. Comparisons inside macros, which are made of members or records, are not among them. This file must not know
// outcomes.
#ifndef GRADUASI_SRC_ANALYSIS_MARGIN_H_
#define GRADUASI_SRC_ANALYSIS_MARGIN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graduasi/comparison.h"
#include "src/columns/run.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::analysis {

class Margins {
 public:
  // Margins within `percent` of a number, or, where the unit is months or the sides are dates, within `months`. A margin is
  // counted only where it is at least one unit wide: nobody is close to a threshold of two pieces.
  Margins(const policy::CompiledPolicy& policy, int percent, int months);

  struct Count {
    int64_t known = 0, just_holds = 0, just_fails = 0;
    bool wide = false;  // the margin was at least one unit wide for some family
  };

  size_t size() const { return thresholds_.size(); }
  // Adds one Count for each comparison; `run` has just executed the bulk form of the policy. `left_out` (bits): rows that do
  // not count.
  void Add(const columns::Run& run, int32_t rows, const std::vector<uint64_t>& left_out, std::vector<Count>* counts) const;
  // Those that were ever wide enough to be told.
  std::vector<Margin> Told(const std::vector<Count>& counts) const;

 private:
  struct Threshold {
    Margin margin;
    cel::Function function = cel::Function::kLess;
    columns::Register left = columns::kNoRegister, right = columns::kNoRegister;
    bool months = false;          // the figures count months
    bool threshold_left = false;  // the left side is the threshold
  };
  class Finder;

  bool Close(const Threshold& threshold, int64_t actual, int64_t required, bool* wide) const;

  const policy::CompiledPolicy& policy_;
  const int percent_, months_;
  std::vector<Threshold> thresholds_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_MARGIN_H_
