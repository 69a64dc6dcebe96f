#include "src/analysis/policy_atoms.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/analysis/expression_change.h"
#include "src/decide/words.h"

namespace graduasi::analysis {
namespace {

bool operator==(const Text& a, const Text& b) { return a.id == b.id && a.en == b.en; }
bool Same(const Placed& a, const Placed& b) { return a.text == b.text; }
bool Same(const std::vector<MaxAge>& a, const std::vector<MaxAge>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const MaxAge& x, const MaxAge& y) { return x.fact.text == y.fact.text && x.months == y.months; });
}

// What a change of an expression is called after its owner: ": a -> b".
std::string ExpressionText(absl::string_view before, absl::string_view after, const char* added, const char* taken) {
  const ExpressionChange change = ChangeOf(before, after);
  if (change.before.empty()) return absl::StrCat(added, " `", change.after, "`");
  if (change.after.empty()) return absl::StrCat(taken, " `", change.before, "`");
  return absl::StrCat("`", change.before, "` -> `", change.after, "`");
}

Text ExpressionWords(const Text& owner, absl::string_view before, absl::string_view after) {
  return {absl::StrCat(owner.id, ": ", ExpressionText(before, after, "ditambah", "dihapus")),
          absl::StrCat(owner.en, ": ", ExpressionText(before, after, "added", "dropped"))};
}

// A whole expression that is now there, or no longer.
Text WholeWords(const Text& owner, absl::string_view before, absl::string_view after) {
  if (before.empty()) {
    const std::string text = ChangeOf("", after).after;
    return {absl::StrCat(owner.id, " ditambah: `", text, "`"), absl::StrCat(owner.en, " added: `", text, "`")};
  }
  if (after.empty()) {
    const std::string text = ChangeOf("", before).after;
    return {absl::StrCat(owner.id, " dihapus: `", text, "`"), absl::StrCat(owner.en, " dropped: `", text, "`")};
  }
  return ExpressionWords(owner, before, after);
}

std::string AgeList(const std::vector<MaxAge>& limits, const char* none, const char* months) {
  std::vector<std::string> parts;
  for (const MaxAge& limit : limits) parts.push_back(absl::StrCat(limit.fact.text, " ", limit.months, " ", months));
  return parts.empty() ? none : absl::StrJoin(parts, ", ");
}

Text AgeWords(const Text& owner, const std::vector<MaxAge>& before, const std::vector<MaxAge>& after) {
  return {absl::StrCat(owner.id, ", umur data: ", AgeList(before, "bebas", "bulan"), " -> ", AgeList(after, "bebas", "bulan")),
          absl::StrCat(owner.en, ", age of data: ", AgeList(before, "any", "months"), " -> ", AgeList(after, "any", "months"))};
}

Text WordingWords(const Text& owner) {
  return {absl::StrCat(owner.id, ": judul, alasan, satuan atau sumber"),
          absl::StrCat(owner.en, ": title, reason, unit or source")};
}

void FactAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  for (const Fact& was : before.facts) {
    const Fact* is = Find(after.facts, was.id.text);
    if (is == nullptr) continue;
    const std::string id = was.id.text;
    const std::string where = absl::StrCat("fact ", id);
    const Text owner{absl::StrCat("fakta ", id), where};
    const bool layout = SameTokens(was.expr.text, is->expr.text);
    if (!layout) {
      atoms->push_back({{where, ExpressionWords(owner, was.expr.text, is->expr.text), true},
                        [id, is](Draft* draft) { Find(draft->document.facts, id)->expr = is->expr; },
                        id});
    }
    if (!(was.title == is->title) || was.unit != is->unit || (layout && !Same(was.expr, is->expr))) {
      atoms->push_back({{where, WordingWords(owner), false}, [id, is, layout](Draft* draft) {
                          Fact* fact = Find(draft->document.facts, id);
                          fact->title = is->title;
                          fact->unit = is->unit;
                          if (layout) fact->expr = is->expr;
                        }});
    }
  }
}

void ChangedSafeguard(const Safeguard& was, const Safeguard& is, std::vector<Atom>* atoms) {
  const std::string id = was.id.text;
  const std::string where = absl::StrCat("safeguard ", id);
  const Text owner{absl::StrCat("pelindung ", id), where};
  const Safeguard* other = &is;
  const bool layout = SameTokens(was.when.text, is.when.text);
  if (!layout) {
    atoms->push_back({{where, ExpressionWords(owner, was.when.text, is.when.text), true},
                      [id, other](Draft* draft) { Find(draft->document.safeguards, id)->when = other->when; }});
  }
  if (!Same(was.max_age, is.max_age)) {
    atoms->push_back({{where, AgeWords(owner, was.max_age, is.max_age), true},
                      [id, other](Draft* draft) { Find(draft->document.safeguards, id)->max_age = other->max_age; }});
  }
  if (!(was.title == is.title) || !Same(was.reason_id, is.reason_id) || !Same(was.reason_en, is.reason_en) ||
      was.source != is.source || was.proposal != is.proposal || (layout && !Same(was.when, is.when))) {
    atoms->push_back({{where, WordingWords(owner), false}, [id, other, layout](Draft* draft) {
                        Safeguard* safeguard = Find(draft->document.safeguards, id);
                        Safeguard made = *other;
                        if (!layout) made.when = safeguard->when;
                        made.max_age = safeguard->max_age;
                        *safeguard = std::move(made);
                      }});
  }
}

void SafeguardAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  for (const Safeguard& was : before.safeguards) {
    const std::string id = was.id.text;
    if (const Safeguard* is = Find(after.safeguards, id)) {
      ChangedSafeguard(was, *is, atoms);
      continue;
    }
    atoms->push_back({{absl::StrCat("safeguard ", id),
                       {absl::StrCat("pelindung ", id, " dihapus (", was.title.id, ")"),
                        absl::StrCat("safeguard ", id, " dropped (", was.title.en, ")")},
                       true},
                      [id](Draft* draft) { Erase(&draft->document.safeguards, id); }});
  }
  for (const Safeguard& is : after.safeguards) {
    if (Find(before.safeguards, is.id.text) != nullptr) continue;
    const Safeguard* added = &is;
    atoms->push_back({{absl::StrCat("safeguard ", is.id.text),
                       {absl::StrCat("pelindung ", is.id.text, " ditambah (", is.title.id, ")"),
                        absl::StrCat("safeguard ", is.id.text, " added (", is.title.en, ")")},
                       true},
                      [added](Draft* draft) { draft->document.safeguards.push_back(*added); }});
  }
}

// One expression of a criterion, by its member.
void ConditionAtom(const Criterion& was, const Criterion& is, Placed Criterion::*part, const Text& owner, const char* word_id,
                   const char* word_en, std::vector<Atom>* atoms) {
  if (SameTokens((was.*part).text, (is.*part).text)) return;
  const std::string id = was.id.text;
  const Criterion* other = &is;
  const Text named{absl::StrCat(owner.id, word_id), absl::StrCat(owner.en, word_en)};
  atoms->push_back({{absl::StrCat("criterion ", id), WholeWords(named, (was.*part).text, (is.*part).text), true},
                    [id, other, part](Draft* draft) { Find(draft->document.criteria, id)->*part = other->*part; }});
}

bool SameWording(const Criterion& a, const Criterion& b) {
  return a.title == b.title && Same(a.pass_id, b.pass_id) && Same(a.pass_en, b.pass_en) && Same(a.fail_id, b.fail_id) &&
         Same(a.fail_en, b.fail_en) && a.can_act == b.can_act && a.source == b.source && a.proposal == b.proposal;
}

void CriterionAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  for (const Criterion& was : before.criteria) {
    const Criterion* is = Find(after.criteria, was.id.text);
    if (is == nullptr) continue;
    const std::string id = was.id.text;
    const std::string where = absl::StrCat("criterion ", id);
    const Text owner{id, id};
    ConditionAtom(was, *is, &Criterion::require, owner, "", "", atoms);
    ConditionAtom(was, *is, &Criterion::applies_when, owner, ", berlaku bila", ", applies when", atoms);
    if (!Same(was.max_age, is->max_age)) {
      atoms->push_back({{where, AgeWords(owner, was.max_age, is->max_age), true},
                        [id, is](Draft* draft) { Find(draft->document.criteria, id)->max_age = is->max_age; }});
    }
    const bool require = SameTokens(was.require.text, is->require.text);
    const bool applies = SameTokens(was.applies_when.text, is->applies_when.text);
    const bool layout = (require && !Same(was.require, is->require)) || (applies && !Same(was.applies_when, is->applies_when));
    if (!SameWording(was, *is) || layout) {
      const Text named{absl::StrCat("kriteria ", id), where};
      atoms->push_back({{where, WordingWords(named), false}, [id, is, require, applies](Draft* draft) {
                          Criterion* criterion = Find(draft->document.criteria, id);
                          Criterion made = *is;
                          if (!require) made.require = criterion->require;
                          if (!applies) made.applies_when = criterion->applies_when;
                          made.max_age = criterion->max_age;
                          *criterion = std::move(made);
                        }});
    }
  }
}

const char* OrderWord(Direction direction, Language language) {
  if (direction == Direction::kAscending) return language == Language::kIndonesian ? "menaik" : "ascending";
  return language == Language::kIndonesian ? "menurun" : "descending";
}

// What a key of the ranking goes by, in one language; what it is called is left out. Empty where that is the same.
std::string KeyText(const RankingKey& was, const RankingKey& is, Language language) {
  const bool indonesian = language == Language::kIndonesian;
  std::vector<std::string> parts;
  if (!SameTokens(was.expr.text, is.expr.text)) {
    parts.push_back(
        ExpressionText(was.expr.text, is.expr.text, indonesian ? "ditambah" : "added", indonesian ? "dihapus" : "dropped"));
  }
  const auto turned = [&](const char* before, const char* after) { parts.push_back(absl::StrCat(before, " -> ", after)); };
  if (was.direction != is.direction) turned(OrderWord(was.direction, language), OrderWord(is.direction, language));
  if (was.missing != is.missing) turned(decide::Word(was.missing, language), decide::Word(is.missing, language));
  if (!Same(was.max_age, is.max_age)) {
    const char* none = indonesian ? "bebas" : "any";
    const char* months = indonesian ? "bulan" : "months";
    parts.push_back(absl::StrCat(indonesian ? "umur data " : "age of data ", AgeList(was.max_age, none, months), " -> ",
                                 AgeList(is.max_age, none, months)));
  }
  if (parts.empty()) return "";
  return absl::StrCat(indonesian ? "urutan, kunci " : "ranking, key ", was.id.text, ": ", absl::StrJoin(parts, "; "));
}

// Which keys there are, in which order. Keys that both have stay as they are in the draft.
void KeyListAtom(const RankingRule& was, const RankingRule& is, std::vector<Atom>* atoms) {
  std::vector<std::string> before, after;
  for (const RankingKey& key : was.keys) before.push_back(key.id.text);
  for (const RankingKey& key : is.keys) after.push_back(key.id.text);
  if (before == after) return;
  const RankingRule* other = &is;
  const std::string lists = absl::StrCat(absl::StrJoin(before, ", "), " -> ", absl::StrJoin(after, ", "));
  atoms->push_back({{"ranking", {absl::StrCat("urutan, kunci: ", lists), absl::StrCat("ranking, keys: ", lists)}, false},
                    [other](Draft* draft) {
                      std::vector<RankingKey> keys = other->keys;
                      for (RankingKey& key : keys) {
                        if (const RankingKey* own = Find(draft->document.ranking->keys, key.id.text)) key = *own;
                      }
                      draft->document.ranking->keys = std::move(keys);
                    }});
}

void ChangedKey(const RankingKey& was, const RankingKey& is, std::vector<Atom>* atoms) {
  const Text text{KeyText(was, is, Language::kIndonesian), KeyText(was, is, Language::kEnglish)};
  const RankingKey* other = &is;
  const std::string id = was.id.text;
  if (!text.en.empty()) {
    atoms->push_back({{"ranking", text, false}, [id, other](Draft* draft) {
                        RankingKey* key = Find(draft->document.ranking->keys, id);
                        if (key == nullptr) return;  // another edit drops it
                        key->expr = other->expr;
                        key->direction = other->direction;
                        key->missing = other->missing;
                        key->max_age = other->max_age;
                      }});
  }
  const bool layout = SameTokens(was.expr.text, is.expr.text);
  if (was.title == is.title && was.unit == is.unit && was.source == is.source && (!layout || Same(was.expr, is.expr))) return;
  const Text owner{absl::StrCat("urutan, kunci ", id), absl::StrCat("ranking, key ", id)};
  atoms->push_back({{"ranking", WordingWords(owner), false}, [id, other, layout](Draft* draft) {
                      RankingKey* key = Find(draft->document.ranking->keys, id);
                      if (key == nullptr) return;
                      key->title = other->title;
                      key->unit = other->unit;
                      key->source = other->source;
                      if (layout) key->expr = other->expr;
                    }});
}

// In which order the eligible stand: no edit of it changes an answer.
void RankingAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  if (!before.ranking && !after.ranking) return;
  const std::optional<RankingRule>* other = &after.ranking;
  if (!before.ranking || !after.ranking) {
    const RankingRule& rule = before.ranking ? *before.ranking : *after.ranking;
    const bool added = after.ranking.has_value();
    atoms->push_back({{"ranking",
                       {absl::StrCat("urutan ", rule.id.text, added ? " ditambah (" : " dihapus (", rule.title.id, ")"),
                        absl::StrCat("ranking ", rule.id.text, added ? " added (" : " dropped (", rule.title.en, ")")},
                       false},
                      [other](Draft* draft) { draft->document.ranking = *other; }});
    return;
  }
  const RankingRule& was = *before.ranking;
  const RankingRule& is = *after.ranking;
  for (const RankingKey& key : was.keys) {
    if (const RankingKey* changed = Find(is.keys, key.id.text)) ChangedKey(key, *changed, atoms);
  }
  KeyListAtom(was, is, atoms);
  if (Same(was.id, is.id) && was.title == is.title && was.source == is.source && was.proposal == is.proposal) return;
  atoms->push_back(
      {{"ranking", {"urutan: nama, judul atau sumber", "ranking: name, title or source"}, false}, [other](Draft* draft) {
         RankingRule& rule = *draft->document.ranking;
         rule.id = (*other)->id;
         rule.title = (*other)->title;
         rule.source = (*other)->source;
         rule.proposal = (*other)->proposal;
       }});
}

std::string RegionList(const std::vector<Placed>& regions, const char* everywhere) {
  std::vector<std::string> codes;
  for (const Placed& region : regions) codes.push_back(region.text);
  return codes.empty() ? everywhere : absl::StrJoin(codes, ", ");
}

std::string PeriodText(const PolicyDocument& document, const char* open) {
  return absl::StrCat(document.effective_from.text, " .. ",
                      document.effective_until.empty() ? open : document.effective_until.text);
}

void IdentityAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  const PolicyDocument* other = &after;
  if (!std::equal(before.jurisdiction.begin(), before.jurisdiction.end(), after.jurisdiction.begin(), after.jurisdiction.end(),
                  [](const Placed& a, const Placed& b) { return Same(a, b); })) {
    atoms->push_back({{"jurisdiction",
                       {absl::StrCat("wilayah berlaku: ", RegionList(before.jurisdiction, "seluruhnya"), " -> ",
                                     RegionList(after.jurisdiction, "seluruhnya")),
                        absl::StrCat("jurisdiction: ", RegionList(before.jurisdiction, "everywhere"), " -> ",
                                     RegionList(after.jurisdiction, "everywhere"))},
                       true},
                      [other](Draft* draft) { draft->document.jurisdiction = other->jurisdiction; }});
  }
  if (!Same(before.effective_from, after.effective_from) || !Same(before.effective_until, after.effective_until)) {
    atoms->push_back(
        {{"effective",
          {absl::StrCat("masa berlaku: ", PeriodText(before, "seterusnya"), " -> ", PeriodText(after, "seterusnya")),
           absl::StrCat("in effect: ", PeriodText(before, "open"), " -> ", PeriodText(after, "open"))},
          false},
         [other](Draft* draft) {
           draft->document.effective_from = other->effective_from;
           draft->document.effective_until = other->effective_until;
         }});
  }
  if (!Same(before.id, after.id) || !Same(before.version, after.version)) {
    const std::string names =
        absl::StrCat(before.id.text, " ", before.version.text, " -> ", after.id.text, " ", after.version.text);
    atoms->push_back(
        {{"version", {absl::StrCat("versi: ", names), absl::StrCat("version: ", names)}, false}, [other](Draft* draft) {
           draft->document.id = other->id;
           draft->document.version = other->version;
         }});
  }
  if (!(before.title == after.title) || before.legal_basis != after.legal_basis || before.synthetic != after.synthetic) {
    atoms->push_back(
        {{"policy", {"judul atau dasar hukum kebijakan", "the policy's title or legal basis"}, false}, [other](Draft* draft) {
           draft->document.title = other->title;
           draft->document.legal_basis = other->legal_basis;
           draft->document.synthetic = other->synthetic;
         }});
  }
}

}  // namespace

Atom OrderAtom() {
  return {{"policy", {"urutan penulisan", "the order in which things are listed"}, false},
          [](Draft* draft) { draft->listed_as_after = true; }};
}

std::vector<Atom> AtomsBetween(const PolicyDocument& before, const PolicyDocument& after) {
  std::vector<Atom> atoms;
  ParameterAtoms(before, after, &atoms);
  FactAtoms(before, after, &atoms);
  SafeguardAtoms(before, after, &atoms);
  CriterionAtoms(before, after, &atoms);
  RouteAtoms(before, after, &atoms);
  RankingAtoms(before, after, &atoms);
  IdentityAtoms(before, after, &atoms);
  return atoms;
}

}  // namespace graduasi::analysis
