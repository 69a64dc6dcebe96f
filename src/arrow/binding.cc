#include "src/arrow/binding.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "src/arrow/screen.h"
#include "src/base/finding_list.h"
#include "src/cel/utf8.h"

namespace graduasi::arrow {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;
using Path = std::vector<int>;

// A longer name is not repeated.
constexpr size_t kMaxNameBytes = 200;

// A name of the stream as it may stand in a message.
std::string Quoted(const char* name) {
  const absl::string_view text = name == nullptr ? "" : name;
  if (text.size() > kMaxNameBytes || cel::FindInvalidUtf8(text) != absl::string_view::npos) return "a name that is no name";
  return std::string(text);
}

// What would be right for the field.
std::string RightTypes(const FieldInfo& field) {
  switch (field.kind) {
    case FieldKind::kBool:
      return "bool";
    case FieldKind::kInt:
      return "an integer of any width, or decimal128 of whole numbers";
    case FieldKind::kString:
      return "utf8, large_utf8 or utf8_view, or a dictionary of them";
    case FieldKind::kDate:
      return "date32, date64, or utf8 such as 2025-11-15, 2025-11 or 2025";
    case FieldKind::kEnum:
      return absl::StrCat("utf8, or a dictionary of it, with names of ", field.enumeration->name, " such as ",
                          field.enumeration->constants.front());
    case FieldKind::kRecord:
      return absl::StrCat("a struct with the fields of ", field.record->name);
    case FieldKind::kList:
      return absl::StrCat("a list of structs with the fields of ", field.record->name);
  }
  return "";
}

bool CanHold(const FieldInfo& field, Form form) {
  if (form == Form::kNull) return true;
  switch (field.kind) {
    case FieldKind::kBool:
      return form == Form::kBool;
    case FieldKind::kInt:
      return IsInteger(form) || form == Form::kDecimal128;
    case FieldKind::kString:
    case FieldKind::kEnum:
      return IsText(form);
    case FieldKind::kDate:
      return form == Form::kDate32 || form == Form::kDate64 || IsText(form);
    case FieldKind::kRecord:
      return form == Form::kStruct;
    case FieldKind::kList:
      return IsList(form);
  }
  return false;
}

// The structures of a schema can be walked: no null pointers where there are children.
bool Whole(const ArrowSchema& schema) {
  if (schema.release == nullptr || schema.format == nullptr || schema.n_children < 0) return false;
  if (schema.n_children > 0 && schema.children == nullptr) return false;
  for (int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children[i] == nullptr || schema.children[i]->release == nullptr || schema.children[i]->format == nullptr) {
      return false;
    }
  }
  return true;
}

class Binder {
 public:
  Binder(const columns::Program& program, const columns::RecordedWhenTrue& recorded_when_true, Binding* binding,
         FindingList* findings)
      : recorded_when_true_(recorded_when_true), binding_(binding), findings_(findings) {
    const std::vector<columns::InputColumn>& inputs = program.inputs();
    binding_->false_where_absent.resize(inputs.size());
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (inputs[i].source != columns::InputColumn::Source::kHouseholdField) continue;
      inputs_.emplace(inputs[i].path, static_cast<int>(i));
      binding_->false_where_absent[i] =
          std::find(recorded_when_true_.begin(), recorded_when_true_.end(), inputs[i].path) != recorded_when_true_.end();
      if (inputs[i].table > 0) tables_.emplace(ListOf(inputs[i].path), inputs[i].table);
      if (inputs[i].elements > 0) tables_.emplace(inputs[i].path, inputs[i].elements);
    }
  }

  void BindHousehold(const ArrowSchema& schema) {
    BoundField& household = binding_->household;
    household.record = &model::HouseholdRecord();
    if (schema.release == nullptr || schema.format == nullptr) return findings_->Add("", "the stream has no schema");
    household.format = ParseFormat(schema.format);
    if (household.format.form != Form::kStruct) {
      return findings_->Add("", absl::StrCat("the stream holds ", TypeName(schema.format),
                                             "; it must hold structs whose fields are those of a household"));
    }
    BindFields(schema, &household);
    for (const auto& [path, input] : inputs_) {
      (bound_.count(input) != 0 ? binding_->read : binding_->absent).push_back(Text(path));
    }
    std::sort(binding_->read.begin(), binding_->read.end());
    std::sort(binding_->absent.begin(), binding_->absent.end());
    if (findings_->empty() && binding_->read.empty() && !binding_->absent.empty()) {
      findings_->Add("", absl::StrCat("the stream has none of the columns that the policy reads, such as ",
                                      binding_->absent.front(), "; it has no one's facts to decide on"));
    }
  }

 private:
  // The list whose elements have the field.
  static Path ListOf(const Path& path) {
    const RecordInfo* record = &model::HouseholdRecord();
    size_t end = 0;
    for (size_t i = 0; i + 1 < path.size(); ++i) {
      const FieldInfo& field = record->fields[static_cast<size_t>(path[i])];
      if (field.kind == FieldKind::kList) end = i + 1;
      record = field.record;
    }
    return Path(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(end));
  }

  static std::string Text(const Path& path) {
    const RecordInfo* record = &model::HouseholdRecord();
    std::string text;
    for (const int number : path) {
      const FieldInfo& field = record->fields[static_cast<size_t>(number)];
      absl::StrAppend(&text, text.empty() ? "" : ".", field.name);
      record = field.record;
    }
    return text;
  }

  static std::string Under(const BoundField& parent, absl::string_view name) {
    return parent.path.empty() ? std::string(name) : absl::StrCat(parent.path, ".", name);
  }

  // The fields of a record, from the children of a struct.
  void BindFields(const ArrowSchema& schema, BoundField* parent) {
    if (!Whole(schema)) return findings_->Add(parent->path, "its schema has been released or is not whole");
    parent->children = schema.n_children;
    const RecordInfo& record = *parent->record;
    std::vector<int64_t> positions(record.fields.size(), -1);
    for (int64_t i = 0; i < schema.n_children; ++i) {
      const char* name = schema.children[i]->name;
      const int number = name == nullptr ? -1 : record.FieldIndex(name);
      if (number < 0) {
        binding_->ignored.push_back(Under(*parent, Quoted(name)));
        continue;
      }
      int64_t& position = positions[static_cast<size_t>(number)];
      if (position >= 0) {
        findings_->Add(Under(*parent, name), "is in the stream twice; one column must go or have another name");
      } else {
        position = i;
      }
    }
    for (size_t i = 0; i < positions.size(); ++i) {
      if (positions[i] < 0) continue;
      BoundField& child = parent->fields.emplace_back();
      child.position = static_cast<int>(positions[i]);
      child.number = static_cast<int>(i);
      child.field = &record.fields[i];
      child.record = child.field->record;
      child.path = Under(*parent, child.field->name);
      child.unread_below = FaultlessBelow(record, *child.field);
      path_.push_back(child.number);
      BindField(*schema.children[positions[i]], &child);
      path_.pop_back();
    }
  }

  void BindField(const ArrowSchema& schema, BoundField* bound) {
    const auto input = inputs_.find(path_);
    if (input != inputs_.end()) {
      bound->input = input->second;
      bound->unread_below = 0;
      bound_.emplace(input->second, true);
    }
    if (const auto table = tables_.find(path_); table != tables_.end()) bound->table = table->second;
    bound->absent_is_false =
        std::find(recorded_when_true_.begin(), recorded_when_true_.end(), path_) != recorded_when_true_.end();
    if (bound->field->kind == FieldKind::kEnum) {
      const std::vector<std::string>& names = bound->field->enumeration->constants;
      for (size_t i = 0; i < names.size(); ++i) bound->likely[NameSlot(names[i])] = static_cast<uint8_t>(i);
    }
    const ArrowSchema* values = &schema;
    if (schema.dictionary != nullptr) {
      values = schema.dictionary;
      bound->index = ParseFormat(schema.format);
      if (!Whole(*values) || values->dictionary != nullptr || !IsInteger(bound->index.form)) {
        return findings_->Add(bound->path, "its schema names no dictionary of values with integers for indices");
      }
    }
    bound->format = ParseFormat(values->format);
    const bool nested = bound->record != nullptr && schema.dictionary != nullptr;
    if (!CanHold(*bound->field, bound->format.form) || nested) {
      const absl::string_view dictionary = schema.dictionary != nullptr ? "a dictionary of " : "";
      return findings_->Add(
          bound->path, absl::StrCat("is ", dictionary, TypeName(values->format), "; it must be ", RightTypes(*bound->field)));
    }
    if (bound->format.form == Form::kStruct) {
      BindFields(schema, bound);
    } else if (IsList(bound->format.form)) {
      BindItems(schema, bound);
    }
  }

  void BindItems(const ArrowSchema& schema, BoundField* bound) {
    if (!Whole(schema) || schema.n_children != 1) {
      return findings_->Add(bound->path, "its schema names no type for the elements of the list");
    }
    const ArrowSchema& item = *schema.children[0];
    bound->item = ParseFormat(item.format);
    const bool dictionary = item.dictionary != nullptr;
    if (bound->item.form == Form::kNull && !dictionary) return;
    if (bound->item.form != Form::kStruct || dictionary) {
      return findings_->Add(bound->path, absl::StrCat("is a list of ", dictionary ? "dictionary values" : TypeName(item.format),
                                                      "; it must be ", RightTypes(*bound->field)));
    }
    BindFields(item, bound);
  }

  std::map<Path, int> inputs_;
  std::map<Path, int32_t> tables_;
  const columns::RecordedWhenTrue& recorded_when_true_;
  Binding* binding_;
  FindingList* findings_;
  Path path_;
  std::map<int, bool> bound_;  // inputs
};

}  // namespace

void Bind(const ArrowSchema& schema, const columns::Program& program, const columns::RecordedWhenTrue& recorded_when_true,
          Binding* binding, Findings* findings) {
  FindingList list(findings);
  Binder(program, recorded_when_true, binding, &list).BindHousehold(schema);
}

}  // namespace graduasi::arrow
