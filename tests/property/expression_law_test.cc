// The law that holds the evaluator: on any expression and any household, columns give the value that the definition of the
// language gives, ranges, missing values and errors included, in a batch of many and in a batch of one.
#include <gtest/gtest.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/property/columns_side.h"
#include "tests/property/expression_source.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/policy_source.h"
#include "tests/property/shrink.h"
#include "tests/reference/environment.h"

namespace graduasi::property {
namespace {

using ExpressionPtr = std::shared_ptr<const cel::Expression>;

// Names, some expressions over them and the households to try them on.
struct Group {
  explicit Group(uint64_t group_seed);

  std::vector<reference::AgeLimit> LimitsOf(size_t expression) const {
    std::vector<reference::AgeLimit> plain;
    for (const MaxAge& limit : limits[expression]) plain.push_back({limit.fact.text, limit.months});
    return plain;
  }
  reference::Value Expected(const cel::Expression& expression, size_t limits_of, const Household& household) const {
    return environment->Evaluate(expression, household, {as_of, LimitsOf(limits_of), declared});
  }
  // The value in a batch of one.
  reference::Value Alone(const ExpressionPtr& expression, size_t limits_of, const Household& household) const {
    ColumnsSide side(document, *environment, {expression}, {limits[limits_of]});
    return side.Run({&household}, as_of, declared)[0][0];
  }
  std::string Counterexample(size_t expression, const Household& household) const;

  uint64_t seed = 0;
  Date as_of;
  PolicyDocument document;
  std::unique_ptr<reference::PolicyEnvironment> environment;
  std::vector<ExpressionPtr> expressions;
  std::vector<std::vector<MaxAge>> limits;
  std::vector<std::string> declared;
  std::vector<Household> households;
};

Group::Group(uint64_t group_seed) : seed(group_seed) {
  Random random(seed);
  as_of = RandomAsOf(&random);
  ExpressionOptions options;
  options.as_of = as_of;
  document = RandomNames(options, &random);
  std::string problem;
  environment = reference::PolicyEnvironment::Make(document, &problem);
  EXPECT_NE(environment, nullptr) << problem;
  if (environment == nullptr) return;
  options.whole_language = random.Percent(30);
  for (int i = 0; i < 6; ++i) {
    options.depth = static_cast<int>(random.Between(1, 5));
    ExpressionSource source(environment->names(), options, &random);
    const std::string text = source.Make(random.Percent(50) ? cel::Type(cel::TypeKind::kBool) : source.AnyType());
    std::vector<cel::Issue> issues;
    expressions.push_back(cel::Check(text, environment->names(), &issues));
    if (expressions.back() == nullptr) expressions.pop_back();
    EXPECT_TRUE(issues.empty()) << text << ": " << issues[0].message;
  }
  for (size_t i = 0; i < expressions.size(); ++i) {
    limits.push_back(random.Percent(30) ? RandomAgeLimits(&random) : std::vector<MaxAge>());
  }
  if (random.Percent(30)) declared = RandomDeclarations(&random);
  static const std::vector<int> sizes = {1, 2, 20, 20, 64, 65, 130};
  for (int i = random.Of(sizes); i > 0; --i) households.push_back(AnyHousehold(as_of, &random));
}

void AddParts(const cel::Node& node, std::vector<const cel::Node*>* parts) {
  parts->push_back(&node);
  for (const cel::Node* arg : node.args) AddParts(*arg, parts);
}

// The smallest part of the expression that differs on its own, and the smallest household on which it does.
std::string Group::Counterexample(size_t index, const Household& household) const {
  ExpressionPtr smallest = expressions[index];
  const auto differs = [&](const ExpressionPtr& expression, const Household& on) {
    return !reference::Same(Expected(*expression, index, on), Alone(expression, index, on));
  };
  std::string text = absl::StrCat("seed ", seed, ", as of ", as_of.ToString(), "\n");
  if (!differs(smallest, household)) {
    return absl::StrCat(text, "only in the batch: ", smallest->source, "\n", ToText(document), ToJsonText(household));
  }
  std::vector<const cel::Node*> parts;
  AddParts(*smallest->root, &parts);
  for (const cel::Node* part : parts) {
    const std::string source = cel::Print(*part);
    if (source.size() >= smallest->source.size()) continue;
    std::vector<cel::Issue> issues;
    const ExpressionPtr candidate = cel::Check(source, environment->names(), &issues);
    if (candidate != nullptr && differs(candidate, household)) smallest = candidate;
  }
  const Household small = Shrunk(household, [&](const Household& on) { return differs(smallest, on); });
  for (const reference::AgeLimit& limit : LimitsOf(index))
    absl::StrAppend(&text, "max_age ", limit.path, " ", limit.months, "\n");
  for (const std::string& path : declared) absl::StrAppend(&text, "recorded when true ", path, "\n");
  return absl::StrCat(text, ToText(document), "expression: ", smallest->source, "\nhousehold: ", ToJsonText(small),
                      "\ninterpreter: ", reference::ToString(Expected(*smallest, index, small)),
                      "\ncolumns:     ", reference::ToString(Alone(smallest, index, small)));
}

TEST(ExpressionLaw, ColumnsEqualTheInterpreter) {
  const int64_t cases = Cases(200000);
  int64_t pairs = 0;
  int64_t present = 0;
  int64_t ranges_and_doubts = 0;
  int64_t errors = 0;
  int found = 0;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    const Group group(SeedOf(1, number));
    ASSERT_NE(group.environment, nullptr);
    if (group.expressions.empty()) continue;
    ColumnsSide side(group.document, *group.environment, group.expressions, group.limits);
    std::vector<const Household*> rows;
    for (const Household& household : group.households) rows.push_back(&household);
    const std::vector<std::vector<reference::Value>> values = side.Run(rows, group.as_of, group.declared);
    for (size_t i = 0; i < group.expressions.size() && found < kEnough; ++i) {
      ASSERT_EQ(values[i].size(), rows.size());
      for (size_t row = 0; row < rows.size(); ++row) {
        ++pairs;
        const reference::Value expected = group.Expected(*group.expressions[i], i, *rows[row]);
        present += expected.present() ? 1 : 0;
        ranges_and_doubts += expected.present() && !reference::Collapsed(expected).present() ? 1 : 0;
        errors += expected.is(reference::Kind::kError) ? 1 : 0;
        if (reference::Same(expected, values[i][row])) continue;
        ++found;
        ADD_FAILURE() << group.Counterexample(i, *rows[row]);
        break;
      }
    }
  }
  std::cout << pairs << " pairs of expression and household: " << present << " values, " << ranges_and_doubts
            << " of them ranges or lists in doubt, " << errors << " errors\n";
}

TEST(ExpressionLaw, ABatchOfOneEqualsTheBatchOfMany) {
  const int64_t cases = Cases(5000);
  int64_t pairs = 0;
  int found = 0;
  for (int64_t number = 0; pairs < cases && found < kEnough; ++number) {
    const Group group(SeedOf(1, number));
    ASSERT_NE(group.environment, nullptr);
    ColumnsSide side(group.document, *group.environment, group.expressions, group.limits);
    std::vector<const Household*> rows;
    for (const Household& household : group.households) rows.push_back(&household);
    const std::vector<std::vector<reference::Value>> together = side.Run(rows, group.as_of, group.declared);
    for (size_t row = 0; row < rows.size() && found < kEnough; row += 7) {
      const std::vector<std::vector<reference::Value>> alone = side.Run({rows[row]}, group.as_of, group.declared);
      for (size_t i = 0; i < group.expressions.size(); ++i) {
        ++pairs;
        if (reference::Same(together[i][row], alone[i][0])) continue;
        ++found;
        ADD_FAILURE() << "seed " << group.seed << "\n"
                      << group.expressions[i]->source << "\ntogether " << reference::ToString(together[i][row]) << "\nalone "
                      << reference::ToString(alone[i][0]) << "\n"
                      << ToJsonText(*rows[row]);
      }
    }
  }
}

}  // namespace
}  // namespace graduasi::property
