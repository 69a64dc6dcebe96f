// Integer arithmetic that says when the result does not fit instead of wrapping. It knows nothing but integers: what a caller
// makes of `false` (an error value of a row, a finding) is the caller's.
#ifndef GRADUASI_SRC_BASE_INTEGER_H_
#define GRADUASI_SRC_BASE_INTEGER_H_

#include <cstdint>
#include <limits>
#include <type_traits>

namespace graduasi {

// Each writes the result and returns true, or returns false if the result does not fit or the divisor is 0; what *out holds
// then is of no meaning. Integer is int64_t or uint64_t.

template <typename Integer>
[[nodiscard]] constexpr bool CheckedAdd(Integer a, Integer b, Integer* out) noexcept {
  return !__builtin_add_overflow(a, b, out);
}

template <typename Integer>
[[nodiscard]] constexpr bool CheckedSubtract(Integer a, Integer b, Integer* out) noexcept {
  return !__builtin_sub_overflow(a, b, out);
}

template <typename Integer>
[[nodiscard]] constexpr bool CheckedMultiply(Integer a, Integer b, Integer* out) noexcept {
  return !__builtin_mul_overflow(a, b, out);
}

// Rounds towards zero.
template <typename Integer>
[[nodiscard]] constexpr bool CheckedDivide(Integer a, Integer b, Integer* out) noexcept {
  if (b == 0) return false;
  if constexpr (std::is_signed_v<Integer>) {
    if (a == std::numeric_limits<Integer>::min() && b == -1) return false;
  }
  *out = a / b;
  return true;
}

// The sign is that of `a`. min % -1 is refused like min / -1, as CEL does.
template <typename Integer>
[[nodiscard]] constexpr bool CheckedModulo(Integer a, Integer b, Integer* out) noexcept {
  if (b == 0) return false;
  if constexpr (std::is_signed_v<Integer>) {
    if (a == std::numeric_limits<Integer>::min() && b == -1) return false;
  }
  *out = a % b;
  return true;
}

[[nodiscard]] constexpr bool CheckedNegate(int64_t a, int64_t* out) noexcept {
  return !__builtin_sub_overflow(int64_t{0}, a, out);
}

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_INTEGER_H_
