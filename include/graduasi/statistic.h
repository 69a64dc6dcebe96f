// Published figures and what follows from them: with unit, source, reference date and release date, as printed and as computed
// apart. All arithmetic is exact; only the last step rounds, half away from zero, to a stated number of decimals.
#ifndef GRADUASI_STATISTIC_H_
#define GRADUASI_STATISTIC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/field.h"
#include "graduasi/language.h"
#include "graduasi/region.h"

namespace graduasi {

// A decimal number as it is written: 8.12 is {812, 2}.
struct Decimal {
  int64_t coefficient = 0;
  int decimals = 0;  // 0 .. 18
  // Reads "8.12", "-1.530", "77000"; nothing with a sign +, an exponent or a separator of thousands. Nothing if it does not
  // fit.
  static std::optional<Decimal> Parse(absl::string_view text);
  std::string ToString() const;                 // "8.12"
  std::string Format(Language language) const;  // "8,12" and "77.000"; "8.12" and "77,000"
};
// As numbers: 1.5 and 1.50 are equal.
bool operator==(const Decimal& a, const Decimal& b);

// numerator / denominator, rounded half away from zero; `scale` is what one is counted as: 100 for per cent. Nothing if the
// denominator is 0 or the result does not fit.
std::optional<Decimal> Quotient(const Decimal& numerator, const Decimal& denominator, int64_t scale, int decimals);

enum class Precision {
  kExact,
  kApproximate,  // "about 50": whatever is computed from it is approximate too
};
template <>
struct DescribeEnum<Precision> {
  static constexpr const char* name = "Precision";
  static constexpr EnumName<Precision> names[] = {{Precision::kExact, "EXACT"}, {Precision::kApproximate, "APPROXIMATE"}};
};

struct Statistic {
  std::string id;
  Text title;
  Region region;          // nothing set: the nation
  PartialDate reference;  // the day, month or year that it speaks of
  std::optional<PartialDate> released_on;
  Decimal value;
  int64_t multiple = 1;  // 1000: `value` counts thousands
  std::string unit;      // "people", "KPM"
  Precision precision = Precision::kExact;
  std::string as_printed;  // in the source's own words: "8,12 ribu"
  std::string source;
};

enum class ComputationKind {
  kDifference,  // of - against, in the unit of both
  kShare,       // of / against, per cent
  kChange,      // (of - against) / against, per cent
};
template <>
struct DescribeEnum<ComputationKind> {
  static constexpr const char* name = "ComputationKind";
  static constexpr EnumName<ComputationKind> names[] = {
      {ComputationKind::kDifference, "DIFFERENCE"}, {ComputationKind::kShare, "SHARE"}, {ComputationKind::kChange, "CHANGE"}};
};

// What is to be computed from two statistics, and what the source prints for it, if it does.
struct Computation {
  std::string id;
  Text title;
  ComputationKind kind = ComputationKind::kDifference;
  std::string of;       // id of a statistic
  std::string against;  // likewise
  int decimals = 0;     // of the result
  std::optional<Decimal> printed;
  std::string as_printed;
};

struct Computed {
  Decimal value;
  std::string unit;      // "%", or that of the statistics
  int64_t multiple = 1;  // as in Statistic
  bool approximate = false;
  std::optional<bool> agrees;  // with what is printed, rounded to as many decimals as that has; nothing if nothing is printed
};

// InvalidArgument if a statistic is not there, units differ, or something does not fit; the message says which.
absl::StatusOr<Computed> Compute(const Computation& computation, absl::Span<const Statistic> statistics);

}  // namespace graduasi

#endif  // GRADUASI_STATISTIC_H_
