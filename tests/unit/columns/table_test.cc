// Values with a history: the version in force on as_of, entries by key, regions by the longest code.
#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const cel::Type kInt{cel::TypeKind::kInt};

DatedTable::Version VersionOf(const char* from, std::optional<cel::Literal> value,
                              std::vector<DatedTable::Entry> entries = {}) {
  DatedTable::Version version;
  version.from_days = Day(from);
  version.value = std::move(value);
  version.entries = std::move(entries);
  return version;
}

DatedTable::Entry EntryOf(const char* key, int64_t value) { return {cel::Literal(std::string(key)), cel::Literal(value)}; }

using Strings = std::vector<std::string>;

TEST(DatedTable, TheVersionInForceOnAsOfHolds) {
  Evaluation e;
  DatedTable table;
  table.type = kInt;
  table.versions = {VersionOf("2024-01-01", cel::Literal(int64_t{5})), VersionOf("2025-01-01", std::nullopt),
                    VersionOf("2026-01-01", cel::Literal(int64_t{7}))};
  e.Table("limit", table);
  e.rows = 5;
  e.days = {Day("2023-12-31"), Day("2024-01-01"), Day("2025-06-01"), Day("2025-12-31"), Day("2030-01-01")};
  EXPECT_EQ(e.Rows("limit"), (Strings{"missing", "5", "missing", "missing", "7"}));
  EXPECT_EQ(e.Rows("limit * 2 > 10"), (Strings{"missing", "false", "missing", "missing", "true"}));
  e.days.clear();
  e.rows = 1;
  e.as_of = Day("2024-12-31");
  EXPECT_EQ(e.One("limit"), "5");
}

TEST(DatedTable, AKeyFindsItsEntryOrNothing) {
  Evaluation e;
  e.rows = 4;
  e.Input("code", cel::Type(cel::TypeKind::kString), {TextValue("a"), TextValue("b"), TextValue("c"), MissingValue()});
  DatedTable table;
  table.type = kInt;
  table.versions = {VersionOf("2020-01-01", std::nullopt, {EntryOf("b", 2), EntryOf("a", 1)})};
  table.key = e.Check("code");
  e.Table("worth", table);
  EXPECT_EQ(e.Rows("worth"), (Strings{"1", "2", "missing", "missing"}));
  const cel::Node* variable = e.program->expression(e.id).expression().root;
  const ExpressionId key = e.program->expression(e.id).KeyOf(variable);
  ASSERT_NE(key, kNoExpression);
  EXPECT_EQ(e.run.Text(e.program->expression(key).root(), 1), "b");
}

TEST(DatedTable, ANumberKeyOfEveryKindFindsItsEntry) {
  Evaluation e;
  e.rows = 2;
  e.Input("flag", cel::Type(cel::TypeKind::kBool), {BoolValue(true), BoolValue(false)});
  DatedTable table;
  table.type = cel::Type(cel::TypeKind::kString);
  table.versions = {VersionOf(
      "2020-01-01", std::nullopt,
      {{cel::Literal(true), cel::Literal(std::string("yes"))}, {cel::Literal(false), cel::Literal(std::string("no"))}})};
  table.key = e.Check("flag");
  e.Table("word", table);
  DatedTable by_number;
  by_number.type = kInt;
  by_number.versions = {VersionOf("2020-01-01", std::nullopt, {{cel::Literal(int64_t{3}), cel::Literal(int64_t{30})}})};
  by_number.key = e.Check("flag ? 3 : 4");
  e.Table("tens", by_number);
  EXPECT_EQ(e.Rows("word"), (Strings{"yes", "no"}));
  EXPECT_EQ(e.Rows("tens"), (Strings{"30", "missing"}));
}

TEST(DatedTable, ARegionFindsTheLongestCodeAroundIt) {
  Evaluation e;
  DatedTable table;
  table.type = kInt;
  table.versions = {
      VersionOf("2020-01-01", std::nullopt, {EntryOf("35", 1), EntryOf("35.79", 2), EntryOf("35.79.02", 3), EntryOf("3", 9)})};
  table.key = e.Check("household.region");
  table.by_region = true;
  e.Table("line", table);
  const std::optional<Region> regions[] = {
      Kemendagri("35"),    Kemendagri("35.10"), Kemendagri("35.79.01"), Kemendagri("35.79.02.1004"), Kemendagri("35.7"),
      Kemendagri("36.01"), Bps("35"),           std::nullopt,           Kemendagri("35.790")};
  for (const auto& region : regions) {
    e.households.emplace_back();
    if (region.has_value()) e.households.back().region = *region;
  }
  e.households.emplace_back();
  e.households.back().region.code = "35";  // of no system
  EXPECT_EQ(e.Rows("line"), (Strings{"1", "1", "2", "3", "1", "missing", "missing", "missing", "1", "missing"}));
}

}  // namespace
}  // namespace graduasi::columns
