#include "src/analysis/policy_edit.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "src/analysis/expression_change.h"
#include "src/policy/checked_policy.h"
#include "src/policy/content.h"
#include "src/policy/reason.h"

namespace graduasi::analysis {
namespace {

// How often a document is checked to find out what an atom needs; beyond that all atoms that need something are one edit. Only
// documents with hardly anything in common get there.
constexpr size_t kMostChecks = 4000;

void AddNames(const Placed& expression, std::set<std::string>* names) {
  const std::set<std::string> found = NamesIn(expression.text);
  names->insert(found.begin(), found.end());
}

void AddReasonNames(const Placed& reason, std::set<std::string>* names) {
  std::vector<policy::ReasonPiece> pieces;
  std::string mistake;
  size_t position = 0;
  if (!policy::SplitReason(reason.text, &pieces, &mistake, &position)) return;
  for (const policy::ReasonPiece& piece : pieces) {
    if (piece.hole) AddNames(Placed{piece.text, {}, {}}, names);
  }
}

// Everything that decisions read, outside facts.
std::set<std::string> NamesDecided(const PolicyDocument& document) {
  std::set<std::string> names;
  for (const Safeguard& safeguard : document.safeguards) {
    AddNames(safeguard.when, &names);
    AddReasonNames(safeguard.reason_id, &names);
    AddReasonNames(safeguard.reason_en, &names);
  }
  for (const Criterion& criterion : document.criteria) {
    AddNames(criterion.applies_when, &names);
    AddNames(criterion.require, &names);
    for (const Placed* reason : {&criterion.pass_id, &criterion.pass_en, &criterion.fail_id, &criterion.fail_en}) {
      AddReasonNames(*reason, &names);
    }
  }
  for (const Route& route : document.routes) {
    if (!route.score) continue;
    AddNames(route.score->threshold, &names);
    for (const Score::Item& item : route.score->items) AddNames(item.value, &names);
  }
  return names;
}

// The same with what the ranking reads.
std::set<std::string> NamesRead(const PolicyDocument& document) {
  std::set<std::string> names = NamesDecided(document);
  if (document.ranking) {
    for (const RankingKey& key : document.ranking->keys) AddNames(key.expr, &names);
  }
  return names;
}

// What decisions of a policy made of the two documents may read, through facts of either.
std::set<std::string> NamesOfAnswers(const PolicyDocument& before, const PolicyDocument& after) {
  std::set<std::string> names = NamesDecided(before);
  names.merge(NamesDecided(after));
  std::vector<std::string> open(names.begin(), names.end());
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    for (const PolicyDocument* document : {&before, &after}) {
      const Fact* fact = Find(document->facts, name);
      if (fact == nullptr) continue;
      for (const std::string& read : NamesIn(fact->expr.text)) {
        if (names.insert(read).second) open.push_back(read);
      }
    }
  }
  return names;
}

// Criteria that no route names go; those that only the second document has and a route names come.
void SettleCriteria(const PolicyDocument& before, const PolicyDocument& after, PolicyDocument* document) {
  std::set<std::string> named;
  for (const Route& route : document->routes) {
    for (const Placed& id : route.all_of) named.insert(id.text);
    for (const Route::AtLeast& list : route.at_least) {
      for (const Placed& id : list.of) named.insert(id.text);
    }
  }
  auto& criteria = document->criteria;
  criteria.erase(
      std::remove_if(criteria.begin(), criteria.end(), [&](const Criterion& c) { return named.count(c.id.text) == 0; }),
      criteria.end());
  for (const Criterion& criterion : after.criteria) {
    if (named.count(criterion.id.text) != 0 && Find(before.criteria, criterion.id.text) == nullptr)
      criteria.push_back(criterion);
  }
}

// The same for facts and parameters and what reads them.
void SettleNames(const PolicyDocument& before, const PolicyDocument& after, PolicyDocument* document) {
  std::set<std::string> needed = NamesRead(*document);
  std::vector<std::string> open(needed.begin(), needed.end());
  const auto need = [&](const Placed& expression) {
    for (const std::string& name : NamesIn(expression.text)) {
      if (needed.insert(name).second) open.push_back(name);
    }
  };
  const std::vector<Fact> facts = document->facts;
  const std::vector<Parameter> parameters = document->parameters;
  document->facts.clear();
  document->parameters.clear();
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (const Fact* own = Find(facts, name)) {
      document->facts.push_back(*own);
      need(own->expr);
    } else if (const Fact* added = Find(after.facts, name); added != nullptr && Find(before.facts, name) == nullptr) {
      document->facts.push_back(*added);
      need(added->expr);
    }
    absl::string_view id = name;
    if (!absl::ConsumePrefix(&id, "params.")) continue;
    const std::string text(id);
    if (const Parameter* own = Find(parameters, text)) {
      document->parameters.push_back(*own);
      need(own->key);
    } else if (const Parameter* added = Find(after.parameters, text)) {
      document->parameters.push_back(*added);
      need(added->key);
    }
  }
}

// Facts may only read facts before them: those that are read come first, and otherwise the order is kept.
void PutReadFactsFirst(std::vector<Fact>* facts) {
  std::map<std::string, size_t> numbers;
  for (size_t i = 0; i < facts->size(); ++i) numbers.emplace((*facts)[i].id.text, i);
  std::vector<Fact> ordered;
  std::vector<bool> seen(facts->size(), false);
  const std::function<void(size_t)> put = [&](size_t i) {
    if (seen[i]) return;
    seen[i] = true;
    for (const std::string& name : NamesIn((*facts)[i].expr.text)) {
      const auto found = numbers.find(name);
      if (found != numbers.end()) put(found->second);
    }
    ordered.push_back((*facts)[i]);
  };
  for (size_t i = 0; i < facts->size(); ++i) put(i);
  *facts = std::move(ordered);
}

template <typename T>
void ArrangeAs(bool as_after, const std::vector<T>& before, const std::vector<T>& after, std::vector<T>* list) {
  Arrange(as_after ? MergedIds(after, before) : MergedIds(before, after), list);
}

void ArrangeVersions(bool as_after, const PolicyDocument& before, const PolicyDocument& after, PolicyDocument* document) {
  for (Parameter& parameter : document->parameters) {
    const Parameter* was = Find(before.parameters, parameter.id.text);
    const Parameter* is = Find(after.parameters, parameter.id.text);
    if (was == nullptr || is == nullptr) continue;
    for (Parameter::Version& version : parameter.versions) {
      const Parameter::Version* a = Find(was->versions, version.from.text);
      const Parameter::Version* b = Find(is->versions, version.from.text);
      if (a != nullptr && b != nullptr) ArrangeAs(as_after, a->entries, b->entries, &version.entries);
    }
  }
}

void ArrangeRoutes(bool as_after, const PolicyDocument& before, const PolicyDocument& after, PolicyDocument* document) {
  for (Route& route : document->routes) {
    const Route* was = Find(before.routes, route.id.text);
    const Route* is = Find(after.routes, route.id.text);
    if (was == nullptr || is == nullptr) continue;
    ArrangeAs(as_after, was->all_of, is->all_of, &route.all_of);
    const size_t lists = std::min(was->at_least.size(), is->at_least.size());
    for (size_t i = 0; i < std::min(lists, route.at_least.size()); ++i) {
      ArrangeAs(as_after, was->at_least[i].of, is->at_least[i].of, &route.at_least[i].of);
    }
  }
}

void ArrangeAll(const Draft& draft, const PolicyDocument& before, const PolicyDocument& after, PolicyDocument* document) {
  const bool as_after = draft.listed_as_after;
  ArrangeAs(as_after, before.parameters, after.parameters, &document->parameters);
  ArrangeAs(as_after, before.facts, after.facts, &document->facts);
  PutReadFactsFirst(&document->facts);
  ArrangeAs(as_after, before.safeguards, after.safeguards, &document->safeguards);
  ArrangeAs(as_after, before.criteria, after.criteria, &document->criteria);
  ArrangeAs(draft.routes_as_after, before.routes, after.routes, &document->routes);
  ArrangeVersions(as_after, before, after, document);
  ArrangeRoutes(as_after, before, after, document);
}

std::vector<size_t> Numbers(size_t count) {
  std::vector<size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), size_t{0});
  return numbers;
}

Text Joined(const std::vector<const Atom*>& atoms) {
  std::vector<std::string> id, en;
  for (const Atom* atom : atoms) {
    if (!atom->edit.can_change_answers && atoms.size() > 1) continue;  // what is said of a change of rules is the rules
    id.push_back(atom->edit.text.id);
    en.push_back(atom->edit.text.en);
  }
  return {absl::StrJoin(id, "; "), absl::StrJoin(en, "; ")};
}

}  // namespace

PolicyDocument Difference::Make(const std::vector<size_t>& atoms) const {
  Draft draft;
  draft.document = before_;
  for (const size_t atom : atoms) atoms_[atom].apply(&draft);
  SettleCriteria(before_, after_, &draft.document);
  SettleNames(before_, after_, &draft.document);
  ArrangeAll(draft, before_, after_, &draft.document);
  return std::move(draft.document);
}

bool Difference::Sound(const std::vector<size_t>& atoms) const {
  Findings findings;
  return policy::CheckPolicy(Make(atoms), &findings) != nullptr;
}

// A smallest set of atoms that holds `atom` and makes a policy: of all of them, whatever can be left out is left out, from
// those that change no answer on.
std::vector<size_t> Difference::NeededBy(size_t atom) const {
  std::vector<size_t> kept = Numbers(atoms_.size());
  std::vector<size_t> order = kept;
  std::stable_partition(order.begin(), order.end(), [&](size_t i) { return !atoms_[i].edit.can_change_answers; });
  for (const size_t other : order) {
    if (other == atom) continue;
    std::vector<size_t> fewer;
    std::copy_if(kept.begin(), kept.end(), std::back_inserter(fewer), [&](size_t i) { return i != other; });
    if (Sound(fewer)) kept = std::move(fewer);
  }
  return kept;
}

void Difference::Group() {
  std::vector<size_t> leader = Numbers(atoms_.size());  // of the group of each atom: its first
  const auto members = [&](size_t group) {
    std::vector<size_t> all;
    for (size_t i = 0; i < leader.size(); ++i) {
      if (leader[i] == group) all.push_back(i);
    }
    return all;
  };
  const auto join = [&](size_t a, size_t b) {
    const size_t low = std::min(leader[a], leader[b]);
    const size_t high = std::max(leader[a], leader[b]);
    std::replace(leader.begin(), leader.end(), high, low);
  };
  size_t checks = 0;
  for (bool changed = true; changed;) {
    changed = false;
    std::vector<size_t> unsound;
    for (size_t group = 0; group < leader.size(); ++group) {
      if (leader[group] != group) continue;
      ++checks;
      if (!Sound(members(group))) unsound.push_back(group);
    }
    for (const size_t group : unsound) {
      changed = true;
      checks += atoms_.size();
      // Every atom of an unsound group is asked for its needs; where that does not help, or takes too long, all that is unsound
      // goes together, and in the end everything.
      const std::vector<size_t> needed = checks > kMostChecks ? unsound : NeededBy(group);
      const std::vector<size_t> before = leader;
      for (const size_t atom : needed) join(group, atom);
      if (leader == before) {
        for (size_t atom = 0; atom < leader.size(); ++atom) join(group, atom);
      }
    }
  }
  for (size_t group = 0; group < leader.size(); ++group) {
    if (leader[group] == group) groups_.push_back(members(group));
  }
}

absl::StatusOr<std::shared_ptr<const Difference>> Difference::Between(const PolicyDocument& before,
                                                                      const PolicyDocument& after) {
  std::shared_ptr<Difference> difference(new Difference(before, after));
  Difference& made = *difference;
  made.atoms_ = AtomsBetween(made.before_, made.after_);
  const std::set<std::string> of_answers = NamesOfAnswers(made.before_, made.after_);
  for (Atom& atom : made.atoms_) {  // what only the ranking reads changes no answer
    if (!atom.name.empty() && of_answers.count(atom.name) == 0) atom.edit.can_change_answers = false;
  }
  const std::string goal = policy::ContentOf(after);
  if (policy::ContentOf(made.Make(Numbers(made.atoms_.size()))) != goal) {
    made.atoms_.push_back(OrderAtom());
    if (policy::ContentOf(made.Make(Numbers(made.atoms_.size()))) != goal) {
      return absl::InternalError("the edits between the two policies do not lead from one to the other");
    }
  }
  made.Group();
  for (const std::vector<size_t>& group : made.groups_) {
    std::vector<const Atom*> atoms;
    PolicyEdit edit;
    edit.can_change_answers = false;
    for (const size_t atom : group) {
      atoms.push_back(&made.atoms_[atom]);
      edit.can_change_answers = edit.can_change_answers || made.atoms_[atom].edit.can_change_answers;
    }
    if (edit.can_change_answers) {
      atoms.erase(std::remove_if(atoms.begin(), atoms.end(), [](const Atom* atom) { return !atom->edit.can_change_answers; }),
                  atoms.end());
    }
    edit.where = atoms.front()->edit.where;
    edit.text = Joined(atoms);
    made.edits_.push_back(std::move(edit));
  }
  return difference;
}

PolicyDocument Difference::Apply(const std::vector<size_t>& edits) const {
  std::vector<size_t> atoms;
  for (const size_t edit : edits) atoms.insert(atoms.end(), groups_[edit].begin(), groups_[edit].end());
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
  return Make(atoms);
}

PolicyDocument Difference::ApplyForAnswers(const std::vector<size_t>& edits) const {
  PolicyDocument document = Apply(edits);
  // Days are written year first: the later of two is the greater text.
  document.effective_from =
      before_.effective_from.text < after_.effective_from.text ? after_.effective_from : before_.effective_from;
  document.effective_until = Placed();
  return document;
}

}  // namespace graduasi::analysis

namespace graduasi {

absl::StatusOr<PolicyDifference> PolicyDifference::Between(const Policy& before, const Policy& after) {
  absl::StatusOr<std::shared_ptr<const analysis::Difference>> difference =
      analysis::Difference::Between(before.document(), after.document());
  if (!difference.ok()) return difference.status();
  return PolicyDifference(*std::move(difference));
}

const std::vector<PolicyEdit>& PolicyDifference::edits() const { return difference_->edits(); }

absl::StatusOr<Policy> PolicyDifference::Apply(const std::vector<size_t>& edits) const {
  for (const size_t edit : edits) {
    if (edit >= difference_->edits().size()) return absl::InvalidArgumentError(absl::StrCat("there is no edit number ", edit));
  }
  return Policy::Compile(difference_->Apply(edits));
}

}  // namespace graduasi
