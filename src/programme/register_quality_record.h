// What can be wrong with one record beyond what the engine itself objects to: rules on top of model::Validate, derived from the
// field tables where they can be. It knows one record at a time, no register and no policies.
#ifndef GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_RECORD_H_
#define GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/date.h"
#include "graduasi/household.h"
#include "graduasi/register_quality.h"

namespace graduasi::programme {

struct RecordFinding {
  QualityKind kind;
  std::string path;
  std::string message;
};

// Appends, in the order of the field tables:
//  * a NIK or KK of sixteen equal digits;
//  * a day on which something was recorded or happened that certainly lies after `as_of` (a birth is left to model::Validate);
//  * two observations (records dated by a field observed_on) of the same exact day that agree in everything but a number which
//    both hold. Not of assets: they are an inventory, in which two entries of one kind add up. Not a decile of one snapshot:
//    model::Validate has that;
//  * two judgements of the mentor of the same exact day that differ.
void CheckRecord(const Household& household, Date as_of, std::vector<RecordFinding>* findings);

// A NIK or KK as a whole number; -1 if the text is not 16 digits, or 16 times the same one.
int64_t IdentityNumber(absl::string_view text);

// Whether the household's id could be, or hold, a NIK, KK, name or address, so that it must not be shown.
bool IdMayIdentify(const Household& household);

// Equal for equal records, and otherwise different but for one chance in 2^128.
struct Fingerprint {
  uint64_t high = 0;
  uint64_t low = 0;
  friend bool operator==(const Fingerprint& a, const Fingerprint& b) { return a.high == b.high && a.low == b.low; }
  friend bool operator<(const Fingerprint& a, const Fingerprint& b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  }
};
Fingerprint FingerprintOf(const Household& household);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_RECORD_H_
