// A batch of many rows is many batches of one: whatever the size, the sharing of lists, the length of lists, and whether as_of
// is one day or a column.
#include <random>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const char* const kSources[] = {
    "household.incomes.filter(i, !i.with_transfers)",
    "sum(household.incomes.filter(i, !i.with_transfers).map(i, i.amount_idr))",
    "latest(household.incomes).amount_idr",
    "household.members.exists(m, m.pregnant || years_between(m.born_on, as_of) < 2)",
    "household.members.all(m, m.income_idr < 3000000)",
    "household.members.exists_one(m, m.pregnant)",
    "household.incomes.exists(i, household.members.exists(m, m.income_idr < i.amount_idr))",
    "household.mentoring.inspections.exists(i, i.findings.exists(f, f.severity == SERIOUS && !has(f.resolved_on)))",
    "household.mentoring.inspections.map(i, i.findings.map(f, f.severity))",
    "household.procedure.objections.all(o, has(o.resolved_on))",
    "size(household.members) + size(household.incomes)",
    "household.dwelling.power_va >= 900 ? household.members : household.members.filter(m, m.pregnant)",
    "household.members.map(m, m.income_idr) + household.incomes.map(i, i.amount_idr)",
    "add_months(as_of, -6)",
};

class Randomness {
 public:
  explicit Randomness(uint64_t seed) : random_(seed) {}
  int64_t Below(int64_t n) { return static_cast<int64_t>(random_() % static_cast<uint64_t>(n)); }
  bool Chance(int percent) { return Below(100) < percent; }
  std::optional<PartialDate> Date() {
    if (Chance(5)) return std::nullopt;
    const int year = static_cast<int>(2023 + Below(4)), month = static_cast<int>(1 + Below(12));
    if (Chance(10)) return PartialDate::Month(year, month);
    return PartialDate(graduasi::Date(year, month, static_cast<int>(1 + Below(28))));
  }
  std::optional<bool> Bool() { return Chance(10) ? std::nullopt : std::optional<bool>(Chance(30)); }
  std::optional<int64_t> Amount() { return Chance(10) ? std::nullopt : std::optional<int64_t>(Below(100) * 100000); }

 private:
  std::mt19937_64 random_;
};

Household Make(uint64_t seed, int64_t longest) {
  Randomness random(seed);
  Household household;
  if (!random.Chance(5)) household.members.emplace();
  for (int64_t i = random.Below(longest + 1); household.members.has_value() && i > 0; --i) {
    Member& member = household.members->emplace_back();
    member.born_on = random.Date();
    member.pregnant = random.Bool();
    member.income_idr = random.Amount();
  }
  if (!random.Chance(5)) household.incomes.emplace();
  for (int64_t i = random.Below(longest + 1); household.incomes.has_value() && i > 0; --i) {
    household.incomes->push_back({random.Date(), random.Amount(), random.Bool(), std::nullopt});
  }
  if (!random.Chance(5)) household.mentoring.inspections.emplace();
  for (int64_t i = random.Below(4); household.mentoring.inspections.has_value() && i > 0; --i) {
    Inspection& inspection = household.mentoring.inspections->emplace_back();
    inspection.inspected_on = random.Date();
    if (random.Chance(10)) continue;
    inspection.findings.emplace();
    for (int64_t k = random.Below(4); k > 0; --k) {
      InspectionFinding& finding = inspection.findings->emplace_back();
      finding.found_on = random.Date();
      finding.severity = random.Chance(50) ? Severity::kSerious : Severity::kMinor;
      if (random.Chance(50)) finding.resolved_on = random.Date();
    }
  }
  if (random.Chance(50)) household.procedure.objections = {Objection{random.Date(), std::nullopt}};
  household.dwelling.observed_on = random.Date();
  household.dwelling.power_va = random.Amount();
  return household;
}

// Records are named by their rows, which are not the same in a batch of one: by their fields instead.
std::string Plain(std::string text) {
  for (size_t at = text.find("record "); at != std::string::npos; at = text.find("record ", at + 7)) {
    size_t end = at + 7;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    text.erase(at + 7, end - at - 7);
  }
  return text;
}

void ExpectSame(Evaluation* together, Evaluation* alone) {
  for (const char* source : kSources) {
    const std::vector<std::string> rows = together->Rows(source);
    for (size_t i = 0; i < rows.size(); ++i) {
      alone->households = {together->repeated.empty() ? together->households[i] : *together->repeated[i]};
      alone->as_of = together->days.empty() ? together->as_of : together->days[i];
      ASSERT_EQ(Plain(rows[i]), Plain(alone->One(source))) << source << ", row " << i << " of " << rows.size();
    }
  }
}

TEST(Batch, EveryRowIsItsBatchOfOne) {
  for (const size_t rows : {1u, 2u, 63u, 64u, 65u, 130u}) {
    Evaluation together, alone;
    for (size_t i = 0; i < rows; ++i) together.households.push_back(Make(rows * 1000 + i, 5));
    ExpectSame(&together, &alone);
  }
}

TEST(Batch, ListsOfAnyLengthAreTheSame) {
  Evaluation together, alone;
  for (size_t i = 0; i < 70; ++i) together.households.push_back(Make(i, i % 3 == 0 ? 0 : (i % 3 == 1 ? 60 : 130)));
  ExpectSame(&together, &alone);
}

TEST(Batch, AHouseholdRepeatedOverDaysIsReadAsOfEachDay) {
  for (const uint64_t seed : {1u, 2u, 3u, 4u, 5u, 6u}) {
    Evaluation together, alone;
    const Household first = Make(seed, 8), second = Make(seed + 100, 8);
    for (int day = 0; day < 90; ++day) {
      together.repeated.push_back(day < 70 ? &first : &second);
      together.days.push_back(Day("2023-06-01") + day * 17);
    }
    ExpectSame(&together, &alone);
  }
}

TEST(Batch, TwoThousandRowsSayWhatBatchesOf64Say) {
  Evaluation large;
  for (size_t i = 0; i < 2048; ++i) large.households.push_back(Make(i, 6));
  for (const char* source : kSources) {
    const std::vector<std::string> rows = large.Rows(source);
    Evaluation small;
    for (size_t from = 0; from < rows.size(); from += 64) {
      small.households.assign(large.households.begin() + static_cast<int64_t>(from),
                              large.households.begin() + static_cast<int64_t>(from) + 64);
      const std::vector<std::string> part = small.Rows(source);
      for (size_t i = 0; i < 64; ++i) ASSERT_EQ(Plain(part[i]), Plain(rows[from + i])) << source << ", row " << from + i;
    }
  }
}

// What a run keeps from one batch to the next, because it depends on the day alone, is of the day that is asked for.
TEST(Batch, OneRunGoesFromDayToDay) {
  const int32_t early = Day("2024-02-29"), late = Day("2026-08-15");
  const std::vector<std::vector<int32_t>> days = {{early}, {late}, {late}, {early, late}, {late}, {late, early}, {early}};
  for (const char* source : kSources) {
    Evaluation kept;
    kept.households = {Make(3, 8), Make(4, 8)};
    kept.Execute(source);
    for (const std::vector<int32_t>& day : days) {
      Evaluation fresh;
      fresh.households = kept.households;
      if (day.size() == 1) {
        kept.batch.SetAsOf(day[0]);
        fresh.as_of = day[0];
      } else {
        kept.batch.SetAsOf(day);
        fresh.days = day;
      }
      ASSERT_TRUE(kept.run.Execute(*kept.program, kept.batch));
      const std::vector<std::string> rows = fresh.Rows(source);
      for (int32_t row = 0; row < kept.batch.rows; ++row) {
        const int32_t at = kept.run.OuterRow(kHouseholds, row, kept.program->info(kept.root).space);
        EXPECT_EQ(Show(kept.run.Extract(kept.root, at)), rows[static_cast<size_t>(row)]) << source << ", row " << row;
      }
    }
  }
}

// What depends on the day alone is kept from batch to batch, whatever their sizes.
TEST(Batch, OneRunGoesFromOneHouseholdToManyAndBack) {
  std::vector<std::string> sources(std::begin(kSources), std::end(kSources));
  sources.insert(sources.end(), {
                                    "as_of > date('2024-01-01') && as_of < date('2027-01-01')",
                                    "!(as_of < date('2024-01-01') || as_of > date('2027-01-01'))",
                                    "years_between(date('2020-01-01'), as_of) * 2 + 1",
                                    "household.members.all(m, m.born_on <= as_of && as_of < date('2027-01-01'))",
                                });
  std::vector<Household> households;
  for (uint64_t seed = 0; seed < 150; ++seed) households.push_back(Make(seed, 8));
  for (const std::string& source : sources) {
    Evaluation kept;
    kept.households = {households[0]};
    kept.Execute(source);
    for (const size_t count : {size_t{150}, size_t{1}, size_t{3}, size_t{70}}) {
      Evaluation fresh;
      std::vector<const Household*> pointers;
      for (size_t i = 0; i < count; ++i) pointers.push_back(&households[i]);
      ReadHouseholds(*kept.program, pointers, {}, &kept.batch);
      kept.batch.SetAsOf(kept.as_of);
      ASSERT_TRUE(kept.run.Execute(*kept.program, kept.batch));
      fresh.repeated = pointers;
      const std::vector<std::string> rows = fresh.Rows(source);
      for (int32_t row = 0; row < kept.batch.rows; ++row) {
        const int32_t at = kept.run.OuterRow(kHouseholds, row, kept.program->info(kept.root).space);
        ASSERT_EQ(Show(kept.run.Extract(kept.root, at)), rows[static_cast<size_t>(row)]) << source << ", row " << row;
      }
    }
  }
}

TEST(Batch, AnEmptyBatchIsNoRows) {
  Evaluation e;
  for (const char* source : kSources) {
    e.rows = 0;
    EXPECT_TRUE(e.Rows(source).empty());
  }
}

TEST(Batch, OneRunServesManyProgramsAndBatches) {
  Evaluation e;
  e.households = {Make(1, 5)};
  const std::string first = e.One(kSources[1]);
  for (const char* source : kSources) e.One(source);
  EXPECT_EQ(e.One(kSources[1]), first);
}

}  // namespace
}  // namespace graduasi::columns
