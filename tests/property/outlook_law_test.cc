// Laws about what lies ahead: the days that are looked at are enough, so that a timeline is what a decision on every day gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "graduasi/outlook.h"
#include "src/decide/outlook.h"
#include "tests/property/decision_group.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/near_family.h"
#include "tests/property/policy_source.h"

namespace graduasi::property {
namespace {

const char kReference[] = "policies/pkh-graduasi/2026.policy.txtpb";

// What was decided of many households on one day.
std::vector<Kept> DecideAll(const Policy& policy, const std::vector<Household>& households, Date day,
                            const DecideOptions& options) {
  std::vector<Kept> all;
  const absl::Status status = policy.DecideAll(households, day, options, [&](size_t, const Verdict& verdict) {
    Kept kept;
    kept.outcome = verdict.outcome;
    kept.route = verdict.outcome == Outcome::kEligible ? verdict.route : -1;
    kept.criteria.assign(verdict.criteria.begin(), verdict.criteria.end());
    kept.safeguards.assign(verdict.safeguards.begin(), verdict.safeguards.end());
    all.push_back(std::move(kept));
  });
  EXPECT_TRUE(status.ok()) << status;
  return all;
}

// A timeline read from day to day: what it says of each day.
class Reader {
 public:
  Reader(const Policy& policy, Timeline timeline, const Kept& first)
      : policy_(policy), timeline_(std::move(timeline)), now_(first) {
    if (Name(timeline_.outcome) != std::string(Name(first.outcome)) || timeline_.route != RouteName(first.route)) {
      trouble_ = "the first day differs";
    }
  }

  // "" if the timeline says of the day what was decided.
  std::string Check(Date day, const Kept& decided) {
    if (next_ < timeline_.turns.size() && timeline_.turns[next_].day == day) Take(timeline_.turns[next_++]);
    if (!trouble_.empty()) return trouble_;
    if (decided == now_) return "";
    return ToText(decided) + " was decided, the timeline says " + ToText(now_);
  }
  // After the last day.
  std::string Finish(const std::optional<Date>& eligible_from, const std::optional<Date>& eligible_until,
                     const std::optional<Date>& first_change) const {
    if (next_ != timeline_.turns.size()) return "a turn on a day that was not looked at";
    if (timeline_.eligible_from != eligible_from) return "eligible_from differs";
    if (timeline_.eligible_until != eligible_until) return "eligible_until differs";
    const std::optional<Date> first =
        timeline_.first_change ? std::optional<Date>(timeline_.turns[*timeline_.first_change].day) : std::nullopt;
    return first == first_change ? "" : "first_change differs";
  }
  size_t turns() const { return timeline_.turns.size(); }

 private:
  std::string RouteName(int route) const {
    return route < 0 ? "" : policy_.document().routes[static_cast<size_t>(route)].id.text;
  }

  void Take(const Turn& turn) {
    if (turn.before != now_.outcome || turn.route_before != RouteName(now_.route)) trouble_ = "a turn from another answer";
    now_.outcome = turn.after;
    now_.route = -1;
    for (size_t i = 0; i < policy_.document().routes.size(); ++i) {
      if (!turn.route_after.empty() && policy_.document().routes[i].id.text == turn.route_after)
        now_.route = static_cast<int>(i);
    }
    for (const ResultChange& change : turn.results) {
      if (!timeline_.every_day && change.causes.empty()) trouble_ = change.id + " turns without a cause";
      if (change.safeguard) {
        TakeResult(policy_.document().safeguards, change, &now_.safeguards);
      } else {
        TakeResult(policy_.document().criteria, change, &now_.criteria);
      }
    }
  }

  template <typename Part, typename Result>
  void TakeResult(const std::vector<Part>& parts, const ResultChange& change, std::vector<Result>* results) {
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].id.text != change.id) continue;
      if (Name((*results)[i]) != change.before) trouble_ = change.id + " turns from another result";
      constexpr int kValues = std::is_same_v<Result, SafeguardResult> ? 4 : 5;
      for (int value = 0; value < kValues; ++value) {
        if (Name(static_cast<Result>(value)) == change.after) (*results)[i] = static_cast<Result>(value);
      }
    }
  }

  const Policy& policy_;
  const Timeline timeline_;
  Kept now_;
  size_t next_ = 0;
  std::string trouble_;
};

struct Tried {
  int64_t households = 0, turns = 0, answers = 0, became_eligible = 0, every_day = 0;
  int found = 0;
};

// Holds the timelines of some households against a decision on each day.
void HoldAgainstEveryDay(const Policy& policy, const std::vector<Household>& households, Date as_of, int years,
                         const DecideOptions& decide, const std::string& about, Tried* tried) {
  OutlookOptions options;
  options.decide = decide;
  options.until = as_of.AddMonths(12 * years);
  std::vector<Kept> before = DecideAll(policy, households, as_of, decide);
  const std::vector<Kept> first = before;
  std::vector<Reader> readers;
  std::vector<std::optional<Date>> from(households.size()), until(households.size()), change(households.size());
  Date end = *options.until;
  for (size_t i = 0; i < households.size(); ++i) {
    absl::StatusOr<Timeline> timeline = Foresee(policy, households[i], as_of, options);
    ASSERT_TRUE(timeline.ok()) << timeline.status();
    end = timeline->until;
    tried->every_day += timeline->every_day ? 1 : 0;
    tried->turns += static_cast<int64_t>(timeline->turns.size());
    tried->answers += timeline->first_change ? 1 : 0;
    tried->became_eligible += timeline->eligible_from && as_of < *timeline->eligible_from ? 1 : 0;
    if (first[i].outcome == Outcome::kEligible) from[i] = as_of;
    readers.emplace_back(policy, *std::move(timeline), first[i]);
  }
  std::vector<bool> wrong(households.size());
  const auto blame = [&](size_t i, const std::string& what) {
    wrong[i] = true;
    ++tried->found;
    ADD_FAILURE() << about << "household: " << ToJsonText(households[i]) << "\n" << what;
  };
  for (Date day = as_of; day < end && tried->found < kEnough; day = Date::FromDays(day.days() + 1)) {
    const std::vector<Kept> now = DecideAll(policy, households, day, decide);
    for (size_t i = 0; i < households.size(); ++i) {
      if (wrong[i]) continue;
      const std::string what = readers[i].Check(day, now[i]);
      if (!what.empty()) blame(i, day.ToString() + ": " + what);
      const bool eligible = now[i].outcome == Outcome::kEligible;
      if (eligible && !from[i]) from[i] = day;
      if (!eligible && before[i].outcome == Outcome::kEligible && !until[i]) until[i] = day;
      if (!change[i] && (now[i].outcome != before[i].outcome || now[i].route != before[i].route)) change[i] = day;
    }
    before = now;
  }
  for (size_t i = 0; i < households.size() && tried->found < kEnough; ++i) {
    const std::string what = wrong[i] ? "" : readers[i].Finish(from[i], until[i], change[i]);
    if (!what.empty()) blame(i, what);
  }
  tried->households += static_cast<int64_t>(households.size());
}

Date SomeDay(Random* random) {
  return Date::FromDays(Date(2025, 10, 1).days() + static_cast<int32_t>(random->Between(0, 456)));
}

TEST(OutlookLaw, UnderTheReferencePolicyATimelineIsWhatEveryDayGives) {
  const int64_t cases = Families(240);
  const Policy policy = OpenPolicy(kReference);
  EXPECT_FALSE(decide::ProspectOf(policy).watches().every_day);
  const std::vector<const CaseFamily*> families = CaseFamiliesOf(kReference);
  ASSERT_GT(families.size(), 150u);
  Tried tried;
  for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
    Random random(SeedOf(61, number));
    const Date as_of = SomeDay(&random);
    std::vector<Household> households;
    for (int i = 0; i < 40; ++i) {
      households.push_back(random.Percent(10) ? AnyHousehold(as_of, &random)
                                              : NearFamily(random.Of(families)->household, 6, &random));
    }
    HoldAgainstEveryDay(policy, households, as_of, 5, {}, "seed " + std::to_string(SeedOf(61, number)) + "\n", &tried);
  }
  std::printf("%lld households, %lld turns, %lld first changes, %lld become ELIGIBLE\n",
              static_cast<long long>(tried.households), static_cast<long long>(tried.turns),
              static_cast<long long>(tried.answers), static_cast<long long>(tried.became_eligible));
  EXPECT_GT(tried.turns, tried.households);
  EXPECT_GT(tried.became_eligible, tried.households / 20) << "the law was hardly tried";
}

TEST(OutlookLaw, UnderAnyPolicyATimelineIsWhatEveryDayGives) {
  const int64_t cases = Families(400);
  Tried tried;
  for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
    DecisionGroup::Options making;
    making.most_households = 8;
    making.sound_only = number % 3 != 0;
    const DecisionGroup group(SeedOf(62, number), making);
    if (!group.ok()) return;
    HoldAgainstEveryDay(group.policy(), group.households(), group.as_of(), 1, group.options(), group.Describe({}), &tried);
  }
  std::printf("%lld households, %lld turns, %lld first changes, %lld looked at day by day\n",
              static_cast<long long>(tried.households), static_cast<long long>(tried.turns),
              static_cast<long long>(tried.answers), static_cast<long long>(tried.every_day));
  EXPECT_LT(tried.every_day, tried.households) << "the days were never foretold";
}

}  // namespace
}  // namespace graduasi::property
