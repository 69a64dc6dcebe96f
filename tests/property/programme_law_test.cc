// Laws about the page of an office: what is counted in bulk is what comes out family by family, and neither the parts in which
// a cohort comes, nor their order, nor the number of threads can be told from the page.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/cohort.h"
#include "graduasi/outlook.h"
#include "graduasi/programme_report.h"
#include "graduasi/projection.h"
#include "tests/property/decision_group.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/near_family.h"
#include "tests/property/policy_source.h"

namespace graduasi::property {
namespace {

const char kReference[] = "policies/pkh-graduasi/2026.policy.txtpb";

std::string ToText(const std::vector<Obstruction>& list) {
  std::string text;
  for (const Obstruction& one : list) {
    absl::StrAppend(&text, " ", one.id, "/", one.title.en, "=", one.families, "(", one.alone, ")", one.percent.ToString());
  }
  return text;
}

std::string ToText(const CohortReport& report) {
  std::string text = absl::StrCat(report.as_of.ToString(), " ", report.families, " candidates ", report.candidates, "\n");
  for (const auto& [outcome, count] : report.by_outcome) absl::StrAppend(&text, Name(outcome), " ", count, "\n");
  absl::StrAppend(&text, "failing", ToText(report.failing), "\nunknown", ToText(report.unknown), "\nfacts",
                  ToText(report.missing_facts), "\nprotecting", ToText(report.protecting), "\n");
  return text;
}

std::string ToText(const Projection& projection) {
  std::string text = absl::StrCat(projection.as_of.ToString(), " ", projection.until.ToString(), " ",
                                  projection.ends_with_policy ? "ends" : "goes on", " ", projection.families, " now ",
                                  projection.eligible_now, " candidates ", projection.candidates_now, "\n");
  for (const auto& [outcome, count] : projection.never) absl::StrAppend(&text, "never ", Name(outcome), " ", count, "\n");
  for (const ProjectedMonth& month : projection.months) {
    absl::StrAppend(&text, month.first.ToString(), " ", month.until.ToString(), " ", month.become_eligible, " ", month.reached,
                    " ", month.eligible_at_end, " ", month.become_candidates, " ", month.candidates_reached, " ",
                    month.candidates_at_end, "\n");
  }
  return text;
}

// ---- family by family ----

// The obstructions of one kind, by id.
class Obstacles {
 public:
  void Add(const std::set<std::string>& ids, bool others) {
    for (const std::string& id : ids) {
      ++of_[id].first;
      if (ids.size() == 1 && !others) ++of_[id].second;
    }
  }
  // Most families first, then in the order of `titles`, then by id.
  std::vector<Obstruction> List(const std::vector<std::pair<std::string, Text>>& titles, int64_t families) const {
    std::vector<Obstruction> list;
    const auto add = [&](const std::string& id, const graduasi::Text& title) {
      const auto found = of_.find(id);
      if (found == of_.end()) return;
      list.push_back(
          {id, title, found->second.first, found->second.second, *Quotient({found->second.first, 0}, {families, 0}, 100, 2)});
    };
    for (const auto& [id, title] : titles) add(id, title);
    if (titles.empty()) {
      for (const auto& [id, counts] : of_) add(id, {});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Obstruction& a, const Obstruction& b) { return a.families > b.families; });
    return list;
  }

 private:
  std::map<std::string, std::pair<int64_t, int64_t>> of_;
};

std::string WithoutNumbers(std::string path) {
  for (size_t at = path.find('['); at != std::string::npos; at = path.find('[', at + 1)) {
    path.erase(at + 1, path.find(']', at) - at - 1);
  }
  return path;
}

// What keeps a family back, read off a decision with all its reasons.
struct KeptBack {
  std::set<std::string> failing, unknown, facts, protecting;
};
KeptBack Read(const Decision& decision) {
  KeptBack kept;
  const bool on_the_way = decision.outcome == Outcome::kNeedsData || decision.outcome == Outcome::kNotYet;
  for (const SafeguardDecision& safeguard : decision.safeguards) {
    if (safeguard.result == SafeguardResult::kHolds) kept.protecting.insert(safeguard.id);
    if (on_the_way && safeguard.result == SafeguardResult::kMissing) kept.unknown.insert(safeguard.id);
  }
  if (!on_the_way) return kept;
  for (const MissingFact& fact : decision.missing) kept.facts.insert(WithoutNumbers(fact.path));
  for (const RouteDecision& route : decision.routes) {
    if (route.id != decision.route) continue;
    kept.failing.insert(route.blocked_by.begin(), route.blocked_by.end());
    kept.unknown.insert(route.waiting_for.begin(), route.waiting_for.end());
  }
  return kept;
}

// ELIGIBLE, or nothing is open but what the procedure completes.
bool IsCandidate(const Policy& policy, const Decision& decision, const LifeRules& rules) {
  const DecisionBasis basis = BasisOf(policy, decision);
  if (basis.outcome != Outcome::kNeedsData || basis.open.empty()) return basis.outcome == Outcome::kEligible;
  return std::all_of(basis.open.begin(), basis.open.end(), [&](const std::string& id) {
    return std::find(rules.completed_by_procedure.begin(), rules.completed_by_procedure.end(), id) !=
           rules.completed_by_procedure.end();
  });
}

CohortReport OneByOne(const Policy& policy, const std::vector<Household>& households, Date as_of, const LifeRules& rules,
                      const DecideOptions& options) {
  CohortReport report;
  report.as_of = as_of;
  report.families = static_cast<int64_t>(households.size());
  Obstacles failing, unknown, facts, protecting;
  for (const Household& household : households) {
    const absl::StatusOr<Decision> decision = policy.Decide(household, as_of, options);
    if (!decision.ok()) {
      ADD_FAILURE() << decision.status();
      return report;
    }
    ++report.by_outcome[decision->outcome];
    if (IsCandidate(policy, *decision, rules)) ++report.candidates;
    const KeptBack kept = Read(*decision);
    failing.Add(kept.failing, !kept.unknown.empty());
    unknown.Add(kept.unknown, !kept.failing.empty());
    facts.Add(kept.facts, !kept.failing.empty());
    protecting.Add(kept.protecting, false);
  }
  std::vector<std::pair<std::string, graduasi::Text>> titles;
  for (const Criterion& criterion : policy.document().criteria) titles.emplace_back(criterion.id.text, criterion.title);
  for (const Safeguard& safeguard : policy.document().safeguards) titles.emplace_back(safeguard.id.text, safeguard.title);
  report.failing = failing.List(titles, report.families);
  report.unknown = unknown.List(titles, report.families);
  report.missing_facts = facts.List({}, report.families);
  report.protecting = protecting.List(titles, report.families);
  return report;
}

bool HasScore(const Policy& policy) {
  const std::vector<Route>& routes = policy.document().routes;
  return std::any_of(routes.begin(), routes.end(), [](const Route& route) { return route.score.has_value(); });
}

// Whether the family is a candidate changes on turns only, or with a score, whose turns are told only where an answer changes;
// so it is decided on each of them, or every day, with all its reasons.
void AddCandidate(const Policy& policy, const Household& household, const Timeline& timeline, const DecideOptions& options,
                  const LifeRules& rules, Projection* projection) {
  std::vector<std::pair<Date, bool>> is;
  const auto look = [&](Date day) {
    const absl::StatusOr<Decision> decision = policy.Decide(household, day, options);
    ASSERT_TRUE(decision.ok()) << decision.status();
    is.emplace_back(day, IsCandidate(policy, *decision, rules));
  };
  look(timeline.as_of);
  if (HasScore(policy)) {
    for (int32_t day = timeline.as_of.days() + 1; day < timeline.until.days(); ++day) look(Date::FromDays(day));
  } else {
    for (const Turn& turn : timeline.turns) look(turn.day);
  }
  const auto first = std::find_if(is.begin(), is.end(), [](const auto& on) { return on.second; });
  if (is[0].second) ++projection->candidates_now;
  for (ProjectedMonth& month : projection->months) {
    bool at_end = false;
    for (const auto& [day, candidate] : is) at_end = day < month.until ? candidate : at_end;
    month.candidates_at_end += at_end ? 1 : 0;
    if (first == is.end()) continue;
    month.become_candidates += month.first <= first->first && first->first < month.until ? 1 : 0;
    month.candidates_reached += first->first < month.until ? 1 : 0;
  }
}

// From the timeline of each household; the months are those of `months`.
Projection OneByOne(const Policy& policy, const std::vector<Household>& households, Date as_of, Date until,
                    const std::vector<ProjectedMonth>& months, const DecideOptions& options, const LifeRules& rules) {
  Projection projection;
  projection.as_of = as_of;
  projection.families = static_cast<int64_t>(households.size());
  OutlookOptions outlook;
  outlook.until = until;
  outlook.decide = options;
  projection.until = until;
  for (const ProjectedMonth& month : months) {
    projection.months.emplace_back();
    projection.months.back().first = month.first;
    projection.months.back().until = month.until;
  }
  for (const Household& household : households) {
    const absl::StatusOr<Timeline> timeline = Foresee(policy, household, as_of, outlook);
    if (!timeline.ok()) {
      ADD_FAILURE() << timeline.status();
      return projection;
    }
    projection.until = timeline->until;
    projection.ends_with_policy = timeline->until < until;
    AddCandidate(policy, household, *timeline, options, rules, &projection);
    if (!timeline->eligible_from.has_value()) {
      ++projection.never[timeline->outcome];
      continue;
    }
    const Date from = *timeline->eligible_from;
    projection.eligible_now += from == as_of ? 1 : 0;
    for (ProjectedMonth& month : projection.months) {
      month.become_eligible += month.first <= from && from < month.until ? 1 : 0;
      month.reached += from < month.until ? 1 : 0;
      Outcome at_end = timeline->outcome;
      for (const Turn& turn : timeline->turns) at_end = turn.day < month.until ? turn.after : at_end;
      month.eligible_at_end += at_end == Outcome::kEligible ? 1 : 0;
    }
  }
  return projection;
}

struct Tried {
  int64_t households = 0, become = 0, ceased = 0, candidates = 0, become_candidates = 0, facts = 0, alone = 0;
  int found = 0;
};

void HoldAgainstOneByOne(const Policy& policy, std::vector<Household> households, Date as_of, Date until,
                         const DecideOptions& options, const std::string& about, Random* random, Tried* tried) {
  for (size_t i = 0; i < households.size(); ++i) households[i].id = absl::StrCat("F-", i);
  LifeRules rules;
  for (const Criterion& criterion : policy.document().criteria) {
    if (random->Percent(50)) rules.completed_by_procedure.push_back(criterion.id.text);
  }
  for (const Safeguard& safeguard : policy.document().safeguards) {
    if (random->Percent(20)) rules.completed_by_procedure.push_back(safeguard.id.text);
  }
  const absl::StatusOr<CohortReport> report = ReportCohort(policy, households, {}, as_of, rules, nullptr, options);
  ASSERT_TRUE(report.ok()) << report.status();
  const absl::StatusOr<Projection> projection = ProjectCohort(policy, households, as_of, until, options, rules);
  ASSERT_TRUE(projection.ok()) << projection.status();
  const std::string expected = ToText(OneByOne(policy, households, as_of, rules, options)) +
                               ToText(OneByOne(policy, households, as_of, until, projection->months, options, rules));
  const std::string got = ToText(*report) + ToText(*projection);
  if (got != expected) {
    ++tried->found;
    ADD_FAILURE() << about << "until " << until.ToString() << "\nin bulk:\n" << got << "one by one:\n" << expected;
  }
  tried->households += report->families;
  tried->candidates += report->candidates;
  tried->facts += static_cast<int64_t>(report->missing_facts.size());
  for (const Obstruction& failing : report->failing) tried->alone += failing.alone;
  for (const ProjectedMonth& month : projection->months) {
    tried->become += month.become_eligible;
    tried->become_candidates += month.become_candidates;
    tried->ceased += month.eligible_at_end < month.reached ? 1 : 0;
  }
}

void Print(const Tried& tried) {
  std::printf("%lld households, %lld become ELIGIBLE, in %lld months fewer are than were, %lld candidates, %lld facts\n",
              static_cast<long long>(tried.households), static_cast<long long>(tried.become),
              static_cast<long long>(tried.ceased), static_cast<long long>(tried.candidates),
              static_cast<long long>(tried.facts));
}

Date SomeDay(Random* random) {
  return Date::FromDays(Date(2025, 10, 1).days() + static_cast<int32_t>(random->Between(0, 456)));
}

std::vector<Household> Families(int count, Date as_of, Random* random) {
  const std::vector<const CaseFamily*> families = CaseFamiliesOf(kReference);
  std::vector<Household> households;
  for (int i = 0; i < count; ++i) {
    households.push_back(random->Percent(10) ? AnyHousehold(as_of, random)
                                             : NearFamily(random->Of(families)->household, 6, random));
  }
  return households;
}

TEST(ProgrammeLaw, UnderTheReferencePolicyACohortIsTheSumOfItsFamilies) {
  const int64_t cases = property::Families(3000);
  const Policy policy = OpenPolicy(kReference);
  Tried tried;
  for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
    Random random(SeedOf(91, number));
    const Date as_of = SomeDay(&random);
    const std::vector<Household> households = Families(100, as_of, &random);
    const Date until = Date::FromDays(as_of.days() + static_cast<int32_t>(random.Between(1, 800)));
    HoldAgainstOneByOne(policy, households, as_of, until, {}, absl::StrCat("seed ", SeedOf(91, number), "\n"), &random, &tried);
  }
  Print(tried);
  EXPECT_GT(tried.become, tried.households / 50) << "the law was hardly tried";
  EXPECT_GT(tried.ceased, 0);
  EXPECT_GT(tried.become_candidates, tried.become);
  EXPECT_GT(tried.candidates, tried.households / 50);
  EXPECT_GT(tried.alone, 0);
}

TEST(ProgrammeLaw, UnderAnyPolicyACohortIsTheSumOfItsFamilies) {
  const int64_t cases = property::Families(3000);
  Tried tried;
  for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
    DecisionGroup::Options making;
    making.most_households = 40;
    making.sound_only = number % 3 != 0;
    const DecisionGroup group(SeedOf(92, number), making);
    if (!group.ok()) return;
    Random random(SeedOf(93, number));
    const int64_t longest = HasScore(group.policy()) ? 100 : 400;
    const Date until = Date::FromDays(group.as_of().days() + static_cast<int32_t>(random.Between(1, longest)));
    HoldAgainstOneByOne(group.policy(), group.households(), group.as_of(), until, group.options(), group.Describe({}), &random,
                        &tried);
  }
  Print(tried);
  EXPECT_GT(tried.facts, 0);
}

// ---- parts ----

template <typename Map>
int64_t SumOf(const Map& map) {
  int64_t sum = 0;
  for (const auto& [key, count] : map) sum += count;
  return sum;
}

// Every family stands exactly once in each part of the page.
void CheckSums(const ProgrammeReport& report) {
  const int64_t families = report.cohort->families;
  EXPECT_EQ(SumOf(report.cohort->by_outcome), families);
  EXPECT_EQ(SumOf(report.cohort->by_state) + report.cohort->without_history, families);
  const CohortReport::Conversion& conversion = *report.cohort->conversion;
  EXPECT_EQ(SumOf(report.in_pipeline), conversion.in_pipeline);
  EXPECT_EQ(conversion.in_pipeline + conversion.graduated + conversion.returned, families);
  int64_t projected = report.projection->eligible_now + SumOf(report.projection->never);
  for (const ProjectedMonth& month : report.projection->months) projected += month.become_eligible;
  EXPECT_EQ(projected, families);
  const Ranking& ranking = *report.ranking;
  EXPECT_EQ(ranking.families, families);
  EXPECT_EQ(static_cast<int64_t>(ranking.ranked.size() + ranking.unranked.size()) + ranking.left + SumOf(ranking.others),
            families);
  for (const std::optional<Cut>& cut : {report.cut_least, report.cut_most}) {
    EXPECT_EQ(cut->inside + cut->left + cut->unfilled, cut->places);
  }
}

// A cohort that comes in some order, divided somehow, its histories and unreadable records in between.
std::string PageOf(const Policy& policy, Date as_of, ProgrammeOptions options, std::vector<Household> households,
                   std::vector<LifeHistory> histories, std::vector<std::string> unreadable, int64_t largest_part,
                   Random* random) {
  absl::StatusOr<std::unique_ptr<ProgrammeReporter>> reporter = ProgrammeReporter::Start(policy, as_of, options);
  EXPECT_TRUE(reporter.ok()) << reporter.status();
  if (!reporter.ok()) return "";
  random->Shuffle(&households);
  random->Shuffle(&histories);
  random->Shuffle(&unreadable);
  size_t next = 0, next_history = 0, next_unreadable = 0;
  while (next < households.size() || next_history < histories.size() || next_unreadable < unreadable.size()) {
    const auto some = [&](size_t size, size_t at) {
      return std::min(size - at, static_cast<size_t>(random->Between(0, largest_part)));
    };
    const size_t count = some(households.size(), next);
    absl::Status status = (*reporter)->Add(absl::MakeConstSpan(households).subspan(next, count));
    EXPECT_TRUE(status.ok()) << status;
    next += count;
    const size_t more = some(histories.size(), next_history);
    status = (*reporter)->AddHistories(absl::MakeConstSpan(histories).subspan(next_history, more));
    EXPECT_TRUE(status.ok()) << status;
    next_history += more;
    if (next_unreadable < unreadable.size() && random->Percent(50)) {
      status = (*reporter)->AddUnreadable(unreadable[next_unreadable++], {});
      EXPECT_TRUE(status.ok()) << status;
    }
  }
  const absl::StatusOr<ProgrammeReport> report = (*reporter)->Finish();
  EXPECT_TRUE(report.ok()) << report.status();
  if (!report.ok()) return "";
  CheckSums(*report);
  return ToJson(*report);
}

LifeHistory Mentored(const std::string& id, Date on, Random* random) {
  LifeHistory history(id, {});
  for (const LifeEventKind kind : {LifeEventKind::kIdentify, LifeEventKind::kStartMentoring, LifeEventKind::kNominate,
                                   LifeEventKind::kAssess, LifeEventKind::kVerify, LifeEventKind::kGraduate}) {
    if (random->Percent(15)) break;
    LifeEvent event;
    event.kind = kind;
    event.on = on = Date::FromDays(on.days() + static_cast<int32_t>(random->Between(0, 20)));
    event.actor = "dinsos-1";
    event.role = LifeRole::kOfficer;
    event.document = event.reason = "d";
    event.decision.emplace();
    event.decision->household_id = id;
    event.decision->as_of = on;
    event.decision->outcome = Outcome::kEligible;
    event.decision->route_kind = RouteKind::kNatural;
    const auto refusal = history.Append(event);
    EXPECT_FALSE(refusal.has_value()) << refusal->why.en;
  }
  return history;
}

Policy WithRanking() {
  PolicyDocument document = OpenPolicy(kReference).document();
  if (!document.ranking.has_value()) {
    RankingRule& rule = document.ranking.emplace();
    rule.id.text = "size";
    rule.title = {"Besar keluarga", "Size of the family"};
    rule.source = "test";
    RankingKey& key = rule.keys.emplace_back();
    key.id.text = "members";
    key.title = {"Anggota", "Members"};
    key.expr.text = "size(household.members)";
    key.unit = "members";
    key.source = "test";
    key.direction = Direction::kDescending;
    key.missing = MissingPlace::kLast;
  }
  return *Policy::Compile(document);
}

TEST(ProgrammeLaw, ThePageDoesNotTellInWhichPartsOrderOrThreadsItsCohortCame) {
  const Policy policy = WithRanking();
  const int64_t rounds = Cases(12);
  for (int64_t number = 0; number < rounds; ++number) {
    Random random(SeedOf(94, number));
    const bool large = number % 6 == 0;
    const Date as_of = SomeDay(&random);
    std::vector<Household> households = Families(large ? 9000 : 150, as_of, &random);
    std::vector<LifeHistory> histories;
    std::vector<std::string> unreadable = {"", "U-1", "U-2", ""};
    for (size_t i = 0; i < households.size(); ++i) {
      households[i].id = absl::StrCat("F-", i);
      if (random.Percent(30)) histories.push_back(Mentored(*households[i].id, Date::FromDays(as_of.days() - 50), &random));
    }
    histories.push_back(Mentored("U-2", as_of, &random));
    ProgrammeOptions options;
    options.target = TargetRange(30, 35, Kemendagri("35.79"), PartialDate::Year(as_of.year()));
    options.rates_per_mille = SameRate(static_cast<int32_t>(random.Between(0, 1000)));
    options.rules.completed_by_procedure = {"G14"};
    options.rank = true;
    options.until = Date::FromDays(as_of.days() + (large ? 40 : 200));
    const int64_t size = static_cast<int64_t>(households.size());
    const std::string page = PageOf(policy, as_of, options, households, histories, unreadable, size, &random);
    ASSERT_FALSE(page.empty());
    for (const int threads : {1, 2, 5}) {
      options.threads = threads;
      const int64_t part = random.Of(std::vector<int64_t>{3, 40, 6000, size});
      EXPECT_EQ(PageOf(policy, as_of, options, households, histories, unreadable, large ? size : part, &random), page)
          << "seed " << SeedOf(94, number) << ", parts of up to " << part << ", " << threads << " threads";
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace graduasi::property
