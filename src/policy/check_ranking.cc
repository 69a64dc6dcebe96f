#include "src/policy/check_ranking.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/model/record.h"
#include "src/policy/check_names.h"
#include "src/policy/environment.h"

namespace graduasi::policy {
namespace {

using cel::TypeKind;

// What expressions read, by themselves and through facts.
class Reads {
 public:
  explicit Reads(const CheckedPolicy& policy)
      : policy_(policy), facts_(policy.facts.size()), parameters_(policy.parameters.size()) {}

  void Add(const ExpressionPtr& expression) {
    std::vector<const cel::Expression*> pending = {expression.get()};
    const int first_fact = FirstFactVariable(policy_.document);
    while (!pending.empty()) {
      const cel::Expression* next = pending.back();
      pending.pop_back();
      if (next == nullptr) continue;
      for (const int32_t variable : next->variables_read) {
        if (variable >= first_fact) {
          const auto fact = static_cast<size_t>(variable - first_fact);
          if (!facts_[fact]) pending.push_back(policy_.facts[fact].get());
          facts_[fact] = true;
        } else if (variable >= kFirstParameterVariable) {
          parameters_[static_cast<size_t>(variable - kFirstParameterVariable)] = true;
        }
      }
    }
  }
  void Add(const CheckedReasons& reasons) {
    for (const CheckedReason* reason : {&reasons.id, &reasons.en}) {
      for (const CheckedReason::Piece& piece : reason->pieces) Add(piece.hole);
    }
  }

  const std::vector<bool>& facts() const { return facts_; }
  const std::vector<bool>& parameters() const { return parameters_; }

 private:
  const CheckedPolicy& policy_;
  std::vector<bool> facts_, parameters_;
};

bool HasIdentity(const cel::Node& node) {
  if (node.kind == cel::NodeKind::kField || node.kind == cel::NodeKind::kHasField) {
    const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
    if (field != nullptr && field->role == Role::kIdentity) return true;
  }
  return std::any_of(node.args.begin(), node.args.end(), [](const cel::Node* arg) { return HasIdentity(*arg); });
}

// Whether the value depends on a NIK, a KK number, a name or an address, by itself or through facts of the policy.
bool ReadsIdentity(const CheckedPolicy& policy, const ExpressionPtr& expression) {
  if (HasIdentity(*expression->root)) return true;
  Reads reads(policy);
  reads.Add(expression);
  for (size_t i = 0; i < policy.facts.size(); ++i) {
    if (reads.facts()[i] && policy.facts[i] != nullptr && HasIdentity(*policy.facts[i]->root)) return true;
  }
  for (size_t i = 0; i < policy.parameters.size(); ++i) {
    const ExpressionPtr& key = policy.parameters[i].key;
    if (reads.parameters()[i] && key != nullptr && HasIdentity(*key->root)) return true;
  }
  return false;
}

// A rule made in memory has no places of its own.
void FillPath(const std::string& path, SourcePlace* place) {
  if (place->path.empty()) place->path = path;
}

RankingRule WithPaths(RankingRule rule) {
  FillPath("ranking", &rule.place);
  FillPath("ranking.id", &rule.id.place);
  for (size_t i = 0; i < rule.keys.size(); ++i) {
    RankingKey& key = rule.keys[i];
    const std::string path = absl::StrCat("ranking.key[", i, "]");
    FillPath(path, &key.place);
    FillPath(path + ".id", &key.id.place);
    FillPath(path + ".expr", &key.expr.place);
    for (size_t k = 0; k < key.max_age.size(); ++k) {
      FillPath(absl::StrCat(path, ".max_age[", k, "]"), &key.max_age[k].place);
      FillPath(absl::StrCat(path, ".max_age[", k, "].fact"), &key.max_age[k].fact.place);
    }
  }
  return rule;
}

SourcePlace FieldOf(const RankingKey& key, const char* field) {
  SourcePlace place = key.place;
  absl::StrAppend(&place.path, ".", field);
  return place;
}

CheckedRanking::Key CheckKey(const CheckedPolicy& policy, const RankingKey& key, ExpressionChecker* expressions,
                             Report* report) {
  CheckTitle(key.title, key.place, absl::StrCat("ranking key ", key.id.text), report);
  if (key.direction == graduasi::Direction::kUnspecified) {
    report->Add(FieldOf(key, "direction"), "it must be said which values stand first: ASCENDING (small ones) or DESCENDING");
  }
  if (key.missing == MissingPlace::kUnspecified) {
    report->Add(FieldOf(key, "missing"), "it must be said where families stand whose value is not known: FIRST or LAST");
  }
  CheckedRanking::Key checked;
  checked.rules = expressions->AgeLimits(key.max_age);
  checked.value = expressions->OrderedValue(key.expr);
  if (checked.value != nullptr && ReadsIdentity(policy, checked.value)) {
    report->Add(key.expr, "nobody is ranked by a NIK, a KK number, a name or an address");
  }
  return checked;
}

std::vector<bool> Without(std::vector<bool> all, const std::vector<bool>& taken) {
  for (size_t i = 0; i < all.size(); ++i) all[i] = all[i] && !taken[i];
  return all;
}

}  // namespace

CheckedRanking CheckRanking(const CheckedPolicy& policy, const RankingRule& declared, ExpressionChecker* expressions,
                            Report* report) {
  const RankingRule rule = WithPaths(declared);
  Names(report).Add(rule.id, "ranking", false, rule.place);
  CheckTitle(rule.title, rule.place, absl::StrCat("ranking ", rule.id.text), report);
  if (rule.source.empty()) {
    report->Add(rule.place, absl::StrCat("ranking ", rule.id.text, " names no `source`: what does the order rest on?"));
  }
  if (rule.keys.empty()) report->Add(rule.place, "a ranking needs at least one `key`: without one all families tie");
  if (rule.keys.size() > kMostRankingKeys) {
    report->Add(rule.keys[kMostRankingKeys].place,
                absl::StrCat("a ranking has at most ", kMostRankingKeys, " keys; this one has ", rule.keys.size()));
  }
  Names names(report);
  CheckedRanking ranking;
  for (const RankingKey& key : rule.keys) {
    names.Add(key.id, "ranking key", false, key.place);
    ranking.keys.push_back(CheckKey(policy, key, expressions, report));
  }
  return ranking;
}

std::optional<CheckedRanking> CheckOtherRanking(const CheckedPolicy& policy, const RankingRule& rule, Findings* findings) {
  Report report(findings);
  ExpressionChecker expressions(policy.document, &report);
  for (size_t i = 0; i < policy.facts.size(); ++i) expressions.Fact(i);
  CheckedRanking ranking = CheckRanking(policy, rule, &expressions, &report);
  if (!report.clean()) return std::nullopt;
  return ranking;
}

void MarkRankingOnly(CheckedPolicy* policy) {
  Reads decisions(*policy), ranking(*policy);
  for (const CheckedSafeguard& safeguard : policy->safeguards) {
    decisions.Add(safeguard.when);
    decisions.Add(safeguard.reason);
  }
  for (const CheckedCriterion& criterion : policy->criteria) {
    decisions.Add(criterion.applies_when);
    decisions.Add(criterion.require);
    decisions.Add(criterion.pass);
    decisions.Add(criterion.fail);
  }
  for (const CheckedRoute& route : policy->routes) {
    if (!route.score) continue;
    decisions.Add(route.score->sum);
    decisions.Add(route.score->required);
    decisions.Add(route.score->reached);
  }
  if (policy->ranking) {
    for (const CheckedRanking::Key& key : policy->ranking->keys) ranking.Add(key.value);
  }
  policy->ranking_only_facts = Without(ranking.facts(), decisions.facts());
  policy->ranking_only_parameters = Without(ranking.parameters(), decisions.parameters());
}

}  // namespace graduasi::policy
