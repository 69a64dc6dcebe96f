// Any household the model can hold, drawn from a seed by the field tables: for laws that must hold on all of them. It knows
// nothing of what is plausible.
#ifndef GRADUASI_TESTS_UNIT_WIRE_ANY_HOUSEHOLD_H_
#define GRADUASI_TESTS_UNIT_WIRE_ANY_HOUSEHOLD_H_

#include <cstdint>
#include <random>
#include <string>

#include "graduasi/household.h"
#include "src/base/civil.h"
#include "src/model/record.h"

namespace graduasi {

class AnyHousehold {
 public:
  explicit AnyHousehold(uint64_t seed) : random_(seed) {}

  Household Draw() {
    Household household;
    Fill(model::HouseholdRecord(), &household, 3);
    return household;
  }

 private:
  uint64_t Below(uint64_t bound) { return random_() % bound; }

  std::string Text() {
    static constexpr const char* kPieces[] = {"a", "Z", "9", " ", "\"", "\\", "\n", "\x01", "\x7f", "é", "字", "😀", "/", ""};
    std::string text;
    for (uint64_t i = Below(20); i > 0; --i) text += kPieces[Below(std::size(kPieces))];
    return text;
  }

  PartialDate Day() {
    const auto civil = civil::CivilFromDays(static_cast<int32_t>(
        civil::kMinDays + static_cast<int64_t>(Below(static_cast<uint64_t>(civil::kMaxDays - civil::kMinDays + 1)))));
    const uint64_t precision = Below(3);
    if (precision == 0) return PartialDate::Year(civil.year);
    if (precision == 1) return PartialDate::Month(civil.year, civil.month);
    return Date(civil.year, civil.month, civil.day);
  }

  void Fill(const model::RecordInfo& record, void* owner, uint64_t longest) {
    for (const model::FieldInfo& field : record.fields) {
      if (field.kind != model::FieldKind::kRecord && Below(3) == 0) continue;
      switch (field.kind) {
        case model::FieldKind::kBool:
          *field.MutableBool(owner) = Below(2) == 1;
          break;
        case model::FieldKind::kInt:
          *field.MutableInt(owner) = static_cast<int64_t>(random_() >> Below(64));
          if (Below(2) == 1) **field.MutableInt(owner) = ~**field.MutableInt(owner);
          break;
        case model::FieldKind::kString:
          *field.MutableString(owner) = Text();
          break;
        case model::FieldKind::kDate:
          *field.MutableDate(owner) = Day();
          break;
        case model::FieldKind::kEnum:
          field.SetEnum(owner, static_cast<int32_t>(Below(field.enumeration->constants.size())));
          break;
        case model::FieldKind::kRecord:
          Fill(*field.record, field.MutableRecord(owner), longest);
          break;
        case model::FieldKind::kList:
          field.StartList(owner);
          for (uint64_t i = Below(longest + 1); i > 0; --i) Fill(*field.record, field.Append(owner), longest);
          break;
      }
    }
  }

  std::mt19937_64 random_;
};

}  // namespace graduasi

#endif  // GRADUASI_TESTS_UNIT_WIRE_ANY_HOUSEHOLD_H_
