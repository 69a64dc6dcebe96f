// What came out of many decisions, counted: outcomes, routes, the most frequent reasons. It keeps no record and no identifier;
// its size depends on the policy, not on the register.
#ifndef GRADUASI_SRC_CLI_SUMMARY_H_
#define GRADUASI_SRC_CLI_SUMMARY_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "capi/graduasi.h"

namespace graduasi::cli {

// "BELUM SIAP", "NOT YET READY".
const char* OutcomeWord(int32_t outcome, int32_t language);

// Indonesian "65.000", English "65,000".
std::string Thousands(int64_t count, int32_t language);

class Summary {
 public:
  void Add(const graduasi_decision* decision);
  void Merge(const Summary& other);

  int64_t total() const;
  int64_t invalid() const { return outcomes_[GRADUASI_OUTCOME_INVALID]; }

  // A page of text; `milliseconds` is how long deciding took.
  std::string ToText(const graduasi_policy* policy, int32_t as_of_days, int64_t milliseconds, int32_t language) const;

 private:
  using Counts = std::map<std::string, int64_t>;

  void AddReasons(const graduasi_decision* decision, size_t route);
  void AppendOutcomes(const graduasi_policy* policy, int32_t language, std::string* text) const;

  std::array<int64_t, 5> outcomes_{};
  Counts routes_;      // of ELIGIBLE
  Counts reasons_;     // of NOT_YET: criteria that block the nearest route; "" where too few of a list are met
  Counts missing_;     // of NEEDS_DATA: paths without positions
  Counts safeguards_;  // of PROTECTED
};

// The index of the route in a decision, or the number of routes.
size_t RouteIndex(const graduasi_decision* decision, const char* route);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SUMMARY_H_
