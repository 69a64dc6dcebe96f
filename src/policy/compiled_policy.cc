#include "src/policy/compiled_policy.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/sha256.h"
#include "src/model/record.h"
#include "src/policy/bindings.h"
#include "src/policy/content.h"

namespace graduasi::policy {
namespace {

class FormBuilder {
 public:
  FormBuilder(const CheckedPolicy& policy, bool with_reasons)
      : policy_(policy), with_reasons_(with_reasons), builder_(BindingsOf(policy), columns::Rules::kPolicy) {}

  Form Build() {
    Form form;
    for (const CheckedSafeguard& safeguard : policy_.safeguards) {
      form.safeguards.push_back(
          {builder_.Compile(safeguard.when, safeguard.rules), Reasons(safeguard.reason, safeguard.rules)});
    }
    for (const CheckedCriterion& criterion : policy_.criteria) {
      CompiledCriterion compiled;
      if (criterion.applies_when != nullptr) compiled.applies_when = builder_.Compile(criterion.applies_when, criterion.rules);
      compiled.require = builder_.Compile(criterion.require, criterion.rules);
      compiled.pass = Reasons(criterion.pass, criterion.rules);
      compiled.fail = Reasons(criterion.fail, criterion.rules);
      form.criteria.push_back(std::move(compiled));
    }
    for (const CheckedRoute& route : policy_.routes) {
      std::optional<CompiledScore> score;
      if (route.score) {
        score = CompiledScore{builder_.Compile(route.score->sum, route.score->rules),
                              builder_.Compile(route.score->required, route.score->rules),
                              builder_.Compile(route.score->reached, route.score->rules)};
      }
      form.scores.push_back(score);
    }
    form.program = builder_.Finish();
    return form;
  }

 private:
  CompiledReason Reason(const CheckedReason& reason, const columns::ReadRules& rules) {
    CompiledReason compiled;
    for (const CheckedReason::Piece& piece : reason.pieces) {
      compiled.pieces.push_back(
          {piece.text, piece.hole == nullptr ? columns::kNoExpression : builder_.Compile(piece.hole, rules)});
    }
    return compiled;
  }
  CompiledReasons Reasons(const CheckedReasons& reasons, const columns::ReadRules& rules) {
    if (!with_reasons_) return {};
    return {Reason(reasons.id, rules), Reason(reasons.en, rules)};
  }

  const CheckedPolicy& policy_;
  bool with_reasons_;
  columns::Builder builder_;
};

// Sorted, each once.
std::vector<std::string> PathsRead(const columns::Program& program) {
  std::vector<std::string> paths;
  for (const columns::InputColumn& input : program.inputs()) paths.push_back(PathText(input.path));
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace

CompiledRanking CompileRanking(const CheckedPolicy& policy, const CheckedRanking& ranking) {
  columns::Builder builder(BindingsOf(policy), columns::Rules::kPolicy);
  CompiledRanking compiled;
  for (const CheckedRanking::Key& key : ranking.keys) {
    compiled.keys.push_back(builder.Compile(key.value, key.rules));
    compiled.kinds.push_back(key.value->root->type.kind());
  }
  compiled.program = builder.Finish();
  return compiled;
}

std::string PathText(const std::vector<int>& path) {
  std::string text = "household";
  const model::RecordInfo* record = &model::HouseholdRecord();
  for (size_t i = 0; i < path.size(); ++i) {
    const model::FieldInfo& field = record->fields[static_cast<size_t>(path[i])];
    absl::StrAppend(&text, ".", field.name);
    if (field.kind == model::FieldKind::kList && i + 1 < path.size()) absl::StrAppend(&text, "[]");
    record = field.record;
  }
  return text;
}

std::shared_ptr<const CompiledPolicy> CompiledPolicy::Compile(const PolicyDocument& document, Findings* findings) {
  return Compile(CheckPolicy(document, findings), true);
}

std::shared_ptr<const CompiledPolicy> CompiledPolicy::CompileVariant(const PolicyDocument& document,
                                                                     const Misreading& misreading, Findings* findings) {
  return Compile(CheckVariant(document, misreading, findings), false);
}

std::shared_ptr<const CompiledPolicy> CompiledPolicy::Compile(std::unique_ptr<const CheckedPolicy> checked, bool ranks) {
  if (checked == nullptr) return nullptr;
  std::shared_ptr<CompiledPolicy> policy(new CompiledPolicy);
  policy->checked_ = std::move(checked);
  policy->bulk_ = FormBuilder(*policy->checked_, false).Build();
  policy->explained_ = FormBuilder(*policy->checked_, true).Build();
  policy->hash_ = Sha256Hex(ContentOf(policy->document()));
  policy->facts_read_ = PathsRead(*policy->bulk_.program);
  if (ranks && policy->checked_->ranking) {
    policy->ranking_ = CompileRanking(*policy->checked_, *policy->checked_->ranking);
    policy->ranking_facts_read_ = PathsRead(*policy->ranking_->program);
  }
  return policy;
}

}  // namespace graduasi::policy
