// Finds a household that a policy and a variant of it answer differently, starting from the households of the tests, and takes
// away from it whatever the difference does not need. Deterministic and bounded. This file must not know how variants are made.
#ifndef GRADUASI_SRC_ANALYSIS_TELLING_H_
#define GRADUASI_SRC_ANALYSIS_TELLING_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "graduasi/mutation.h"
#include "src/analysis/equivalence.h"
#include "src/analysis/telling_answers.h"
#include "src/analysis/telling_edits.h"

namespace graduasi::analysis {

// Confined to one thread. Policy and rows must outlive it.
class TellingSearch {
 public:
  TellingSearch(const policy::CompiledPolicy& policy, const std::vector<decide::Sweep::Row>& rows,
                columns::RecordedWhenTrue recorded_when_true);

  struct Variant {
    const policy::CompiledPolicy* policy = nullptr;
    const columns::RecordedWhenTrue* recorded_when_true = nullptr;
    Equivalence::Parts parts;  // where a difference can be; all empty: anywhere
    int parameter = -1;        // whose values differ
  };
  // Nothing if none was found among `most_tried` households.
  std::optional<TellingHousehold> Find(const Variant& variant, int64_t most_tried);

 private:
  struct Base {
    Household household;
    Date as_of;
    std::vector<int8_t> answer;
  };
  struct Candidate {
    Household household;
    Date as_of;
  };

  void ChooseBases(const std::vector<decide::Sweep::Row>& rows);
  Reads ReadsOf(const Variant& variant, bool whole_routes) const;
  void AddRoute(const policy::CheckedPolicy& variant, size_t index, Reads* reads) const;
  std::vector<Candidate> Starts(const Variant& variant, const Reads& reads) const;
  void AddMovedStarts(const Variant& variant, std::vector<Candidate>* starts) const;
  Shortfalls ShortfallsOf(const Candidate& candidate, const Reads& reads);
  // The first of the candidates that tells; -1 if none does.
  int Telling(const Variant& variant, const std::vector<Candidate>& candidates);
  bool TryAll(const Variant& variant, std::vector<Candidate>* candidates, std::optional<Candidate>* found);
  struct Search;
  bool TryOneChange(Search* search);
  bool TryBoundaries(Search* search);
  bool TryCombinations(Search* search);
  TellingHousehold Shrunk(const Variant& variant, Candidate candidate);
  std::vector<TellingHousehold::Difference> DifferencesOf(size_t index) const;  // of a row of the last sweep

  const policy::CompiledPolicy& policy_;
  const columns::RecordedWhenTrue recorded_when_true_;
  AnswerSheet sheet_;
  decide::Sweep sweep_;
  std::vector<Candidate> cases_;  // and one household of which everything read is recorded
  std::vector<Base> bases_;       // answers differ; ELIGIBLE first
  std::vector<int8_t> ours_, theirs_;
  int64_t left_ = 0;  // households that may still be tried
};

// What is recorded of a household, in a sentence; no identity.
Text DescribeHousehold(const Household& household);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TELLING_H_
