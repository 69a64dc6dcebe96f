// What a program is: equal parts once, each in the outermost space it needs, every node to be found again, and bounded work.
#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const cel::Type kInt{cel::TypeKind::kInt};

size_t Times(const std::string& text, const std::string& word) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST(Program, EqualPartsOfAllExpressionsAreComputedOnce) {
  Evaluation e;
  Builder builder(e.bindings, Rules::kPolicy);
  const ReadRules none;
  builder.Compile(e.Check("household.members.exists(m, m.income_idr > 5)"), none);
  builder.Compile(e.Check("!household.members.exists(x, x.income_idr > 5) && size(household.members) > 2"), none);
  const std::string text = builder.Finish()->Disassemble();
  EXPECT_EQ(Times(text, "= exists"), 1u) << text;
  EXPECT_EQ(Times(text, "= own"), 1u) << text;
}

TEST(Program, WhatDoesNotDependOnTheElementIsComputedOnceForEachHousehold) {
  Evaluation e;
  e.households.resize(1);
  e.Execute("household.members.exists(m, m.income_idr > size(household.members) * 100 + 3 * 4)");
  const CompiledExpression& compiled = e.program->expression(e.id);
  const cel::Node* macro = compiled.expression().root;
  const cel::Node* comparison = macro->args[1];
  EXPECT_EQ(e.program->info(compiled.RegisterOf(comparison)).space, compiled.ElementsOf(macro));
  const cel::Node* sum = comparison->args[1];
  EXPECT_EQ(e.program->info(compiled.RegisterOf(sum)).space, kHouseholds);
  EXPECT_EQ(e.program->info(compiled.RegisterOf(sum->args[1])).space, kConstant);
}

TEST(Program, AReaderFindsEveryNodeAndItsRows) {
  Evaluation e;
  e.households.resize(2);
  e.households[0].members.emplace();
  e.households[1].members.emplace(3);
  for (int64_t i = 0; i < 3; ++i) (*e.households[1].members)[static_cast<size_t>(i)].income_idr = i * 10;
  e.Fact("rich", "household.members.filter(m, m.income_idr >= 10)");
  EXPECT_EQ(e.Rows("rich.exists(r, r.income_idr == 20)"), (std::vector<std::string>{"false", "true"}));
  const CompiledExpression& compiled = e.program->expression(e.id);
  const cel::Node* macro = compiled.expression().root;
  const Space space = compiled.ElementsOf(macro);
  const Register range = compiled.RangeOf(macro);
  EXPECT_EQ(e.program->info(range).elements, space);
  EXPECT_EQ(e.program->Parent(space), kHouseholds);
  const Run::Elements elements = e.run.ElementsOf(range, 1);
  ASSERT_EQ(elements.count, 3);
  EXPECT_EQ(e.run.MembershipOf(range, elements.first), Membership::kOut);
  EXPECT_EQ(e.run.MembershipOf(range, elements.first + 2), Membership::kIn);
  EXPECT_EQ(e.run.ParentRow(space, elements.first + 2), 1);
  EXPECT_EQ(e.run.OuterRow(space, elements.first + 2, kHouseholds), 1);
  EXPECT_EQ(e.run.ElementIndex(space, elements.first + 2), 2);
  const cel::Node* record = macro->args[1]->args[0]->args[0];
  EXPECT_EQ(e.run.RecordIndex(compiled.RegisterOf(record), elements.first + 2), 2);
  EXPECT_EQ(e.program->records(e.program->info(compiled.RegisterOf(record)).records).path, PathOf({"members"}));
  EXPECT_TRUE(e.run.Bool(compiled.RegisterOf(macro->args[1]), elements.first + 2));
  const ExpressionId fact = compiled.FactOf(macro->args[0]);
  ASSERT_NE(fact, kNoExpression);
  EXPECT_EQ(e.program->expression(fact).root(), compiled.RegisterOf(macro->args[0]));
}

TEST(Program, OnlyWhatIsReadIsAnInput) {
  Evaluation e;
  e.households.resize(1);
  e.Execute("household.mentoring.inspections.exists(i, i.findings.exists(f, f.severity == SERIOUS))");
  std::vector<std::vector<int>> paths;
  for (const InputColumn& input : e.program->inputs()) paths.push_back(input.path);
  std::sort(paths.begin(), paths.end());
  std::vector<std::vector<int>> expected = {
      PathOf({"mentoring", "inspections"}), PathOf({"mentoring", "inspections", "inspected_on"}),
      PathOf({"mentoring", "inspections", "findings"}), PathOf({"mentoring", "inspections", "findings", "found_on"}),
      PathOf({"mentoring", "inspections", "findings", "severity"})};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(paths, expected);
}

Value Range(int64_t size) {
  std::vector<Value> values;
  for (int64_t i = 0; i < size; ++i) values.push_back(IntValue(i));
  return ListValue(std::move(values));
}

TEST(Program, AHouseholdPastTheBoundIsAnErrorAndItsNeighboursAreNot) {
  Evaluation e;
  e.rows = 3;
  e.Input("x", cel::Type::List(kInt), {Range(3), Range(101), Range(100)});
  const std::string triple = "x.exists(a, x.exists(b, x.exists(c, a + b + c == 6)))";
  EXPECT_EQ(e.Rows(triple), (std::vector<std::string>{"true", "error", "true"}));  // 101^3 passes 1,000,000
  EXPECT_EQ(e.Rows("size(x.map(a, x.map(b, x.map(c, [a, b, c]))))"), (std::vector<std::string>{"3", "error", "error"}));
}

TEST(Program, TextStaysBounded) {
  Evaluation e;
  e.Input("s", cel::Type(cel::TypeKind::kString), {TextValue(std::string(600000, 'x'))});
  EXPECT_EQ(e.One("size(s + s)"), "error");
  EXPECT_EQ(e.One("size(s + 'y')"), "600001");
}

TEST(Program, ABatchThatHoldsTooMuchAtOnceAsksToBeHalved) {
  Evaluation e;
  e.rows = 30;
  e.Input("x", cel::Type::List(kInt), std::vector<Value>(30, Range(95)));
  Builder builder(e.bindings, e.rules);
  const ExpressionId id = builder.Compile(e.Check("x.exists(a, x.exists(b, x.exists(c, a + b + c == 6)))"), {});
  const auto program = builder.Finish();
  Batch batch;
  const auto execute = [&](int32_t rows) {
    batch.Start(*program, rows);
    batch.SetAsOf(0);
    SetInput(*program, 2, absl::MakeConstSpan(e.inputs[0]).subspan(0, static_cast<size_t>(rows)), &batch);
    return e.run.Execute(*program, batch);
  };
  EXPECT_FALSE(execute(30));
  EXPECT_FALSE(execute(15));
  ASSERT_TRUE(execute(4));
  EXPECT_TRUE(e.run.Bool(program->expression(id).root(), 3));
  EXPECT_TRUE(execute(1));
}

TEST(Program, RegistersAboveExpressionsCombineThem) {
  Evaluation e;
  Builder builder(e.bindings, Rules::kPolicy);
  const Register yes = builder.root(builder.Compile(e.Check("as_of > date('2000-01-01')"), {}));
  const Register no = builder.root(builder.Compile(e.Check("as_of < date('2000-01-01')"), {}));
  const Register results[] = {builder.And({yes, no}), builder.Or({yes, no}), builder.Not(no), builder.And({}), builder.Or({})};
  const auto program = builder.Finish();
  e.batch.Start(*program, 1);
  e.batch.SetAsOf(e.as_of);
  ASSERT_TRUE(e.run.Execute(*program, e.batch));
  const bool expected[] = {false, true, true, true, false};
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(e.run.Bool(results[i], 0), expected[i]) << i;
}

}  // namespace
}  // namespace graduasi::columns
