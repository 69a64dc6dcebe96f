#include "src/arrow/format.h"

#include <limits>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace graduasi::arrow {
namespace {

struct Known {
  absl::string_view format;
  Form form;
  absl::string_view name;
};
constexpr Known kKnown[] = {
    {"n", Form::kNull, "null"},
    {"b", Form::kBool, "bool"},
    {"c", Form::kInt8, "int8"},
    {"C", Form::kUint8, "uint8"},
    {"s", Form::kInt16, "int16"},
    {"S", Form::kUint16, "uint16"},
    {"i", Form::kInt32, "int32"},
    {"I", Form::kUint32, "uint32"},
    {"l", Form::kInt64, "int64"},
    {"L", Form::kUint64, "uint64"},
    {"tdD", Form::kDate32, "date32"},
    {"tdm", Form::kDate64, "date64"},
    {"u", Form::kText, "utf8"},
    {"U", Form::kLargeText, "large_utf8"},
    {"vu", Form::kTextView, "utf8_view"},
    {"+s", Form::kStruct, "struct"},
    {"+l", Form::kList, "list"},
    {"+L", Form::kLargeList, "large_list"},
    {"+vl", Form::kListView, "list_view"},
    {"+vL", Form::kLargeListView, "large_list_view"},
    {"e", Form::kOther, "float16"},
    {"f", Form::kOther, "float32"},
    {"g", Form::kOther, "float64"},
    {"z", Form::kOther, "binary"},
    {"Z", Form::kOther, "large_binary"},
    {"vz", Form::kOther, "binary_view"},
    {"+m", Form::kOther, "map"},
    {"+r", Form::kOther, "run_end_encoded"},
};

// The first letters of formats that carry parameters.
constexpr Known kFamilies[] = {
    {"d:", Form::kOther, "decimal"},     {"w:", Form::kOther, "fixed_size_binary"},
    {"tt", Form::kOther, "time"},        {"ts", Form::kOther, "timestamp"},
    {"tD", Form::kOther, "duration"},    {"ti", Form::kOther, "interval"},
    {"+w:", Form::kOther, "fixed_list"}, {"+u", Form::kOther, "union"},
};

// "d:precision,scale" or "d:precision,scale,bits".
Format ParseDecimal(absl::string_view parameters) {
  const std::vector<absl::string_view> parts = absl::StrSplit(parameters, ',');
  int32_t precision = 0;
  Format format;
  if (parts.size() < 2 || parts.size() > 3 || !absl::SimpleAtoi(parts[0], &precision)) return {};
  if (!absl::SimpleAtoi(parts[1], &format.scale)) return {};
  if (parts.size() == 3 && parts[2] != "128") return {};
  // A negative scale counts in tens: no register writes money so.
  if (precision < 1 || precision > 38 || format.scale < 0 || format.scale > 38) return {};
  format.form = Form::kDecimal128;
  return format;
}

Format ParseFixedList(absl::string_view size) {
  int32_t read = 0;
  if (!absl::SimpleAtoi(size, &read) || read < 0) return {};
  Format format;
  format.form = Form::kFixedList;
  format.size = read;
  return format;
}

}  // namespace

Format ParseFormat(absl::string_view format) {
  if (absl::StartsWith(format, "d:")) return ParseDecimal(format.substr(2));
  if (absl::StartsWith(format, "+w:")) return ParseFixedList(format.substr(3));
  for (const Known& known : kKnown) {
    if (known.format == format) return Format{known.form, 0, 0};
  }
  return {};
}

std::string TypeName(absl::string_view format) {
  for (const Known& known : kKnown) {
    if (known.format == format) return std::string(known.name);
  }
  if (absl::StartsWith(format, "d:")) return absl::StrCat("decimal(", format.substr(2), ")");
  for (const Known& family : kFamilies) {
    if (absl::StartsWith(format, family.format)) return std::string(family.name);
  }
  return "a type that is not known here";
}

int64_t BufferCount(Form form) {
  switch (form) {
    case Form::kNull:
    case Form::kOther:
      return 0;
    case Form::kStruct:
    case Form::kFixedList:
      return 1;
    case Form::kText:
    case Form::kLargeText:
    case Form::kTextView:
    case Form::kListView:
    case Form::kLargeListView:
      return 3;
    default:
      return 2;
  }
}

}  // namespace graduasi::arrow
