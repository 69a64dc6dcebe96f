#include "src/policy/check_expressions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "src/cel/spelling.h"
#include "src/model/record.h"
#include "src/policy/environment.h"
#include "src/policy/reason.h"

namespace graduasi::policy {
namespace {

using cel::TypeKind;

bool Printable(const cel::Type& type) {
  switch (type.kind()) {
    case TypeKind::kBool:
    case TypeKind::kInt:
    case TypeKind::kString:
    case TypeKind::kDate:
    case TypeKind::kEnum:
      return true;
    default:
      return false;
  }
}

// Whether `name` stands in the text as a word of its own.
bool Mentions(const std::string& text, const std::string& name) {
  const auto in_word = [&](size_t at) {
    return at < text.size() && (absl::ascii_isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_');
  };
  for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    if ((at == 0 || !in_word(at - 1)) && !in_word(at + name.size())) return true;
  }
  return false;
}

// Whether the value of the node can carry a NIK, a KK number, a name or an address out.
bool CarriesIdentity(const cel::Node& node) {
  if (node.kind == cel::NodeKind::kField && node.type.is(TypeKind::kString)) {
    const model::FieldInfo* field = model::FieldOf(node.args[0]->type.structure(), node.index);
    if (field != nullptr && field->role == Role::kIdentity) return true;
  }
  return std::any_of(node.args.begin(), node.args.end(), [](const cel::Node* arg) { return CarriesIdentity(*arg); });
}

}  // namespace

ExpressionChecker::ExpressionChecker(const PolicyDocument& document, Report* report)
    : document_(document), report_(report), environment_(StartEnvironment(document)) {}

ExpressionPtr ExpressionChecker::Check(const Placed& source, size_t offset, const std::string& text,
                                       const cel::Type* expected) {
  std::vector<cel::Issue> issues;
  ExpressionPtr expression =
      expected == nullptr ? cel::Check(text, environment_, &issues) : cel::CheckAs(*expected, text, environment_, &issues);
  // What names a fact that is itself broken is not blamed: its types are not known.
  const bool consequence =
      std::any_of(broken_.begin(), broken_.end(), [&](const std::string& name) { return Mentions(text, name); });
  for (const cel::Issue& issue : issues) {
    if (!consequence) report_->AddAt(source, offset + static_cast<size_t>(issue.position), issue.message);
  }
  if (expression == nullptr) {
    some_failed_ = true;
    return nullptr;
  }
  used_.insert(expression->variables_read.begin(), expression->variables_read.end());
  Lint(source, offset, *expression->root);
  return expression;
}

void ExpressionChecker::Lint(const Placed& source, size_t offset, const cel::Node& node) {
  const size_t at = offset + static_cast<size_t>(node.position);
  switch (node.type.kind()) {
    case TypeKind::kDouble:
      report_->AddAt(source, at,
                     "policies count in whole numbers (rupiah, per mille, days): a number with a fraction is not exact");
      return;
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      report_->AddAt(source, at,
                     "policies count in days without a time zone: use date(\"2026-01-01\"), months_between and add_months");
      return;
    case TypeKind::kNull:
      report_->AddAt(source, at, "`null` has no use in a policy: an absent fact is missing by itself");
      return;
    default:
      break;
  }
  if (node.kind == cel::NodeKind::kCall && node.function == cel::Function::kMatches) {
    report_->AddAt(source, at,
                   "patterns are hard to review: compare with `==`, `in [...]` or startsWith() instead of matches()");
    return;
  }
  for (const cel::Node* arg : node.args) Lint(source, offset, *arg);
}

ExpressionPtr ExpressionChecker::Fact(size_t index) {
  const graduasi::Fact& fact = document_.facts[index];
  ExpressionPtr expression = Check(fact.expr, 0, fact.expr.text, nullptr);
  if (expression == nullptr) broken_.push_back(fact.id.text);
  // A fact that failed still takes its number, so that the numbers of the others hold.
  environment_.variables.push_back(
      {fact.id.text, expression != nullptr ? expression->root->type : cel::Type(TypeKind::kNull), "fact"});
  return expression;
}

ExpressionPtr ExpressionChecker::Leaf(const Placed& source, TypeKind kind) {
  const cel::Type expected(kind);
  return Check(source, 0, source.text, &expected);
}

ExpressionPtr ExpressionChecker::Key(const Placed& source) {
  ExpressionPtr key = Check(source, 0, source.text, nullptr);
  if (key == nullptr) return nullptr;
  for (const int variable : key->variables_read) {
    if (variable != kHouseholdVariable) {
      report_->Add(source, "the key of a table may read only the household");
      return nullptr;
    }
  }
  const cel::Type& type = key->root->type;
  const bool region = type.is(TypeKind::kStruct) && type.structure()->name == "Region";
  if (!region && !type.is(TypeKind::kString) && !type.is(TypeKind::kInt) && !type.is(TypeKind::kEnum)) {
    report_->Add(source,
                 absl::StrCat("a key must be a text, a whole number, a code or `household.region`, not ", type.ToString()));
    return nullptr;
  }
  return key;
}

ExpressionPtr ExpressionChecker::OrderedValue(const Placed& source) {
  ExpressionPtr value = Check(source, 0, source.text, nullptr);
  if (value == nullptr) return nullptr;
  switch (value->root->type.kind()) {
    case TypeKind::kInt:
    case TypeKind::kDate:
    case TypeKind::kBool:
      return value;
    case TypeKind::kDouble:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kNull:
      return nullptr;  // no policy may use them, which has been said
    default:
      report_->Add(source,
                   absl::StrCat("a ranking key must be a whole number, a day or a bool, not ", value->root->type.ToString()));
      return nullptr;
  }
}

CheckedReason ExpressionChecker::Reason(const Placed& text) {
  CheckedReason reason;
  std::vector<ReasonPiece> pieces;
  std::string mistake;
  size_t position = 0;
  if (!SplitReason(text.text, &pieces, &mistake, &position)) {
    report_->AddAt(text, position, mistake);
    return reason;
  }
  for (const ReasonPiece& piece : pieces) {
    if (!piece.hole) {
      reason.pieces.push_back({piece.text, nullptr});
      continue;
    }
    ExpressionPtr hole = Check(text, piece.offset, piece.text, nullptr);
    if (hole == nullptr) continue;
    if (!Printable(hole->root->type)) {
      report_->AddAt(
          text, piece.offset,
          absl::StrCat("a hole must be a number, a text, a day, a code or a bool, not ", hole->root->type.ToString()));
    } else if (CarriesIdentity(*hole->root)) {
      report_->AddAt(text, piece.offset, "a reason may not print a NIK, a KK number, a name or an address");
    }
    reason.pieces.push_back({"", std::move(hole)});
  }
  return reason;
}

CheckedReasons ExpressionChecker::Reasons(const Placed& id, const Placed& en) {
  if (id.empty() != en.empty()) {
    report_->Add(id.empty() ? en : id,
                 absl::StrCat("this text has no ", id.empty() ? "Indonesian (`id`)" : "English (`en`)", " form"));
  }
  return {Reason(id), Reason(en)};
}

columns::ReadRules ExpressionChecker::AgeLimits(const std::vector<MaxAge>& limits) {
  columns::ReadRules rules;
  for (const MaxAge& limit : limits) {
    const std::vector<std::string> names = absl::StrSplit(limit.fact.text, '.');
    const model::RecordInfo* record = &model::HouseholdRecord();
    columns::AgeLimit age;
    age.months = limit.months;
    bool found = names.size() >= 2 && names[0] == "household";
    if (!found) report_->Add(limit.fact, "the path of a dated fact starts with `household.`, such as household.incomes");
    for (size_t i = 1; found && i < names.size(); ++i) {
      const int index = record->FieldIndex(names[i]);
      const model::FieldInfo* field = index < 0 ? nullptr : &record->fields[static_cast<size_t>(index)];
      if (field == nullptr || field->record == nullptr) {
        std::vector<std::string> known;
        for (const model::FieldInfo& candidate : record->fields) {
          if (candidate.record != nullptr) known.push_back(candidate.name);
        }
        report_->Add(limit.fact,
                     absl::StrCat("`", names[i], "` is not a record of ", record->name, cel::DidYouMean(names[i], known)));
        found = false;
      } else {
        age.path.push_back(index);
        record = field->record;
      }
    }
    if (found && record->recorded_on < 0) {
      report_->Add(limit.fact, absl::StrCat("`", limit.fact.text, "` carries no date, so it cannot have an age"));
    }
    if (limit.months < 1 || limit.months > 1200) {
      report_->Add(limit.place, "`months` must be between 1 and 1200");
    }
    for (const columns::AgeLimit& other : rules.limits) {
      if (found && other.path == age.path)
        report_->Add(limit.fact, absl::StrCat("`", limit.fact.text, "` has two age limits here"));
    }
    if (found) rules.limits.push_back(std::move(age));
  }
  return rules;
}

}  // namespace graduasi::policy
