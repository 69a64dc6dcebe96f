#include "tests/property/decision_group.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "src/model/validate.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/policy_source.h"

namespace graduasi::property {

DecisionGroup::DecisionGroup(uint64_t seed, const Options& options) : seed_(seed) {
  Random random(seed);
  as_of_ = RandomAsOf(&random);
  ExpressionOptions expressions;
  expressions.as_of = as_of_;
  expressions.depth = static_cast<int>(random.Between(1, 4));
  expressions.order_free = options.order_free;
  document_ = RandomPolicy(expressions, &random);
  if (random.Percent(20)) options_.recorded_when_true = RandomDeclarations(&random);
  for (int64_t i = random.Between(1, options.most_households); i > 0; --i) {
    households_.push_back(options.sound_only ? SoundHousehold(as_of_, &random) : AnyHousehold(as_of_, &random));
  }
  absl::StatusOr<Policy> policy = Policy::Compile(document_);
  EXPECT_TRUE(policy.ok()) << "seed " << seed << "\n" << policy.status() << "\n" << property::ToText(document_);
  if (policy.ok()) policy_ = *std::move(policy);
  std::string problem;
  reference_ = reference::ReferencePolicy::Make(document_, &problem);
  EXPECT_NE(reference_, nullptr) << problem;
}

std::vector<Kept> DecisionGroup::Decide(const std::vector<Household>& households) const {
  std::vector<Kept> all;
  const absl::Status status = policy_->DecideAll(households, as_of_, options_, [&](size_t index, const Verdict& verdict) {
    EXPECT_EQ(index, all.size()) << "out of order";
    Kept kept;
    kept.outcome = verdict.outcome;
    kept.route = verdict.outcome == Outcome::kEligible ? verdict.route : -1;
    kept.criteria.assign(verdict.criteria.begin(), verdict.criteria.end());
    kept.safeguards.assign(verdict.safeguards.begin(), verdict.safeguards.end());
    all.push_back(std::move(kept));
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(all.size(), households.size());
  all.resize(households.size());
  return all;
}

reference::Decided DecisionGroup::Reference(const Household& household) const {
  return reference_->Decide(household, as_of_, options_.recorded_when_true, !model::Validate(household, as_of_).empty());
}

Kept DecisionGroup::ReferenceKept(const Household& household) const {
  const reference::Decided decided = Reference(household);
  return {decided.outcome, decided.route, decided.criteria, decided.safeguards};
}

std::string DecisionGroup::Describe(const Household& household) const {
  std::string text = absl::StrCat("seed ", seed_, ", as of ", as_of_.ToString(), "\n");
  for (const std::string& path : options_.recorded_when_true) absl::StrAppend(&text, "recorded when true ", path, "\n");
  return absl::StrCat(text, property::ToText(document_), "household: ", ToJsonText(household), "\n");
}

std::string ToText(const Kept& kept) {
  std::string text = absl::StrCat(Name(kept.outcome), " ", kept.route, ";");
  for (const CriterionResult result : kept.criteria) absl::StrAppend(&text, " ", Name(result));
  absl::StrAppend(&text, ";");
  for (const SafeguardResult result : kept.safeguards) absl::StrAppend(&text, " ", Name(result));
  return text;
}

}  // namespace graduasi::property
