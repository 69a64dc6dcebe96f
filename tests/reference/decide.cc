#include "tests/reference/decide.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace graduasi::reference {
namespace {

using Wide = __int128;

std::vector<AgeLimit> Limits(const std::vector<MaxAge>& max_age) {
  std::vector<AgeLimit> limits;
  for (const MaxAge& limit : max_age) limits.push_back({limit.fact.text, limit.months});
  return limits;
}

bool Fits(Wide value) { return value >= INT64_MIN && value <= INT64_MAX; }

template <typename Result>
bool Have(const std::vector<Result>& results, Result wanted) {
  return std::find(results.begin(), results.end(), wanted) != results.end();
}

enum class Where { kInside, kOutside, kUnknown };

// Whether the household lives where the policy holds.
Where WhereIs(const Region& region, const std::vector<Placed>& jurisdiction) {
  if (jurisdiction.empty()) return Where::kInside;
  if (region.system != CodeSystem::kKemendagri || !region.code.has_value()) return Where::kUnknown;
  Where where = Where::kOutside;
  for (const Placed& held : jurisdiction) {
    if (RegionContains(held.text, *region.code)) return Where::kInside;
    if (RegionContains(*region.code, held.text)) where = Where::kUnknown;  // the policy holds in a part of it
  }
  return where;
}

}  // namespace

struct ReferencePolicy::Case {
  const Household& household;
  Date as_of;
  const std::vector<std::string>& recorded_when_true;

  Reading With(const std::vector<MaxAge>& max_age) const { return {as_of, Limits(max_age), recorded_when_true}; }
};

std::unique_ptr<ReferencePolicy> ReferencePolicy::Make(const PolicyDocument& document, std::string* problem) {
  std::unique_ptr<ReferencePolicy> made(new ReferencePolicy(document));
  made->environment_ = PolicyEnvironment::Make(document, problem);
  if (made->environment_ == nullptr || !made->CheckLeaves(problem)) return nullptr;
  return made;
}

bool ReferencePolicy::CheckLeaves(std::string* problem) {
  const auto check = [&](const Placed& source, cel::TypeKind type) -> Checked {
    std::vector<cel::Issue> issues;
    Checked checked = cel::CheckAs(cel::Type(type), source.text, environment_->names(), &issues);
    if (checked == nullptr) *problem = absl::StrCat(source.text, ": ", issues.empty() ? "?" : issues[0].message);
    return checked;
  };
  for (const Safeguard& safeguard : document_.safeguards) {
    safeguards_.push_back(check(safeguard.when, cel::TypeKind::kBool));
    if (safeguards_.back() == nullptr) return false;
  }
  for (const Criterion& criterion : document_.criteria) {
    CriterionLeaves leaves;
    if (!criterion.applies_when.empty()) {
      leaves.applies_when = check(criterion.applies_when, cel::TypeKind::kBool);
      if (leaves.applies_when == nullptr) return false;
    }
    leaves.require = check(criterion.require, cel::TypeKind::kBool);
    if (leaves.require == nullptr) return false;
    criteria_.push_back(std::move(leaves));
  }
  for (const Route& route : document_.routes) {
    ScoreLeaves leaves;
    if (route.score.has_value()) {
      for (const Score::Item& item : route.score->items) {
        leaves.values.push_back(check(item.value, cel::TypeKind::kInt));
        if (leaves.values.back() == nullptr) return false;
      }
      leaves.threshold = check(route.score->threshold, cel::TypeKind::kInt);
      if (leaves.threshold == nullptr) return false;
    }
    scores_.push_back(std::move(leaves));
  }
  return true;
}

CriterionResult ReferencePolicy::ResultOf(const Case& the_case, size_t criterion) const {
  const Reading reading = the_case.With(document_.criteria[criterion].max_age);
  const CriterionLeaves& leaves = criteria_[criterion];
  if (leaves.applies_when != nullptr) {
    const Value applies = environment_->Evaluate(*leaves.applies_when, the_case.household, reading);
    if (applies.is(Kind::kError)) return CriterionResult::kError;
    if (applies.IsFalse()) return CriterionResult::kNotApplicable;
    if (applies.is(Kind::kMissing)) return CriterionResult::kMissing;
  }
  const Value holds = environment_->Evaluate(*leaves.require, the_case.household, reading);
  if (holds.is(Kind::kError)) return CriterionResult::kError;
  if (holds.is(Kind::kMissing)) return CriterionResult::kMissing;
  return holds.truth ? CriterionResult::kPass : CriterionResult::kFail;
}

SafeguardResult ReferencePolicy::GuardOf(const Case& the_case, size_t safeguard) const {
  const Reading reading = the_case.With(document_.safeguards[safeguard].max_age);
  const Value holds = environment_->Evaluate(*safeguards_[safeguard], the_case.household, reading);
  if (holds.is(Kind::kError)) return SafeguardResult::kError;
  if (holds.is(Kind::kMissing)) return SafeguardResult::kMissing;
  return holds.truth ? SafeguardResult::kHolds : SafeguardResult::kClear;
}

CriterionResult ReferencePolicy::Named(const std::string& id, const std::vector<CriterionResult>& criteria) const {
  for (size_t i = 0; i < criteria.size(); ++i) {
    if (document_.criteria[i].id.text == id) return criteria[i];
  }
  return CriterionResult::kError;
}

// Whether the score reaches its threshold: true, false, missing or error. A product or a sum that does not fit an int is an
// error, as in an expression.
Value ReferencePolicy::ReachedBy(const Case& the_case, const Score& score, const ScoreLeaves& leaves) const {
  const Reading reading = the_case.With(score.max_age);
  std::vector<Value> values;
  for (const Checked& value : leaves.values) values.push_back(environment_->Evaluate(*value, the_case.household, reading));
  values.push_back(environment_->Evaluate(*leaves.threshold, the_case.household, reading));
  Wide weights = 0;
  for (const Score::Item& item : score.items) weights += item.weight;
  const auto weighted = [](const Value& value, Wide weight) {
    if (!value.present()) return value;
    const Wide lo = weight * value.lo;
    const Wide hi = weight * value.hi;
    return Fits(lo) && Fits(hi) ? IntRange(static_cast<int64_t>(lo), static_cast<int64_t>(hi)) : Error();
  };
  for (size_t i = 0; i < score.items.size(); ++i) values[i] = weighted(values[i], score.items[i].weight);
  values.back() = weighted(values.back(), weights);
  const Value strict = Strict(values);
  if (!strict.present()) return strict;
  Wide lo = 0;
  Wide hi = 0;
  for (size_t i = 0; i < score.items.size(); ++i) {
    lo += values[i].lo;
    hi += values[i].hi;
  }
  if (!Fits(lo) || !Fits(hi)) return Error();
  if (lo >= values.back().hi) return Bool(true);
  return hi < values.back().lo ? Bool(false) : Missing();
}

RouteResult ReferencePolicy::RouteOf(const Case& the_case, size_t route, const std::vector<CriterionResult>& criteria) const {
  const Route& what = document_.routes[route];
  bool error = false;
  bool not_met = false;
  bool missing = false;
  for (const Placed& id : what.all_of) {
    const CriterionResult result = Named(id.text, criteria);
    error = error || result == CriterionResult::kError;
    not_met = not_met || result == CriterionResult::kFail;
    missing = missing || result == CriterionResult::kMissing;
  }
  for (const Route::AtLeast& at_least : what.at_least) {
    int64_t pass = 0;
    int64_t could_pass = 0;
    for (const Placed& id : at_least.of) {
      const CriterionResult result = Named(id.text, criteria);
      error = error || result == CriterionResult::kError;
      pass += result == CriterionResult::kPass ? 1 : 0;
      could_pass += result == CriterionResult::kPass || result == CriterionResult::kMissing ? 1 : 0;
    }
    not_met = not_met || could_pass < at_least.n;
    missing = missing || pass < at_least.n;
  }
  if (what.score.has_value()) {
    const Value reached = ReachedBy(the_case, *what.score, scores_[route]);
    error = error || reached.is(Kind::kError);
    not_met = not_met || reached.IsFalse();
    missing = missing || reached.is(Kind::kMissing);
  }
  if (error) return RouteResult::kError;
  if (not_met) return RouteResult::kNotMet;
  return missing ? RouteResult::kMissing : RouteResult::kMet;
}

Decided ReferencePolicy::Decide(const Household& household, Date as_of, const std::vector<std::string>& recorded_when_true,
                                bool contradicts) const {
  const Case the_case{household, as_of, recorded_when_true};
  Decided decided;
  for (size_t i = 0; i < criteria_.size(); ++i) decided.criteria.push_back(ResultOf(the_case, i));
  for (size_t i = 0; i < safeguards_.size(); ++i) decided.safeguards.push_back(GuardOf(the_case, i));
  for (size_t i = 0; i < document_.routes.size(); ++i) decided.routes.push_back(RouteOf(the_case, i, decided.criteria));

  const Where where = WhereIs(household.region, document_.jurisdiction);
  if (contradicts || where == Where::kOutside || Have(decided.criteria, CriterionResult::kError) ||
      Have(decided.safeguards, SafeguardResult::kError) || Have(decided.routes, RouteResult::kError)) {
    decided.outcome = Outcome::kInvalid;
    return decided;
  }
  if (Have(decided.safeguards, SafeguardResult::kHolds)) {
    decided.outcome = Outcome::kProtected;
    return decided;
  }
  const auto met = std::find(decided.routes.begin(), decided.routes.end(), RouteResult::kMet);
  if (met != decided.routes.end() && !Have(decided.safeguards, SafeguardResult::kMissing) && where == Where::kInside) {
    decided.outcome = Outcome::kEligible;
    decided.route = static_cast<int>(met - decided.routes.begin());
    return decided;
  }
  const bool could_be = met != decided.routes.end() || Have(decided.routes, RouteResult::kMissing);
  decided.outcome = could_be ? Outcome::kNeedsData : Outcome::kNotYet;
  return decided;
}

}  // namespace graduasi::reference
