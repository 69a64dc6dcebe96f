#include "tests/property/policy_source.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/model/record.h"
#include "tests/property/domain.h"
#include "tests/reference/environment.h"

namespace graduasi::property {
namespace {

using cel::Type;
using cel::TypeKind;

Placed At(std::string text, const std::string& path) {
  Placed placed;
  placed.text = std::move(text);
  placed.place.path = path;
  return placed;
}

Text Title(const std::string& id) { return Text{absl::StrCat("judul ", id), absl::StrCat("title ", id)}; }

// Calls `visit` with every field below a record and its path, brackets included.
void Walk(const model::RecordInfo& record, const std::string& path,
          const std::function<void(const std::string& path, const model::FieldInfo& field)>& visit) {
  for (const model::FieldInfo& field : record.fields) {
    const std::string at = absl::StrCat(path, ".", field.name);
    visit(at, field);
    if (field.record != nullptr) Walk(*field.record, field.kind == model::FieldKind::kList ? at + "[]" : at, visit);
  }
}

class Writer {
 public:
  Writer(const ExpressionOptions& options, Random* random) : options_(options), random_(random) {
    document_.id = At("random", "id");
    document_.version = At("1", "version");
    document_.title = Title("random");
    document_.effective_from = At("2020-01-01", "effective.from");
    if (random->Percent(50)) document_.effective_until = At("2190-01-01", "effective.until");
    document_.synthetic = true;
    if (random->Percent(15)) document_.jurisdiction.push_back(At(RegionCode(random), "jurisdiction"));
  }

  PolicyDocument* document() { return &document_; }

  void AddNames() {
    for (int64_t i = random_->Between(0, 3); i > 0; --i) AddParameter();
    for (int64_t i = random_->Between(0, 3); i > 0; --i) AddFact();
  }

  void AddRules() {
    for (int64_t i = random_->Percent(50) ? 0 : random_->Between(1, 3); i > 0; --i) AddSafeguard();
    for (int64_t i = random_->Between(1, 5); i > 0; --i) AddCriterion();
    for (int64_t i = random_->Between(1, 3); i > 0; --i) AddRoute();
    UseEveryCriterion();
    RemoveUnusedNames();
  }

 private:
  std::string Expression(const Type& type, int depth) {
    std::string problem;
    const auto environment = reference::PolicyEnvironment::Make(document_, &problem);
    ExpressionOptions options = options_;
    options.depth = depth;
    return ExpressionSource(environment->names(), options, random_).Make(type);
  }
  std::string Expression(TypeKind kind) {
    return Expression(Type(kind), static_cast<int>(random_->Between(1, options_.depth)));
  }

  ParameterValue RandomValue(ParameterType type) {
    ParameterValue value;
    switch (type) {
      case ParameterType::kBool:
        value.boolean = random_->Percent(50);
        break;
      case ParameterType::kString:
        value.string = PlausibleText(random_);
        break;
      case ParameterType::kDate:
        value.date = NearDay(options_.as_of, random_);
        break;
      default:
        value.integer = PlausibleNumber(random_->Percent(50) ? "" : "IDR", random_);
        if (random_->Percent(3)) value.integer = AbsurdNumber(random_);
    }
    return value;
  }

  void AddParameter() {
    static const std::vector<ParameterType> types = {ParameterType::kInt,  ParameterType::kInt,    ParameterType::kInt,
                                                     ParameterType::kBool, ParameterType::kString, ParameterType::kDate};
    static const std::vector<std::string> keys = {"",
                                                  "",
                                                  "",
                                                  "household.region",
                                                  "household.region",
                                                  "size(household.members)",
                                                  "household.dwelling.tenure",
                                                  "household.region.code"};
    Parameter parameter;
    const std::string id = absl::StrCat("param_", document_.parameters.size());
    parameter.id = At(id, absl::StrCat("parameter[", document_.parameters.size(), "].id"));
    parameter.title = Title(id);
    parameter.type = random_->Of(types);
    parameter.source = "random";
    parameter.key = At(random_->Of(keys), "key");
    std::set<Date> starts = {Date(2019, 1, 1)};
    for (int64_t i = random_->Between(0, 2); i > 0; --i) starts.insert(NearDay(options_.as_of, random_));
    while (*starts.begin() < Date(2019, 1, 1)) starts.erase(starts.begin());
    for (const Date start : starts) {
      Parameter::Version version;
      version.from = At(start.ToString(), "from");
      if (parameter.key.empty()) {
        version.value = RandomValue(parameter.type);
      } else {
        version.entries = Entries(parameter);
      }
      parameter.versions.push_back(std::move(version));
    }
    document_.parameters.push_back(std::move(parameter));
  }

  std::vector<Parameter::Entry> Entries(const Parameter& parameter) {
    std::set<std::string> keys;
    for (int64_t i = random_->Between(1, 4); i > 0; --i) {
      if (absl::StartsWith(parameter.key.text, "size")) {
        keys.insert(absl::StrCat(random_->Between(0, 5)));
      } else if (absl::EndsWith(parameter.key.text, "tenure")) {
        keys.insert(DescribeEnum<Tenure>::names[random_->Below(5)].name);
      } else {
        keys.insert(RegionCode(random_));
      }
    }
    std::vector<Parameter::Entry> entries;
    for (const std::string& key : keys) entries.push_back({key, RandomValue(parameter.type), {}});
    return entries;
  }

  void AddFact() {
    Fact fact;
    const std::string id = absl::StrCat("fact_", document_.facts.size());
    fact.id = At(id, "id");
    fact.title = Title(id);
    std::string problem;
    const auto environment = reference::PolicyEnvironment::Make(document_, &problem);
    ExpressionSource source(environment->names(), options_, random_);
    fact.expr = At(source.Make(source.AnyType()), "expr");
    document_.facts.push_back(std::move(fact));
  }

  void AddSafeguard() {
    Safeguard safeguard;
    const std::string id = absl::StrCat("S", document_.safeguards.size());
    safeguard.id = At(id, "id");
    safeguard.title = Title(id);
    safeguard.when = At(Expression(TypeKind::kBool), "when");
    if (random_->Percent(30)) safeguard.max_age = RandomAgeLimits(random_);
    document_.safeguards.push_back(std::move(safeguard));
  }

  void AddCriterion() {
    Criterion criterion;
    const std::string id = absl::StrCat("G", document_.criteria.size());
    criterion.id = At(id, "id");
    criterion.title = Title(id);
    if (random_->Percent(30)) criterion.applies_when = At(Expression(TypeKind::kBool), "applies_when");
    criterion.require = At(Expression(TypeKind::kBool), "require");
    if (random_->Percent(30)) criterion.max_age = RandomAgeLimits(random_);
    document_.criteria.push_back(std::move(criterion));
  }

  void AddRoute() {
    static const std::vector<RouteKind> kinds = {RouteKind::kSelfReliant, RouteKind::kNatural, RouteKind::kSystem};
    Route route;
    const std::string id = absl::StrCat("R", document_.routes.size());
    route.id = At(id, "id");
    route.title = Title(id);
    route.kind = random_->Of(kinds);
    std::vector<std::string> ids;
    for (const Criterion& criterion : document_.criteria) ids.push_back(criterion.id.text);
    random_->Shuffle(&ids);
    ids.resize(static_cast<size_t>(random_->Between(1, static_cast<int64_t>(ids.size()))));
    Route::AtLeast at_least;
    for (const std::string& criterion : ids) {
      (random_->Percent(50) ? route.all_of : at_least.of).push_back(At(criterion, "of"));
    }
    if (!at_least.of.empty()) {
      at_least.n = random_->Between(1, static_cast<int64_t>(at_least.of.size()));
      route.at_least.push_back(std::move(at_least));
    }
    if (random_->Percent(25)) route.score = RandomScore();
    document_.routes.push_back(std::move(route));
  }

  Score RandomScore() {
    Score score;
    score.normalised = random_->Percent(30);
    const int64_t first = random_->Between(1, 99);
    for (const int64_t weight : {first, score.normalised ? int64_t{7} : 100 - first}) {
      Score::Item item;
      item.id = At(absl::StrCat("item_", score.items.size()), "id");
      item.title = Title(item.id.text);
      item.value = At(Expression(TypeKind::kInt), "value");
      item.weight = weight;
      score.items.push_back(std::move(item));
    }
    score.threshold = At(random_->Percent(80) ? absl::StrCat(random_->Between(0, 4)) : Expression(TypeKind::kInt), "threshold");
    if (random_->Percent(30)) score.max_age = RandomAgeLimits(random_);
    return score;
  }

  void UseEveryCriterion() {
    std::set<std::string> used;
    for (const Route& route : document_.routes) {
      for (const Placed& id : route.all_of) used.insert(id.text);
      for (const Route::AtLeast& at_least : route.at_least) {
        for (const Placed& id : at_least.of) used.insert(id.text);
      }
    }
    for (const Criterion& criterion : document_.criteria) {
      if (used.count(criterion.id.text) == 0)
        random_->Percent(50) ? AddTo(0, criterion) : AddTo(document_.routes.size() - 1, criterion);
    }
  }
  void AddTo(size_t route, const Criterion& criterion) {
    document_.routes[route].all_of.push_back(At(criterion.id.text, "all_of"));
  }

  // The text of all expressions, those of the facts before `facts` left out.
  std::string AllText(size_t facts) const {
    std::string text;
    for (size_t i = facts; i < document_.facts.size(); ++i) absl::StrAppend(&text, document_.facts[i].expr.text, "\n");
    for (const Safeguard& safeguard : document_.safeguards) absl::StrAppend(&text, safeguard.when.text, "\n");
    for (const Criterion& criterion : document_.criteria) {
      absl::StrAppend(&text, criterion.applies_when.text, "\n", criterion.require.text, "\n");
    }
    for (const Route& route : document_.routes) {
      if (!route.score.has_value()) continue;
      absl::StrAppend(&text, route.score->threshold.text, "\n");
      for (const Score::Item& item : route.score->items) absl::StrAppend(&text, item.value.text, "\n");
    }
    return text;
  }

  void RemoveUnusedNames() {
    for (size_t i = document_.facts.size(); i-- > 0;) {
      if (!absl::StrContains(AllText(i + 1), document_.facts[i].id.text)) {
        document_.facts.erase(document_.facts.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
    const std::string text = AllText(0);
    for (size_t i = document_.parameters.size(); i-- > 0;) {
      if (!absl::StrContains(text, document_.parameters[i].id.text)) {
        document_.parameters.erase(document_.parameters.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
  }

  ExpressionOptions options_;
  Random* const random_;
  PolicyDocument document_;
};

std::string LimitsText(const std::vector<MaxAge>& limits) {
  std::string text;
  for (const MaxAge& limit : limits) absl::StrAppend(&text, " [", limit.fact.text, " <= ", limit.months, " months]");
  return text;
}

std::string ValueText(const ParameterValue& value) {
  if (value.integer.has_value()) return absl::StrCat(*value.integer);
  if (value.boolean.has_value()) return *value.boolean ? "true" : "false";
  if (value.string.has_value()) return absl::StrCat("\"", *value.string, "\"");
  return value.date.has_value() ? value.date->ToString() : "nothing";
}

std::string IdsText(const std::vector<Placed>& ids) {
  return absl::StrJoin(ids, " ", [](std::string* out, const Placed& id) { out->append(id.text); });
}

}  // namespace

PolicyDocument RandomNames(const ExpressionOptions& options, Random* random) {
  Writer writer(options, random);
  writer.AddNames();
  return *writer.document();
}

PolicyDocument RandomPolicy(const ExpressionOptions& options, Random* random) {
  Writer writer(options, random);
  writer.AddNames();
  writer.AddRules();
  return *writer.document();
}

void AddRandomRanking(const ExpressionOptions& options, PolicyDocument* document, Random* random) {
  const auto expression = [&](TypeKind kind) {
    std::string problem;
    const auto environment = reference::PolicyEnvironment::Make(*document, &problem);
    return ExpressionSource(environment->names(), options, random).Make(Type(kind));
  };
  RankingRule rule;
  rule.id = At("ranking", "ranking.id");
  rule.title = Title("ranking");
  rule.source = "random";
  if (random->Percent(50)) {
    Parameter parameter;
    parameter.id = At("ranking_step", "parameter");
    parameter.type = ParameterType::kInt;
    parameter.source = "random";
    parameter.versions.emplace_back();
    parameter.versions[0].from = At("2019-01-01", "from");
    parameter.versions[0].value.emplace();
    parameter.versions[0].value->integer = random->Between(1, 5);
    document->parameters.push_back(std::move(parameter));
    Fact fact;
    fact.id = At("ranking_fact", "id");
    fact.title = Title("ranking_fact");
    fact.expr = At(absl::StrCat("(", expression(TypeKind::kInt), ") / params.ranking_step"), "expr");
    document->facts.push_back(std::move(fact));
    rule.keys.emplace_back();
    rule.keys[0].expr = At("ranking_fact", "expr");
  }
  for (int64_t i = random->Between(rule.keys.empty() ? 1 : 0, 3); i > 0; --i) {
    static const std::vector<TypeKind> kinds = {TypeKind::kInt, TypeKind::kDate, TypeKind::kBool};
    rule.keys.emplace_back();
    rule.keys.back().expr = At(expression(random->Of(kinds)), "expr");
  }
  for (RankingKey& key : rule.keys) {
    key.id = At(absl::StrCat("K", &key - rule.keys.data()), "id");
    key.title = Title(key.id.text);
    key.direction = random->Percent(50) ? Direction::kAscending : Direction::kDescending;
    key.missing = random->Percent(50) ? MissingPlace::kFirst : MissingPlace::kLast;
    if (random->Percent(30)) key.max_age = RandomAgeLimits(random);
  }
  document->ranking = std::move(rule);
}

std::vector<MaxAge> RandomAgeLimits(Random* random) {
  std::vector<MaxAge> limits;
  Walk(model::HouseholdRecord(), "household", [&](const std::string& path, const model::FieldInfo& field) {
    if (field.record == nullptr || field.record->recorded_on < 0 || !random->Percent(25)) return;
    std::string plain = path;
    for (size_t at = plain.find("[]"); at != std::string::npos; at = plain.find("[]")) plain.erase(at, 2);
    limits.push_back({At(plain, "fact"), random->Of(std::vector<int64_t>{1, 6, 12, 24}), {}});
  });
  return limits;
}

std::vector<std::string> RandomDeclarations(Random* random) {
  std::vector<std::string> paths;
  Walk(model::HouseholdRecord(), "household", [&](const std::string& path, const model::FieldInfo& field) {
    if (field.kind == model::FieldKind::kBool && random->Percent(25)) paths.push_back(path);
  });
  return paths;
}

std::string ToText(const PolicyDocument& document) {
  std::string text = document.jurisdiction.empty() ? "" : absl::StrCat("holds in ", IdsText(document.jurisdiction), "\n");
  for (const Parameter& parameter : document.parameters) {
    absl::StrAppend(&text, "parameter ", parameter.id.text, " key=", parameter.key.text, ":");
    for (const Parameter::Version& version : parameter.versions) {
      absl::StrAppend(&text, " from ", version.from.text, ": ");
      if (version.value.has_value()) absl::StrAppend(&text, ValueText(*version.value));
      for (const Parameter::Entry& entry : version.entries) absl::StrAppend(&text, entry.key, "=", ValueText(entry.value), " ");
    }
    absl::StrAppend(&text, "\n");
  }
  for (const Fact& fact : document.facts) absl::StrAppend(&text, "fact ", fact.id.text, ": ", fact.expr.text, "\n");
  for (const Safeguard& safeguard : document.safeguards) {
    absl::StrAppend(&text, "safeguard ", safeguard.id.text, LimitsText(safeguard.max_age), ": ", safeguard.when.text, "\n");
  }
  for (const Criterion& criterion : document.criteria) {
    absl::StrAppend(&text, "criterion ", criterion.id.text, LimitsText(criterion.max_age), ": ", criterion.require.text);
    if (!criterion.applies_when.empty()) absl::StrAppend(&text, "\n  applies_when ", criterion.applies_when.text);
    absl::StrAppend(&text, "\n");
  }
  for (const Route& route : document.routes) {
    absl::StrAppend(&text, "route ", route.id.text, " all_of ", IdsText(route.all_of));
    for (const Route::AtLeast& at_least : route.at_least) {
      absl::StrAppend(&text, "; at_least ", at_least.n, " of ", IdsText(at_least.of));
    }
    if (route.score.has_value()) {
      absl::StrAppend(&text, "; score", LimitsText(route.score->max_age), " threshold ", route.score->threshold.text);
      for (const Score::Item& item : route.score->items) absl::StrAppend(&text, "\n  ", item.weight, " * ", item.value.text);
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

}  // namespace graduasi::property
