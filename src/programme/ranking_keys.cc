#include "src/programme/ranking_keys.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/cel/check.h"
#include "src/model/record.h"
#include "src/policy/bindings.h"
#include "src/policy/check_expressions.h"
#include "src/policy/environment.h"
#include "src/policy/report.h"

namespace graduasi::programme {
namespace {

using cel::TypeKind;

// Families evaluated at a time: the columns of a batch stay in the cache.
constexpr size_t kBatchRows = 2048;

// Whether the value depends on a NIK, a KK number, a name or an address, by itself or through facts of the policy.
bool ReadsIdentity(const policy::CheckedPolicy& policy, const cel::Node& node) {
  if (node.kind == cel::NodeKind::kField || node.kind == cel::NodeKind::kHasField) {
    const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
    if (field != nullptr && field->role == Role::kIdentity) return true;
  }
  const int first_fact = policy::FirstFactVariable(policy.document);
  if (node.kind == cel::NodeKind::kVariable && node.index >= first_fact &&
      ReadsIdentity(policy, *policy.facts[static_cast<size_t>(node.index - first_fact)]->root)) {
    return true;
  }
  return std::any_of(node.args.begin(), node.args.end(), [&](const cel::Node* arg) { return ReadsIdentity(policy, *arg); });
}

std::optional<RankingValue::Kind> KindOf(const cel::Type& type) {
  switch (type.kind()) {
    case TypeKind::kInt:
      return RankingValue::Kind::kInteger;
    case TypeKind::kDate:
      return RankingValue::Kind::kDate;
    case TypeKind::kBool:
      return RankingValue::Kind::kBool;
    default:
      return std::nullopt;
  }
}

// The place of a key and of one thing in it, where the author's file does not say.
Placed Located(Placed text, size_t key, const char* field) {
  if (text.place.path.empty()) text.place.path = absl::StrCat("key[", key, "].", field);
  return text;
}

RankingValue ValueOf(const columns::Run& run, columns::Register reg, int32_t row, RankingValue::Kind kind) {
  RankingValue value;
  value.kind = kind;
  if (kind == RankingValue::Kind::kBool) {
    value.value = run.Bool(reg, row) ? 1 : 0;
    return value;
  }
  columns::IntRange range;
  if (kind == RankingValue::Kind::kDate) {
    const columns::DateRange days = run.Date(reg, row);
    range = {days.low, days.high};
  } else {
    range = run.Int(reg, row);
  }
  value.imprecise = range.low != range.high;
  if (!value.imprecise) value.value = range.low;
  return value;
}

}  // namespace

std::optional<RankingKeys> RankingKeys::Check(const policy::CompiledPolicy& policy, const RankingRule& rule,
                                              Findings* findings) {
  const policy::CheckedPolicy& checked = policy.checked();
  const size_t before = findings->size();
  policy::Report report(findings);
  policy::ExpressionChecker checker(checked.document, &report);
  cel::Environment environment = policy::StartEnvironment(checked.document);
  for (size_t i = 0; i < checked.facts.size(); ++i) {
    checker.Fact(i);
    environment.variables.push_back({checked.document.facts[i].id.text, checked.facts[i]->root->type, "fact"});
  }
  if (rule.keys.empty()) findings->push_back({"key", 0, 0, "a ranking needs at least one key: without one all families tie"});

  RankingKeys keys;
  columns::Builder builder(policy::BindingsOf(checked), columns::Rules::kPolicy);
  std::set<std::string> ids;
  for (size_t i = 0; i < rule.keys.size(); ++i) {
    const RankingKey& key = rule.keys[i];
    const auto wrong = [&](const char* field, std::string message) {
      findings->push_back({absl::StrCat("key[", i, "].", field), 0, 0, std::move(message)});
    };
    if (key.id.empty()) wrong("id", "a key needs an id, by which results name it");
    if (!key.id.empty() && !ids.insert(key.id).second) wrong("id", "another key has the same id; each needs its own");
    if (key.direction == Direction::kUnspecified)
      wrong("direction", "it must be said which values stand first: ascending (small ones) or descending (large ones)");
    if (key.missing == MissingPlace::kUnspecified)
      wrong("missing", "it must be said where families stand whose value is not known: first or last");
    std::vector<MaxAge> limits = key.max_age;
    for (MaxAge& limit : limits) {
      limit.fact = Located(std::move(limit.fact), i, "max_age");
      if (limit.place.path.empty()) limit.place.path = limit.fact.place.path;
    }
    const columns::ReadRules rules = checker.AgeLimits(limits);
    const Placed source = Located(key.expression, i, "expression");
    std::vector<cel::Issue> issues;
    const policy::ExpressionPtr first = cel::Check(source.text, environment, &issues);
    for (const cel::Issue& issue : issues) report.AddAt(source, static_cast<size_t>(issue.position), issue.message);
    if (first == nullptr) continue;
    const std::optional<RankingValue::Kind> kind = KindOf(first->root->type);
    if (!kind.has_value()) {
      report.Add(source, absl::StrCat("a key must be a whole number, a day or a bool, not ", first->root->type.ToString()));
      continue;
    }
    // Once more, as the leaf of a policy: what policies may not use, a key may not either.
    const policy::ExpressionPtr expression = checker.Leaf(source, first->root->type.kind());
    if (expression == nullptr) continue;
    if (ReadsIdentity(checked, *expression->root)) {
      report.Add(source, "nobody is ranked by a NIK, a KK number, a name or an address");
      continue;
    }
    if (!report.clean() || findings->size() != before) continue;
    keys.keys_.push_back(builder.Compile(expression, rules));
    keys.kinds_.push_back(*kind);
  }
  if (findings->size() != before) return std::nullopt;
  keys.program_ = builder.Finish();
  return keys;
}

std::vector<RankingKeys::Row> RankingKeys::Evaluate(absl::Span<const Household* const> households, Date as_of,
                                                    const columns::RecordedWhenTrue& recorded_when_true) {
  std::vector<Row> rows;
  rows.reserve(households.size());
  for (size_t first = 0; first < households.size(); first += kBatchRows) {
    EvaluateBatch(households.subspan(first, kBatchRows), as_of, recorded_when_true, &rows);
  }
  return rows;
}

// Halves the batch if it is too large to hold at once.
void RankingKeys::EvaluateBatch(absl::Span<const Household* const> households, Date as_of,
                                const columns::RecordedWhenTrue& recorded_when_true, std::vector<Row>* rows) {
  columns::ReadHouseholds(*program_, households, recorded_when_true, batch_.get());
  batch_->SetAsOf(as_of.days());
  if (!run_->Execute(*program_, *batch_)) {
    const size_t half = households.size() / 2;
    EvaluateBatch(households.subspan(0, half), as_of, recorded_when_true, rows);
    EvaluateBatch(households.subspan(half), as_of, recorded_when_true, rows);
    return;
  }
  for (size_t i = 0; i < households.size(); ++i) {
    const int32_t row = static_cast<int32_t>(i);
    Row& made = rows->emplace_back();
    for (size_t key = 0; key < keys_.size(); ++key) {
      const columns::Register reg = program_->expression(keys_[key]).root();
      RankingValue value;
      value.kind = kinds_[key];
      const columns::Standing standing = run_->StandingOf(reg, row);
      if (standing == columns::Standing::kPresent) value = ValueOf(*run_, reg, row, kinds_[key]);
      if (standing == columns::Standing::kError && !made.error.has_value()) made.error = key;
      made.values.push_back(value);
    }
  }
}

}  // namespace graduasi::programme
