// What is recorded of a household, in one sentence: how many people, where, and each fact with its figure. No identity. This
// file must not know why anybody asks.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/analysis/telling.h"
#include "src/decide/words.h"
#include "src/model/record.h"

namespace graduasi::analysis {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

const char* In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

class Describer {
 public:
  explicit Describer(Language language) : language_(language) {}

  std::string Describe(const Household& household) {
    Add(model::HouseholdRecord(), &household, "");
    return parts_.empty() ? In(language_, "tidak ada yang tercatat", "nothing is recorded") : absl::StrJoin(parts_, "; ");
  }

 private:
  std::string Value(const FieldInfo& field, const void* owner) const {
    switch (field.kind) {
      case FieldKind::kBool:
        return *field.Bool(owner) ? In(language_, "ya", "yes") : In(language_, "tidak", "no");
      case FieldKind::kInt:
        return absl::StrCat(decide::FormatQuantity(*field.Int(owner), field.unit, language_),
                            decide::UnitWord(*field.Int(owner), field.unit, language_));
      case FieldKind::kString:
        return field.role == Role::kIdentity ? In(language_, "tercatat", "recorded") : *field.String(owner);
      case FieldKind::kDate:
        return field.Date(owner)->ToString();
      case FieldKind::kEnum:
        return field.enumeration->constants[static_cast<size_t>(field.Enum(owner))];
      case FieldKind::kList:
      case FieldKind::kRecord:
        break;
    }
    return "";
  }

  void Add(const RecordInfo& record, const void* owner, const std::string& path) {
    std::vector<std::string> facts;
    for (const FieldInfo& field : record.fields) {
      if (field.kind == FieldKind::kList || field.kind == FieldKind::kRecord || !field.Present(owner)) continue;
      facts.push_back(absl::StrCat(field.name, " ", Value(field, owner)));
    }
    if (!facts.empty()) parts_.push_back(absl::StrCat(path, path.empty() ? "" : ": ", absl::StrJoin(facts, ", ")));
    for (const FieldInfo& field : record.fields) {
      const std::string below = absl::StrCat(path, path.empty() ? "" : ".", field.name);
      if (field.kind == FieldKind::kRecord) {
        Add(*field.record, field.Record(owner), below);
      } else if (field.kind == FieldKind::kList && field.Present(owner)) {
        AddList(field, owner, below);
      }
    }
  }

  // How many there are, then those of which something is recorded.
  void AddList(const FieldInfo& field, const void* owner, const std::string& path) {
    const size_t size = field.ListSize(owner);
    if (field.name == "members") {
      parts_.push_back(absl::StrCat(size, In(language_, " anggota", size == 1 ? " member" : " members")));
    } else if (size == 0) {
      parts_.push_back(absl::StrCat(path, In(language_, " kosong", " is empty")));
    } else if (size > 1) {
      parts_.push_back(absl::StrCat(size, " ", path));
    }
    for (size_t i = 0; i < size; ++i) {
      const size_t before = parts_.size();
      Add(*field.record, field.Element(owner, i), absl::StrCat(path, "[", i, "]"));
      if (parts_.size() == before && size == 1 && field.name != "members") {
        parts_.push_back(absl::StrCat("1 ", path, In(language_, " tanpa keterangan", " of which nothing is recorded")));
      }
    }
  }

  Language language_;
  std::vector<std::string> parts_;
};

}  // namespace

Text DescribeHousehold(const Household& household) {
  return {Describer(Language::kIndonesian).Describe(household), Describer(Language::kEnglish).Describe(household)};
}

}  // namespace graduasi::analysis
