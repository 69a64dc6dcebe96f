#include "src/columns/literal_column.h"

#include "src/base/integer.h"

namespace graduasi::columns {
namespace {

using cel::TypeKind;

// int, enum, date and the number of a type's name.
int64_t IntegerOf(const cel::Literal& literal) {
  if (const auto* date = std::get_if<cel::DateValue>(&literal)) return date->days;
  if (const auto* constant = std::get_if<cel::EnumValue>(&literal)) return constant->value;
  const auto* number = std::get_if<int64_t>(&literal);
  return number == nullptr ? 0 : *number;
}

absl::string_view TextOf(const cel::Literal& literal) {
  if (const auto* bytes = std::get_if<cel::BytesValue>(&literal)) return bytes->bytes;
  const auto* text = std::get_if<std::string>(&literal);
  return text == nullptr ? absl::string_view() : absl::string_view(*text);
}

template <typename T>
T Get(const cel::Literal& literal) {
  const T* value = std::get_if<T>(&literal);
  return value == nullptr ? T() : *value;
}

template <typename T, typename F>
const T* Make(const Step& step, const cel::Literal* literals, int64_t count, F value_of) {
  T* values = step.New<T>(count);
  for (int64_t i = 0; i < count; ++i) values[i] = static_cast<T>(value_of(literals[i]));
  return values;
}

}  // namespace

bool Nanoseconds(const cel::DurationValue& duration, int64_t* out) {
  return CheckedMultiply(duration.seconds, int64_t{1'000'000'000}, out) && CheckedAdd(*out, int64_t{duration.nanos}, out);
}

void FillFromLiterals(const Step& step, const cel::Type& type, const cel::Literal* literals, int64_t count, Column* out) {
  out->layout = LayoutOf(type.kind());
  switch (out->layout) {
    case Layout::kBits: {
      uint64_t* bits = step.NewClearBits(count);
      for (int64_t i = 0; i < count; ++i) {
        if (Get<bool>(literals[i])) SetBit(bits, i);
      }
      out->data = bits;
      return;
    }
    case Layout::kInt64: {
      if (type.kind() != TypeKind::kDuration) {
        out->data = Make<int64_t>(step, literals, count, IntegerOf);
        break;
      }
      int64_t* values = step.New<int64_t>(count);
      uint64_t* error = step.NewClearBits(count);
      for (int64_t i = 0; i < count; ++i) {
        if (Nanoseconds(Get<cel::DurationValue>(literals[i]), &values[i])) continue;
        values[i] = 0;
        SetBit(error, i);
      }
      out->data = values;
      if (AnyBit(error, count)) out->error = error;
      return;
    }
    case Layout::kInt32:
    case Layout::kType:
      out->data = Make<int32_t>(step, literals, count, IntegerOf);
      break;
    case Layout::kUint64:
      out->data = Make<uint64_t>(step, literals, count, Get<uint64_t>);
      return;
    case Layout::kDouble:
      out->data = Make<double>(step, literals, count, Get<double>);
      return;
    case Layout::kText:
      out->data = Make<absl::string_view>(step, literals, count, TextOf);
      return;
    case Layout::kTimestamp:
      out->data = Make<cel::TimestampValue>(step, literals, count, Get<cel::TimestampValue>);
      return;
    default:
      return;
  }
  out->least = std::numeric_limits<int64_t>::max();
  out->greatest = std::numeric_limits<int64_t>::min();
  for (int64_t i = 0; i < count; ++i) {
    out->least = std::min(out->least, IntegerOf(literals[i]));
    out->greatest = std::max(out->greatest, IntegerOf(literals[i]));
  }
}

}  // namespace graduasi::columns
