#include "src/analysis/coverage_walk.h"

#include <vector>

namespace graduasi::analysis {
namespace {

using cel::Function;
using cel::Macro;
using cel::NodeKind;
using cel::TypeKind;
using columns::Membership;
using columns::Register;
using columns::Standing;

// A node of a compiled expression, as seen from one row of a space, for one household of the batch.
struct Spot {
  columns::ExpressionId expression = columns::kNoExpression;
  const cel::Node* node = nullptr;
  columns::Space space = columns::kHouseholds;
  int32_t row = 0;
  int32_t household = 0;
};

Spot To(const Spot& spot, const cel::Node* node) {
  Spot to = spot;
  to.node = node;
  return to;
}

class Walker {
 public:
  Walker(const columns::Program& program, const columns::Run& run, const TellLeaf* tell)
      : program_(program), run_(run), tell_(tell) {}

  Spot RootOf(columns::ExpressionId expression, int32_t household) const {
    return {expression, program_.expression(expression).expression().root, columns::kHouseholds, household, household};
  }

  Truth Value(const Spot& spot) const {
    const Register reg = program_.expression(spot.expression).RegisterOf(spot.node);
    if (reg != columns::kNoRegister) return Read(reg, spot);
    const cel::Node& node = *spot.node;
    if (node.kind == NodeKind::kLiteral) return std::get<bool>(node.literal) ? kTrue : kFalse;
    if (node.kind == NodeKind::kCall && node.function == Function::kNot) return Not(Value(To(spot, node.args[0])));
    if (node.kind == NodeKind::kCall && (node.function == Function::kAnd || node.function == Function::kOr)) {
      Truth value = node.function == Function::kAnd ? kTrue : kFalse;
      for (const cel::Node* arg : node.args) value = Combine(node.function, value, Value(To(spot, arg)));
      return value;
    }
    return kError;  // every other bool node has a register
  }

  // Visits the node and all below it. `table` (null: nothing hangs on it by logic alone) is of this node, if it is a bool.
  void Visit(const Spot& spot, const Table* table) {
    const cel::Node& node = *spot.node;
    if (node.kind == NodeKind::kLiteral) return;
    if (node.kind == NodeKind::kVariable) {
      const columns::ExpressionId fact = program_.expression(spot.expression).FactOf(&node);
      if (fact != columns::kNoExpression) return Visit(RootOf(fact, spot.household), table);
    }
    if (node.kind == NodeKind::kMacro) return VisitMacro(spot, table);
    if (node.kind == NodeKind::kCall && node.function == Function::kConditional) return VisitConditional(spot, table);
    if (!node.type.is(TypeKind::kBool)) return VisitArguments(node, spot);
    if (node.kind == NodeKind::kCall) {
      switch (node.function) {
        case Function::kNot: {
          if (table == nullptr) return Visit(To(spot, node.args[0]), nullptr);
          const Table inner = {(*table)[kTrue], (*table)[kFalse], (*table)[kMissing], (*table)[kError]};
          return Visit(To(spot, node.args[0]), &inner);
        }
        case Function::kAnd:
        case Function::kOr:
          return VisitLogic(spot, table);
        default:
          break;
      }
    }
    (*tell_)(&node, Value(spot), table);
    VisitArguments(node, spot);
  }

 private:
  static Truth Combine(Function function, Truth a, Truth b) { return function == Function::kAnd ? And(a, b) : Or(a, b); }

  int32_t RowOf(Register reg, const Spot& spot) const {
    const columns::Space space = program_.info(reg).space;
    if (space == columns::kConstant) return 0;
    if (space == columns::kHouseholds) return spot.household;
    return run_.OuterRow(spot.space, spot.row, space);
  }

  Truth Read(Register reg, const Spot& spot) const {
    const int32_t row = RowOf(reg, spot);
    switch (run_.StandingOf(reg, row)) {
      case Standing::kPresent:
        return run_.Bool(reg, row) ? kTrue : kFalse;
      case Standing::kMissing:
        return kMissing;
      case Standing::kError:
        break;
    }
    return kError;
  }

  void VisitArguments(const cel::Node& node, const Spot& spot) {
    for (const cel::Node* arg : node.args) Visit(To(spot, arg), nullptr);
  }

  void VisitLogic(const Spot& spot, const Table* table) {
    const cel::Node& node = *spot.node;
    if (table == nullptr) return VisitArguments(node, spot);
    for (size_t i = 0; i < node.args.size(); ++i) {
      Truth others = node.function == Function::kAnd ? kTrue : kFalse;
      for (size_t k = 0; k < node.args.size(); ++k) {
        if (k != i) others = Combine(node.function, others, Value(To(spot, node.args[k])));
      }
      Table inner;
      for (const Truth value : {kFalse, kTrue, kMissing, kError}) {
        inner[value] = (*table)[Combine(node.function, value, others)];
      }
      Visit(To(spot, node.args[i]), &inner);
    }
  }

  void VisitConditional(const Spot& spot, const Table* table) {
    const cel::Node& node = *spot.node;
    const bool of_bools = node.type.is(TypeKind::kBool) && table != nullptr;
    const Truth condition = Value(To(spot, node.args[0]));
    if (of_bools) {
      const Table inner = {(*table)[Value(To(spot, node.args[2]))], (*table)[Value(To(spot, node.args[1]))], (*table)[kMissing],
                           (*table)[kError]};
      Visit(To(spot, node.args[0]), &inner);
    } else {
      Visit(To(spot, node.args[0]), nullptr);
    }
    if (condition == kTrue) Visit(To(spot, node.args[1]), of_bools ? table : nullptr);
    if (condition == kFalse) Visit(To(spot, node.args[2]), of_bools ? table : nullptr);
  }

  void VisitMacro(const Spot& spot, const Table* table) {
    const cel::Node& node = *spot.node;
    const columns::CompiledExpression& expression = program_.expression(spot.expression);
    Visit(To(spot, node.args[0]), nullptr);
    const Register list = expression.RangeOf(spot.node);
    if (list == columns::kNoRegister) return;
    const int32_t row = RowOf(list, spot);
    if (run_.StandingOf(list, row) != Standing::kPresent) return;
    const columns::Run::Elements elements = run_.ElementsOf(list, row);
    std::vector<Spot> bodies;
    std::vector<bool> certain;
    for (int32_t i = elements.first; i < elements.first + elements.count; ++i) {
      const Membership membership = run_.MembershipOf(list, i);
      if (membership == Membership::kOut) continue;
      bodies.push_back({spot.expression, node.args[1], expression.ElementsOf(spot.node), i, spot.household});
      certain.push_back(membership == Membership::kIn);
    }
    const bool quantifier = node.macro == Macro::kAll || node.macro == Macro::kExists || node.macro == Macro::kExistsOne;
    if (quantifier && table != nullptr) return VisitQuantifier(node.macro, bodies, certain, *table);
    for (const Spot& body : bodies) {
      for (size_t arg = 1; arg < node.args.size(); ++arg) Visit(To(body, node.args[arg]), nullptr);
    }
  }

  // What an element adds to the whole, SEMANTICS.md section 4.
  static Truth Contribution(Macro macro, Truth value, bool certain) {
    if (certain) return value;
    if (macro == Macro::kAll) return value == kTrue ? kTrue : kMissing;
    return value == kFalse ? kFalse : kMissing;  // of exists_one: one that could yet be
  }

  struct Counts {
    int32_t is_true = 0, open = 0, error = 0;
    void Add(Truth contribution, int32_t n) {
      if (contribution == kTrue) is_true += n;
      if (contribution == kMissing) open += n;
      if (contribution == kError) error += n;
    }
    Truth One() const {
      if (error > 0) return kError;
      if (is_true > 1) return kFalse;
      if (open > 0) return kMissing;
      return is_true == 1 ? kTrue : kFalse;
    }
  };

  void VisitQuantifier(Macro macro, const std::vector<Spot>& bodies, const std::vector<bool>& certain, const Table& table) {
    const size_t count = bodies.size();
    std::vector<Truth> own(count);
    for (size_t i = 0; i < count; ++i) own[i] = Contribution(macro, Value(bodies[i]), certain[i]);
    const Function function = macro == Macro::kAll ? Function::kAnd : Function::kOr;
    const Truth start = macro == Macro::kAll ? kTrue : kFalse;
    // What those before an element come to, and those after it.
    std::vector<Truth> before(count + 1, start), after(count + 1, start);
    Counts counts;
    for (size_t i = 0; i < count; ++i) before[i + 1] = Combine(function, before[i], own[i]);
    for (size_t i = count; i-- > 0;) after[i] = Combine(function, own[i], after[i + 1]);
    for (const Truth contribution : own) counts.Add(contribution, 1);
    for (size_t i = 0; i < count; ++i) {
      Table inner;
      for (const Truth value : {kFalse, kTrue, kMissing, kError}) {
        const Truth contribution = Contribution(macro, value, certain[i]);
        if (macro == Macro::kExistsOne) {
          Counts others = counts;
          others.Add(own[i], -1);
          others.Add(contribution, 1);
          inner[value] = table[others.One()];
        } else {
          inner[value] = table[Combine(function, contribution, Combine(function, before[i], after[i + 1]))];
        }
      }
      Visit(bodies[i], &inner);
    }
  }

  const columns::Program& program_;
  const columns::Run& run_;
  const TellLeaf* tell_;
};

}  // namespace

Truth And(Truth a, Truth b) {
  if (a == kError || b == kError) return kError;
  if (a == kFalse || b == kFalse) return kFalse;
  return a == kMissing || b == kMissing ? kMissing : kTrue;
}

Truth Or(Truth a, Truth b) {
  if (a == kError || b == kError) return kError;
  if (a == kTrue || b == kTrue) return kTrue;
  return a == kMissing || b == kMissing ? kMissing : kFalse;
}

Truth Not(Truth a) {
  if (a == kFalse) return kTrue;
  return a == kTrue ? kFalse : a;
}

Truth ValueOf(const columns::Program& program, const columns::Run& run, columns::ExpressionId expression, int32_t row) {
  const Walker walker(program, run, nullptr);
  return walker.Value(walker.RootOf(expression, row));
}

void WalkCondition(const columns::Program& program, const columns::Run& run, columns::ExpressionId expression, int32_t row,
                   const Table& table, const TellLeaf& tell) {
  Walker walker(program, run, &tell);
  walker.Visit(walker.RootOf(expression, row), &table);
}

}  // namespace graduasi::analysis
