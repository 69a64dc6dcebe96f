#include "tests/reference/from_columns.h"

#include <utility>
#include <vector>

namespace graduasi::reference {

Value FromColumns(const columns::Value& value, const cel::Type& type,
                  const std::function<Value(const cel::Type& type, int32_t row)>& record) {
  if (value.standing == columns::Standing::kMissing) return Missing();
  if (value.standing == columns::Standing::kError) return Error();
  switch (type.kind()) {
    case cel::TypeKind::kNull:
      return Null();
    case cel::TypeKind::kBool:
      return Bool(value.boolean);
    case cel::TypeKind::kInt:
      return IntRange(value.low, value.high);
    case cel::TypeKind::kDate:
      return DateRange(value.low, value.high);
    case cel::TypeKind::kUint:
      return Uint(value.uint);
    case cel::TypeKind::kDouble:
      return Double(value.real);
    case cel::TypeKind::kString:
      return String(value.text);
    case cel::TypeKind::kBytes:
      return Bytes(value.text);
    case cel::TypeKind::kType:
      return TypeName(value.text);
    case cel::TypeKind::kEnum:
      return EnumNumber(value.low);
    case cel::TypeKind::kDuration:
      return Duration(value.low);
    case cel::TypeKind::kTimestamp:
      return Timestamp(value.timestamp.seconds, value.timestamp.nanos);
    case cel::TypeKind::kStruct:
      return record(type, value.record);
    case cel::TypeKind::kList: {
      std::vector<Element> elements;
      for (size_t i = 0; i < value.elements.size(); ++i) {
        elements.push_back(
            {FromColumns(value.elements[i], type.element(), record), value.memberships[i] == columns::Membership::kMaybeIn});
      }
      return List(std::move(elements));
    }
    case cel::TypeKind::kMap: {
      std::vector<Entry> entries;
      for (size_t i = 0; i < value.elements.size(); ++i) {
        entries.push_back(
            {FromColumns(value.elements[i], type.key(), record), FromColumns(value.values[i], type.value(), record)});
      }
      return Map(std::move(entries));
    }
    case cel::TypeKind::kVariable:
      break;  // of no value
  }
  return Missing();
}

}  // namespace graduasi::reference
