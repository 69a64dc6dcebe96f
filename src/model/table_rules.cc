// Walks the constexpr field tables at compile time: what a field may be is a predicate that knows its type and its limits, and
// a record is sound if all of its fields are. Only where one is not are the same predicates asked again, field by field, for
// what to say and where.
#include "src/model/table_rules.h"

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "src/base/civil.h"
#include "src/base/place.h"
#include "src/base/text.h"
#include "src/cel/utf8.h"
#include "src/model/record.h"
#include "src/model/validate.h"

namespace graduasi::model {
namespace {

constexpr int32_t kFirstDay = civil::DaysFromCivil(kFirstYear, 1, 1);
constexpr int32_t kLastDay = civil::DaysFromCivil(kLastYear, 12, 31);

// ---- what a number may be ----

constexpr bool StartsWith(const char* text, const char* prefix) {
  for (; *prefix != '\0'; ++text, ++prefix) {
    if (*text != *prefix) return false;
  }
  return true;
}
constexpr bool Same(const char* a, const char* b) {
  for (; *a != '\0' && *a == *b; ++a, ++b) {
  }
  return *a == *b;
}

struct UnitRange {
  const char* unit;  // a prefix: "IDR" is also "IDR per month"
  Range range;
};
constexpr UnitRange kUnitRanges[] = {
    {"IDR", {0, 1'000'000'000'000'000}},  // 10^15: far beyond any family, far below an overflow of sums
    {"m2", {0, 1'000'000}},
    {"VA", {0, 100'000'000}},
    {"pieces", {0, 10'000'000}},
    {"people", {0, 1'000'000}},
    {"thousandths", {-1'000'000'000'000, 1'000'000'000'000}},  // an index may be below zero
};

struct FieldRange {
  const char* record;
  const char* field;
  Range range;
};
constexpr FieldRange kFieldRanges[] = {
    {"WelfareRank", "decile", {1, 10}},
    {"Assistance", "year", {1945, kLastYear}},
    {"Assistance", "stage", {1, 4}},
    {"Session", "number", {1, 1000}},
};

constexpr std::optional<Range> FindRange(const char* record, const char* field, const char* unit) {
  for (const FieldRange& rule : kFieldRanges) {
    if (Same(rule.record, record) && Same(rule.field, field)) return rule.range;
  }
  for (const UnitRange& rule : kUnitRanges) {
    if (StartsWith(unit, rule.unit)) return rule.range;
  }
  return std::nullopt;
}

// ---- the tables at compile time ----

template <typename S>
constexpr size_t kFieldCount = std::tuple_size_v<std::remove_const_t<decltype(Describe<S>::fields)>>;

template <typename S, size_t kField>
constexpr auto kDescription = std::get<kField>(Describe<S>::fields);

template <typename S, size_t kField>
const auto& Value(const S& record) {
  constexpr auto member = kDescription<S, kField>.member;
  return record.*member;
}

template <typename S, size_t kField>
using ValueType = std::remove_const_t<std::remove_reference_t<decltype(Value<S, kField>(std::declval<const S&>()))>>;

// Position of the field that dates the records; as many as there are fields if there is none.
template <typename S, size_t kField = 0>
constexpr size_t RecordedOn() {
  if constexpr (kField == kFieldCount<S>) {
    return kField;
  } else {
    return kDescription<S, kField>.role == Role::kRecordedOn ? kField : RecordedOn<S, kField + 1>();
  }
}

// Whether a date may not come before the day that dates its record. A licence may be had before the first day of trading;
// everything else comes after.
template <typename S, size_t kField>
constexpr bool FollowsTheRecord() {
  constexpr bool may_come_first = Same(Describe<S>::name, "Business") && Same(kDescription<S, kField>.name, "licensed_on");
  return RecordedOn<S>() != kFieldCount<S> && RecordedOn<S>() != kField && !may_come_first;
}

template <typename T>
struct ListElement {
  using type = void;
};
template <typename R>
struct ListElement<std::optional<std::vector<R>>> {
  using type = R;
};
template <typename T>
constexpr bool kIsList = !std::is_void_v<typename ListElement<T>::type>;

template <typename T>
struct EnumOf {
  using type = void;
};
template <typename T>
struct EnumOf<std::optional<T>> {
  using type = std::conditional_t<std::is_enum_v<T>, T, void>;
};
template <typename T>
constexpr bool kIsEnum = !std::is_void_v<typename EnumOf<T>::type>;

// ---- predicates ----

// ASCII without NUL, which most text is: eight bytes at a time. (b - 1) & 0x80 of a byte below 0x80 is set for NUL alone.
bool IsPlainAscii(const std::string& text) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  constexpr uint64_t kHighBits = 0x8080808080808080u;
  const char* p = text.data();
  size_t left = text.size();
  uint64_t bad = 0;
  for (; left >= 8; left -= 8, p += 8) {
    uint64_t word;
    std::memcpy(&word, p, sizeof(word));
    bad |= word | (word - kOnes);
  }
  for (; left > 0; --left, ++p) bad |= static_cast<unsigned char>(*p) | (static_cast<unsigned char>(*p) - uint64_t{1});
  return (bad & kHighBits) == 0;
}

bool IsText(const std::string& text) {
  if (text.size() > static_cast<size_t>(kMaxTextBytes)) return false;
  return IsPlainAscii(text) || (cel::FindInvalidUtf8(text) == std::string::npos && text.find('\0') == std::string::npos);
}

constexpr bool IsPlausible(const PartialDate& date) {
  return date.last().days() >= kFirstDay && date.first().days() <= kLastDay;
}

template <typename S>
bool IsSound(const S& record);

template <typename S, size_t kField>
bool FieldIsSound(const S& record) {
  using T = ValueType<S, kField>;
  const T& value = Value<S, kField>(record);
  if constexpr (std::is_same_v<T, std::optional<bool>>) {
    return true;
  } else if constexpr (std::is_same_v<T, std::optional<int64_t>>) {
    constexpr auto field = kDescription<S, kField>;
    constexpr std::optional<Range> range = FindRange(Describe<S>::name, field.name, field.unit);
    static_assert(range.has_value(), "what may this number be? A rule for its unit, or for the field, is wanting above");
    return !value.has_value() || (*value >= range->least && *value <= range->most);
  } else if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    return !value.has_value() || IsText(*value);
  } else if constexpr (std::is_same_v<T, std::optional<PartialDate>>) {
    if (!value.has_value()) return true;
    if (!IsPlausible(*value)) return false;
    if constexpr (FollowsTheRecord<S, kField>()) {
      const std::optional<PartialDate>& recorded_on = Value<S, RecordedOn<S>()>(record);
      return !recorded_on.has_value() || !CertainlyBefore(*value, *recorded_on);
    }
    return true;
  } else if constexpr (kIsEnum<T>) {
    // Readers cannot make a value without a name; a C++ caller's cast can.
    constexpr auto names = static_cast<int64_t>(std::size(DescribeEnum<typename EnumOf<T>::type>::names));
    return !value.has_value() || (static_cast<int64_t>(*value) >= 0 && static_cast<int64_t>(*value) < names);
  } else if constexpr (kIsList<T>) {
    if (!value.has_value()) return true;
    if (value->size() > static_cast<size_t>(kMaxElements)) return false;
    for (const auto& element : *value) {
      if (!IsSound(element)) return false;
    }
    return true;
  } else {
    return IsSound(value);
  }
}

template <typename S, size_t... kFields>
bool AllFieldsAreSound(const S& record, std::index_sequence<kFields...>) {
  return (FieldIsSound<S, kFields>(record) && ...);
}

template <typename S>
bool IsSound(const S& record) {
  return AllFieldsAreSound(record, std::make_index_sequence<kFieldCount<S>>());
}

// ---- what to say of a value that is not sound ----

std::string OfNumber(int64_t value, const Range& range, const char* unit_name) {
  const std::string unit = *unit_name == '\0' ? "" : absl::StrCat(" ", unit_name);
  if (value < 0 && range.least == 0) {
    return absl::StrCat("is negative; it must be 0 or more", unit, ", or left out if it is not known");
  }
  return absl::StrCat("is out of range; it must be from ", FormatInteger(range.least, Language::kEnglish), " to ",
                      FormatInteger(range.most, Language::kEnglish), unit);
}

std::string OfText(const std::string& text) {
  if (text.size() > static_cast<size_t>(kMaxTextBytes)) {
    return absl::StrCat("is longer than ", FormatInteger(kMaxTextBytes, Language::kEnglish),
                        " bytes; a shorter text is needed");
  }
  if (cel::FindInvalidUtf8(text) != std::string::npos) return "is not valid UTF-8; the text must be written in UTF-8";
  return "holds a NUL character; text must not";
}

std::string OfDate(const PartialDate& date, const char* recorded_on) {
  if (IsPlausible(date)) {
    return absl::StrCat("is before ", recorded_on, "; it must be the same day or later: one of the two is wrong");
  }
  return absl::StrCat("is not a plausible date; years ", kFirstYear, " to ", kLastYear,
                      " are, and a day that is not known is left out");
}

std::string OfLongList(size_t size) {
  return absl::StrCat("has ", FormatUnsigned(size, Language::kEnglish), " elements; ",
                      FormatInteger(kMaxElements, Language::kEnglish),
                      " is the most that one household can have, so the record must be wrong");
}

template <typename S>
void Report(const S& record, const Place& place, FindingList* findings);

template <typename S, size_t kField>
void ReportField(const S& record, const Place& place, FindingList* findings) {
  if (FieldIsSound<S, kField>(record)) return;
  using T = ValueType<S, kField>;
  constexpr auto field = kDescription<S, kField>;
  const T& value = Value<S, kField>(record);
  const Place here{&place, field.name};
  if constexpr (std::is_same_v<T, std::optional<int64_t>>) {
    findings->Add(here.ToString(), OfNumber(*value, *FindRange(Describe<S>::name, field.name, field.unit), field.unit),
                  "NUMBER_OUT_OF_RANGE");
  } else if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    findings->Add(here.ToString(), OfText(*value), "TEXT_MALFORMED");
  } else if constexpr (std::is_same_v<T, std::optional<PartialDate>>) {
    const char* recorded_on = "";
    if constexpr (FollowsTheRecord<S, kField>()) recorded_on = kDescription<S, RecordedOn<S>()>.name;
    findings->Add(here.ToString(), OfDate(*value, recorded_on),
                  IsPlausible(*value) ? "DATES_OUT_OF_ORDER" : "DATE_IMPLAUSIBLE");
  } else if constexpr (kIsEnum<T>) {
    findings->Add(here.ToString(), absl::StrCat("is no value of ", DescribeEnum<typename EnumOf<T>::type>::name),
                  "VALUE_UNKNOWN");
  } else if constexpr (kIsList<T>) {
    if (value->size() > static_cast<size_t>(kMaxElements)) {
      return findings->Add(here.ToString(), OfLongList(value->size()), "LIST_TOO_LONG");
    }
    for (size_t i = 0; i < value->size(); ++i) {
      Report((*value)[i], Place{&place, field.name, static_cast<int64_t>(i)}, findings);
    }
  } else if constexpr (!std::is_same_v<T, std::optional<bool>>) {
    Report(value, here, findings);
  }
}

template <typename S, size_t... kFields>
void ReportFields(const S& record, const Place& place, FindingList* findings, std::index_sequence<kFields...>) {
  (ReportField<S, kFields>(record, place, findings), ...);
}

template <typename S>
void Report(const S& record, const Place& place, FindingList* findings) {
  ReportFields(record, place, findings, std::make_index_sequence<kFieldCount<S>>());
}

}  // namespace

std::optional<Range> RangeOf(const RecordInfo& record, const FieldInfo& field) {
  if (field.kind != FieldKind::kInt) return std::nullopt;
  return FindRange(record.name.c_str(), field.name.c_str(), field.unit.c_str());
}

void CheckTables(const Household& household, FindingList* findings) {
  if (!IsSound(household)) Report(household, Place(), findings);
}

}  // namespace graduasi::model
