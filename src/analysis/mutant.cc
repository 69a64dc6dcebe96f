#include "src/analysis/mutant.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "src/analysis/mutant_expression.h"
#include "src/base/integer.h"
#include "src/cel/check.h"
#include "src/decide/words.h"
#include "src/model/facts.h"
#include "src/policy/environment.h"

namespace graduasi::analysis {
namespace {

using Find = std::function<Placed*(PolicyDocument*)>;

SourcePlace PlaceIn(const Placed& text, size_t offset) {
  SourcePlace place = text.place;
  if (offset < text.positions.size()) {
    place.line = text.positions[offset].line;
    place.column = text.positions[offset].column;
  }
  return place;
}

std::string ValueText(const ParameterValue& value) {
  if (value.integer.has_value()) return absl::StrCat(*value.integer);
  if (value.boolean.has_value()) return *value.boolean ? "true" : "false";
  if (value.date.has_value()) return value.date->ToString();
  return value.string.has_value() ? absl::StrCat("\"", *value.string, "\"") : "";
}

// As a sentence gives it: "6 months", "IDR 671,273".
std::string Spoken(const ParameterValue& value, const std::string& unit, Language language) {
  if (!value.integer.has_value()) return ValueText(value);
  return absl::StrCat(decide::FormatQuantity(*value.integer, unit, language), decide::UnitWord(*value.integer, unit, language));
}

class Planner {
 public:
  Planner(const policy::CheckedPolicy& policy, const std::vector<std::string>& facts_read,
          const std::vector<const Household*>& reached)
      : policy_(policy), document_(policy.document), facts_read_(facts_read), reached_(reached) {
    environment_ = policy::StartEnvironment(document_);
    for (size_t i = 0; i < document_.facts.size(); ++i) {
      environment_.variables.push_back({document_.facts[i].id.text, policy_.facts[i]->root->type, "fact"});
    }
  }

  MutantPlans Make() {
    for (size_t i = 0; i < document_.parameters.size(); ++i) {
      if (!policy_.ranking_only_parameters[i]) AddParameter(i);
    }
    for (size_t i = 0; i < document_.facts.size(); ++i) {
      if (policy_.ranking_only_facts[i]) continue;
      AddExpression(document_.facts[i].expr, policy_.facts[i], document_.facts[i].id.text + ".expr",
                    absl::StrCat("fact ", document_.facts[i].id.text),
                    [i](PolicyDocument* document) { return &document->facts[i].expr; });
    }
    for (size_t i = 0; i < document_.safeguards.size(); ++i) AddSafeguard(i);
    for (size_t i = 0; i < document_.criteria.size(); ++i) AddCriterion(i);
    for (size_t i = 0; i < document_.routes.size(); ++i) AddRoute(i);
    AddReadings();
    return std::move(out_);
  }

 private:
  MutantPlan& Add(MutantKind kind, const std::string& prefix, std::string owner, const SourcePlace& place) {
    std::string word = Name(kind);
    for (char& c : word) c = c == '_' ? '-' : static_cast<char>(c + ('a' - 'A'));
    const std::string id = absl::StrCat(prefix, ".", word);
    MutantPlan& plan = out_.plans.emplace_back();
    plan.mutant.id = absl::StrCat(id, ".", ++numbers_[id]);
    plan.mutant.kind = kind;
    plan.mutant.owner = std::move(owner);
    plan.mutant.place = place;
    plan.parameter = parameter_;
    return plan;
  }

  void AddExpression(const Placed& source, const policy::ExpressionPtr& expression, const std::string& prefix,
                     const std::string& owner, const Find& find) {
    if (expression == nullptr) return;
    for (ExpressionMutant& made : MutantsOf(*expression)) {
      MutantPlan& plan = Add(made.kind, prefix, owner, PlaceIn(source, static_cast<size_t>(made.position)));
      plan.mutant.before = std::move(made.before);
      plan.mutant.after = std::move(made.after);
      plan.mutant.description = std::move(made.description);
      plan.edit = [find, text = std::move(made.source)](PolicyDocument* document) {
        Placed* placed = find(document);
        placed->text = text;
        placed->positions.clear();
      };
    }
  }

  // ---- parameters ----

  void AddParameter(size_t index) {
    const Parameter& parameter = document_.parameters[index];
    const std::string& id = parameter.id.text;
    if (!parameter.key.empty()) {
      AddExpression(parameter.key, policy_.parameters[index].key, id + ".key", absl::StrCat("parameter ", id, ", key"),
                    [index](PolicyDocument* document) { return &document->parameters[index].key; });
    }
    parameter_ = static_cast<int>(index);
    const std::set<std::string> wanted = EntriesToChange(parameter, policy_.parameters[index].by_region);
    for (size_t v = 0; v < parameter.versions.size(); ++v) {
      const Parameter::Version& version = parameter.versions[v];
      const std::string from = parameter.versions.size() > 1 ? version.from.text : "";
      if (version.value.has_value()) {
        AddValue(parameter, *version.value, from, "",
                 [index, v](PolicyDocument* document) { return &*document->parameters[index].versions[v].value; });
      }
      for (size_t e = 0; e < version.entries.size(); ++e) {
        if (wanted.count(version.entries[e].key) == 0) continue;
        AddValue(parameter, version.entries[e].value, from, version.entries[e].key,
                 [index, v, e](PolicyDocument* document) { return &document->parameters[index].versions[v].entries[e].value; });
      }
    }
    for (size_t v = 1; v < parameter.versions.size(); ++v) AddDated(parameter, index, v);
    parameter_ = -1;
  }

  // The keys whose entries are changed: all, but of a large table by region only those that cases reach.
  std::set<std::string> EntriesToChange(const Parameter& parameter, bool by_region) {
    std::set<std::string> keys;
    size_t entries = 0;
    for (const Parameter::Version& version : parameter.versions) {
      for (const Parameter::Entry& entry : version.entries) keys.insert(entry.key);
      entries += version.entries.size();
    }
    if (entries <= kLargeTable || !by_region) return keys;
    std::set<std::string> regions;
    for (const Household* household : reached_) {
      if (household->region.code) regions.insert(*household->region.code);
    }
    std::set<std::string> wanted;
    for (const Parameter::Version& version : parameter.versions) {
      std::set<std::string> here;
      for (const Parameter::Entry& entry : version.entries) here.insert(entry.key);
      for (std::string code : regions) {
        while (here.count(code) == 0 && absl::StrContains(code, '.')) code.resize(code.rfind('.'));
        if (here.count(code) != 0) wanted.insert(code);
      }
    }
    size_t left = 0;
    for (const Parameter::Version& version : parameter.versions) {
      for (const Parameter::Entry& entry : version.entries) left += wanted.count(entry.key) == 0 ? 1u : 0u;
    }
    if (left > 0) out_.unreached.push_back({parameter.id.text, entries, left});
    return wanted;
  }

  void AddValue(const Parameter& parameter, const ParameterValue& value, const std::string& from, const std::string& key,
                const std::function<ParameterValue*(PolicyDocument*)>& find) {
    std::vector<ParameterValue> others;
    for (const int64_t step : {int64_t{1}, int64_t{-1}}) {
      ParameterValue other = value;
      if (value.integer.has_value()) {
        if (!CheckedAdd(*value.integer, step, &*other.integer)) continue;
      } else if (value.date.has_value()) {
        other.date = Date::FromDays(value.date->days() + static_cast<int32_t>(step));
      } else if (value.boolean.has_value() && step > 0) {
        other.boolean = !*value.boolean;
      } else {
        continue;  // a text has no neighbour
      }
      others.push_back(std::move(other));
    }
    for (const ParameterValue& other : others) {
      const std::string& id = parameter.id.text;
      MutantPlan& plan = Add(MutantKind::kParameter, id, absl::StrCat("parameter ", id), value.place);
      plan.mutant.before = ValueText(value);
      plan.mutant.after = ValueText(other);
      const std::string of = absl::StrCat(key.empty() ? "" : absl::StrCat(" ", key), "");
      plan.mutant.description = {absl::StrCat("`", id, "`", of, from.empty() ? "" : absl::StrCat(" sejak ", from), ": ",
                                              Spoken(value, parameter.unit, Language::kIndonesian), " menjadi ",
                                              Spoken(other, parameter.unit, Language::kIndonesian)),
                                 absl::StrCat("`", id, "`", of, from.empty() ? "" : absl::StrCat(" from ", from), ": ",
                                              Spoken(value, parameter.unit, Language::kEnglish), " becomes ",
                                              Spoken(other, parameter.unit, Language::kEnglish))};
      plan.edit = [find, other](PolicyDocument* document) { *find(document) = other; };
    }
  }

  // Version v and the one before it.
  void AddDated(const Parameter& parameter, size_t index, size_t v) {
    const std::string& id = parameter.id.text;
    const std::string owner = absl::StrCat("parameter ", id);
    const Parameter::Version& version = parameter.versions[v];
    const std::string& before = parameter.versions[v - 1].from.text;
    MutantPlan& swapped = Add(MutantKind::kDatedValue, id, owner, version.place);
    swapped.mutant.before = absl::StrCat(before, ", ", version.from.text);
    swapped.mutant.after = absl::StrCat(version.from.text, ", ", before);
    swapped.mutant.description = {
        absl::StrCat("nilai `", id, "` sejak ", before, " dan sejak ", version.from.text, " tertukar"),
        absl::StrCat("the values of `", id, "` from ", before, " and from ", version.from.text, " are swapped")};
    swapped.edit = [index, v](PolicyDocument* document) {
      std::vector<Parameter::Version>& versions = document->parameters[index].versions;
      std::swap(versions[v - 1].value, versions[v].value);
      std::swap(versions[v - 1].entries, versions[v].entries);
    };
    const std::optional<Date> start = Date::Parse(version.from.text);
    for (const int step : {1, -1}) {
      const std::string moved = Date::FromDays(start->days() + step).ToString();
      MutantPlan& plan = Add(MutantKind::kDatedValue, id, owner, version.from.place);
      plan.mutant.before = version.from.text;
      plan.mutant.after = moved;
      plan.mutant.description = {
          absl::StrCat("nilai `", id, "` sejak ", version.from.text, " berlaku sehari lebih ", step > 0 ? "lambat" : "awal"),
          absl::StrCat("the value of `", id, "` from ", version.from.text, " starts a day ", step > 0 ? "later" : "sooner")};
      plan.edit = [index, v, moved](PolicyDocument* document) { document->parameters[index].versions[v].from.text = moved; };
    }
  }

  // ---- safeguards and criteria ----

  void AddSafeguard(size_t index) {
    const Safeguard& safeguard = document_.safeguards[index];
    const std::string& id = safeguard.id.text;
    const std::string owner = absl::StrCat("safeguard ", id);
    MutantPlan& dropped = Add(MutantKind::kDropSafeguard, id, owner, safeguard.place);
    dropped.mutant.before = safeguard.when.text;
    dropped.mutant.description = {absl::StrCat("pelindung ", id, " dihapus"), absl::StrCat("safeguard ", id, " is dropped")};
    dropped.edit = [index](PolicyDocument* document) { document->safeguards[index].when = Placed{"false", {}, {}}; };
    AddMisreading(id, owner, safeguard.place, absl::StrCat("pelindung ", id),
                  {"tidak diketahui dibaca sebagai tidak berlaku", "not known is read as clear"},
                  {-1, static_cast<int>(index)});
    AddExpression(safeguard.when, policy_.safeguards[index].when, id + ".when", owner,
                  [index](PolicyDocument* document) { return &document->safeguards[index].when; });
    AddMaxAge(safeguard.max_age, id, owner, [index](PolicyDocument* document) { return &document->safeguards[index].max_age; });
  }

  void AddCriterion(size_t index) {
    const Criterion& criterion = document_.criteria[index];
    const std::string& id = criterion.id.text;
    const std::string owner = absl::StrCat("criterion ", id);
    AddMisreading(id, owner, criterion.place, absl::StrCat("kriteria ", id),
                  {"tidak diketahui dibaca sebagai gagal", "not known is read as failed"}, {static_cast<int>(index), -1});
    if (!criterion.applies_when.empty()) {
      MutantPlan& dropped = Add(MutantKind::kDropCondition, id, owner + ", applies_when", criterion.applies_when.place);
      dropped.mutant.before = criterion.applies_when.text;
      dropped.mutant.description = {absl::StrCat("kriteria ", id, " berlaku bagi semua keluarga"),
                                    absl::StrCat("criterion ", id, " applies to every family")};
      dropped.edit = [index](PolicyDocument* document) { document->criteria[index].applies_when = Placed(); };
      AddExpression(criterion.applies_when, policy_.criteria[index].applies_when, id + ".applies_when",
                    owner + ", applies_when",
                    [index](PolicyDocument* document) { return &document->criteria[index].applies_when; });
    }
    AddExpression(criterion.require, policy_.criteria[index].require, id + ".require", owner + ", require",
                  [index](PolicyDocument* document) { return &document->criteria[index].require; });
    AddMaxAge(criterion.max_age, id, owner, [index](PolicyDocument* document) { return &document->criteria[index].max_age; });
  }

  void AddMisreading(const std::string& id, const std::string& owner, const SourcePlace& place, const std::string& indonesian,
                     const Text& how, const policy::Misreading& misreading) {
    MutantPlan& plan = Add(MutantKind::kMissingRead, id, owner, place);
    plan.mutant.before = "MISSING";
    plan.mutant.after = misreading.safeguard >= 0 ? "CLEAR" : "FAIL";
    plan.mutant.description = {absl::StrCat(indonesian, ": ", how.id), absl::StrCat(owner, ": ", how.en)};
    plan.misreading = misreading;
  }

  void AddMaxAge(const std::vector<MaxAge>& limits, const std::string& prefix, const std::string& owner,
                 const std::function<std::vector<MaxAge>*(PolicyDocument*)>& find) {
    for (size_t i = 0; i < limits.size(); ++i) {
      const MaxAge& limit = limits[i];
      MutantPlan& dropped = Add(MutantKind::kMaxAge, prefix, owner + ", max_age", limit.place);
      dropped.mutant.before = absl::StrCat(limit.months);
      dropped.mutant.description = {absl::StrCat("batas umur `", limit.fact.text, "` dihapus"),
                                    absl::StrCat("the age limit of `", limit.fact.text, "` is dropped")};
      dropped.edit = [find, i](PolicyDocument* document) {
        std::vector<MaxAge>* all = find(document);
        all->erase(all->begin() + static_cast<std::ptrdiff_t>(i));
      };
      for (const int step : {1, -1}) {
        MutantPlan& plan = Add(MutantKind::kMaxAge, prefix, owner + ", max_age", limit.place);
        plan.mutant.before = absl::StrCat(limit.months);
        plan.mutant.after = absl::StrCat(limit.months + step);
        plan.mutant.description = {
            absl::StrCat("batas umur `", limit.fact.text, "` sebulan lebih ", step > 0 ? "panjang" : "pendek"),
            absl::StrCat("the age limit of `", limit.fact.text, "` is a month ", step > 0 ? "longer" : "shorter")};
        plan.edit = [find, i, step](PolicyDocument* document) { (*find(document))[i].months += step; };
      }
    }
  }

  // ---- routes ----

  void AddRoute(size_t index) {
    const Route& route = document_.routes[index];
    const std::string& id = route.id.text;
    const std::string owner = absl::StrCat("route ", id);
    const auto dropped = [&](const Placed& criterion, const char* list) -> MutantPlan& {
      MutantPlan& plan = Add(MutantKind::kDropCriterion, id, absl::StrCat(owner, ", ", list), criterion.place);
      plan.mutant.before = criterion.text;
      plan.mutant.description = {absl::StrCat("jalur ", id, " tidak lagi meminta ", criterion.text),
                                 absl::StrCat("route ", id, " no longer asks for ", criterion.text)};
      return plan;
    };
    for (size_t i = 0; i < route.all_of.size(); ++i) {
      dropped(route.all_of[i], "all_of").edit = [index, i](PolicyDocument* document) {
        std::vector<Placed>& all_of = document->routes[index].all_of;
        all_of.erase(all_of.begin() + static_cast<std::ptrdiff_t>(i));
      };
    }
    for (size_t a = 0; a < route.at_least.size(); ++a) {
      const Route::AtLeast& at_least = route.at_least[a];
      for (size_t i = 0; i < at_least.of.size(); ++i) {
        dropped(at_least.of[i], "at_least").edit = [index, a, i](PolicyDocument* document) {
          std::vector<Placed>& of = document->routes[index].at_least[a].of;
          of.erase(of.begin() + static_cast<std::ptrdiff_t>(i));
        };
      }
      for (const int step : {1, -1}) {
        MutantPlan& plan = Add(MutantKind::kAtLeast, id, owner + ", at_least", at_least.place);
        const int64_t n = at_least.n + step;
        plan.mutant.before = absl::StrCat(at_least.n);
        plan.mutant.after = n == 0 ? "" : absl::StrCat(n);
        plan.mutant.description = {
            absl::StrCat("jalur ", id, " meminta ", n, " dari ", at_least.of.size(), " kriteria, bukan ", at_least.n),
            absl::StrCat("route ", id, " asks for ", n, " of ", at_least.of.size(), " criteria instead of ", at_least.n)};
        plan.edit = [index, a, n](PolicyDocument* document) {
          std::vector<Route::AtLeast>& all = document->routes[index].at_least;
          if (n == 0) {  // at least none is no demand
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(a));
          } else {
            all[a].n = n;
          }
        };
      }
    }
    if (route.score.has_value()) AddScore(index, *route.score, owner + ", score");
    if (index + 1 < document_.routes.size()) {
      const std::string& next = document_.routes[index + 1].id.text;
      MutantPlan& plan = Add(MutantKind::kRouteOrder, id, owner, route.place);
      plan.mutant.before = absl::StrCat(id, ", ", next);
      plan.mutant.after = absl::StrCat(next, ", ", id);
      plan.mutant.description = {absl::StrCat("jalur ", next, " berdiri di depan jalur ", id),
                                 absl::StrCat("route ", next, " stands before route ", id)};
      plan.edit = [index](PolicyDocument* document) { std::swap(document->routes[index], document->routes[index + 1]); };
    }
  }

  void AddScore(size_t route, const Score& score, const std::string& owner) {
    const std::string prefix = document_.routes[route].id.text + ".score";
    const auto part = [&](const Placed& source, const std::string& what, const Find& find) {
      std::vector<cel::Issue> issues;
      AddExpression(source, cel::Check(source.text, environment_, &issues), prefix, absl::StrCat(owner, ", ", what), find);
    };
    for (size_t i = 0; i < score.items.size(); ++i) {
      part(score.items[i].value, absl::StrCat("item ", score.items[i].id.text),
           [route, i](PolicyDocument* document) { return &document->routes[route].score->items[i].value; });
    }
    part(score.threshold, "threshold", [route](PolicyDocument* document) { return &document->routes[route].score->threshold; });
    // Weights that sum to 100 must go on doing so: a point goes from one item to the next, or back.
    for (size_t i = 0; i < score.items.size(); ++i) {
      const size_t next = i + 1;
      if (!score.normalised && next == score.items.size()) break;
      for (const int step : {1, -1}) {
        const graduasi::Score::Item& item = score.items[i];
        MutantPlan& plan = Add(MutantKind::kScore, prefix, absl::StrCat(owner, ", item ", item.id.text), item.place);
        plan.mutant.before = absl::StrCat(item.weight);
        plan.mutant.after = absl::StrCat(item.weight + step);
        if (score.normalised) {
          plan.mutant.description = {absl::StrCat("bobot ", item.id.text, " satu poin lebih ", step > 0 ? "besar" : "kecil"),
                                     absl::StrCat("the weight of ", item.id.text, " is a point ", step > 0 ? "more" : "less")};
        } else {
          const std::string& giver = step > 0 ? score.items[next].id.text : item.id.text;
          const std::string& taker = step > 0 ? item.id.text : score.items[next].id.text;
          plan.mutant.description = {absl::StrCat("satu poin bobot berpindah dari ", giver, " ke ", taker),
                                     absl::StrCat("a point of weight goes from ", giver, " to ", taker)};
        }
        plan.edit = [route, i, next, step, normalised = score.normalised](PolicyDocument* document) {
          std::vector<graduasi::Score::Item>& items = document->routes[route].score->items;
          items[i].weight += step;
          if (!normalised) items[next].weight -= step;
        };
      }
    }
    AddMaxAge(score.max_age, prefix, owner,
              [route](PolicyDocument* document) { return &document->routes[route].score->max_age; });
  }

  // ---- yes-or-no facts that are read as no where they are not recorded ----

  void AddReadings() {
    for (const std::string& path : facts_read_) {
      const model::Fact* fact = model::FindFact(path);
      if (fact == nullptr || fact->field->kind != model::FieldKind::kBool) continue;
      MutantPlan& plan = Add(MutantKind::kMissingRead, path, absl::StrCat("fact ", path), {});
      plan.mutant.after = "false";
      plan.mutant.description = {absl::StrCat("`", path, "` yang tidak tercatat dibaca sebagai tidak"),
                                 absl::StrCat("`", path, "` is read as no where it is not recorded")};
      plan.read_as_no = path;
    }
  }

  const policy::CheckedPolicy& policy_;
  const PolicyDocument& document_;
  const std::vector<std::string>& facts_read_;
  const std::vector<const Household*>& reached_;
  cel::Environment environment_;
  std::map<std::string, int> numbers_;  // given so far, by the id without the number
  int parameter_ = -1;
  MutantPlans out_;
};

}  // namespace

MutantPlans PlanMutants(const policy::CheckedPolicy& policy, const std::vector<std::string>& facts_read,
                        const std::vector<const Household*>& reached) {
  return Planner(policy, facts_read, reached).Make();
}

}  // namespace graduasi::analysis

namespace graduasi {

const char* Name(MutantKind kind) {
  static constexpr const char* kNames[] = {
      "NUMBER",  "PARAMETER",    "DATED_VALUE",    "COMPARISON",     "LOGIC",          "QUANTIFIER", "NEGATION", "MONTHS",
      "MAX_AGE", "MISSING_READ", "DROP_SAFEGUARD", "DROP_CONDITION", "DROP_CRITERION", "AT_LEAST",   "SCORE",    "ROUTE_ORDER"};
  return kNames[static_cast<int>(kind)];
}

const char* Name(MutantStanding standing) {
  static constexpr const char* kNames[] = {"KILLED", "EQUIVALENT", "SURVIVES"};
  return kNames[static_cast<int>(standing)];
}

}  // namespace graduasi
