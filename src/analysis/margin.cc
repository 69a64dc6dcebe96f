#include "src/analysis/margin.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graduasi/date.h"
#include "src/cel/comparison.h"
#include "src/columns/bits.h"
#include "src/policy/environment.h"

namespace graduasi::analysis {
namespace {

using cel::Function;
using cel::Node;
using cel::NodeKind;
using cel::TypeKind;

// Exact also where the difference does not fit.
uint64_t Distance(int64_t a, int64_t b) {
  return a > b ? static_cast<uint64_t>(a) - static_cast<uint64_t>(b) : static_cast<uint64_t>(b) - static_cast<uint64_t>(a);
}

}  // namespace

// Walks the logic of an expression down to its comparisons, through the facts that it names.
class Margins::Finder {
 public:
  Finder(const policy::CompiledPolicy& policy, std::vector<Threshold>* out)
      : policy_(policy), program_(*policy.bulk().program), out_(out) {}

  void Find(columns::ExpressionId expression, const std::string& owner) {
    owner_ = owner;
    Walk(expression, program_.expression(expression).expression().root);
  }

 private:
  void Walk(columns::ExpressionId id, const Node* node) {
    const columns::CompiledExpression& expression = program_.expression(id);
    if (node->kind == NodeKind::kVariable) {
      if (const columns::ExpressionId fact = expression.FactOf(node); fact != columns::kNoExpression) {
        Walk(fact, program_.expression(fact).expression().root);
      }
      return;
    }
    if (node->kind != NodeKind::kCall) return;
    if (cel::IsOrder(node->function)) return Add(expression, *node);
    if (node->function != Function::kAnd && node->function != Function::kOr && node->function != Function::kNot &&
        node->function != Function::kConditional) {
      return;
    }
    for (const Node* arg : node->args) {
      if (arg->type.is(TypeKind::kBool)) Walk(id, arg);
    }
  }

  bool OfHousehold(columns::Register reg) const {
    return reg != columns::kNoRegister &&
           (program_.info(reg).space == columns::kHouseholds || program_.info(reg).space == columns::kConstant);
  }

  // The unit of a side that is nothing but a parameter or a fact; "months" of months_between.
  std::string UnitOf(const Node& node) const {
    const PolicyDocument& document = policy_.document();
    if (node.kind == NodeKind::kCall && node.function == Function::kMonthsBetween) return "months";
    if (node.kind != NodeKind::kVariable) return "";
    const int parameter = node.index - policy::kFirstParameterVariable;
    const int fact = node.index - policy::FirstFactVariable(document);
    if (fact >= 0) return document.facts[static_cast<size_t>(fact)].unit;
    return parameter >= 0 ? document.parameters[static_cast<size_t>(parameter)].unit : "";
  }

  void Add(const columns::CompiledExpression& expression, const Node& node) {
    const TypeKind kind = node.args[0]->type.kind();
    if (kind != TypeKind::kInt && kind != TypeKind::kDate) return;
    Threshold threshold;
    threshold.left = expression.RegisterOf(node.args[0]);
    threshold.right = expression.RegisterOf(node.args[1]);
    if (!OfHousehold(threshold.left) || !OfHousehold(threshold.right)) return;
    if (!seen_.insert({threshold.left, threshold.right, static_cast<int>(node.function)}).second) return;
    threshold.function = node.function;
    threshold.margin.owner = owner_;
    threshold.margin.expression = cel::Print(node);
    threshold.margin.days = kind == TypeKind::kDate;
    threshold.margin.unit = UnitOf(*node.args[1]);
    if (threshold.margin.unit.empty()) threshold.margin.unit = UnitOf(*node.args[0]);
    threshold.months = threshold.margin.unit == "months";
    const bool left_constant = program_.info(threshold.left).space == columns::kConstant;
    const bool right_constant = program_.info(threshold.right).space == columns::kConstant;
    threshold.threshold_left = left_constant && !right_constant;
    out_->push_back(std::move(threshold));
  }

  struct Seen {
    columns::Register left, right;
    int function;
    bool operator<(const Seen& other) const {
      return std::make_tuple(left, right, function) < std::make_tuple(other.left, other.right, other.function);
    }
  };
  const policy::CompiledPolicy& policy_;
  const columns::Program& program_;
  std::vector<Threshold>* out_;
  std::string owner_;
  std::set<Seen> seen_;
};

Margins::Margins(const policy::CompiledPolicy& policy, int percent, int months)
    : policy_(policy), percent_(percent), months_(months) {
  const PolicyDocument& document = policy.document();
  const policy::Form& form = policy.bulk();
  Finder finder(policy_, &thresholds_);
  for (size_t i = 0; i < form.criteria.size(); ++i) {
    const std::string owner = absl::StrCat("criterion ", document.criteria[i].id.text);
    if (form.criteria[i].applies_when != columns::kNoExpression) finder.Find(form.criteria[i].applies_when, owner);
    finder.Find(form.criteria[i].require, owner);
  }
  for (size_t i = 0; i < form.safeguards.size(); ++i) {
    finder.Find(form.safeguards[i].when, absl::StrCat("safeguard ", document.safeguards[i].id.text));
  }
  for (size_t i = 0; i < form.scores.size(); ++i) {
    if (form.scores[i]) finder.Find(form.scores[i]->reached, absl::StrCat("route ", document.routes[i].id.text));
  }
}

bool Margins::Close(const Threshold& threshold, int64_t actual, int64_t required, bool* wide) const {
  if (threshold.margin.days) {
    *wide = *wide || months_ > 0;
    const Date day = Date::FromDays(static_cast<int32_t>(required));
    const std::optional<Date> from = day.AddMonths(-months_);
    const std::optional<Date> until = day.AddMonths(months_);
    return (!from || actual >= from->days()) && (!until || actual <= until->days());
  }
  const uint64_t distance = Distance(actual, required);
  const uint64_t size = Distance(required, 0);
  uint64_t width = size / 100 * static_cast<uint64_t>(percent_) + size % 100 * static_cast<uint64_t>(percent_) / 100;
  if (threshold.months) width = std::max(width, static_cast<uint64_t>(months_));
  *wide = *wide || width > 0;
  return width > 0 && distance <= width;
}

void Margins::Add(const columns::Run& run, int32_t rows, const std::vector<uint64_t>& left_out,
                  std::vector<Count>* counts) const {
  const columns::Program& program = *policy_.bulk().program;
  counts->resize(thresholds_.size());
  for (size_t i = 0; i < thresholds_.size(); ++i) {
    const Threshold& threshold = thresholds_[i];
    Count* count = &(*counts)[i];
    const bool left_constant = program.info(threshold.left).space == columns::kConstant;
    const bool right_constant = program.info(threshold.right).space == columns::kConstant;
    for (int32_t row = 0; row < rows; ++row) {
      if (columns::TestBit(left_out.data(), row)) continue;
      const int32_t left_row = left_constant ? 0 : row;
      const int32_t right_row = right_constant ? 0 : row;
      if (run.StandingOf(threshold.left, left_row) != columns::Standing::kPresent ||
          run.StandingOf(threshold.right, right_row) != columns::Standing::kPresent) {
        continue;
      }
      const columns::IntRange left = run.Int(threshold.left, left_row);
      const columns::IntRange right = run.Int(threshold.right, right_row);
      if (left.low != left.high || right.low != right.high) continue;
      ++count->known;
      const int64_t actual = threshold.threshold_left ? right.low : left.low;
      const int64_t required = threshold.threshold_left ? left.low : right.low;
      if (!Close(threshold, actual, required, &count->wide)) continue;
      ++(cel::Holds(threshold.function, left.low, right.low) ? count->just_holds : count->just_fails);
    }
  }
}

std::vector<Margin> Margins::Told(const std::vector<Count>& counts) const {
  std::vector<Margin> told;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (!counts[i].wide) continue;
    Margin margin = thresholds_[i].margin;
    margin.known = counts[i].known;
    margin.just_holds = counts[i].just_holds;
    margin.just_fails = counts[i].just_fails;
    told.push_back(std::move(margin));
  }
  return told;
}

}  // namespace graduasi::analysis
