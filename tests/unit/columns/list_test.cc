// Lists and maps: elements that are in or maybe in, equality, concatenation, look-ups; SEMANTICS sections 4 and 5.
#include <map>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

const cel::Type kInt{cel::TypeKind::kInt};
constexpr Membership kIn = Membership::kIn;
constexpr Membership kMaybe = Membership::kMaybeIn;

class Lists : public testing::Test {
 protected:
  void Expect(const std::map<std::string, std::string>& expected) {
    for (const auto& [source, value] : expected) EXPECT_EQ(e.One(source), value) << source;
  }
  Evaluation e;
};

TEST_F(Lists, AMaybeInElementLeavesOpenWhatItCouldChange) {
  e.Input("x", cel::Type::List(kInt), {ListValue({IntValue(1), IntValue(5), IntValue(3)}, {kIn, kMaybe, kIn})});
  Expect({{"x", "[1, maybe 5, 3]"},
          {"size(x)", "2..3"},
          {"sum(x)", "4..9"},
          {"min(x)", "1"},
          {"max(x)", "3..5"},
          {"count(x.map(i, i > 1))", "1..2"},
          {"count(x)", "2..3"},
          {"x.all(i, i < 5)", "missing"},
          {"x.all(i, i < 6)", "true"},
          {"x.all(i, i != 1)", "false"},
          {"x.exists(i, i == 5)", "missing"},
          {"x.exists(i, i > 2)", "true"},
          {"x.exists(i, i > 5)", "false"},
          {"x.exists_one(i, i > 2)", "missing"},
          {"x.exists_one(i, i < 2)", "true"},
          {"x.exists_one(i, i < 4)", "false"},
          {"x.filter(i, i > 2)", "[maybe 5, 3]"},
          {"x.map(i, i * 10)", "[10, maybe 50, 30]"},
          {"x.map(i, i > 2, i * 10)", "[maybe 50, 30]"},
          {"1 in x", "true"},
          {"5 in x", "missing"},
          {"7 in x", "false"},
          {"x[0]", "1"},
          {"x[1]", "missing"},
          {"x[7]", "missing"},
          {"x[-1]", "error"},
          {"x == x", "missing"},
          {"x == [1]", "missing"},
          {"x + [1]", "missing"},
          {"type(x)", "missing"}});
}

TEST_F(Lists, AMissingElementCountsWhereItsValueMatters) {
  e.Input("x", cel::Type::List(kInt), {ListValue({IntValue(1), MissingValue(), IntValue(3)})});
  Expect({{"size(x)", "3"},
          {"sum(x)", "missing"},
          {"min(x)", "missing"},
          {"x[0]", "1"},
          {"x[1]", "missing"},
          {"x[3]", "error"},
          {"x.exists(i, i == 3)", "true"},
          {"x.exists(i, i == 4)", "missing"},
          {"x.exists_one(i, i == 3)", "missing"},
          {"x.filter(i, i > 2)", "[maybe missing, 3]"},
          {"3 in x", "true"},
          {"4 in x", "missing"},
          {"x == [1, 2, 3]", "missing"},
          {"x == [1, 2, 4]", "false"},
          {"x == [1, 2]", "false"},
          {"x + [4]", "[1, missing, 3, 4]"},
          {"[x, [1]]", "[[1, missing, 3], [1]]"},
          {"type(x)", "missing"}});
}

TEST_F(Lists, AnErrorOfAnElementMakesTheListAnError) {
  e.Input("x", cel::Type::List(kInt), {ListValue({IntValue(0), IntValue(2)}, {kMaybe, kIn})});
  Expect({{"[1, 1 / 0]", "error"},
          {"{'a': 1 / 0}", "error"},
          {"{'a': 1, 'a': 2}", "error"},
          {"[1, 2].map(i, 2 / (i - 2))", "error"},
          {"[1, 2].filter(i, 2 / (i - 2) == -2)", "error"},
          {"x.map(i, 4 / i)", "[maybe missing, 2]"},
          {"x.filter(i, 4 / i == 2)", "[maybe 0, 2]"},
          {"x.filter(i, 4 / (i - 2) == 2)", "error"},
          {"x.exists_one(i, 4 / i == 2)", "missing"},
          {"x.exists_one(i, 4 / (i - 2) == 2)", "error"}});
}

TEST_F(Lists, QuantifiersTreatErrorsByTheRulesInForce) {
  const std::map<std::string, std::pair<std::string, std::string>> expected = {
      {"[0, 1].exists(i, 1 / i == 1)", {"error", "true"}},
      {"[0, 1].all(i, 1 / i == 2)", {"error", "false"}},
      {"[0, 1].exists(i, 1 / i == 2)", {"error", "error"}},
      {"[0, 1].all(i, 1 / i == 1)", {"error", "error"}},
      {"1 in [0, 1]", {"true", "true"}},
      {"[0].all(i, i / 0 > 0 || true)", {"error", "true"}},
      {"[].exists(i, 1 / 0 == 1)", {"false", "false"}},
      {"false ? 1 / 0 : 2", {"2", "2"}}};
  for (const auto& [source, values] : expected) {
    e.rules = Rules::kPolicy;
    EXPECT_EQ(e.One(source), values.first) << source;
    e.rules = Rules::kLanguage;
    EXPECT_EQ(e.One(source), values.second) << source;
  }
}

TEST_F(Lists, ListsOfListsAndMaps) {
  e.rows = 2;
  e.Input("n", kInt, {IntValue(1), IntValue(2)});
  const std::map<std::string, std::vector<std::string>> expected = {
      {"[[n], [n, n + 1], []]", {"[[1], [1, 2], []]", "[[2], [2, 3], []]"}},
      {"[[n], [2, 3]][1][n - 1]", {"2", "3"}},
      {"[[1], [2]].exists(l, l == [n])", {"true", "true"}},
      {"[n] in [[1], [3]]", {"true", "false"}},
      {"[[n]] == [[2]]", {"false", "true"}},
      {"[[n, 2], [3]].map(l, size(l))", {"[2, 1]", "[2, 1]"}},
      {"[[n, 2], [3]].map(l, l.map(i, i + n))", {"[[2, 3], [4]]", "[[4, 4], [5]]"}},
      {"[{'a': n}, {'b': 3, 'a': 2}].map(m, m['a'])", {"[1, 2]", "[2, 2]"}},
      {"{'a': [n], 'b': [2, 3]}['a']", {"[1]", "[2]"}},
      {"{'a': n} == {'a': 1}", {"true", "false"}},
      {"{'a': n, 'b': 2} == {'b': 2, 'a': 1}", {"true", "false"}},
      {"{1: {2: n}}[1][2]", {"1", "2"}},
      {"{1: 'x', 2: 'y'}[n]", {"x", "y"}},
      {"{1: 'x'}[n]", {"x", "error"}},
      {"n in {1: 'x'}", {"true", "false"}},
      {"has({'a': n}.a) && !has({'a': n}.b)", {"true", "true"}},
      {"{'a': n, 'b': 5}.map(k, k + 'x')", {"[ax, bx]", "[ax, bx]"}},
      {"{'a': n, 'b': 5}.all(k, k < 'b')", {"false", "false"}},
      {"n == 1 ? [n, 5] : [7]", {"[1, 5]", "[7]"}},
      {"(n == 1 ? [[n], [5]] : [[7]])[0]", {"[1]", "[7]"}},
      {"(n == 1 ? {'a': [n]} : {'a': [8, 9]})['a'][0]", {"1", "8"}},
      {"[n] + [3] + []", {"[1, 3]", "[2, 3]"}},
      {"([[n]] + [[4, 5]])[1]", {"[4, 5]", "[4, 5]"}},
      {"size([] + [])", {"0", "0"}},
      {"[] == []", {"true", "true"}},
      {"[[]] == [[]]", {"true", "true"}},
      {"{} == {}", {"true", "true"}},
      {"[3, 1, n].filter(i, i > n).exists(i, i == 3)", {"true", "true"}},
      {"max([3, 1, n].filter(i, i <= n))", {"1", "2"}},
      {"[1, 2, 3].filter(i, i >= n)[0]", {"1", "2"}},
      {"min(['b', 'a'])", {"a", "a"}},
      {"max([b'b', b'a'])", {"b", "b"}},
      {"max([1.5, 2.5])", {"2.5", "2.5"}},
      {"min([true, false])", {"false", "false"}},
      {"sum([1.5, 2.5])", {"4", "4"}},
      {"[1, 2].map(i, [10, 20].map(j, i * j + n))", {"[[11, 21], [21, 41]]", "[[12, 22], [22, 42]]"}},
      {"[1, 2].all(i, [1, 2, 3].exists(j, j == i + n))", {"true", "false"}},
      {"[1, 2].map(i, [1, 2].filter(j, [1, 2].exists(k, i + j + k + n > 6)))", {"[[], [2]]", "[[2], [1, 2]]"}},
  };
  for (const auto& [source, rows] : expected) EXPECT_EQ(e.Rows(source), rows) << source;
}

TEST_F(Lists, AnElementOfAnOuterRangeIsReadInAnInnerBody) {
  e.rows = 3;
  e.Input("x", cel::Type::List(kInt), {ListValue({IntValue(1), IntValue(2)}), ListValue({}), ListValue({IntValue(3)})});
  e.Input("y", cel::Type::List(kInt), {ListValue({IntValue(2)}), ListValue({IntValue(9)}), MissingValue()});
  const std::map<std::string, std::vector<std::string>> expected = {
      {"x.map(i, y.map(j, i * 10 + j))", {"[[12], [22]]", "[]", "[missing]"}},
      {"x.exists(i, y.exists(j, i == j))", {"true", "false", "missing"}},
      {"x.all(i, x.all(j, i == j))", {"false", "true", "true"}},
      {"x.map(i, x.filter(j, j > i))", {"[[2], []]", "[]", "[[]]"}},
      {"x.filter(i, i in y)", {"[2]", "[]", "[maybe 3]"}},
      {"x.map(i, x)", {"[[1, 2], [1, 2]]", "[]", "[[3]]"}},
      {"x.map(i, x.map(j, x.map(k, i + j + k)))", {"[[[3, 4], [4, 5]], [[4, 5], [5, 6]]]", "[]", "[[[9]]]"}},
      {"x == y", {"false", "false", "missing"}},
      {"x + y", {"[1, 2, 2]", "[9]", "missing"}},
      {"(x + y).exists(i, i > 2)", {"false", "true", "missing"}},
  };
  for (const auto& [source, rows] : expected) EXPECT_EQ(e.Rows(source), rows) << source;
}

TEST_F(Lists, StringsAndTheirParts) {
  e.rows = 2;
  e.Input("s", cel::Type(cel::TypeKind::kString), {TextValue("k\xc3\xb6nig"), MissingValue()});
  const std::map<std::string, std::string> expected = {{"size(s)", "5"},
                                                       {"size(bytes(s))", "6"},
                                                       {"s + '!'", "k\xc3\xb6nig!"},
                                                       {"s.contains('nig')", "true"},
                                                       {"s.startsWith('k')", "true"},
                                                       {"s.endsWith('k')", "false"},
                                                       {"s.matches('^k.n')", "true"},
                                                       {"s < 'l'", "true"},
                                                       {"s.matches(s)", "true"},
                                                       {"s.matches('(' + s)", "error"},
                                                       {"min(s, 'a')", "a"}};
  for (const auto& [source, value] : expected) {
    const auto rows = e.Rows(source);
    EXPECT_EQ(rows[0], value) << source;
    EXPECT_EQ(rows[1], "missing") << source;
  }
}

}  // namespace
}  // namespace graduasi::columns
