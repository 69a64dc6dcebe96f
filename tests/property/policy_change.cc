#include "tests/property/policy_change.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/policy/checked_policy.h"

namespace graduasi::property {
namespace {

template <typename T>
T* Any(std::vector<T>* list, Random* random) {
  return list->empty() ? nullptr : &(*list)[static_cast<size_t>(random->Below(list->size()))];
}

void ChangeParameter(PolicyDocument* document, Random* random) {
  Parameter* parameter = Any(&document->parameters, random);
  if (parameter == nullptr) return;
  Parameter::Version* version = Any(&parameter->versions, random);
  if (random->Percent(30)) {
    Parameter::Version later = parameter->versions.back();
    later.from.text = "2150-01-01";
    parameter->versions.push_back(later);
    version = &parameter->versions.back();
  }
  if (random->Percent(20) && parameter->versions.size() > 1) {
    parameter->versions.pop_back();
    return;
  }
  const auto change = [&](ParameterValue* value) {
    if (value->integer) *value->integer += random->Between(-3, 3);
    if (value->boolean) *value->boolean = !*value->boolean;
    if (value->date) value->date = value->date->AddMonths(random->Between(-4, 4)).value_or(*value->date);
  };
  if (version->value) change(&*version->value);
  if (Parameter::Entry* entry = Any(&version->entries, random)) change(&entry->value);
}

void ChangeSafeguards(PolicyDocument* document, Random* random) {
  if (random->Percent(40) && !document->safeguards.empty()) {
    document->safeguards.erase(document->safeguards.begin() +
                               static_cast<std::ptrdiff_t>(random->Below(document->safeguards.size())));
    return;
  }
  const Criterion* criterion = Any(&document->criteria, random);
  if (Safeguard* safeguard = Any(&document->safeguards, random); safeguard != nullptr && random->Percent(40)) {
    safeguard->when.text = random->Percent(50) ? absl::StrCat("!(", safeguard->when.text, ")") : criterion->require.text;
    return;
  }
  Safeguard added;
  added.id.text = absl::StrCat("new_", random->Below(1000));
  added.title = {"pelindung baru", "new safeguard"};
  added.when = criterion->require;
  added.max_age = criterion->max_age;
  document->safeguards.insert(
      document->safeguards.begin() + static_cast<std::ptrdiff_t>(random->Below(document->safeguards.size() + 1)),
      std::move(added));
}

void ChangeCriteria(PolicyDocument* document, Random* random) {
  Criterion* criterion = Any(&document->criteria, random);
  const Criterion other = *Any(&document->criteria, random);
  switch (random->Below(6)) {
    case 0:
      criterion->require.text = absl::StrCat("!(", criterion->require.text, ")");
      return;
    case 1:
      criterion->require = other.require;
      return;
    case 2:
      criterion->applies_when = criterion->applies_when.empty() ? other.require : Placed();
      return;
    case 3:
      criterion->max_age.clear();
      return;
    case 4: {  // a new one, and its place
      Criterion added = other;
      added.id.text = absl::StrCat("added_", random->Below(1000));
      Any(&document->routes, random)->all_of.push_back(Placed{added.id.text, {}, {}});
      document->criteria.push_back(std::move(added));
      return;
    }
    default: {  // it goes, everywhere
      const std::string id = criterion->id.text;
      const auto is_it = [&](const auto& element) { return element.text == id; };
      for (Route& route : document->routes) {
        route.all_of.erase(std::remove_if(route.all_of.begin(), route.all_of.end(), is_it), route.all_of.end());
        for (Route::AtLeast& list : route.at_least) {
          list.of.erase(std::remove_if(list.of.begin(), list.of.end(), is_it), list.of.end());
        }
      }
      document->criteria.erase(document->criteria.begin() + (criterion - document->criteria.data()));
    }
  }
}

void ChangeRoutes(PolicyDocument* document, Random* random) {
  Route* route = Any(&document->routes, random);
  const Criterion* criterion = Any(&document->criteria, random);
  switch (random->Below(6)) {
    case 0:
      random->Shuffle(&document->routes);
      return;
    case 1:
      route->all_of.push_back(Placed{criterion->id.text, {}, {}});
      return;
    case 2:
      if (!route->all_of.empty()) route->all_of.pop_back();
      return;
    case 3:
      if (Route::AtLeast* list = Any(&route->at_least, random)) list->n += random->Percent(50) ? 1 : -1;
      return;
    case 4:
      if (document->routes.size() > 1) document->routes.erase(document->routes.begin());
      return;
    default:
      Route added = *route;
      added.id.text = absl::StrCat("route_", random->Below(1000));
      added.all_of = {Placed{criterion->id.text, {}, {}}};
      added.at_least.clear();
      added.score.reset();
      document->routes.insert(
          document->routes.begin() + static_cast<std::ptrdiff_t>(random->Below(document->routes.size() + 1)), std::move(added));
  }
}

void ChangeRanking(PolicyDocument* document, Random* random) {
  if (random->Percent(15)) return document->ranking.reset();
  RankingRule& rule = *document->ranking;
  RankingKey* key = Any(&rule.keys, random);
  switch (random->Below(6)) {
    case 0:
      key->direction = key->direction == Direction::kAscending ? Direction::kDescending : Direction::kAscending;
      return;
    case 1:
      key->missing = key->missing == MissingPlace::kFirst ? MissingPlace::kLast : MissingPlace::kFirst;
      key->max_age.clear();
      return;
    case 2:
      key->expr.text = absl::StrCat("(", key->expr.text, ") == (", key->expr.text, ")");
      return;
    case 3:
      if (rule.keys.size() > 1) rule.keys.erase(rule.keys.begin() + (key - rule.keys.data()));
      random->Shuffle(&rule.keys);
      return;
    case 4: {
      RankingKey added = *key;
      added.id.text = absl::StrCat("added_", random->Below(1000));
      rule.keys.insert(rule.keys.begin(), std::move(added));
      return;
    }
    default:
      key->title.en = "another title";
      rule.proposal = !rule.proposal;
  }
}

void ChangeOther(PolicyDocument* document, Random* random) {
  if (document->ranking && random->Percent(50)) return ChangeRanking(document, random);
  if (Fact* fact = Any(&document->facts, random); fact != nullptr && random->Percent(60)) {
    fact->expr.text =
        random->Percent(50) ? absl::StrCat("!(", fact->expr.text, ")") : absl::StrCat("(", fact->expr.text, ") + 1");
    return;
  }
  switch (random->Below(4)) {
    case 0:
      document->version.text = absl::StrCat("v", random->Below(1000));
      return;
    case 1:
      Any(&document->criteria, random)->title.en = "another title";
      return;
    case 2:
      document->jurisdiction =
          document->jurisdiction.empty() ? std::vector<Placed>{Placed{"35", {}, {}}} : std::vector<Placed>{};
      return;
    default:
      random->Shuffle(&document->criteria);
      random->Shuffle(&document->safeguards);
  }
}

// Names that nothing reads any longer go, as an analyst would have them go.
void RemoveUnread(PolicyDocument* document) {
  for (bool again = true; again;) {
    again = false;
    Findings findings;
    if (policy::CheckPolicy(*document, &findings) != nullptr) return;
    const auto unused = [&](const std::string& id, const char* kind) {
      for (const Finding& finding : findings) {
        if (finding.message == absl::StrCat(kind, " ", id, " is not used: use it or remove it")) return true;
      }
      return false;
    };
    const auto drop = [&](auto* list, const char* kind) {
      const auto found =
          std::find_if(list->begin(), list->end(), [&](const auto& element) { return unused(element.id.text, kind); });
      if (found == list->end()) return;
      list->erase(found);
      again = true;
    };
    drop(&document->facts, "fact");
    drop(&document->parameters, "parameter");
    const auto orphan = std::find_if(document->criteria.begin(), document->criteria.end(), [&](const Criterion& criterion) {
      for (const Finding& finding : findings) {
        if (finding.message == absl::StrCat("criterion ", criterion.id.text, " stands in no route: use it or remove it"))
          return true;
      }
      return false;
    });
    if (orphan != document->criteria.end()) {
      document->criteria.erase(orphan);
      again = true;
    }
  }
}

}  // namespace

PolicyDocument Changed(const PolicyDocument& document, int changes, Random* random) {
  PolicyDocument changed = document;
  for (int done = 0, tried = 0; done < changes && tried < 20 * changes; ++tried) {
    PolicyDocument next = changed;
    switch (random->Below(5)) {
      case 0:
        ChangeParameter(&next, random);
        break;
      case 1:
        ChangeSafeguards(&next, random);
        break;
      case 2:
        ChangeCriteria(&next, random);
        break;
      case 3:
        ChangeRoutes(&next, random);
        break;
      default:
        ChangeOther(&next, random);
    }
    RemoveUnread(&next);
    Findings findings;
    if (policy::CheckPolicy(next, &findings) == nullptr) continue;
    changed = std::move(next);
    ++done;
  }
  return changed;
}

}  // namespace graduasi::property
