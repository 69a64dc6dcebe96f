// Households as binary protobuf, graduasi.v1.Household, in and out. The encoding is read and written here, by the field tables:
// that is faster than generated classes, refuses what they let pass, and prints nothing (protobuf's own parser writes to stderr
// when text is not UTF-8). It must not know policies, and judges the form only; contradictions are for model::Validate.
#ifndef GRADUASI_SRC_WIRE_HOUSEHOLD_PROTO_H_
#define GRADUASI_SRC_WIRE_HOUSEHOLD_PROTO_H_

#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"

namespace graduasi::wire {

// The number of `known_empty`, in every message that has lists.
inline constexpr int kKnownEmptyNumber = 100;

// True if `bytes` is one graduasi.v1.Household. Otherwise appends at least one finding; *household then holds what could be
// read and must not be decided on. Fields and enum values that this library does not know are findings, anywhere. No finding
// repeats a byte of the input.
bool ReadHouseholdProto(absl::string_view bytes, Household* household, Findings* findings);

// Deterministic: fields by number. Text that is not UTF-8 is written as it is; readers refuse it.
std::string WriteHouseholdProto(const Household& household);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_HOUSEHOLD_PROTO_H_
