#include "src/analysis/normal_form.h"

#include "absl/strings/str_cat.h"
#include "src/analysis/normalizer.h"

namespace graduasi::analysis {

NormalForms::NormalForms() = default;

// `text` says what the arguments, the function and the fields below do not.
int NormalForms::Intern(Form form, const std::string& text) {
  std::string key = absl::StrCat(static_cast<int>(form.tag), "/", form.code, "/", static_cast<int>(form.type), "/");
  for (const int arg : form.args) absl::StrAppend(&key, arg, ",");
  if (form.tag == Tag::kNumber || form.tag == Tag::kBool) absl::StrAppend(&key, "=", form.number);
  for (const Interval& set : form.sets) absl::StrAppend(&key, "[", set.first, "..", set.second, "]");
  if (form.tag == Tag::kTable) {
    absl::StrAppend(&key, form.by_region ? "region" : "");
    for (const TableVersion& version : form.table) {
      absl::StrAppend(&key, "@", version.from, ":");
      for (const auto& [name, value] : version.entries) {
        absl::StrAppend(&key, name.size(), ":", name, "=", value.number, ",", value.text.size(), ":", value.text, ";");
      }
    }
  }
  absl::StrAppend(&key, "/", text);
  const auto [found, fresh] = numbers_.emplace(std::move(key), static_cast<int>(forms_.size()));
  if (fresh) forms_.push_back(std::move(form));
  return found->second;
}

std::vector<std::string> NormalForms::Of(const policy::CheckedPolicy& policy, NormalRules rules) {
  return Normalizer(policy, rules, this).Policy();
}

}  // namespace graduasi::analysis
