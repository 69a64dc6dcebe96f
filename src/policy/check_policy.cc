// Checks a policy document from top to bottom: identity and period, names, parameters, facts, safeguards, criteria, routes, and
// that nothing stands there unused.
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/policy/check_names.h"
#include "src/policy/check_parameters.h"
#include "src/policy/check_ranking.h"
#include "src/policy/check_routes.h"
#include "src/policy/checked_policy.h"
#include "src/policy/environment.h"
#include "src/policy/report.h"

namespace graduasi::policy {
namespace {

void CheckIdentity(const PolicyDocument& document, CheckedPolicy* policy, std::optional<int32_t>* from, Report* report) {
  if (!IsName(document.id.text, false)) {
    report->Add(document.id, "the policy needs an `id` of letters, digits, `_` and `-`, such as \"pkh-graduasi\"");
  }
  if (document.version.empty()) report->Add(document.version, "the policy needs a `version`, such as \"2026.1\"");
  CheckTitle(document.title, document.id.place, "the policy", report);
  std::set<std::string> regions;
  for (const Placed& region : document.jurisdiction) {
    if (!IsRegionCode(region.text)) {
      report->Add(region, absl::StrCat("\"", region.text, "\" is not a Kemendagri region code such as \"35.79\""));
    } else if (!regions.insert(region.text).second) {
      report->Add(region, absl::StrCat("the region ", region.text, " stands twice"));
    }
  }
  if (document.effective_from.empty()) {
    report->Add(document.effective_from, "the policy needs its first day: effective { from: \"2026-01-01\" }");
  } else if ((*from = CheckDay(document.effective_from, report))) {
    policy->from_days = **from;
  }
  if (document.effective_until.empty()) return;
  const std::optional<int32_t> until = CheckDay(document.effective_until, report);
  if (until) policy->until_days = *until;
  if (until && *from && *until <= **from) {
    report->Add(document.effective_until,
                "the policy ends before it starts; `until` is the first day on which it no longer holds");
  }
}

void CheckNames(const PolicyDocument& document, Report* report) {
  Names in_expressions(report);
  in_expressions.Add({"household", {}, {}}, "name of the language", true, {});
  in_expressions.Add({"as_of", {}, {}}, "name of the language", true, {});
  in_expressions.Add({"params", {}, {}}, "name of the language", true, {});
  for (const Fact& fact : document.facts) in_expressions.Add(fact.id, "fact", true, fact.place);
  Names parameters(report);
  for (const Parameter& parameter : document.parameters) parameters.Add(parameter.id, "parameter", true, parameter.place);
  Names outside(report);
  for (const Safeguard& safeguard : document.safeguards) outside.Add(safeguard.id, "safeguard", false, safeguard.place);
  for (const Criterion& criterion : document.criteria) outside.Add(criterion.id, "criterion", false, criterion.place);
  for (const Route& route : document.routes) outside.Add(route.id, "route", false, route.place);
}

void CheckUnused(const PolicyDocument& document, const ExpressionChecker& expressions, const std::set<int>& criteria,
                 Report* report) {
  for (size_t i = 0; i < document.criteria.size(); ++i) {
    if (criteria.count(static_cast<int>(i)) == 0) {
      report->Add(document.criteria[i].id,
                  absl::StrCat("criterion ", document.criteria[i].id.text, " stands in no route: use it or remove it"));
    }
  }
  if (expressions.some_failed()) return;  // what a broken expression reads is not known
  for (size_t i = 0; i < document.parameters.size(); ++i) {
    if (!expressions.used(kFirstParameterVariable + static_cast<int>(i))) {
      report->Add(document.parameters[i].id,
                  absl::StrCat("parameter ", document.parameters[i].id.text, " is not used: use it or remove it"));
    }
  }
  for (size_t i = 0; i < document.facts.size(); ++i) {
    if (!expressions.used(FirstFactVariable(document) + static_cast<int>(i))) {
      report->Add(document.facts[i].id, absl::StrCat("fact ", document.facts[i].id.text, " is not used: use it or remove it"));
    }
  }
}

std::unique_ptr<CheckedPolicy> CheckDocument(const PolicyDocument& document, bool all_used, Findings* findings) {
  Report report(findings);
  auto policy = std::make_unique<CheckedPolicy>();
  policy->document = document;
  std::optional<int32_t> from;
  CheckIdentity(document, policy.get(), &from, &report);
  CheckNames(document, &report);
  ExpressionChecker expressions(document, &report);
  policy->parameters = CheckParameters(document, from, &expressions, &report);
  for (size_t i = 0; i < document.facts.size(); ++i) policy->facts.push_back(expressions.Fact(i));
  for (const Safeguard& safeguard : document.safeguards) {
    CheckTitle(safeguard.title, safeguard.place, absl::StrCat("safeguard ", safeguard.id.text), &report);
    CheckedSafeguard checked;
    checked.when = expressions.Leaf(safeguard.when, cel::TypeKind::kBool);
    checked.rules = expressions.AgeLimits(safeguard.max_age);
    checked.reason = expressions.Reasons(safeguard.reason_id, safeguard.reason_en);
    policy->safeguards.push_back(std::move(checked));
  }
  for (const Criterion& criterion : document.criteria) {
    CheckTitle(criterion.title, criterion.place, absl::StrCat("criterion ", criterion.id.text), &report);
    CheckedCriterion checked;
    if (!criterion.applies_when.empty()) checked.applies_when = expressions.Leaf(criterion.applies_when, cel::TypeKind::kBool);
    checked.require = expressions.Leaf(criterion.require, cel::TypeKind::kBool);
    checked.rules = expressions.AgeLimits(criterion.max_age);
    checked.pass = expressions.Reasons(criterion.pass_id, criterion.pass_en);
    checked.fail = expressions.Reasons(criterion.fail_id, criterion.fail_en);
    policy->criteria.push_back(std::move(checked));
  }
  std::set<int> used;
  policy->routes = CheckRoutes(document, &expressions, &used, &report);
  if (document.ranking) policy->ranking = CheckRanking(*policy, *document.ranking, &expressions, &report);
  if (all_used) CheckUnused(document, expressions, used, &report);
  if (!report.clean()) return nullptr;
  MarkRankingOnly(policy.get());
  return policy;
}

}  // namespace

std::unique_ptr<const CheckedPolicy> CheckPolicy(const PolicyDocument& document, Findings* findings) {
  return CheckDocument(document, true, findings);
}

std::unique_ptr<const CheckedPolicy> CheckVariant(const PolicyDocument& document, const Misreading& misreading,
                                                  Findings* findings) {
  std::unique_ptr<CheckedPolicy> policy = CheckDocument(document, false, findings);
  if (policy == nullptr) return nullptr;
  if (misreading.criterion >= 0) policy->criteria[static_cast<size_t>(misreading.criterion)].missing_is_fail = true;
  if (misreading.safeguard >= 0) policy->safeguards[static_cast<size_t>(misreading.safeguard)].missing_is_clear = true;
  return policy;
}

}  // namespace graduasi::policy
