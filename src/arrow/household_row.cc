#include "src/arrow/household_row.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/base/place.h"
#include "src/base/text.h"

namespace graduasi::arrow {
namespace {

using model::FieldInfo;
using model::FieldKind;

void Report(const Place& place, const std::string& message, const char* rule, FindingList* findings) {
  findings->Add(findings->full() ? "" : place.ToString(), message, rule);
}

const char* RuleOf(Mistake mistake) {
  switch (mistake) {
    case Mistake::kNotADate:
    case Mistake::kNotADay:
      return "NOT_A_DATE";
    case Mistake::kNoSuchName:
      return "VALUE_UNKNOWN";
    default:
      return "VALUE_OF_ANOTHER_FORM";
  }
}

void ReadFields(const BoundArray& record, const ArrowArray& array, Form form, int64_t index, void* owner, const Place& place,
                FindingList* findings);

void ReadList(const BoundArray& column, int64_t index, void* owner, const Place& place, FindingList* findings) {
  const FieldInfo& field = *column.bound->field;
  const Items items = ReadItems(column, index);
  if (items.breach) return;
  field.StartList(owner);
  if (items.count > field.max_elements) {
    return Report(
        place,
        absl::StrCat("has ", FormatInteger(items.count, Language::kEnglish), " elements; ",
                     FormatInteger(field.max_elements, Language::kEnglish), " is the most that one household can have"),
        "LIST_TOO_LONG", findings);
  }
  for (int64_t i = 0; i < items.count; ++i) {
    ReadFields(column, *column.items, column.bound->item.form, items.first + i, field.Append(owner),
               Place{place.up, place.name, i}, findings);
  }
}

void ReadScalar(const FieldInfo& field, const Cell& cell, void* owner, const Place& place, FindingList* findings) {
  if (cell.mistake != Mistake::kNone && !cell.breach()) {
    return Report(place, SentenceOf(cell.mistake, field), RuleOf(cell.mistake), findings);
  }
  if (!cell.present) return;
  switch (field.kind) {
    case FieldKind::kBool:
      *field.MutableBool(owner) = cell.low != 0;
      break;
    case FieldKind::kInt:
      *field.MutableInt(owner) = cell.low;
      break;
    case FieldKind::kString:
      field.MutableString(owner)->emplace(cell.text.data(), cell.text.size());
      break;
    case FieldKind::kEnum:
      field.SetEnum(owner, static_cast<int32_t>(cell.low));
      break;
    default: {
      const Date first = Date::FromDays(static_cast<int32_t>(cell.low));
      if (cell.low == cell.high) {
        *field.MutableDate(owner) = first;
      } else if (cell.high - cell.low > 31) {
        *field.MutableDate(owner) = PartialDate::Year(first.year());
      } else {
        *field.MutableDate(owner) = PartialDate::Month(first.year(), first.month());
      }
    }
  }
}

void ReadFields(const BoundArray& record, const ArrowArray& array, Form form, int64_t index, void* owner, const Place& place,
                FindingList* findings) {
  if (IsNull(array, form, index)) return;
  const int64_t row = array.offset + index;
  for (const BoundArray& column : record.fields) {
    const FieldInfo& field = *column.bound->field;
    const Place here{&place, field.name};
    const Form own = column.bound->format.form;
    if (field.kind == FieldKind::kRecord) {
      ReadFields(column, *column.array, own, row, field.MutableRecord(owner), here, findings);
    } else if (field.kind != FieldKind::kList) {
      ReadScalar(field, ReadCell(column, row), owner, here, findings);
    } else if (!IsNull(*column.array, own, row)) {
      ReadList(column, row, owner, here, findings);
    }
  }
}

}  // namespace

void ReadHousehold(const BoundArray& households, int64_t row, Household* household, Findings* findings, RuleNames* rules) {
  *household = Household();
  FindingList list(findings, rules);
  ReadFields(households, *households.array, Form::kStruct, row, household, Place(), &list);
}

void ReadRegion(const BoundArray& households, int64_t row, Household* household) {
  household->region = Region();
  if (IsNull(*households.array, Form::kStruct, row)) return;
  for (const BoundArray& column : households.fields) {
    if (column.bound->field->record == nullptr || column.bound->field->record->name != graduasi::Describe<Region>::name)
      continue;
    Findings unread;
    FindingList list(&unread);
    ReadFields(column, *column.array, column.bound->format.form, households.array->offset + row, &household->region, Place(),
               &list);
  }
}

}  // namespace graduasi::arrow
