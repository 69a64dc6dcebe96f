// The smallest differences between two policy documents that have a name of their own, and how each is carried out on a draft
// that begins as the first document. An atom alone need not make a sound policy. This file must not know how atoms are grouped.
#ifndef GRADUASI_SRC_ANALYSIS_POLICY_ATOMS_H_
#define GRADUASI_SRC_ANALYSIS_POLICY_ATOMS_H_

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "graduasi/comparison.h"
#include "graduasi/policy.h"

namespace graduasi::analysis {

// A document on its way from the first to the second.
struct Draft {
  PolicyDocument document;
  bool listed_as_after = false;  // parameters, facts, ... stand in the order of the second document
  bool routes_as_after = false;  // so do the routes
};

struct Atom {
  PolicyEdit edit;
  std::function<void(Draft*)> apply;  // refers to the documents that the atoms were found in
  std::string name = {};              // "x" of a fact, "params.x" of a parameter, by which others read it; else empty
};

// All atoms between two documents that outlive them. Parameters, facts and criteria that only one of the documents has are no
// atoms: they come and go with what names them.
std::vector<Atom> AtomsBetween(const PolicyDocument& before, const PolicyDocument& after);

// The parts of AtomsBetween.
void ParameterAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms);
void RouteAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms);

// The atom that puts lists into the order of the second document.
Atom OrderAtom();

// ---- Lists whose elements have ids ----

inline const std::string& IdOf(const Placed& id) { return id.text; }
inline const std::string& IdOf(const Parameter::Entry& entry) { return entry.key; }
inline const std::string& IdOf(const Parameter::Version& version) { return version.from.text; }
template <typename T>
const std::string& IdOf(const T& element) {
  return element.id.text;
}

template <typename List>
auto Find(List& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& element) { return IdOf(element) == id; });
  return found == list.end() ? nullptr : &*found;
}

template <typename T>
void Erase(std::vector<T>* list, const std::string& id) {
  list->erase(std::remove_if(list->begin(), list->end(), [&](const T& element) { return IdOf(element) == id; }), list->end());
}

// The ids of both lists: those of `first` in its order, each of the others behind the one that it follows in `other`.
template <typename T>
std::vector<std::string> MergedIds(const std::vector<T>& first, const std::vector<T>& other) {
  std::vector<std::string> ids;
  for (const T& element : first) ids.push_back(IdOf(element));
  size_t at = 0;  // behind the element of `other` that came last
  for (const T& element : other) {
    const auto found = std::find(ids.begin(), ids.end(), IdOf(element));
    if (found != ids.end()) {
      at = static_cast<size_t>(found - ids.begin()) + 1;
    } else {
      ids.insert(ids.begin() + static_cast<std::ptrdiff_t>(at++), IdOf(element));
    }
  }
  return ids;
}

// Puts `list` into the order of `ids`.
template <typename T>
void Arrange(const std::vector<std::string>& ids, std::vector<T>* list) {
  const auto place = [&](const T& element) { return std::find(ids.begin(), ids.end(), IdOf(element)) - ids.begin(); };
  std::stable_sort(list->begin(), list->end(), [&](const T& a, const T& b) { return place(a) < place(b); });
}

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_POLICY_ATOMS_H_
