// latest() in a batch of which every date is a day: what the shortest and longest lists are, and whether some are filtered,
// must not matter.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

struct Record {
  int day = 0;
  int64_t amount = 0;
};

// Missing if there is none, or no single one.
std::string LatestOf(const std::vector<Record>& records, bool odd_only) {
  const Record* best = nullptr;
  bool twice = false;
  for (const Record& record : records) {
    if (odd_only && record.amount % 2 == 0) continue;
    if (best != nullptr && record.day == best->day) twice = true;
    if (best == nullptr || record.day > best->day) {
      best = &record;
      twice = false;
    }
  }
  return best == nullptr || twice ? "missing" : std::to_string(best->amount);
}

void ExpectLatest(int fewest, int most, int rows) {
  std::mt19937_64 random(static_cast<uint64_t>(100 * fewest + most));
  Evaluation e;
  e.as_of = Day("2026-01-01");
  std::vector<std::vector<Record>> registers(static_cast<size_t>(rows));
  for (std::vector<Record>& records : registers) {
    const auto span = static_cast<uint64_t>(most - fewest + 1);
    for (int left = fewest + static_cast<int>(random() % span); left > 0; --left) {
      records.push_back({static_cast<int>(random() % 7) + 1, static_cast<int64_t>(random() % 50)});
    }
    Household& household = e.households.emplace_back();
    household.incomes.emplace();
    for (const Record& record : records) {
      Income& income = household.incomes->emplace_back();
      income.observed_on = Date(2025, 3, record.day);
      income.amount_idr = record.amount;
    }
  }
  const std::vector<std::string> all = e.Rows("latest(household.incomes).amount_idr");
  const std::vector<std::string> odd = e.Rows("latest(household.incomes.filter(i, i.amount_idr % 2 == 1)).amount_idr");
  for (size_t i = 0; i < registers.size(); ++i) {
    ASSERT_EQ(all[i], LatestOf(registers[i], false)) << "row " << i;
    ASSERT_EQ(odd[i], LatestOf(registers[i], true)) << "row " << i;
  }
}

TEST(Latest, OfDaysIsTheOneAfterAllOthers) {
  for (const int rows : {1, 63, 64, 200}) {
    ExpectLatest(0, 1, rows);
    ExpectLatest(1, 1, rows);
    ExpectLatest(0, 6, rows);
    ExpectLatest(1, 6, rows);
    ExpectLatest(50, 64, rows);
    ExpectLatest(60, 70, rows);
  }
}

}  // namespace
}  // namespace graduasi::columns
