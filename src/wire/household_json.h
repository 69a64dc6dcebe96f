// Households as JSON text, in and out, driven by the field tables: the keys are the fields' names, enums are their constants,
// dates are "2025-11-15", "2025-11" or "2025", null is the same as leaving a field out. Reading is strict and collects every
// mistake. It must not know policies, and judges the form only; contradictions are for model::Validate.
#ifndef GRADUASI_SRC_WIRE_HOUSEHOLD_JSON_H_
#define GRADUASI_SRC_WIRE_HOUSEHOLD_JSON_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "src/base/finding_list.h"

namespace graduasi::wire {

// A longer text is refused: 10,000 people with long histories need less.
inline constexpr size_t kMaxHouseholdBytes = size_t{16} << 20;

// Reads one household after the other and keeps its buffers between them. Confined: one thread at a time.
class HouseholdReader {
 public:
  HouseholdReader();
  ~HouseholdReader();
  HouseholdReader(const HouseholdReader&) = delete;
  HouseholdReader& operator=(const HouseholdReader&) = delete;

  // True if `json`, UTF-8, is one household and nothing else. Otherwise appends at least one finding, each with its line and
  // column; *household then holds what could be read (its id, for a report) and must not be decided on. An unknown or repeated
  // key, a value of another type, a number that is no integer, a day that does not exist are findings. No finding repeats a
  // byte of the input, since any of it may be a NIK, a name or an address in the wrong place. `rules` (may be null) receives
  // the name of each finding's rule; every rule has one.
  bool Read(absl::string_view json, Household* household, Findings* findings, RuleNames* rules = nullptr);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// The same for a single household.
bool ReadHouseholdJson(absl::string_view json, Household* household, Findings* findings);

// One line without a line feed, fields in the order of the tables, absent fields left out: equal households give equal bytes.
std::string WriteHouseholdJson(const Household& household);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_HOUSEHOLD_JSON_H_
