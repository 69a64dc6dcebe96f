// Laws of mutants on random policies and households, and on the reference policy: what is reported as equivalent never differs,
// a household that is reported to tell does tell, and two runs report the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graduasi/change.h"
#include "graduasi/mutation.h"
#include "src/analysis/equivalence.h"
#include "src/analysis/mutant.h"
#include "src/analysis/telling.h"
#include "src/analysis/telling_answers.h"
#include "src/cel/check.h"
#include "src/decide/admission.h"
#include "tests/property/expression_source.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/policy_source.h"
#include "tests/repository.h"

namespace graduasi::property {
namespace {

constexpr uint64_t kEquivalentLaw = 0x6d757461;
constexpr uint64_t kTellingLaw = 0x74656c6c;
constexpr uint64_t kRewritingLaw = 0x72657772;
constexpr uint64_t kGuardedLaw = 0x67756172;

// A random policy, households, and what it answers about each.
class Trial {
 public:
  struct Options {
    int least_depth = 1;  // of expressions; 4 at most
    int households = 0;
    Household (*make)(Date as_of, Random* random) = nullptr;
    void (*add)(PolicyDocument* document) = nullptr;  // more rules than random ones
  };
  // The policy is null, and the current test fails, if it is refused.
  Trial(uint64_t seed, const Options& options) : random(seed) {
    ExpressionOptions expressions;
    expressions.as_of = RandomAsOf(&random);
    expressions.depth = static_cast<int>(random.Between(options.least_depth, 4));
    document = RandomPolicy(expressions, &random);
    if (options.add != nullptr) options.add(&document);
    Findings findings;
    policy = policy::CompiledPolicy::Compile(document, &findings);
    EXPECT_NE(policy, nullptr) << ToText(document);
    if (policy == nullptr) return;
    for (int i = 0; i < options.households; ++i) households_.push_back(options.make(expressions.as_of, &random));
    for (const Household& household : households_) rows_.push_back({&household, expressions.as_of});
    sheet_.emplace(policy->document());
    EXPECT_TRUE(sheet_->Fill(*policy, rows_, {}, &ours_).ok());
  }

  // The households of which a variant answers otherwise.
  int64_t CountDifferent(const policy::CompiledPolicy& variant) {
    std::vector<int8_t> theirs;
    EXPECT_TRUE(sheet_->Fill(variant, rows_, {}, &theirs).ok());
    int64_t different = 0;
    const auto width = static_cast<std::ptrdiff_t>(sheet_->width());
    for (auto at = ours_.begin(), other = theirs.begin(); at != ours_.end(); at += width, other += width) {
      if (!std::equal(at, at + width, other)) ++different;
    }
    return different;
  }

  Random random;  // goes on behind what was drawn for the above
  PolicyDocument document;
  std::shared_ptr<const policy::CompiledPolicy> policy;

 private:
  std::vector<Household> households_;
  std::vector<decide::Sweep::Row> rows_;
  std::optional<analysis::AnswerSheet> sheet_;
  std::vector<int8_t> ours_;
};

TEST(MutationLaw, WhatIsProvedEquivalentNeverDiffers) {
  const int64_t groups = Cases(25);
  int64_t proved = 0;
  int64_t not_proved_and_different = 0;
  int counterexamples = 0;
  for (int64_t group = 0; group < groups && counterexamples < kEnough; ++group) {
    Trial trial(SeedOf(kEquivalentLaw, group), {1, 400, AnyHousehold, nullptr});
    ASSERT_NE(trial.policy, nullptr);
    const auto& policy = trial.policy;
    Findings findings;
    analysis::Equivalence equivalence(policy->checked());
    for (const analysis::MutantPlan& plan : analysis::PlanMutants(policy->checked(), policy->facts_read(), {}).plans) {
      if (!plan.read_as_no.empty()) continue;
      PolicyDocument changed = trial.document;
      if (plan.edit) plan.edit(&changed);
      findings.clear();
      const auto variant = policy::CompiledPolicy::CompileVariant(changed, plan.misreading, &findings);
      if (variant == nullptr) {
        EXPECT_FALSE(findings.empty());
        continue;
      }
      const bool equivalent = equivalence.Prove(variant->checked()).has_value();
      const int64_t different = trial.CountDifferent(*variant);
      if (equivalent) {
        proved += 400;
        if (different > 0) {
          ADD_FAILURE() << "group " << group << ", " << plan.mutant.id << ": " << plan.mutant.description.en << "\n"
                        << ToText(trial.document);
          ++counterexamples;
        }
      } else if (different > 0) {
        ++not_proved_and_different;
      }
    }
  }
  RecordProperty("households_on_proved", static_cast<int>(proved));
  EXPECT_GE(proved, 10'000) << "too few proofs were tried on a household";
  EXPECT_GT(not_proved_and_different, 0);
}

// The expression written otherwise: by the rules of proofs, and, as often, by something that looks like one of them and is not.
std::string Rewritten(const cel::Node& node, Random* random) {
  using cel::Function;
  const auto again = [&](size_t arg) { return "(" + Rewritten(*node.args[arg], random) + ")"; };
  const auto plain = [&](size_t arg) { return "(" + cel::Print(*node.args[arg]) + ")"; };
  if (node.kind == cel::NodeKind::kMacro && (node.macro == cel::Macro::kAll || node.macro == cel::Macro::kExists)) {
    const bool all = node.macro == cel::Macro::kAll;
    const std::string body = Rewritten(*node.args[1], random);
    const auto macro = [&](const char* name, const std::string& text) {
      return plain(0) + "." + name + "(" + node.name + ", " + text + ")";
    };
    switch (random->Below(4)) {
      case 0:
        return "!" + macro(all ? "exists" : "all", "!(" + body + ")");
      case 1:
        return "!" + macro(all ? "exists" : "all", body);
      default:
        return macro(all ? "all" : "exists", body);
    }
  }
  if (node.kind != cel::NodeKind::kCall) return cel::Print(node);
  switch (node.function) {
    case Function::kNot:
      return "!" + again(0);
    case Function::kAnd:
    case Function::kOr: {
      const std::string same = node.function == Function::kAnd ? " && " : " || ";
      const std::string dual = node.function == Function::kAnd ? " || " : " && ";
      const std::string a = again(0);
      const std::string b = again(1);
      switch (random->Below(5)) {
        case 0:
          return b + same + a;
        case 1:
          return "!(!" + a + dual + "!" + b + ")";
        case 2:
          return "!(!" + a + same + "!" + b + ")";
        case 3:
          return a + same + b + same + a;
        default:
          return a + same + b;
      }
    }
    case Function::kLess:
    case Function::kLessEqual:
    case Function::kGreater:
    case Function::kGreaterEqual: {
      static const char* const kSigns[] = {" < ", " <= ", " > ", " >= "};
      const int sign = static_cast<int>(node.function) - static_cast<int>(Function::kLess);
      const std::string a = plain(0);
      const auto* number = std::get_if<int64_t>(&node.args[1]->literal);
      if (node.args[1]->kind == cel::NodeKind::kLiteral && number != nullptr && *number > -1000 && *number < 1000 &&
          random->Percent(40)) {
        const char* const other = kSigns[random->Below(4)];
        return a + other + std::to_string(*number + random->Between(-1, 1));
      }
      switch (random->Below(4)) {
        case 0:
          return plain(1) + kSigns[sign ^ 2] + a;  // turned round
        case 1:
          return "!(" + a + kSigns[3 - sign] + plain(1) + ")";
        case 2:
          return "!(" + a + kSigns[random->Below(4)] + plain(1) + ")";
        default:
          return a + kSigns[sign] + plain(1);
      }
    }
    default:
      return cel::Print(node);
  }
}

TEST(MutationLaw, WhatLooksAlikeByTheRulesIsAlike) {
  const int64_t groups = Cases(150);
  int64_t proved = 0;
  int64_t different = 0;
  int counterexamples = 0;
  for (int64_t group = 0; group < groups && counterexamples < kEnough; ++group) {
    Trial trial(SeedOf(kRewritingLaw, group), {2, 150, SoundHousehold, nullptr});
    ASSERT_NE(trial.policy, nullptr);
    const auto& policy = trial.policy;
    const PolicyDocument& document = trial.document;
    Findings findings;
    analysis::Equivalence equivalence(policy->checked());
    for (size_t c = 0; c < document.criteria.size(); ++c) {
      for (int attempt = 0; attempt < 12; ++attempt) {
        PolicyDocument changed = document;
        changed.criteria[c].require = Placed{Rewritten(*policy->checked().criteria[c].require->root, &trial.random), {}, {}};
        if (changed.criteria[c].require.text == cel::Print(*policy->checked().criteria[c].require->root)) continue;
        findings.clear();
        const auto variant = policy::CompiledPolicy::CompileVariant(changed, {}, &findings);
        if (variant == nullptr) continue;  // too tall
        const int64_t differ = trial.CountDifferent(*variant);
        different += differ > 0 ? 1 : 0;
        if (!equivalence.Prove(variant->checked()).has_value()) continue;
        ++proved;
        if (differ == 0) continue;
        ADD_FAILURE() << "group " << group << ": " << document.criteria[c].require.text << "\n is not "
                      << changed.criteria[c].require.text;
        ++counterexamples;
      }
    }
  }
  RecordProperty("proved", static_cast<int>(proved));
  RecordProperty("different", static_cast<int>(different));
  EXPECT_GT(proved, 300);
  EXPECT_GT(different, 300);
}

// Appends a criterion that every route asks for.
Criterion* Ask(PolicyDocument* document, const std::string& id, const std::string& require) {
  Criterion criterion;
  criterion.id.text = id;
  criterion.title = {id, id};
  criterion.require.text = require;
  document->criteria.push_back(criterion);
  for (Route& route : document->routes) route.all_of.push_back(criterion.id);
  return &document->criteria.back();
}

// Of each safeguard the opposite, and of a list with one element what some and what all of it is.
void AddGuardedAndAlone(PolicyDocument* document) {
  for (const Safeguard& safeguard : document->safeguards) {
    Ask(document, "not_" + safeguard.id.text, "!(" + safeguard.when.text + ")")->max_age = safeguard.max_age;
  }
  int number = 0;
  for (const char* what : {"m.pregnant", "m.born_on <= as_of", "10 / (years_between(m.born_on, as_of) - 18) > 1"}) {
    Ask(document, "alone_" + std::to_string(number++),
        "size(household.members) == 1 && household.members.exists(m, " + std::string(what) + ")");
  }
}

TEST(MutationLaw, ASafeguardAnswersForARouteAndOneElementForAll) {
  const int64_t groups = Cases(40);
  int64_t guarded = 0;
  for (int64_t group = 0; group < groups && !HasFailure(); ++group) {
    Trial trial(SeedOf(kGuardedLaw, group), {1, 400, AnyHousehold, AddGuardedAndAlone});
    ASSERT_NE(trial.policy, nullptr);
    analysis::Equivalence equivalence(trial.policy->checked());
    PolicyDocument changed = trial.document;
    for (Route& route : changed.routes) {
      const auto guard = [](const Placed& id) { return id.text.rfind("not_", 0) == 0; };
      guarded += std::count_if(route.all_of.begin(), route.all_of.end(), guard);
      route.all_of.erase(std::remove_if(route.all_of.begin(), route.all_of.end(), guard), route.all_of.end());
    }
    for (Criterion& criterion : changed.criteria) {
      if (criterion.id.text.rfind("alone_", 0) == 0)
        criterion.require.text.replace(criterion.require.text.find("exists"), 6, "all");
    }
    Findings findings;
    const auto variant = policy::CompiledPolicy::CompileVariant(changed, {}, &findings);
    ASSERT_NE(variant, nullptr);
    EXPECT_TRUE(equivalence.Prove(variant->checked()).has_value()) << "group " << group << "\n" << ToText(trial.document);
    EXPECT_EQ(trial.CountDifferent(*variant), 0) << "group " << group << "\n" << ToText(trial.document);
  }
  EXPECT_GT(guarded, groups / 2);
}

TEST(MutationLaw, AHouseholdThatIsSaidToTellDoesTell) {
  const int64_t groups = Cases(6);
  int64_t told = 0;
  for (int64_t group = 0; group < groups; ++group) {
    Random random(SeedOf(kTellingLaw, group));
    ExpressionOptions options;
    options.as_of = RandomAsOf(&random);
    options.depth = 2;
    absl::StatusOr<Policy> policy = Policy::Compile(RandomPolicy(options, &random));
    ASSERT_TRUE(policy.ok());
    MutationOptions few;
    few.most_tried = 2000;
    const std::vector<PolicyTestSuite> no_suites;
    const absl::StatusOr<MutationReport> report = TestMutants(*policy, no_suites, few);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->killed, 0u) << "there are no tests";
    EXPECT_EQ(ToJson(*report), ToJson(*TestMutants(*policy, no_suites, few)));
    const policy::CompiledPolicy& compiled = decide::CompiledOf(*policy);
    const auto plans = analysis::PlanMutants(compiled.checked(), policy->facts_read(), {}).plans;
    for (const MutantResult& result : report->mutants) {
      if (!result.telling.has_value()) continue;
      ++told;
      const auto plan = std::find_if(plans.begin(), plans.end(),
                                     [&](const analysis::MutantPlan& one) { return one.mutant.id == result.mutant.id; });
      ASSERT_NE(plan, plans.end());
      PolicyDocument changed = policy->document();
      if (plan->edit) plan->edit(&changed);
      Findings findings;
      const auto variant = policy::CompiledPolicy::CompileVariant(changed, plan->misreading, &findings);
      ASSERT_NE(variant, nullptr);
      DecideOptions as_read;
      if (!plan->read_as_no.empty()) as_read.recorded_when_true.push_back(plan->read_as_no);
      const auto ours = policy->Decide(result.telling->household, result.telling->as_of);
      const auto theirs = decide::PolicyOf(variant).Decide(result.telling->household, result.telling->as_of, as_read);
      ASSERT_TRUE(ours.ok() && theirs.ok());
      for (const TellingHousehold::Difference& difference : result.telling->differences) {
        if (difference.of != "outcome") continue;
        EXPECT_EQ(difference.policy, Name(ours->outcome)) << result.mutant.id;
        EXPECT_EQ(difference.mutant, Name(theirs->outcome)) << result.mutant.id;
      }
      for (size_t i = 0; i < ours->criteria.size(); ++i) {
        if (ours->outcome == Outcome::kInvalid || theirs->outcome == Outcome::kInvalid) break;
        const bool said = std::any_of(result.telling->differences.begin(), result.telling->differences.end(),
                                      [&](const auto& one) { return one.of == "criterion " + ours->criteria[i].id; });
        EXPECT_EQ(said, ours->criteria[i].result != theirs->criteria[i].result) << result.mutant.id;
      }
    }
  }
  EXPECT_GT(told, 20);
}

// Mutants of the reference policy that are known to decide somebody otherwise: with no tests at all, a family is found for
// each.
TEST(MutationLaw, AFamilyIsFoundForKnownMutantsOfTheReferencePolicy) {
  absl::StatusOr<Policy> policy = Policy::Parse(ReadRepositoryFile(kReferencePolicy));
  ASSERT_TRUE(policy.ok()) << policy.status();
  const policy::CompiledPolicy& compiled = decide::CompiledOf(*policy);
  analysis::Equivalence equivalence(compiled.checked());
  analysis::TellingSearch search(compiled, {}, {});
  const std::set<std::string> known = {"hold_months.parameter.1",
                                       "hold_months.parameter.2",
                                       "business_months.parameter.1",
                                       "young_child_until.parameter.1",
                                       "risen_decile.parameter.1",
                                       "umk.parameter.1",
                                       "umk.dated-value.2",
                                       "G03.require.comparison.1",
                                       "G03.max-age.1",
                                       "G03.max-age.2",
                                       "G06.drop-condition.1",
                                       "G06.require.quantifier.1",
                                       "G06.require.months.1",
                                       "G07.require.comparison.1",
                                       "G08.require.comparison.1",
                                       "G14.require.logic.1",
                                       "spacious_house.expr.comparison.1",
                                       "S2.drop-safeguard.1",
                                       "S3.drop-safeguard.1",
                                       "S6.drop-safeguard.1",
                                       "S2.missing-read.1",
                                       "G07.missing-read.1"};
  size_t seen = 0;
  for (const analysis::MutantPlan& plan : analysis::PlanMutants(compiled.checked(), policy->facts_read(), {}).plans) {
    if (known.count(plan.mutant.id) == 0) continue;
    ++seen;
    PolicyDocument changed = policy->document();
    if (plan.edit) plan.edit(&changed);
    Findings findings;
    const auto variant = policy::CompiledPolicy::CompileVariant(changed, plan.misreading, &findings);
    ASSERT_NE(variant, nullptr) << plan.mutant.id;
    EXPECT_FALSE(equivalence.Prove(variant->checked()).has_value()) << plan.mutant.id;
    const columns::RecordedWhenTrue none;
    const std::optional<TellingHousehold> telling =
        search.Find({variant.get(), &none, equivalence.Differing(variant->checked()), plan.parameter}, 60'000);
    ASSERT_TRUE(telling.has_value()) << plan.mutant.id;
    EXPECT_LT(ToJson(telling->household).size(), 1500u) << plan.mutant.id << " is told by a large family";
  }
  EXPECT_EQ(seen, known.size()) << "the policy no longer has one of these mutants";
}

}  // namespace
}  // namespace graduasi::property
