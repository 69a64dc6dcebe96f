// A projection says of each day's end what the policy would say on that day, and its rows add up to the cohort. A forecast is
// held against exact arithmetic by enumeration, and against drawing.
#include "graduasi/projection.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graduasi/life_cycle.h"
#include "graduasi/target.h"
#include "gtest/gtest.h"
#include "tests/unit/policy/documents.h"

namespace graduasi {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

// ---- projection ----

const Date kDay(2026, 3, 15);

// Willing, with aid on these days; the small policy asks for six months since any aid.
Household WithAid(const std::vector<std::string>& days) {
  Household household;
  household.members.emplace(1);
  (*household.members)[0].pregnant = false;
  household.procedure.willing = true;
  household.assistance.emplace();
  for (const std::string& day : days) {
    household.assistance->emplace_back();
    household.assistance->back().recorded_on = *PartialDate::Parse(day);
  }
  return household;
}

std::vector<Household> Cohort() {
  std::vector<Household> households;
  for (const char* day : {"2025-08-01", "2025-09-16", "2025-09-30", "2025-10-01", "2025-11-30", "2025-12-31", "2026-02-28"}) {
    households.push_back(WithAid({day}));
  }
  households.push_back(WithAid({"2025-08-01", "2026-05-10"}));  // planned aid: six months more from then on
  households.push_back(WithAid({"2026-03-01"}));
  households.push_back(WithAid({"2026-06-20"}));
  households.push_back(WithAid({"2026-07-01"}));
  households.push_back(WithAid({"2025-01-01"}));
  households.back().procedure.willing = false;
  households.push_back(WithAid({"2025-01-01"}));
  households.back().procedure.willing.reset();
  households.push_back(WithAid({"2025-01-01"}));
  (*households.back().members)[0].pregnant = true;
  households.push_back(WithAid({"2025-01-01"}));
  (*households.back().members)[0].pregnant = true;
  households.push_back(WithAid({"2025-01-01"}));
  households.back().kk = "1";
  return households;
}

int64_t Sum(const Projection& projection) {
  int64_t sum = projection.eligible_now;
  for (const ProjectedMonth& month : projection.months) sum += month.become_eligible;
  for (const auto& [outcome, count] : projection.never) sum += count;
  return sum;
}

TEST(Projection, EachMonthSaysWhatThePolicySaysOnItsDays) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  const std::vector<Household> households = Cohort();
  const Date until(2026, 11, 20);
  const auto projection = ProjectCohort(policy, households, kDay, until);
  ASSERT_TRUE(projection.ok()) << projection.status();
  ASSERT_THAT(projection->months, SizeIs(9));
  EXPECT_EQ(projection->months.front().first, Date(2026, 3, 16));
  EXPECT_EQ(projection->months.back().until, until);
  EXPECT_FALSE(projection->ends_with_policy);

  // Every day is decided, and counted by itself.
  std::vector<bool> seen(households.size(), false);
  int64_t reached = 0;
  const auto decide = [&](Date day, int64_t* now, int64_t* first) {
    *now = *first = 0;
    ASSERT_TRUE(policy
                    .DecideAll(households, day, {},
                               [&](size_t index, const Verdict& verdict) {
                                 if (verdict.outcome != Outcome::kEligible) return;
                                 ++*now;
                                 if (!seen[index]) ++*first;
                                 seen[index] = true;
                               })
                    .ok());
  };
  int64_t now = 0, first = 0;
  decide(kDay, &now, &first);
  EXPECT_EQ(projection->eligible_now, now);
  reached = first;
  for (const ProjectedMonth& month : projection->months) {
    int64_t become = 0;
    for (Date day = month.first; day < month.until; day = Date::FromDays(day.days() + 1)) {
      decide(day, &now, &first);
      become += first;
    }
    reached += become;
    EXPECT_EQ(month.become_eligible, become) << month.first.ToString();
    EXPECT_EQ(month.reached, reached) << month.first.ToString();
    EXPECT_EQ(month.eligible_at_end, now) << month.first.ToString();
  }
  // The planned aid takes one family out from May to November, and what is not yet in view keeps nobody back.
  EXPECT_LT(projection->months[2].eligible_at_end, projection->months[2].reached);
}

// Whether the decision leaves nothing open but `willing`, read from the decision with its reasons.
bool WouldBeProposed(const Policy& policy, const Household& household, Date day) {
  const Decision decision = *policy.Decide(household, day);
  const DecisionBasis basis = BasisOf(policy, decision);
  return decision.outcome == Outcome::kEligible ||
         (decision.outcome == Outcome::kNeedsData && basis.open == std::vector<std::string>{"willing"});
}

TEST(Projection, CandidatesAreThoseWhomOnlyTheProcedureKeepsBack) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  std::vector<Household> households = Cohort();
  for (size_t i = 0; i < households.size(); i += 2) households[i].procedure.willing.reset();
  LifeRules rules;
  rules.completed_by_procedure = {"willing"};
  const auto projection = ProjectCohort(policy, households, kDay, Date(2026, 11, 20), {}, rules);
  ASSERT_TRUE(projection.ok()) << projection.status();
  const auto count = [&](Date day, std::vector<bool>* seen) {
    int64_t now = 0;
    for (size_t i = 0; i < households.size(); ++i) {
      if (!WouldBeProposed(policy, households[i], day)) continue;
      ++now;
      (*seen)[i] = true;
    }
    return now;
  };
  std::vector<bool> seen(households.size(), false);
  EXPECT_EQ(projection->candidates_now, count(kDay, &seen));
  int64_t before = projection->candidates_now;
  for (const ProjectedMonth& month : projection->months) {
    int64_t now = 0;
    for (Date day = month.first; day < month.until; day = Date::FromDays(day.days() + 1)) now = count(day, &seen);
    const int64_t reached = std::count(seen.begin(), seen.end(), true);
    EXPECT_EQ(month.become_candidates, reached - before) << month.first.ToString();
    EXPECT_EQ(month.candidates_reached, reached) << month.first.ToString();
    EXPECT_EQ(month.candidates_at_end, now) << month.first.ToString();
    before = reached;
  }
  EXPECT_GT(projection->months.back().candidates_reached, projection->months.back().reached);
  EXPECT_LT(projection->months[2].candidates_at_end, projection->months[2].candidates_reached);

  // Where the procedure completes nothing, a candidate is whoever is ELIGIBLE.
  const auto without = ProjectCohort(policy, households, kDay, Date(2026, 11, 20));
  ASSERT_TRUE(without.ok()) << without.status();
  EXPECT_EQ(without->candidates_now, without->eligible_now);
  for (const ProjectedMonth& month : without->months) EXPECT_EQ(month.candidates_reached, month.reached);
}

TEST(Projection, RowsAddUpToTheCohort) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  const std::vector<Household> households = Cohort();
  for (const Date until : {Date(2026, 3, 16), Date(2026, 3, 17), Date(2026, 4, 1), Date(2026, 7, 31), Date(2027, 1, 1)}) {
    const auto projection = ProjectCohort(policy, households, kDay, until);
    ASSERT_TRUE(projection.ok()) << projection.status();
    EXPECT_EQ(projection->families, 16);
    EXPECT_EQ(Sum(*projection), 16) << until.ToString();
    EXPECT_EQ(projection->never.count(Outcome::kEligible), 0u);
  }
  const auto day = ProjectCohort(policy, households, kDay, Date(2026, 3, 16));
  EXPECT_THAT(day->months, IsEmpty());
  const auto year = ProjectCohort(policy, households, kDay, Date(2027, 1, 1));
  EXPECT_THAT(year->never, ElementsAre(Pair(Outcome::kInvalid, 1), Pair(Outcome::kProtected, 2), Pair(Outcome::kNeedsData, 1),
                                       Pair(Outcome::kNotYet, 1)));
  const auto nobody = ProjectCohort(policy, {}, kDay, Date(2027, 1, 1));
  ASSERT_TRUE(nobody.ok());
  EXPECT_EQ(Sum(*nobody), 0);
  EXPECT_THAT(nobody->months, SizeIs(10));
}

TEST(Projection, TheHorizonEndsWithThePolicyAndSaysSo) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  const auto projection = ProjectCohort(policy, Cohort(), kDay, Date(2028, 1, 1));
  ASSERT_TRUE(projection.ok());
  EXPECT_TRUE(projection->ends_with_policy);
  EXPECT_EQ(projection->until, Date(2027, 1, 1));
  EXPECT_EQ(projection->months.back().until, Date(2027, 1, 1));
  EXPECT_THAT(Explain(*projection, Language::kEnglish), HasSubstr("no longer in effect from 1 January 2027"));
}

TEST(Projection, WhatMakesNoSenseIsRefusedOfNobodyToo) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  EXPECT_EQ(ProjectCohort(policy, {}, kDay, kDay).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ProjectCohort(policy, {}, Date(2025, 12, 31), Date(2026, 6, 1)).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ProjectCohort(policy, {}, kDay, Date(2026, 6, 1), {{"household.nothing"}}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Projection, APageSaysThatItIsNoPrediction) {
  const Policy policy = *Policy::Compile(SmallPolicy());
  const auto projection = ProjectCohort(policy, Cohort(), kDay, Date(2026, 5, 1));
  ASSERT_TRUE(projection.ok());
  EXPECT_THAT(Explain(*projection, Language::kEnglish), HasSubstr("not a prediction"));
  EXPECT_THAT(Explain(*projection, Language::kIndonesian), HasSubstr("bukan ramalan"));
  EXPECT_THAT(Explain(*projection, Language::kEnglish), HasSubstr("  April 2026\n"));
}

// ---- forecast ----

// The number of ways, in 1000 ^ n, in which exactly k complete: every set of families by itself.
std::vector<absl::uint128> Exact(const std::vector<int32_t>& rates) {
  std::vector<absl::uint128> ways(rates.size() + 1, 0);
  for (uint32_t set = 0; set < (1u << rates.size()); ++set) {
    absl::uint128 product = 1;
    size_t count = 0;
    for (size_t i = 0; i < rates.size(); ++i) {
      const bool in = (set >> i & 1) != 0;
      count += in ? 1 : 0;
      product *= static_cast<uint32_t>(in ? rates[i] : 1000 - rates[i]);
    }
    ways[count] += product;
  }
  return ways;
}

void ExpectNear(double value, absl::uint128 ways, absl::uint128 whole, double relative_error) {
  const long double exact = static_cast<long double>(ways) / static_cast<long double>(whole);
  EXPECT_LE(std::fabs(static_cast<double>(value - exact)), static_cast<double>(exact) * relative_error) << value;
}

TEST(Forecast, AgreesWithExactArithmeticWithinItsBound) {
  std::mt19937 random(20261122);  // NOLINT: the same draws on every run
  for (int round = 0; round < 120; ++round) {
    const size_t families = static_cast<size_t>(round % 13);  // 1000 ^ 12 fits
    std::vector<int32_t> rates;
    for (size_t i = 0; i < families; ++i) {
      const uint32_t kind = random() % 8;
      rates.push_back(kind == 0 ? 0 : kind == 1 ? 1000 : kind == 2 ? 1 : static_cast<int32_t>(random() % 1001));
    }
    const int64_t least = static_cast<int64_t>(random() % (families + 2));
    const int64_t most = least + static_cast<int64_t>(random() % 4);
    const auto forecast = ForecastCompletions(rates, least, most);
    ASSERT_TRUE(forecast.ok()) << forecast.status();
    const std::vector<absl::uint128> ways = Exact(rates);
    absl::uint128 whole = 0, below = 0, within = 0, above = 0, expected = 0;
    ASSERT_EQ(forecast->exactly.size(), ways.size());
    for (size_t k = 0; k < ways.size(); ++k) whole += ways[k];
    for (size_t k = 0; k < ways.size(); ++k) {
      ExpectNear(forecast->exactly[k], ways[k], whole, forecast->relative_error);
      const int64_t count = static_cast<int64_t>(k);
      (count < least ? below : count <= most ? within : above) += ways[k];
      expected += ways[k] * k;
    }
    ExpectNear(forecast->below, below, whole, forecast->relative_error);
    ExpectNear(forecast->within, within, whole, forecast->relative_error);
    ExpectNear(forecast->above, above, whole, forecast->relative_error);
    ExpectNear(forecast->at_least, within + above, whole, forecast->relative_error);
    // Exactly: the sum over k of k times its ways, over 1000 ^ n.
    EXPECT_EQ(expected / (whole / (families == 0 ? 1 : 1000)), static_cast<uint64_t>(forecast->expected_per_mille));
    EXPECT_EQ(forecast->relative_error, (2.0 * static_cast<double>(families) + 1) * 0x1p-52);
  }
}

TEST(Forecast, AgreesWithDrawing) {
  constexpr int kFamilies = 500;
  constexpr int kDraws = 200000;
  std::mt19937 random(7);  // NOLINT: the same draws on every run
  std::vector<int32_t> rates;
  int64_t sum = 0;
  for (int i = 0; i < kFamilies; ++i) {
    rates.push_back(static_cast<int32_t>(random() % 1001));
    sum += rates.back();
  }
  std::vector<uint32_t> limits;  // of a draw of 32 bits
  for (const int32_t rate : rates)
    limits.push_back(static_cast<uint32_t>((uint64_t{0xffffffff} * static_cast<uint64_t>(rate)) / 1000));
  std::vector<int64_t> drawn(kFamilies + 1, 0);
  for (int draw = 0; draw < kDraws; ++draw) {
    size_t count = 0;
    for (const uint32_t limit : limits) count += random() < limit ? 1 : 0;
    ++drawn[count];
  }
  for (int64_t least = sum / 1000 - 30; least <= sum / 1000 + 30; least += 5) {
    const int64_t most = least + 9;
    const auto forecast = ForecastCompletions(rates, least, most);
    ASSERT_TRUE(forecast.ok());
    int64_t at_least = 0, within = 0;
    for (int64_t k = least; k <= kFamilies; ++k) {
      at_least += drawn[static_cast<size_t>(k)];
      if (k <= most) within += drawn[static_cast<size_t>(k)];
    }
    const auto expect_near = [&](double probability, int64_t hits) {
      const double sigma = std::sqrt(kDraws * probability * (1 - probability));
      EXPECT_NEAR(kDraws * probability, static_cast<double>(hits), 5 * sigma + 1) << least;
    };
    expect_near(forecast->at_least, at_least);
    expect_near(forecast->within, within);
    expect_near(forecast->above, at_least - within);
    expect_near(forecast->below, kDraws - at_least);
  }
}

TEST(Forecast, LargeCohortsKeepTheirSumAndTheirThinEnds) {
  const auto forecast = ForecastCompletions(20000, 43, 0, 20000);
  ASSERT_TRUE(forecast.ok());
  EXPECT_EQ(forecast->expected_per_mille, 860000);
  EXPECT_NEAR(forecast->at_least, 1, forecast->relative_error);
  double expected = 0;
  for (size_t k = 0; k < forecast->exactly.size(); ++k) {
    EXPECT_GE(forecast->exactly[k], 0);
    expected += static_cast<double>(k) * forecast->exactly[k];
  }
  EXPECT_NEAR(expected, 860, 860 * 2 * forecast->relative_error);
  // 500 of 500 at one half: far below an epsilon, and still exact to the bound.
  const auto all = ForecastCompletions(500, 500, 500, 500);
  ASSERT_TRUE(all.ok());
  EXPECT_NEAR(all->at_least / std::ldexp(1, -500), 1, all->relative_error);
}

TEST(Forecast, TheRateNeededIsTheSmallestThatIsEnough) {
  for (size_t families = 1; families <= 9; families += 2) {
    for (size_t least = 0; least <= families; ++least) {
      for (const int32_t probability : {1, 250, 500, 810, 900, 999, 1000}) {
        int32_t smallest = 0;
        for (; smallest < 1000; ++smallest) {
          const std::vector<absl::uint128> ways = Exact(std::vector<int32_t>(families, smallest));
          absl::uint128 whole = 0, enough = 0;
          for (size_t k = 0; k < ways.size(); ++k) {
            whole += ways[k];
            if (k >= least) enough += ways[k];
          }
          if (enough * 1000 >= whole * static_cast<uint32_t>(probability)) break;
        }
        const auto needed = RateNeeded(static_cast<int64_t>(families), static_cast<int64_t>(least), probability);
        ASSERT_TRUE(needed.ok()) << needed.status();
        EXPECT_EQ(*needed, smallest) << families << " " << least << " " << probability;
      }
    }
  }
  EXPECT_EQ(*RateNeeded(2, 2, 810), 900);      // 0.9 * 0.9 is 0.81: a tie is enough
  EXPECT_EQ(*RateNeeded(500, 1, 1000), 1000);  // near to certain is not certain
  EXPECT_EQ(*RateNeeded(29, 30, 500), std::nullopt);
  EXPECT_EQ(*RateNeeded(0, 0, 1000), 0);
}

TEST(Forecast, ThirtyToThirtyFiveOfAboutFifty) {
  Target target;
  target.least = 30;
  target.most = 35;
  target.cohort.emplace();
  target.cohort->count = 50;
  target.cohort->precision = Precision::kApproximate;
  const auto share = NeededOfCohort(target);
  ASSERT_TRUE(share.has_value());
  EXPECT_EQ(share->least.ToString(), "60.00");
  EXPECT_EQ(share->most.ToString(), "70.00");
  // With these rates the target's ends are what is expected, and so they are missed nearly as often as not.
  const auto low = ForecastCompletions(50, 600, 30, 35);
  const auto high = ForecastCompletions(50, 700, 30, 35);
  ASSERT_TRUE(low.ok() && high.ok());
  EXPECT_EQ(low->expected_per_mille, 30000);
  EXPECT_EQ(high->expected_per_mille, 35000);
  EXPECT_NEAR(low->at_least, 0.56103, 5e-6);
  EXPECT_NEAR(low->at_least, low->within + low->above, 1e-12);
  EXPECT_NEAR(low->at_least + low->below, 1, 1e-12);
  EXPECT_GT(high->at_least, 0.95);
  const auto needed = RateNeeded(50, 30, 900);
  ASSERT_TRUE(needed.ok());
  EXPECT_GE(ForecastCompletions(50, **needed, 30, 35)->at_least, 0.9);
  EXPECT_LT(ForecastCompletions(50, **needed - 1, 30, 35)->at_least, 0.9);
  EXPECT_THAT(Explain(*low, Language::kEnglish),
              ::testing::AllOf(HasSubstr("An assumption, not a prediction: each of 50 families completes with a probability of "
                                         "60.0 %, independently of the\nothers."),
                               HasSubstr("Expected: 30.000 families."), HasSubstr("at least 30: 56.10 %")));
  EXPECT_THAT(Explain(*low, Language::kIndonesian), HasSubstr("paling sedikit 30: 56,10 %"));
}

TEST(Forecast, WhatIsNotCertainIsNotWrittenAsCertain) {
  const std::string page = Explain(*ForecastCompletions(50, 990, 40, 45), Language::kEnglish);
  EXPECT_THAT(page, HasSubstr("at least 40: more than 99.99 %"));
  EXPECT_THAT(page, HasSubstr("fewer than 40: less than 0.01 %"));
  EXPECT_THAT(Explain(*ForecastCompletions(50, 1000, 40, 50), Language::kEnglish), HasSubstr("at least 40: 100 %"));
}

TEST(Forecast, WhatMakesNoSenseIsRefused) {
  for (const auto& wrong :
       {ForecastCompletions(-1, 500, 0, 1).status(), ForecastCompletions(kMaxForecastFamilies + 1, 500, 0, 1).status(),
        ForecastCompletions(5, 1001, 0, 1).status(), ForecastCompletions(5, -1, 0, 1).status(),
        ForecastCompletions(5, 500, -1, 1).status(), ForecastCompletions(5, 500, 3, 2).status(),
        ForecastCompletions(std::vector<int32_t>{500, 1001}, 0, 1).status(), RateNeeded(5, 2, 0).status(),
        RateNeeded(5, 2, 1001).status(), RateNeeded(5, -1, 500).status(), RateNeeded(-1, 0, 500).status()}) {
    EXPECT_EQ(wrong.code(), absl::StatusCode::kInvalidArgument) << wrong;
  }
  // A target that the cohort cannot reach is no mistake: it is not reached.
  const auto beyond = ForecastCompletions(5, 1000, 6, 9);
  ASSERT_TRUE(beyond.ok());
  EXPECT_EQ(beyond->at_least, 0);
  EXPECT_EQ(beyond->below, 1);
  EXPECT_EQ(beyond->above, 0);
  EXPECT_THAT(Explain(*beyond, Language::kEnglish), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace graduasi
