// Differences of parameters: their values, the days from which these hold, the entries of tables.
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/analysis/policy_atoms.h"
#include "src/base/text.h"

namespace graduasi::analysis {
namespace {

// More entries of one table that change on one day are one edit: a new publication, not so many decisions.
constexpr size_t kMostEntries = 4;

bool Same(const ParameterValue& a, const ParameterValue& b) {
  return a.integer == b.integer && a.boolean == b.boolean && a.string == b.string && a.date == b.date;
}

bool Same(const Parameter::Version& a, const Parameter::Version& b) {
  if (a.value.has_value() != b.value.has_value() || (a.value && !Same(*a.value, *b.value))) return false;
  return std::equal(
      a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
      [](const Parameter::Entry& x, const Parameter::Entry& y) { return x.key == y.key && Same(x.value, y.value); });
}

std::string ValueText(const ParameterValue& value, Language language) {
  if (value.integer) return FormatInteger(*value.integer, language);
  if (value.boolean) return *value.boolean ? "true" : "false";
  if (value.string) return absl::StrCat("\"", *value.string, "\"");
  return value.date ? value.date->ToString() : "-";
}

std::string VersionText(const Parameter::Version& version, Language language) {
  if (version.value) return ValueText(*version.value, language);
  const size_t count = version.entries.size();
  if (count > 3) return absl::StrCat(count, language == Language::kIndonesian ? " nilai" : " values");
  std::vector<std::string> parts;
  for (const Parameter::Entry& entry : version.entries) {
    parts.push_back(absl::StrCat(entry.key, " ", ValueText(entry.value, language)));
  }
  return absl::StrJoin(parts, ", ");
}

// `make` gives the text in a language.
template <typename Make>
Text Both(const Make& make) {
  return {make(Language::kIndonesian), make(Language::kEnglish)};
}

const char* Since(Language language) { return language == Language::kIndonesian ? " sejak " : " from "; }

class Parameters {
 public:
  Parameters(const Parameter& was, const Parameter& is, std::vector<Atom>* atoms) : was_(was), is_(is), atoms_(atoms) {}

  void Compare() {
    const Parameter* is = &is_;
    const std::string id = was_.id.text;
    if (was_.type != is_.type || was_.key.text != is_.key.text) {
      Add(Both([&](Language language) {
            return absl::StrCat(id,
                                language == Language::kIndonesian ? " ditetapkan dengan cara lain" : " is set in another way");
          }),
          [id, is](Draft* draft) {
            Parameter* parameter = Find(draft->document.parameters, id);
            parameter->type = is->type;
            parameter->key = is->key;
            parameter->versions = is->versions;
          });
    } else {
      CompareVersions();
    }
    if (was_.title.id != is_.title.id || was_.title.en != is_.title.en || was_.unit != is_.unit || was_.source != is_.source ||
        was_.proposal != is_.proposal) {
      Add(
          {absl::StrCat("parameter ", id, ": judul, satuan atau sumber"),
           absl::StrCat("parameter ", id, ": title, unit or source")},
          [id, is](Draft* draft) {
            Parameter* parameter = Find(draft->document.parameters, id);
            parameter->title = is->title;
            parameter->unit = is->unit;
            parameter->source = is->source;
            parameter->proposal = is->proposal;
          },
          false);
    }
  }

 private:
  void Add(Text text, std::function<void(Draft*)> apply, bool can_change_answers = true) {
    Atom atom;
    atom.edit.where = absl::StrCat("parameter ", was_.id.text);
    atom.edit.text = std::move(text);
    atom.edit.can_change_answers = can_change_answers;
    atom.apply = std::move(apply);
    atom.name = absl::StrCat("params.", was_.id.text);
    atoms_->push_back(std::move(atom));
  }

  // "hold_months", with the day if the parameter has several.
  std::string Name(const Parameter::Version& version, Language language) const {
    if (was_.versions.size() == 1 && is_.versions.size() == 1) return was_.id.text;
    return absl::StrCat(was_.id.text, Since(language), version.from.text);
  }

  static void Put(const std::string& id, const Parameter::Version& version, Draft* draft) {
    std::vector<Parameter::Version>& versions = Find(draft->document.parameters, id)->versions;
    Erase(&versions, version.from.text);
    versions.push_back(version);
    std::sort(versions.begin(), versions.end(), [](const Parameter::Version& a, const Parameter::Version& b) {
      return Date::Parse(a.from.text).value_or(Date()) < Date::Parse(b.from.text).value_or(Date());
    });
  }

  void CompareVersions() {
    std::vector<const Parameter::Version*> added, dropped;
    for (const Parameter::Version& was : was_.versions) {
      const Parameter::Version* is = Find(is_.versions, was.from.text);
      if (is == nullptr) {
        dropped.push_back(&was);
      } else {
        CompareVersion(was, *is);
      }
    }
    for (const Parameter::Version& is : is_.versions) {
      if (Find(was_.versions, is.from.text) == nullptr) added.push_back(&is);
    }
    // The same value on another day has moved.
    for (const Parameter::Version*& is : added) {
      for (const Parameter::Version*& was : dropped) {
        if (is == nullptr || was == nullptr || !Same(*was, *is)) continue;
        Moved(*was, *is);
        is = was = nullptr;
      }
    }
    for (const Parameter::Version* is : added) {
      if (is != nullptr) Added(*is);
    }
    for (const Parameter::Version* was : dropped) {
      if (was != nullptr) Dropped(*was);
    }
  }

  void Moved(const Parameter::Version& was, const Parameter::Version& is) {
    const std::string id = was_.id.text;
    const std::string from = was.from.text;
    const Parameter::Version* version = &is;
    Add(Both([&](Language language) {
          return absl::StrCat(id, " ", VersionText(is, language), language == Language::kIndonesian ? " mulai " : " starts ",
                              from, " -> ", is.from.text);
        }),
        [id, from, version](Draft* draft) {
          Erase(&Find(draft->document.parameters, id)->versions, from);
          Put(id, *version, draft);
        });
  }

  void Added(const Parameter::Version& is) {
    const std::string id = was_.id.text;
    const Parameter::Version* version = &is;
    const Parameter::Version* last = nullptr;  // that holds until then
    for (const Parameter::Version& other : is_.versions) {
      if (&other == &is) break;
      last = &other;
    }
    Add(Both([&](Language language) {
          return absl::StrCat(id, Since(language), is.from.text, ": ",
                              last == nullptr ? "" : absl::StrCat(VersionText(*last, language), " -> "),
                              VersionText(is, language));
        }),
        [id, version](Draft* draft) { Put(id, *version, draft); });
  }

  void Dropped(const Parameter::Version& was) {
    const std::string id = was_.id.text;
    const std::string from = was.from.text;
    const Parameter::Version* last = nullptr;
    for (const Parameter::Version& other : was_.versions) {
      if (&other == &was) break;
      last = &other;
    }
    Add(Both([&](Language language) {
          return absl::StrCat(id, Since(language), from, ": ", VersionText(was, language), " -> ",
                              last == nullptr ? "-" : VersionText(*last, language));
        }),
        [id, from](Draft* draft) { Erase(&Find(draft->document.parameters, id)->versions, from); });
  }

  void CompareVersion(const Parameter::Version& was, const Parameter::Version& is) {
    if (Same(was, is)) return;
    const std::string id = was_.id.text;
    const Parameter::Version* version = &is;
    if (was.value && is.value) {
      Add(Both([&](Language language) {
            return absl::StrCat(Name(was, language), " ", ValueText(*was.value, language), " -> ",
                                ValueText(*is.value, language));
          }),
          [id, version](Draft* draft) {
            Find(Find(draft->document.parameters, id)->versions, version->from.text)->value = version->value;
          });
      return;
    }
    std::vector<std::string> keys;  // that change
    for (const std::string& key : MergedIds(was.entries, is.entries)) {
      const Parameter::Entry* a = Find(was.entries, key);
      const Parameter::Entry* b = Find(is.entries, key);
      if (a == nullptr || b == nullptr || !Same(a->value, b->value)) keys.push_back(key);
    }
    if (keys.size() > kMostEntries) return ManyEntries(was, is, keys);
    for (const std::string& key : keys) ChangedEntry(was, is, key);
  }

  std::string EntryText(const Parameter::Version& was, const Parameter::Version& is, const std::string& key,
                        Language language) const {
    const Parameter::Entry* a = Find(was.entries, key);
    const Parameter::Entry* b = Find(is.entries, key);
    return absl::StrCat(key, " ", a == nullptr ? "-" : ValueText(a->value, language), " -> ",
                        b == nullptr ? "-" : ValueText(b->value, language));
  }

  void ChangedEntry(const Parameter::Version& was, const Parameter::Version& is, const std::string& key) {
    const std::string id = was_.id.text;
    const Parameter::Version* version = &is;
    Add(Both([&](Language language) { return absl::StrCat(Name(was, language), ", ", EntryText(was, is, key, language)); }),
        [id, key, version](Draft* draft) {
          Parameter::Version* into = Find(Find(draft->document.parameters, id)->versions, version->from.text);
          const Parameter::Entry* entry = Find(version->entries, key);
          Parameter::Entry* there = Find(into->entries, key);
          if (entry == nullptr) {
            Erase(&into->entries, key);
          } else if (there != nullptr) {
            *there = *entry;
          } else {
            into->entries.push_back(*entry);
          }
        });
  }

  void ManyEntries(const Parameter::Version& was, const Parameter::Version& is, const std::vector<std::string>& keys) {
    const std::string id = was_.id.text;
    const Parameter::Version* version = &is;
    Add(Both([&](Language language) {
          return absl::StrCat(Name(was, language), ": ", keys.size(),
                              language == Language::kIndonesian ? " nilai berubah (" : " values change (",
                              EntryText(was, is, keys.front(), language), ", ...)");
        }),
        [id, version](Draft* draft) { Put(id, *version, draft); });
  }

  const Parameter& was_;
  const Parameter& is_;
  std::vector<Atom>* atoms_;
};

}  // namespace

void ParameterAtoms(const PolicyDocument& before, const PolicyDocument& after, std::vector<Atom>* atoms) {
  for (const Parameter& was : before.parameters) {
    if (const Parameter* is = Find(after.parameters, was.id.text)) Parameters(was, *is, atoms).Compare();
  }
}

}  // namespace graduasi::analysis
