#include "tests/reference/conversions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "tests/reference/calendar.h"

namespace graduasi::reference {
namespace {

using cel::Function;
using Wide = __int128;

constexpr int64_t kNanos = 1000000000;
constexpr int64_t kSecondsOfDay = 86400;

// ---- reading text ----

// Reads from the front of a text.
class Scanner {
 public:
  explicit Scanner(const std::string& text) : text_(text) {}
  bool done() const { return at_ == text_.size(); }
  bool failed() const { return failed_; }
  bool Take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void Expect(char c) { failed_ = !Take(c) || failed_; }
  bool AtDigit() const { return !done() && text_[at_] >= '0' && text_[at_] <= '9'; }
  // As many digits as there are, at most `most`; fails if fewer than `least`.
  std::string Digits(size_t least, size_t most) {
    std::string digits;
    while (AtDigit() && digits.size() < most) digits += text_[at_++];
    if (digits.size() < least) failed_ = true;
    return digits;
  }
  int Number(size_t width) {
    const std::string digits = Digits(width, width);
    return digits.empty() ? 0 : std::atoi(digits.c_str());
  }
  std::string Letters() {
    std::string letters;
    while (!done() && text_[at_] >= 'a' && text_[at_] <= 'z') letters += text_[at_++];
    return letters;
  }

 private:
  const std::string& text_;
  size_t at_ = 0;
  bool failed_ = false;
};

std::optional<CivilDay> ReadDay(Scanner* scanner) {
  CivilDay day;
  day.year = scanner->Number(4);
  scanner->Expect('-');
  day.month = scanner->Number(2);
  scanner->Expect('-');
  day.day = scanner->Number(2);
  if (scanner->failed() || day.year < 1 || day.month < 1 || day.month > 12 || day.day < 1) return std::nullopt;
  if (day.day > LengthOfMonth(day.year, day.month)) return std::nullopt;
  return day;
}

Value DateFromText(const std::string& text) {
  Scanner scanner(text);
  const std::optional<CivilDay> day = ReadDay(&scanner);
  if (!day.has_value() || !scanner.done()) return Error();
  return DateRange(DaysOf(*day), DaysOf(*day));
}

// Fraction digits as nanoseconds.
int64_t FractionNanos(std::string digits) {
  digits.resize(9, '0');
  return std::atoll(digits.c_str());
}

// "+02:00" as seconds, after its sign.
int64_t OffsetSeconds(Scanner* scanner) {
  const int hours = scanner->Number(2);
  scanner->Expect(':');
  return hours * 3600 + scanner->Number(2) * 60;
}

Value TimestampFromText(const std::string& text) {
  Scanner scanner(text);
  const std::optional<CivilDay> day = ReadDay(&scanner);
  if (!day.has_value()) return Error();
  scanner.Expect('T');
  const int hour = scanner.Number(2);
  scanner.Expect(':');
  const int minute = scanner.Number(2);
  scanner.Expect(':');
  const int second = scanner.Number(2);
  int64_t nanos = 0;
  if (scanner.Take('.')) nanos = FractionNanos(scanner.Digits(1, 9));
  int64_t offset = 0;
  if (!scanner.Take('Z')) {
    if (scanner.Take('-')) {
      offset = -OffsetSeconds(&scanner);
    } else {
      scanner.Expect('+');
      offset = OffsetSeconds(&scanner);
    }
  }
  if (scanner.failed() || !scanner.done() || hour > 23 || minute > 59 || second > 59) return Error();
  const int64_t seconds = DaysOf(*day) * kSecondsOfDay + hour * 3600 + minute * 60 + second - offset;
  return TimestampAt(Wide{seconds} * kNanos + nanos);
}

std::optional<int64_t> UnitNanos(const std::string& unit) {
  if (unit == "h") return 3600 * kNanos;
  if (unit == "m") return 60 * kNanos;
  if (unit == "s") return kNanos;
  if (unit == "ms") return 1000000;
  if (unit == "us") return 1000;
  if (unit == "ns") return 1;
  return std::nullopt;
}

Value DurationFromText(const std::string& text) {
  Scanner scanner(text);
  const bool negative = scanner.Take('-');
  if (!negative) scanner.Take('+');
  if (text == "0" || text == "-0" || text == "+0") return Duration(0);
  if (scanner.done()) return Error();
  Wide total = 0;
  while (!scanner.done()) {
    const std::string whole = scanner.Digits(0, 18);
    std::string fraction;
    if (scanner.Take('.')) fraction = scanner.Digits(0, 18);
    const std::optional<int64_t> unit = UnitNanos(scanner.Letters());
    if (!unit.has_value() || (whole.empty() && fraction.empty())) return Error();
    total += Wide{std::atoll(whole.c_str())} * *unit;
    Wide scaled = *unit;  // the fraction is cut off after the nanosecond
    Wide scale = 1;
    Wide digits = 0;
    for (const char c : fraction) {
      digits = digits * 10 + (c - '0');
      scale *= 10;
    }
    total += digits * scaled / scale;
    if (total > INT64_MAX) return Error();
  }
  return Duration(static_cast<int64_t>(negative ? -total : total));
}

Value BoolFromText(const std::string& text) {
  for (const char* yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return Bool(true);
  }
  for (const char* no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return Bool(false);
  }
  return Error();
}

// Decimal digits with an optional sign, within [least, most].
std::optional<Wide> WholeFromText(const std::string& text, Wide least, Wide most) {
  Scanner scanner(text);
  const bool negative = scanner.Take('-');
  if (!negative) scanner.Take('+');
  const std::string digits = scanner.Digits(1, text.size());
  if (scanner.failed() || !scanner.done()) return std::nullopt;
  Wide value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > most + 1) return std::nullopt;
  }
  if (negative) value = -value;
  if (value < least || value > most) return std::nullopt;
  return value;
}

bool IsUtf8(const std::string& bytes) {
  size_t i = 0;
  while (i < bytes.size()) {
    const unsigned char lead = static_cast<unsigned char>(bytes[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > bytes.size()) return false;
    uint32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (size_t k = 1; k < length; ++k) {
      const unsigned char next = static_cast<unsigned char>(bytes[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3Fu);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && (code < 0x10000 || code > 0x10FFFF))) return false;
    if (code >= 0xD800 && code <= 0xDFFF) return false;
    i += length;
  }
  return true;
}

// ---- writing text ----

std::string FractionText(int64_t nanos) {
  if (nanos == 0) return "";
  std::string digits = absl::StrFormat(".%09d", nanos);
  while (digits.back() == '0') digits.pop_back();
  return digits;
}

int64_t FloorDivide(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

std::string DayText(int64_t days) {
  const CivilDay day = CivilDayOf(days);
  return absl::StrFormat("%04d-%02d-%02d", day.year, day.month, day.day);
}

std::string TimestampText(const Value& value) {
  const int64_t days = FloorDivide(value.lo, kSecondsOfDay);
  const int64_t second = value.lo - days * kSecondsOfDay;
  return absl::StrFormat("%sT%02d:%02d:%02d%sZ", DayText(days), second / 3600, second / 60 % 60, second % 60,
                         FractionText(value.nanos));
}

std::string DurationText(int64_t nanos) {
  const Wide size = nanos < 0 ? -Wide{nanos} : Wide{nanos};
  return absl::StrCat(nanos < 0 ? "-" : "", static_cast<int64_t>(size / kNanos),
                      FractionText(static_cast<int64_t>(size % kNanos)), "s");
}

std::string DoubleText(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "+Inf" : "-Inf";
  int digits = 1;  // the fewest that read back as the same number
  while (digits < 17 && std::strtod(absl::StrFormat("%.*e", digits - 1, number).c_str(), nullptr) != number) ++digits;
  const std::string scientific = absl::StrFormat("%.*e", digits - 1, number);
  const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
  if (exponent < -4 || exponent >= 6) return scientific;
  return absl::StrFormat("%.*f", std::max(0, digits - 1 - exponent), number);
}

// ---- conversions ----

Value ToInt(const Value& value) {
  switch (value.kind) {
    case Kind::kUint:
      return value.unsigned_ > static_cast<uint64_t>(INT64_MAX) ? Error() : Int(static_cast<int64_t>(value.unsigned_));
    case Kind::kDouble:
      if (!(value.number > -9223372036854775808.0 && value.number < 9223372036854775808.0)) return Error();
      return Int(static_cast<int64_t>(value.number));
    case Kind::kString: {
      const std::optional<Wide> whole = WholeFromText(value.text, INT64_MIN, INT64_MAX);
      return whole.has_value() ? Int(static_cast<int64_t>(*whole)) : Error();
    }
    default:
      return Int(value.lo);  // int; the seconds of a timestamp
  }
}

Value ToUint(const Value& value) {
  switch (value.kind) {
    case Kind::kInt:
      return value.lo < 0 ? Error() : Uint(static_cast<uint64_t>(value.lo));
    case Kind::kDouble:
      if (!(value.number >= 0 && value.number < 18446744073709551616.0)) return Error();
      return Uint(static_cast<uint64_t>(value.number));
    case Kind::kString: {
      const std::optional<Wide> whole = WholeFromText(value.text, 0, UINT64_MAX);
      return whole.has_value() ? Uint(static_cast<uint64_t>(*whole)) : Error();
    }
    default:
      return value;
  }
}

Value ToDouble(const Value& value) {
  switch (value.kind) {
    case Kind::kInt:
      return Double(static_cast<double>(value.lo));
    case Kind::kUint:
      return Double(static_cast<double>(value.unsigned_));
    case Kind::kString: {
      // strtod reads more than the language does.
      if (value.text.find_first_of("xX \t\n\v\f\r") != std::string::npos) return Error();
      char* end = nullptr;
      const double number = std::strtod(value.text.c_str(), &end);
      if (value.text.empty() || end != value.text.c_str() + value.text.size()) return Error();
      const bool spelt_out = value.text.find_first_of("0123456789") == std::string::npos;
      if (std::isinf(number) && !spelt_out) return Error();
      return Double(number);
    }
    default:
      return value;
  }
}

Value ToText(const Value& value, const cel::Type& type) {
  switch (value.kind) {
    case Kind::kEnum:
      return String(type.enumeration()->constants[static_cast<size_t>(value.lo)]);
    case Kind::kBool:
      return String(value.truth ? "true" : "false");
    case Kind::kInt:
      return String(absl::StrCat(value.lo));
    case Kind::kUint:
      return String(absl::StrCat(value.unsigned_));
    case Kind::kDouble:
      return String(DoubleText(value.number));
    case Kind::kBytes:
      return IsUtf8(value.text) ? String(value.text) : Error();
    case Kind::kTimestamp:
      return String(TimestampText(value));
    case Kind::kDuration:
      return String(DurationText(value.lo));
    case Kind::kDate:
      return String(DayText(value.lo));
    default:
      return value;
  }
}

Value ToTimestamp(const Value& value) {
  if (value.is(Kind::kString)) return TimestampFromText(value.text);
  if (value.is(Kind::kInt)) return TimestampAt(Wide{value.lo} * kNanos);
  return value;
}

Value ToDate(const Value& value) {
  if (value.is(Kind::kString)) return DateFromText(value.text);
  if (!value.is(Kind::kTimestamp)) return value;
  const int64_t days = FloorDivide(value.lo, kSecondsOfDay);
  return DateRange(days, days);
}

// ---- parts of time ----

// Seconds east of UTC at that moment, or nothing for a zone that does not exist.
std::optional<int64_t> ZoneOffset(const std::string& zone, int64_t seconds) {
  Scanner scanner(zone);
  const bool negative = scanner.Take('-');
  if (negative || scanner.Take('+') || scanner.AtDigit()) {
    const int64_t offset = OffsetSeconds(&scanner);
    if (scanner.failed() || !scanner.done()) return std::nullopt;
    return negative ? -offset : offset;
  }
  absl::TimeZone loaded;
  if (!absl::LoadTimeZone(zone, &loaded)) return std::nullopt;
  return loaded.At(absl::FromUnixSeconds(seconds)).offset;
}

Value PartOfDuration(Function part, int64_t nanos) {
  switch (part) {
    case Function::kGetHours:
      return Int(nanos / kNanos / 3600);
    case Function::kGetMinutes:
      return Int(nanos / kNanos / 60);
    case Function::kGetSeconds:
      return Int(nanos / kNanos);
    default:
      return Int(nanos % kNanos / 1000000);
  }
}

Value PartOfTimestamp(Function part, const Value& value, int64_t offset) {
  const int64_t days = FloorDivide(value.lo + offset, kSecondsOfDay);
  const int64_t second = value.lo + offset - days * kSecondsOfDay;
  const CivilDay day = CivilDayOf(days);
  switch (part) {
    case Function::kGetDate:
      return Int(day.day);
    case Function::kGetDayOfMonth:
      return Int(day.day - 1);
    case Function::kGetDayOfWeek:
      return Int(((days + 4) % 7 + 7) % 7);  // 1970-01-01 was a Thursday; Sunday is 0
    case Function::kGetDayOfYear:
      return Int(days - DaysOf({day.year, 1, 1}));
    case Function::kGetFullYear:
      return Int(day.year);
    case Function::kGetMonth:
      return Int(day.month - 1);
    case Function::kGetHours:
      return Int(second / 3600);
    case Function::kGetMinutes:
      return Int(second / 60 % 60);
    case Function::kGetSeconds:
      return Int(second % 60);
    default:
      return Int(value.nanos / 1000000);
  }
}

}  // namespace

Value TimestampAt(__int128 nanoseconds) {
  static const Wide first = Wide{DaysOf({1, 1, 1})} * kSecondsOfDay * kNanos;
  static const Wide end = Wide{DaysOf({9999, 12, 31}) + 1} * kSecondsOfDay * kNanos;
  if (nanoseconds < first || nanoseconds >= end) return Error();
  const Wide since_first = nanoseconds - first;
  return Timestamp(static_cast<int64_t>(since_first / kNanos + first / kNanos), static_cast<int32_t>(since_first % kNanos));
}

std::string NameOfType(const cel::Type& type) {
  switch (type.kind()) {
    case cel::TypeKind::kNull:
      return "null_type";
    case cel::TypeKind::kTimestamp:
      return "google.protobuf.Timestamp";
    case cel::TypeKind::kDuration:
      return "google.protobuf.Duration";
    case cel::TypeKind::kList:
      return "list";
    case cel::TypeKind::kMap:
      return "map";
    default:
      return type.ToString();
  }
}

Value Convert(const cel::Node& node, const Value& value, const std::vector<Value>& args) {
  switch (node.function) {
    case Function::kToBool:
      return value.is(Kind::kString) ? BoolFromText(value.text) : value;
    case Function::kToInt:
      return ToInt(value);
    case Function::kToUint:
      return ToUint(value);
    case Function::kToDouble:
      return ToDouble(value);
    case Function::kToString:
      return ToText(value, node.args[0]->type);
    case Function::kToBytes:
      return Bytes(value.text);
    case Function::kToTimestamp:
      return ToTimestamp(value);
    case Function::kToDuration:
      return value.is(Kind::kString) ? DurationFromText(value.text) : value;
    case Function::kToDate:
      return ToDate(value);
    case Function::kTypeOf:
      return TypeName(NameOfType(node.args[0]->type));
    default:
      break;
  }
  if (value.is(Kind::kDuration)) return PartOfDuration(node.function, value.lo);
  const std::optional<int64_t> offset = args.size() > 1 ? ZoneOffset(args[1].text, value.lo) : 0;
  return offset.has_value() ? PartOfTimestamp(node.function, value, *offset) : Error();
}

}  // namespace graduasi::reference
