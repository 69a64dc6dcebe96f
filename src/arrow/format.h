// How the values of a column stand in memory, as the format string of its schema says. It knows Arrow's types and which of them
// we read, not the fields that they are read into.
#ifndef GRADUASI_SRC_ARROW_FORMAT_H_
#define GRADUASI_SRC_ARROW_FORMAT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace graduasi::arrow {

enum class Form : uint8_t {
  kNull,
  kBool,
  kInt8,
  kUint8,
  kInt16,
  kUint16,
  kInt32,
  kUint32,
  kInt64,
  kUint64,
  kDecimal128,
  kDate32,  // days
  kDate64,  // milliseconds
  kText,
  kLargeText,
  kTextView,
  kStruct,
  kList,
  kLargeList,
  kFixedList,
  kListView,
  kLargeListView,
  kOther,  // not read
};

struct Format {
  Form form = Form::kOther;
  int32_t scale = 0;  // kDecimal128
  int64_t size = 0;   // kFixedList
};

// kOther for a format string that is not read or not known.
Format ParseFormat(absl::string_view format);

// The type in Arrow's words, for messages: "int32", "timestamp".
std::string TypeName(absl::string_view format);

constexpr bool IsInteger(Form form) { return form >= Form::kInt8 && form <= Form::kUint64; }
constexpr bool IsText(Form form) { return form >= Form::kText && form <= Form::kTextView; }
constexpr bool IsList(Form form) { return form >= Form::kList && form <= Form::kLargeListView; }

// The number of buffers of an array of the form; of kTextView the least number.
int64_t BufferCount(Form form);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_FORMAT_H_
