// Conversions between types, as the language defines them: what does not fit or does not read is an error.
#include <charconv>
#include <cmath>

#include "absl/strings/charconv.h"
#include "absl/strings/str_cat.h"
#include "graduasi/date.h"
#include "src/cel/utf8.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"
#include "src/columns/time_range.h"
#include "src/columns/time_text.h"

namespace graduasi::columns {
namespace {

using cel::TypeKind;
using Text = absl::string_view;
using Timestamp = cel::TimestampValue;

// ---- numbers ----

bool IntFromUint(uint64_t x, int64_t* out) {
  *out = static_cast<int64_t>(x);
  return *out >= 0;
}
bool IntFromDouble(double x, int64_t* out) {
  if (!(x > -9223372036854775808.0 && x < 9223372036854775808.0)) return false;
  *out = static_cast<int64_t>(x);
  return true;
}
bool UintFromInt(int64_t x, uint64_t* out) {
  *out = static_cast<uint64_t>(x);
  return x >= 0;
}
bool UintFromDouble(double x, uint64_t* out) {
  if (!(x >= 0 && x < 18446744073709551616.0)) return false;
  *out = static_cast<uint64_t>(x);
  return true;
}
bool DoubleFromInt(int64_t x, double* out) { return (*out = static_cast<double>(x), true); }
bool DoubleFromUint(uint64_t x, double* out) { return (*out = static_cast<double>(x), true); }
bool IntFromTimestamp(const Timestamp& x, int64_t* out) { return (*out = x.seconds, true); }

// Decimal digits with an optional sign.
template <typename T>
bool NumberFromText(Text text, T* out) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') return false;
  }
  bool negative = false;
  if (std::is_unsigned_v<T> && !text.empty() && text.front() == '-') {  // "-0" is a number like any other
    negative = true;
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') return false;
  }
  const char* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, *out);
  return problem == std::errc() && rest == end && (!negative || *out == 0);
}

bool DoubleFromText(Text text, double* out) {
  if (text.find_first_of("xX") != Text::npos) return false;  // hexadecimal is not of the language
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  const char* end = text.data() + text.size();
  const auto [rest, problem] = absl::from_chars(text.data(), end, *out);
  if (rest != end || text.empty()) return false;
  return problem == std::errc() || (problem == std::errc::result_out_of_range && std::abs(*out) < 1);
}

bool BoolFromText(Text text, bool* out) {
  for (const Text yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return (*out = true, true);
  }
  for (const Text no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return (*out = false, true);
  }
  return false;
}

// The fewest digits that read back as the same number; with an exponent below 10^-4 and from 10^6 on.
std::string DoubleText(double x) {
  if (std::isnan(x)) return "NaN";
  if (std::isinf(x)) return x > 0 ? "+Inf" : "-Inf";
  char buffer[64];
  const auto scientific = std::to_chars(buffer, buffer + sizeof(buffer), x, std::chars_format::scientific);
  const Text text(buffer, static_cast<size_t>(scientific.ptr - buffer));
  int exponent = 0;
  const Text digits = text.substr(text.find('e') + 1);
  std::from_chars(digits.data() + (digits.front() == '+' ? 1 : 0), digits.data() + digits.size(), exponent);
  if (exponent < -4 || exponent >= 6) return std::string(text);
  const auto fixed = std::to_chars(buffer, buffer + sizeof(buffer), x, std::chars_format::fixed);
  return std::string(buffer, fixed.ptr);
}

// ---- the loops ----

// One conversion for every row that has a value; `convert` gives false for an error.
template <typename To, typename From, typename F>
void ConvertRows(Step& step, const Values<From>& from, Validity validity, F convert) {
  const uint64_t* skip = step.Skip(validity);
  To* out = step.New<To>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = To();
    if (skip != nullptr && TestBit(skip, i)) continue;
    if (!convert(from[i], &out[i])) {
      out[i] = To();
      step.Fail(&validity, i);
    }
  }
  step.out.layout = LayoutOf(step.op.to);
  step.out.data = out;
  step.Set(validity);
}

template <typename To, typename From, bool (*kConvert)(From, To*)>
void Convert(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, true);
  if constexpr (std::is_same_v<From, int64_t>) {
    ConvertRows<To>(step, Widened<int64_t>(step, a, a.data, step.n), validity, kConvert);
  } else {
    ConvertRows<To>(step, ValuesOf<From>(a), validity, kConvert);
  }
}

template <typename To, bool (*kConvert)(const Timestamp&, To*)>
void ConvertTimestamp(Step& step) {
  const Validity validity = step.Strict({&step.A()}, false);
  ConvertRows<To>(step, ValuesOf<Timestamp>(step.A()), validity, kConvert);
}

// To a string; the text is kept in the run's memory.
template <typename From, std::string (*kWrite)(From)>
void Write(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, true);
  auto write = [&](From x, Text* out) { return (*out = step.Keep(kWrite(x)), true); };
  if constexpr (std::is_same_v<From, int64_t> || std::is_same_v<From, int32_t>) {
    ConvertRows<Text>(step, Widened<From>(step, a, a.data, step.n), validity, write);
  } else {
    ConvertRows<Text>(step, ValuesOf<From>(a), validity, write);
  }
}

void ToBool(Step& step) {
  const Column& a = step.A();
  Validity validity = step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(validity);
  const Values<Text> x = ValuesOf<Text>(a);
  uint64_t* truth = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) continue;
    bool value = false;
    if (!BoolFromText(x[i], &value)) {
      step.Fail(&validity, i);
    } else if (value) {
      SetBit(truth, i);
    }
  }
  step.SetTruth(truth, validity);
}

void WriteBool(Step& step) {
  const Column& a = step.A();
  step.Set(step.Strict({&a}, false));
  const uint64_t* truth = step.TruthOf(a, step.n);
  Text* out = step.New<Text>(step.n);
  for (int64_t i = 0; i < step.n; ++i) out[i] = TestBit(truth, i) ? "true" : "false";
  step.out.layout = Layout::kText;
  step.out.data = out;
}

// An enum to the name of its constant.
void WriteConstantName(Step& step) {
  const std::vector<std::string>& names = step.Constants().enumerations[static_cast<size_t>(step.op.number)];
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, false);
  ConvertRows<Text>(step, Widened<int64_t>(step, a, a.data, step.n), validity, [&names](int64_t number, Text* out) {
    if (number < 0 || number >= static_cast<int64_t>(names.size())) return false;
    *out = names[static_cast<size_t>(number)];
    return true;
  });
}

// The same type: only a range does not come through.
void Same(Step& step) {
  const Column& a = step.A();
  const Validity validity = step.Strict({&a}, true);
  step.out = a;
  step.out.high = nullptr;
  step.Set(validity);
}

std::string IntText(int64_t x) { return absl::StrCat(x); }
std::string UintText(uint64_t x) { return absl::StrCat(x); }
std::string DateText(int32_t days) { return Date::FromDays(days).ToString(); }
std::string TextOfTimestamp(Timestamp timestamp) { return TimestampText(timestamp); }

bool TextFromBytes(Text bytes, Text* out) {
  *out = bytes;
  return cel::FindInvalidUtf8(bytes) == Text::npos;
}
bool BytesFromText(Text text, Text* out) { return (*out = text, true); }
bool TimestampFromText(Text text, Timestamp* out) { return ParseTimestamp(text, out); }
bool TimestampFromInt(int64_t seconds, Timestamp* out) { return MakeTimestamp(seconds, 0, out); }
bool DurationFromText(Text text, int64_t* out) { return ParseDuration(text, out); }
bool DateFromText(Text text, int32_t* out) { return ParseDate(text, out); }
bool DateFromTimestamp(const Timestamp& timestamp, int32_t* out) {
  const int64_t seconds = timestamp.seconds - kFirstSecond;  // not negative
  *out = static_cast<int32_t>(seconds / kSecondsPerDay) + civil::kMinDays;
  return true;
}

OpFunction ToText(TypeKind from) {
  switch (from) {
    case TypeKind::kBool:
      return WriteBool;
    case TypeKind::kInt:
      return Write<int64_t, IntText>;
    case TypeKind::kUint:
      return Write<uint64_t, UintText>;
    case TypeKind::kDouble:
      return Write<double, DoubleText>;
    case TypeKind::kBytes:
      return Convert<Text, Text, TextFromBytes>;
    case TypeKind::kTimestamp:
      return Write<Timestamp, TextOfTimestamp>;
    case TypeKind::kDuration:
      return Write<int64_t, DurationText>;
    case TypeKind::kEnum:
      return WriteConstantName;
    default:
      return Write<int32_t, DateText>;
  }
}

OpFunction ToNumber(TypeKind from, TypeKind to) {
  if (to == TypeKind::kInt) {
    if (from == TypeKind::kUint) return Convert<int64_t, uint64_t, IntFromUint>;
    if (from == TypeKind::kDouble) return Convert<int64_t, double, IntFromDouble>;
    if (from == TypeKind::kTimestamp) return ConvertTimestamp<int64_t, IntFromTimestamp>;
    return Convert<int64_t, Text, NumberFromText<int64_t>>;
  }
  if (to == TypeKind::kUint) {
    if (from == TypeKind::kInt) return Convert<uint64_t, int64_t, UintFromInt>;
    if (from == TypeKind::kDouble) return Convert<uint64_t, double, UintFromDouble>;
    return Convert<uint64_t, Text, NumberFromText<uint64_t>>;
  }
  if (from == TypeKind::kInt) return Convert<double, int64_t, DoubleFromInt>;
  if (from == TypeKind::kUint) return Convert<double, uint64_t, DoubleFromUint>;
  return Convert<double, Text, DoubleFromText>;
}

}  // namespace

OpFunction ConvertFunction(const Op& op) {
  if (op.kind == op.to) return Same;
  switch (op.to) {
    case TypeKind::kBool:
      return ToBool;
    case TypeKind::kString:
      return ToText(op.kind);
    case TypeKind::kBytes:
      return Convert<Text, Text, BytesFromText>;
    case TypeKind::kTimestamp:
      if (op.kind == TypeKind::kInt) return Convert<Timestamp, int64_t, TimestampFromInt>;
      return Convert<Timestamp, Text, TimestampFromText>;
    case TypeKind::kDuration:
      return Convert<int64_t, Text, DurationFromText>;
    case TypeKind::kDate:
      if (op.kind == TypeKind::kTimestamp) return ConvertTimestamp<int32_t, DateFromTimestamp>;
      return Convert<int32_t, Text, DateFromText>;
    default:
      return ToNumber(op.kind, op.to);
  }
}

}  // namespace graduasi::columns
