// Differences of routes: which there are, in which order, what each asks for.
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/analysis/expression_change.h"
#include "src/analysis/policy_atoms.h"

namespace graduasi::analysis {
namespace {

std::vector<std::string> Ids(const std::vector<Placed>& list) {
  std::vector<std::string> ids;
  for (const Placed& id : list) ids.push_back(id.text);
  return ids;
}

std::string ListText(const Route::AtLeast& list) { return absl::StrCat(list.n, " (", absl::StrJoin(Ids(list.of), ", "), ")"); }
std::string ListsText(const std::vector<Route::AtLeast>& lists) {
  std::vector<std::string> parts;
  for (const Route::AtLeast& list : lists) parts.push_back(ListText(list));
  return parts.empty() ? "-" : absl::StrJoin(parts, "; ");
}

// The lists of a route that can be held against those of its other version: list -1 is all_of.
std::vector<Placed>* ListOf(Route* route, int list) {
  return list < 0 ? &route->all_of : &route->at_least[static_cast<size_t>(list)].of;
}
const std::vector<Placed>& ListOf(const Route& route, int list) {
  return list < 0 ? route.all_of : route.at_least[static_cast<size_t>(list)].of;
}
int ListsIn(const Route& was, const Route& is) {
  return was.at_least.size() == is.at_least.size() ? static_cast<int>(was.at_least.size()) : 0;
}

// Where one criterion comes into, or leaves, a list.
struct Place {
  std::string route;
  int list = -1;
};

void TakeOut(const std::vector<Place>& places, const std::string& criterion, Draft* draft) {
  for (const Place& place : places) {
    Route* route = Find(draft->document.routes, place.route);
    if (route != nullptr) Erase(ListOf(route, place.list), criterion);
  }
}

void PutIn(const std::vector<Place>& places, const std::string& criterion, Draft* draft) {
  for (const Place& place : places) {
    Route* route = Find(draft->document.routes, place.route);
    if (route != nullptr) ListOf(route, place.list)->push_back(Placed{criterion, {}, {}});
  }
}

std::string RoutesText(const std::vector<Place>& places) {
  std::vector<std::string> routes;
  for (const Place& place : places) routes.push_back(place.route);
  return absl::StrJoin(routes, ", ");
}

void MembershipAtom(const std::string& criterion, const std::vector<Place>& places, bool comes, bool only_there,
                    std::vector<Atom>* atoms) {
  if (places.empty()) return;
  const std::string routes = RoutesText(places);
  Text text;
  if (only_there) {
    text = {absl::StrCat("kriteria ", criterion, comes ? " ditambah (jalur " : " dihapus (jalur ", routes, ")"),
            absl::StrCat("criterion ", criterion, comes ? " added (route " : " dropped (route ", routes, ")")};
  } else {
    const bool demanded = places.front().list < 0;
    text = {
        absl::StrCat("jalur ", routes, ": ", criterion, demanded ? " wajib" : " pendukung", comes ? " ditambah" : " dihapus"),
        absl::StrCat("route ", routes, ": ", criterion, comes ? " added to" : " dropped from",
                     demanded ? " what must hold" : " what supports")};
  }
  const std::string where = only_there ? absl::StrCat("criterion ", criterion) : absl::StrCat("route ", places.front().route);
  atoms->push_back({{where, std::move(text), true}, [criterion, places, comes](Draft* draft) {
                      if (comes) {
                        PutIn(places, criterion, draft);
                      } else {
                        TakeOut(places, criterion, draft);
                      }
                    }});
}

// Which criteria come into or leave the lists of routes that both documents have. A criterion that only one document has comes
// or goes everywhere at once.
void MembershipAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  const auto changes = [&](const PolicyDocument& here, const PolicyDocument& there, bool comes) {
    for (const Criterion& criterion : here.criteria) {
      const std::string& id = criterion.id.text;
      const bool only_here = Find(there.criteria, id) == nullptr;
      std::vector<Place> places;
      for (const Route& route : here.routes) {
        const Route* other = Find(there.routes, route.id.text);
        if (other == nullptr) continue;
        for (int list = -1; list < ListsIn(route, *other); ++list) {
          if (Find(ListOf(route, list), id) == nullptr || Find(ListOf(*other, list), id) != nullptr) continue;
          places.push_back({route.id.text, list});
          if (only_here) continue;
          MembershipAtom(id, places, comes, false, atoms);
          places.clear();
        }
      }
      MembershipAtom(id, places, comes, true, atoms);
    }
  };
  changes(before, after, false);
  changes(after, before, true);
}

class Routes {
 public:
  Routes(const Route& was, const Route& is, std::vector<Atom>* atoms)
      : was_(was), is_(is), id_(was.id.text), where_(absl::StrCat("route ", id_)), atoms_(atoms) {}

  void Compare() {
    CompareLists();
    CompareScore();
    if (was_.title.id == is_.title.id && was_.title.en == is_.title.en && was_.kind == is_.kind && was_.source == is_.source) {
      return;
    }
    const Route* is = &is_;
    const std::string id = id_;
    Add({absl::StrCat("jalur ", id_, ": judul, jenis atau sumber"), absl::StrCat("route ", id_, ": title, kind or source")},
        false, [id, is](Draft* draft) {
          Route* route = Find(draft->document.routes, id);
          if (route == nullptr) return;
          route->title = is->title;
          route->kind = is->kind;
          route->source = is->source;
        });
  }

 private:
  void Add(Text text, bool can_change_answers, std::function<void(Draft*)> apply) {
    atoms_->push_back({{where_, std::move(text), can_change_answers}, std::move(apply)});
  }

  void CompareLists() {
    const Route* is = &is_;
    const std::string id = id_;
    if (was_.at_least.size() != is_.at_least.size()) {
      Add({absl::StrCat("jalur ", id_, ", paling sedikit: ", ListsText(was_.at_least), " -> ", ListsText(is_.at_least)),
           absl::StrCat("route ", id_, ", at least: ", ListsText(was_.at_least), " -> ", ListsText(is_.at_least))},
          true, [id, is](Draft* draft) { Find(draft->document.routes, id)->at_least = is->at_least; });
      return;
    }
    for (size_t i = 0; i < was_.at_least.size(); ++i) {
      if (was_.at_least[i].n == is_.at_least[i].n) continue;
      const std::string numbers = absl::StrCat(was_.at_least[i].n, " -> ", is_.at_least[i].n);
      Add({absl::StrCat("jalur ", id_, ": paling sedikit ", numbers, " kriteria pendukung"),
           absl::StrCat("route ", id_, ": at least ", numbers, " supporting criteria")},
          true, [id, is, i](Draft* draft) { Find(draft->document.routes, id)->at_least[i].n = is->at_least[i].n; });
    }
  }

  static std::string ItemsText(const Score& score) {
    std::vector<std::string> parts;
    for (const Score::Item& item : score.items) parts.push_back(absl::StrCat(item.id.text, " x ", item.weight));
    return absl::StrJoin(parts, ", ");
  }

  static bool SameItems(const Score& a, const Score& b) {
    return a.normalised == b.normalised && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                                                      [](const Score::Item& x, const Score::Item& y) {
                                                        return x.id.text == y.id.text && x.weight == y.weight;
                                                      });
  }

  void CompareScore() {
    const Route* is = &is_;
    const std::string id = id_;
    if (!was_.score && !is_.score) return;
    if (!was_.score || !is_.score) {
      Add({absl::StrCat("jalur ", id_, is_.score ? ": skor ditambah" : ": skor dihapus"),
           absl::StrCat("route ", id_, is_.score ? ": score added" : ": score dropped")},
          true, [id, is](Draft* draft) { Find(draft->document.routes, id)->score = is->score; });
      return;
    }
    const Score& a = *was_.score;
    const Score& b = *is_.score;
    if (a.threshold.text != b.threshold.text) {
      Add({absl::StrCat("jalur ", id_, ", ambang skor: ", a.threshold.text, " -> ", b.threshold.text),
           absl::StrCat("route ", id_, ", threshold of the score: ", a.threshold.text, " -> ", b.threshold.text)},
          true, [id, is](Draft* draft) { Find(draft->document.routes, id)->score->threshold = is->score->threshold; });
    }
    if (!SameItems(a, b)) {
      Add({absl::StrCat("jalur ", id_, ", bobot: ", ItemsText(a), " -> ", ItemsText(b)),
           absl::StrCat("route ", id_, ", weights: ", ItemsText(a), " -> ", ItemsText(b))},
          true, [id, is](Draft* draft) { PutItems(*is->score, &*Find(draft->document.routes, id)->score); });
    }
    CompareItems(a, b);
    if (!std::equal(a.max_age.begin(), a.max_age.end(), b.max_age.begin(), b.max_age.end(),
                    [](const MaxAge& x, const MaxAge& y) { return x.fact.text == y.fact.text && x.months == y.months; })) {
      Add({absl::StrCat("jalur ", id_, ", umur data skor"), absl::StrCat("route ", id_, ", age of the score's data")}, true,
          [id, is](Draft* draft) { Find(draft->document.routes, id)->score->max_age = is->score->max_age; });
    }
  }

  // The items and weights of the other score; the values of items that both have stay.
  static void PutItems(const Score& is, Score* score) {
    std::vector<Score::Item> items = is.items;
    for (Score::Item& item : items) {
      const Score::Item* there = Find(score->items, item.id.text);
      if (there == nullptr) continue;
      const int64_t weight = item.weight;
      item = *there;
      item.weight = weight;
    }
    score->items = std::move(items);
    score->normalised = is.normalised;
  }

  void CompareItems(const Score& a, const Score& b) {
    const Route* is = &is_;
    const std::string id = id_;
    for (const Score::Item& was : a.items) {
      const Score::Item* item = Find(b.items, was.id.text);
      if (item == nullptr) continue;
      const bool value = was.value.text != item->value.text;
      const bool wording = was.title.id != item->title.id || was.title.en != item->title.en;
      if (!value && !wording) continue;
      const ExpressionChange change = ChangeOf(was.value.text, item->value.text);
      const std::string name = was.id.text;
      const std::string text =
          absl::StrCat(name, value ? absl::StrCat(": `", change.before, "` -> `", change.after, "`") : std::string());
      const bool layout = SameTokens(was.value.text, item->value.text);
      Add({absl::StrCat("jalur ", id_, ", butir skor ", text), absl::StrCat("route ", id_, ", item of the score ", text)},
          !layout, [id, name, is](Draft* draft) {
            Score::Item* there = Find(Find(draft->document.routes, id)->score->items, name);
            if (there == nullptr) return;
            const Score::Item* other = Find(is->score->items, name);
            there->value = other->value;
            there->title = other->title;
          });
    }
  }

  const Route& was_;
  const Route& is_;
  const std::string id_, where_;
  std::vector<Atom>* atoms_;
};

void OrderOfRoutes(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  std::vector<std::string> was, is;
  for (const Route& route : before.routes) {
    if (Find(after.routes, route.id.text) != nullptr) was.push_back(route.id.text);
  }
  for (const Route& route : after.routes) {
    if (Find(before.routes, route.id.text) != nullptr) is.push_back(route.id.text);
  }
  if (was == is) return;
  const std::string orders = absl::StrCat(absl::StrJoin(was, ", "), " -> ", absl::StrJoin(is, ", "));
  atoms->push_back({{"routes", {absl::StrCat("urutan jalur: ", orders), absl::StrCat("order of routes: ", orders)}, true},
                    [](Draft* draft) { draft->routes_as_after = true; }});
}

}  // namespace

void RouteAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  MembershipAtoms(before, after, atoms);
  for (const Route& was : before.routes) {
    const std::string id = was.id.text;
    if (const Route* is = Find(after.routes, id)) {
      Routes(was, *is, atoms).Compare();
      continue;
    }
    atoms->push_back({{absl::StrCat("route ", id),
                       {absl::StrCat("jalur ", id, " dihapus (", was.title.id, ")"),
                        absl::StrCat("route ", id, " dropped (", was.title.en, ")")},
                       true},
                      [id](Draft* draft) { Erase(&draft->document.routes, id); }});
  }
  for (const Route& is : after.routes) {
    if (Find(before.routes, is.id.text) != nullptr) continue;
    const Route* added = &is;
    atoms->push_back({{absl::StrCat("route ", is.id.text),
                       {absl::StrCat("jalur ", is.id.text, " ditambah (", is.title.id, ")"),
                        absl::StrCat("route ", is.id.text, " added (", is.title.en, ")")},
                       true},
                      [added](Draft* draft) { draft->document.routes.push_back(*added); }});
  }
  OrderOfRoutes(before, after, atoms);
}

}  // namespace graduasi::analysis
