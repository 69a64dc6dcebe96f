// How a household is read: what is visible on as_of, what is fresh, what absence means; SEMANTICS section 6.
#include <map>
#include <set>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

Income IncomeOf(std::optional<PartialDate> day, std::optional<int64_t> amount) {
  Income income;
  income.observed_on = day;
  income.amount_idr = amount;
  return income;
}

Member MemberOf(std::optional<PartialDate> born, std::optional<bool> pregnant = {}) {
  Member member;
  member.born_on = born;
  member.pregnant = pregnant;
  return member;
}

class Reading : public testing::Test {
 protected:
  Reading() { e.households.resize(1); }
  Household& household() { return e.households[0]; }
  void Expect(const std::map<std::string, std::string>& expected) {
    for (const auto& [source, value] : expected) EXPECT_EQ(e.One(source), value) << source;
  }
  Evaluation e;
};

TEST_F(Reading, WhatIsNotSetIsMissingAtEveryLevel) {
  Expect({{"household.id", "missing"},
          {"household.region.code", "missing"},
          {"household.members", "missing"},
          {"size(household.members)", "missing"},
          {"household.members.all(m, m.pregnant)", "missing"},
          {"household.members.exists(m, true)", "missing"},
          {"household.members.exists_one(m, true)", "missing"},
          {"household.members.filter(m, m.pregnant)", "missing"},
          {"household.members.map(m, m.pregnant)", "missing"},
          {"household.mentoring.inspections.exists(i, i.findings.exists(f, f.severity == SERIOUS))", "missing"},
          {"household.procedure.willing", "missing"}});
  household().members.emplace();
  household().members->push_back(MemberOf({}, {}));
  household().members->push_back(MemberOf({}, false));
  Expect({{"size(household.members)", "2"},
          {"household.members.map(m, m.pregnant)", "[missing, false]"},
          {"household.members.exists(m, m.pregnant)", "missing"},
          {"household.members.all(m, !m.pregnant)", "missing"},
          {"household.members.all(m, m.pregnant)", "false"},
          {"count(household.members.map(m, !m.pregnant))", "1..2"},
          {"household.members.filter(m, m.pregnant)", "[maybe record 0]"},
          {"size(household.members.filter(m, m.pregnant))", "0..1"}});
}

TEST_F(Reading, AnEmptyListIsKnown) {
  household().members.emplace();
  household().incomes.emplace();
  Expect({{"size(household.members)", "0"},
          {"household.members.all(m, m.pregnant)", "true"},
          {"household.members.exists(m, m.pregnant)", "false"},
          {"household.members.exists_one(m, m.pregnant)", "false"},
          {"sum(household.incomes.map(i, i.amount_idr))", "0"},
          {"min(household.incomes.map(i, i.amount_idr))", "missing"},
          {"latest(household.incomes).amount_idr", "missing"},
          {"household.incomes[0].amount_idr", "error"}});
}

TEST_F(Reading, ARecordLaterThanAsOfIsNotInTheList) {
  e.as_of = Day("2025-06-15");
  household().incomes = {IncomeOf(On("2025-06-14"), 1),
                         IncomeOf(On("2025-06-15"), 2),
                         IncomeOf(On("2025-06-16"), 4),
                         IncomeOf(On("2025-06"), 8),
                         IncomeOf({}, 16),
                         IncomeOf(On("2025-05"), 32)};
  Expect({{"household.incomes.map(i, i.amount_idr)", "[1, 2, maybe 8, maybe 16, 32]"},
          {"size(household.incomes)", "3..5"},
          {"sum(household.incomes.map(i, i.amount_idr))", "35..59"},
          {"max(household.incomes.map(i, i.amount_idr))", "32"},
          {"min(household.incomes.map(i, i.amount_idr))", "1"},
          {"household.incomes.exists(i, i.amount_idr == 4)", "false"},
          {"household.incomes.exists(i, i.amount_idr == 8)", "missing"},
          {"household.incomes.all(i, i.amount_idr < 10)", "false"},
          {"household.incomes.all(i, i.amount_idr != 8)", "missing"},
          {"household.incomes.all(i, i.amount_idr > 0)", "true"},
          {"household.incomes[1].amount_idr", "2"},
          {"household.incomes[2].amount_idr", "missing"},
          {"household.incomes[9].amount_idr", "missing"}});
  e.as_of = Day("2025-07-01");
  Expect({{"size(household.incomes)", "5..6"}});
}

TEST_F(Reading, TheLatestIsAfterEveryOther) {
  household().incomes = {IncomeOf(On("2025-03-01"), 1), IncomeOf(On("2025-05-02"), 2), IncomeOf(On("2025-04"), 3)};
  Expect({{"latest(household.incomes).amount_idr", "2"},
          {"latest(household.incomes.filter(i, i.amount_idr != 2)).amount_idr", "3"}});
  household().incomes->push_back(IncomeOf(On("2025-05-02"), 4));  // two of one day
  Expect({{"latest(household.incomes).amount_idr", "missing"}});
  household().incomes->back() = IncomeOf(On("2025-05"), 4);  // may be later
  Expect({{"latest(household.incomes).amount_idr", "missing"}});
  household().incomes->back() = IncomeOf({}, 4);
  Expect({{"latest(household.incomes).amount_idr", "missing"}});
  household().incomes->back() = IncomeOf(On("2025-06"), {});
  Expect({{"latest(household.incomes).amount_idr", "missing"},
          {"latest(household.incomes).observed_on", "2025-06-01..2025-06-30"}});
}

TEST_F(Reading, ARecordByValueIsReadOnlyIfCertainlyRecordedByAsOf) {
  e.as_of = Day("2025-06-15");
  household().dwelling.power_va = 900;
  const std::map<std::string, std::string> days = {
      {"2025-06-15", "900"}, {"2025-06-16", "missing"}, {"2025-06", "missing"}, {"2025-05", "900"}};
  for (const auto& [day, expected] : days) {
    household().dwelling.observed_on = On(day.c_str());
    Expect({{"household.dwelling.power_va", expected}});
  }
  household().dwelling.observed_on.reset();
  Expect({{"household.dwelling.power_va", "missing"}, {"household.dwelling.observed_on", "missing"}});
}

TEST_F(Reading, WhatHappensAfterAsOfHasNotHappened) {
  e.as_of = Day("2025-06-15");
  household().members = std::vector<Member>{MemberOf(On("2025-05"))};
  Member& member = household().members->front();
  Expect({{"household.members[0].born_on", "2025-05-01..2025-05-31"}});
  member.born_on = On("2025-06");  // it is not certain that it has happened
  Expect({{"household.members[0].born_on", "missing"}});
  member.born_on = On("2025-07");
  Expect({{"household.members[0].born_on", "missing"}});
  member.died_on = On("2025-06-14");  // absence means none
  Expect({{"household.members[0].died_on", "2025-06-14"}, {"has(household.members[0].died_on)", "true"}});
  member.died_on = On("2025-06");
  Expect({{"household.members[0].died_on", "missing"}, {"has(household.members[0].died_on)", "missing"}});
  member.died_on = On("2025-06-16");
  Expect({{"household.members[0].died_on", "missing"}, {"has(household.members[0].died_on)", "false"}});
  member.died_on.reset();
  Expect({{"household.members[0].died_on", "missing"}, {"has(household.members[0].died_on)", "false"}});
}

TEST_F(Reading, AListWhoseAbsenceMeansNoneIsEmpty) {
  Expect({{"household.procedure.objections", "[]"},
          {"has(household.procedure.objections)", "false"},
          {"household.procedure.objections.exists(o, !has(o.resolved_on))", "false"}});
  household().procedure.objections.emplace();
  Expect({{"has(household.procedure.objections)", "true"}});
}

TEST_F(Reading, ARecordOlderThanTheLimitReadsAsMissingButForItsDate) {
  e.as_of = Day("2026-01-31");
  e.reads.limits = {{PathOf({"incomes"}), 11}, {PathOf({"dwelling"}), 12}};
  household().incomes = {IncomeOf(On("2025-02-28"), 1), IncomeOf(On("2025-02-27"), 2), IncomeOf(On("2025-02"), 3)};
  household().dwelling.observed_on = On("2025-01-30");
  household().dwelling.power_va = 900;
  Expect({{"household.incomes.map(i, i.amount_idr)", "[1, missing, missing]"},
          {"household.incomes.map(i, i.observed_on)", "[2025-02-28, 2025-02-27, 2025-02-01..2025-02-28]"},
          {"latest(household.incomes.filter(i, i.amount_idr > 0)).amount_idr", "missing"},
          {"household.dwelling.power_va", "missing"},
          {"household.dwelling.observed_on", "2025-01-30"}});
  household().dwelling.observed_on = On("2025-01-31");
  Expect({{"household.dwelling.power_va", "900"}});
}

TEST_F(Reading, TheListsOfAStaleRecordAreMissingToo) {
  e.reads.limits = {{PathOf({"mentoring", "inspections"}), 6}};
  InspectionFinding finding;
  finding.found_on = On("2025-01-02");
  finding.severity = Severity::kSerious;
  Inspection old, fresh;
  old.inspected_on = On("2025-01-02");
  old.findings = {finding};
  fresh.inspected_on = On("2025-12-02");
  fresh.findings = {finding, finding};
  household().mentoring.inspections = {old, fresh};
  Expect({{"household.mentoring.inspections.map(i, i.findings)", "[missing, [record 1, record 2]]"},
          {"household.mentoring.inspections.map(i, size(i.findings))", "[missing, 2]"},
          {"household.mentoring.inspections.exists(i, i.findings.exists(f, f.severity == SERIOUS))", "true"},
          {"household.mentoring.inspections.all(i, i.findings.all(f, f.severity == SERIOUS))", "missing"}});
}

TEST_F(Reading, OneExpressionUnderTwoLimitsIsTwoValues) {
  household().incomes = {IncomeOf(On("2025-02-28"), 1)};
  Builder builder(e.bindings, Rules::kPolicy);
  const auto expression = e.Check("sum(household.incomes.map(i, i.amount_idr))");
  ReadRules limited;
  limited.limits = {{PathOf({"incomes"}), 3}};
  const ExpressionId free_id = builder.Compile(expression, {}), limited_id = builder.Compile(expression, limited);
  EXPECT_NE(free_id, limited_id);
  EXPECT_EQ(builder.Compile(expression, limited), limited_id);
  const auto program = builder.Finish();
  const Household* one = &household();
  ReadHouseholds(*program, {one}, {}, &e.batch);
  e.batch.SetAsOf(e.as_of);
  ASSERT_TRUE(e.run.Execute(*program, e.batch));
  EXPECT_EQ(Show(e.run.Extract(program->expression(free_id).root(), 0)), "1");
  EXPECT_EQ(Show(e.run.Extract(program->expression(limited_id).root(), 0)), "missing");
}

TEST_F(Reading, ABoolThatIsRecordedOnlyWhenTrueReadsAsFalse) {
  household().members = std::vector<Member>{MemberOf({}, {}), MemberOf({}, true)};
  Expect({{"household.members.map(m, m.pregnant)", "[missing, true]"}});
  e.recorded_when_true = {PathOf({"members", "pregnant"})};
  Expect({{"household.members.map(m, m.pregnant)", "[false, true]"}});
  e.recorded_when_true = {};
  Expect({{"household.members.map(m, m.pregnant)", "[missing, true]"}});
}

TEST_F(Reading, FieldsOfEveryKindComeThrough) {
  household().id = "h-1";
  household().region = Kemendagri("35.79");
  household().registered_on = On("2020");
  Asset asset;
  asset.observed_on = On("2025-01-01");
  asset.kind = AssetKind::kBoat;
  asset.count = -3;
  asset.productive = true;
  household().assets = {asset};
  Expect({{"household.id", "h-1"},
          {"household.region.code.startsWith('35.')", "true"},
          {"household.region.system == KEMENDAGRI", "true"},
          {"string(household.region.system)", "KEMENDAGRI"},
          {"string(CodeSystem.BPS) + string(household.dwelling.toilet)", "missing"},
          {"string(CodeSystem.BPS)", "BPS"},
          {"household.assets.map(a, string(a.kind))", "[BOAT]"},
          {"household.registered_on", "2020-01-01..2020-12-31"},
          {"years_between(household.registered_on, as_of)", "5..6"},
          {"household.assets[0].kind == BOAT", "true"},
          {"household.assets[0].kind in [CAR, GOLD]", "false"},
          {"household.assets.exists(a, a.kind in [CAR, BOAT] && a.count < 0 && a.productive)", "true"},
          {"household.assets[0] == household.assets[0]", "true"}});
}

// Whether it is known what is looked for does not depend on the list, and a list that is an error stays one.
TEST_F(Reading, ARecordInAListIsStrictInBoth) {
  household().shocks.emplace(2);
  household().shocks->at(1).happened_on = On("2023-01-01");
  household().ranks.emplace(1);
  household().ranks->at(0).observed_on = On("2023-01-01");
  Expect({{"latest(household.shocks) in household.shocks.filter(s, 1 / 0 > 1)", "error"},
          {"latest(household.shocks) in household.shocks", "missing"},
          {"latest(household.shocks) in household.shocks.filter(s, false)", "missing"},
          {"latest(household.ranks) in household.ranks.filter(r, false)", "false"},
          {"latest(household.ranks) in household.ranks.filter(r, 1 / 0 > 1)", "error"}});
}

// A conditional or a list literal may mix records of one type; they all come from one place.
TEST(Model, EveryRecordTypeStandsAtOnePlace) {
  std::set<const model::RecordInfo*> seen;
  for (const model::RecordInfo* record : model::Records()) {
    for (const model::FieldInfo& field : record->fields) {
      if (field.record == nullptr) continue;
      EXPECT_TRUE(seen.insert(field.record).second) << field.name;
    }
  }
}

}  // namespace
}  // namespace graduasi::columns
