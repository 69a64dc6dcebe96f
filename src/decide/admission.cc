#include "src/decide/admission.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "src/cel/spelling.h"
#include "src/model/record.h"
#include "src/model/validate.h"

namespace graduasi::decide {
namespace {

// Positions of fields for "household.members[].pregnant"; an error if that is not a bool of the model.
absl::StatusOr<std::vector<int>> BoolPath(absl::string_view text) {
  const model::RecordInfo* record = &model::HouseholdRecord();
  const model::FieldInfo* field = nullptr;
  std::vector<int> path;
  const std::vector<absl::string_view> names = absl::StrSplit(text, '.');
  for (size_t i = names[0] == "household" ? 1 : 0; i < names.size(); ++i) {
    const absl::string_view name = absl::StripSuffix(names[i], "[]");
    if (record == nullptr)
      return absl::InvalidArgumentError(absl::StrCat("`", field->name, "` in \"", text, "\" has no fields"));
    const int index = record->FieldIndex(name);
    if (index < 0) {
      std::vector<std::string> known;
      for (const model::FieldInfo& candidate : record->fields) known.push_back(candidate.name);
      return absl::InvalidArgumentError(
          absl::StrCat("recorded when true: `", name, "` is not a field of ", record->name, cel::DidYouMean(name, known)));
    }
    field = &record->fields[static_cast<size_t>(index)];
    record = field->record;
    path.push_back(index);
  }
  if (field == nullptr || field->kind != model::FieldKind::kBool) {
    return absl::InvalidArgumentError(
        absl::StrCat("recorded when true: \"", text, "\" is not a yes-or-no fact, such as household.members[].pregnant"));
  }
  return path;
}

}  // namespace

Placement PlacementOf(const PolicyDocument& document, const Household& household) {
  if (document.jurisdiction.empty()) return Placement::kInside;
  if (!household.region.system || !household.region.code) return Placement::kUnknown;
  if (*household.region.system != CodeSystem::kKemendagri) return Placement::kUnknown;
  const std::string& code = *household.region.code;
  for (const Placed& region : document.jurisdiction) {
    if (code == region.text || absl::StartsWith(code, absl::StrCat(region.text, "."))) return Placement::kInside;
    if (absl::StartsWith(region.text, absl::StrCat(code, "."))) return Placement::kUnknown;  // known too coarsely to say
  }
  return Placement::kOutside;
}

std::vector<MissingFact> UnplacedFacts(const Household& household) {
  const WhyMissing why = household.region.code && household.region.system ? WhyMissing::kImprecise : WhyMissing::kAbsent;
  return {{household.region.system ? "household.region.code" : "household.region.system",
           why,
           household.region.code.value_or(""),
           {}}};
}

void CheckRecord(const PolicyDocument& document, const Household& household, Date as_of, Findings* findings) {
  *findings = model::Validate(household, as_of);
  if (PlacementOf(document, household) == Placement::kOutside) {
    findings->push_back({"region.code", 0, 0, "the household lives outside the regions for which this policy holds"});
  }
}

absl::StatusOr<columns::RecordedWhenTrue> BoolPaths(const std::vector<std::string>& texts) {
  columns::RecordedWhenTrue paths;
  for (const std::string& text : texts) {
    absl::StatusOr<std::vector<int>> path = BoolPath(text);
    if (!path.ok()) return path.status();
    paths.push_back(*std::move(path));
  }
  return paths;
}

absl::Status CheckPeriod(const policy::CheckedPolicy& policy, Date as_of) {
  if (as_of.days() >= policy.from_days && as_of.days() < policy.until_days) return absl::OkStatus();
  const PolicyDocument& document = policy.document;
  const std::string name = absl::StrCat("policy ", document.id.text, " ", document.version.text);
  if (as_of.days() < policy.from_days) {
    return absl::FailedPreconditionError(absl::StrCat(name, " is not yet in effect on ", as_of.ToString(), ": it starts on ",
                                                      document.effective_from.text, "; use the policy of that day"));
  }
  return absl::FailedPreconditionError(absl::StrCat(name, " is no longer in effect on ", as_of.ToString(), ": it ended before ",
                                                    document.effective_until.text, "; use the policy of that day"));
}

}  // namespace graduasi::decide
