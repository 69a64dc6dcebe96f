// Exact arithmetic on decimal numbers, and what is computed from statistics. Knows no programme.
#include "graduasi/statistic.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/base/text.h"

namespace graduasi {
namespace {

constexpr int kMostDecimals = 18;

absl::int128 PowerOfTen(int exponent) {
  absl::int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::optional<Decimal> Narrow(absl::int128 coefficient, int decimals) {
  if (coefficient > std::numeric_limits<int64_t>::max() || coefficient < std::numeric_limits<int64_t>::min())
    return std::nullopt;
  return Decimal{static_cast<int64_t>(coefficient), decimals};
}

// a - b, exactly.
std::optional<Decimal> Subtract(const Decimal& a, const Decimal& b) {
  const int decimals = std::max(a.decimals, b.decimals);
  return Narrow(a.coefficient * PowerOfTen(decimals - a.decimals) - b.coefficient * PowerOfTen(decimals - b.decimals),
                decimals);
}

std::optional<Decimal> Times(const Decimal& a, int64_t multiple) {
  return Narrow(absl::int128(a.coefficient) * multiple, a.decimals);
}

std::optional<Decimal> Round(const Decimal& value, int decimals) { return Quotient(value, {1, 0}, 1, decimals); }

absl::StatusOr<const Statistic*> Find(const Computation& computation, const std::string& id,
                                      absl::Span<const Statistic> statistics) {
  for (const Statistic& statistic : statistics) {
    if (statistic.id == id) return &statistic;
  }
  return absl::InvalidArgumentError(absl::StrCat("computation ", computation.id, ": there is no statistic ", id));
}

}  // namespace

std::optional<Decimal> Decimal::Parse(absl::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  Decimal decimal;
  absl::int128 coefficient = 0;
  bool point = false;
  size_t whole = 0;
  for (const char c : text) {
    if (c == '.' && !point && whole > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    coefficient = coefficient * 10 + (c - '0');
    if (coefficient > std::numeric_limits<int64_t>::max()) return std::nullopt;
    if (point) {
      ++decimal.decimals;
    } else {
      ++whole;
    }
  }
  if (whole == 0 || (whole > 1 && text[0] == '0') || (point && decimal.decimals == 0) || decimal.decimals > kMostDecimals) {
    return std::nullopt;
  }
  decimal.coefficient = static_cast<int64_t>(negative ? -coefficient : coefficient);
  return decimal;
}

std::string Decimal::ToString() const {
  const bool negative = coefficient < 0;
  std::string digits = absl::StrCat(negative ? 0 - static_cast<uint64_t>(coefficient) : static_cast<uint64_t>(coefficient));
  const auto places = static_cast<size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (negative ? "-" : "") + digits;
}

std::string Decimal::Format(Language language) const {
  std::string text = ToString();
  const size_t point = text.find('.');
  const std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
  const bool negative = text[0] == '-';
  uint64_t whole = 0;
  for (const char c :
       text.substr(negative ? 1 : 0, point == std::string::npos ? std::string::npos : point - (negative ? 1 : 0))) {
    whole = whole * 10 + static_cast<uint64_t>(c - '0');
  }
  std::string formatted = absl::StrCat(negative ? "-" : "", FormatUnsigned(whole, language));
  if (!fraction.empty()) absl::StrAppend(&formatted, language == Language::kIndonesian ? "," : ".", fraction);
  return formatted;
}

bool operator==(const Decimal& a, const Decimal& b) {
  const int decimals = std::max(a.decimals, b.decimals);
  return a.coefficient * PowerOfTen(decimals - a.decimals) == b.coefficient * PowerOfTen(decimals - b.decimals);
}

std::optional<Decimal> Quotient(const Decimal& numerator, const Decimal& denominator, int64_t scale, int decimals) {
  if (denominator.coefficient == 0 || decimals < 0 || decimals > kMostDecimals) return std::nullopt;
  // Numbers of 63 bits each: what does not fit into 127 is refused rather than rounded.
  absl::int128 top = absl::int128(numerator.coefficient) * scale;
  absl::int128 bottom = denominator.coefficient;
  const auto grow = [](absl::int128* number, int tens) {
    for (int i = 0; i < tens; ++i) {
      if (*number > absl::Int128Max() / 20 || *number < absl::Int128Min() / 20) return false;
      *number *= 10;
    }
    return true;
  };
  const int shift = denominator.decimals + decimals - numerator.decimals;
  if (!(shift >= 0 ? grow(&top, shift) : grow(&bottom, -shift))) return std::nullopt;
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const bool negative = top < 0;
  if (negative) top = -top;
  const absl::int128 rest = top % bottom;
  absl::int128 quotient = top / bottom;
  if (rest >= bottom - rest) ++quotient;
  return Narrow(negative ? -quotient : quotient, decimals);
}

absl::StatusOr<Computed> Compute(const Computation& computation, absl::Span<const Statistic> statistics) {
  const auto fail = [&](absl::string_view message) {
    return absl::InvalidArgumentError(absl::StrCat("computation ", computation.id, ": ", message));
  };
  const absl::StatusOr<const Statistic*> of = Find(computation, computation.of, statistics);
  if (!of.ok()) return of.status();
  const absl::StatusOr<const Statistic*> against = Find(computation, computation.against, statistics);
  if (!against.ok()) return against.status();
  if ((*of)->unit != (*against)->unit) return fail("the two statistics have different units");
  if ((*of)->multiple < 1 || (*against)->multiple < 1) return fail("a multiple is below 1");

  // Where both count the same multiple, so does a difference.
  const bool alike = (*of)->multiple == (*against)->multiple;
  const std::optional<Decimal> a = alike ? (*of)->value : Times((*of)->value, (*of)->multiple);
  const std::optional<Decimal> b = alike ? (*against)->value : Times((*against)->value, (*against)->multiple);
  const std::optional<Decimal> difference = a.has_value() && b.has_value() ? Subtract(*a, *b) : std::nullopt;
  if (!difference.has_value()) return fail("the numbers are too large");
  Computed computed;
  computed.approximate = (*of)->precision == Precision::kApproximate || (*against)->precision == Precision::kApproximate;
  const auto compute = [&](int decimals) -> std::optional<Decimal> {
    switch (computation.kind) {
      case ComputationKind::kDifference:
        return Round(*difference, decimals);
      case ComputationKind::kShare:
        return Quotient(*a, *b, 100, decimals);
      case ComputationKind::kChange:
        return Quotient(*difference, *b, 100, decimals);
    }
    return std::nullopt;
  };
  const bool counts = computation.kind == ComputationKind::kDifference;
  computed.unit = counts ? (*of)->unit : "%";
  computed.multiple = counts && alike ? (*of)->multiple : 1;
  const std::optional<Decimal> value = compute(computation.decimals);
  if (!value.has_value()) return fail(b->coefficient == 0 ? "nothing is a share of 0" : "the result does not fit");
  computed.value = *value;
  if (computation.printed.has_value()) {
    const std::optional<Decimal> as_precise = compute(computation.printed->decimals);
    computed.agrees = as_precise.has_value() && *as_precise == *computation.printed;
  }
  return computed;
}

}  // namespace graduasi
