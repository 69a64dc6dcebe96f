// What lies ahead as lines of text for people: when the household is ready at the earliest, what can be done and by whom, and,
// where nothing can, what is in the way. It reads the outlook alone and must not know how it came about.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "graduasi/outlook.h"
#include "src/base/text.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

constexpr size_t kLineWidth = 118;
constexpr size_t kMaxSetsTold = 3;  // of most families more would only confuse

size_t Width(absl::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Teller {
 public:
  Teller(const Timeline& timeline, const Changes& changes, Language language)
      : timeline_(timeline), changes_(changes), language_(language) {}

  std::string Tell() {
    if (timeline_.outcome == Outcome::kEligible) {
      StaysReady();
    } else if (!changes_.sets.empty()) {
      Earliest();
      WhatCanBeDone();
    } else {
      NothingFound();
    }
    return std::move(text_);
  }

 private:
  std::string In(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }

  void Line(const std::string& content) {
    std::string line = " ";
    bool empty = true;
    for (const absl::string_view word : absl::StrSplit(content, ' ')) {
      if (!empty && Width(line) + 1 + Width(word) > kLineWidth) {
        absl::StrAppend(&text_, line, "\n");
        line = "   ";
      }
      absl::StrAppend(&line, " ", word);
      empty = false;
    }
    absl::StrAppend(&text_, line, "\n");
  }

  std::string Day(Date day) const { return FormatDate(day, language_); }

  static Date Before(Date day) { return Date::FromDays(day.days() - 1); }

  std::string Horizon() const {
    const std::string last = Day(Before(timeline_.until));
    if (timeline_.ends_with_policy)
      return absl::StrCat(last, In(", hari terakhir kebijakan ini", ", the last day of this policy"));
    return last;
  }

  // The results that end it.
  void StaysReady() {
    if (!timeline_.eligible_until) return;
    std::vector<std::string> ids;
    for (const Turn& turn : timeline_.turns) {
      if (turn.day != *timeline_.eligible_until) continue;
      for (const ResultChange& change : turn.results) {
        if (change.after != "PASS" && change.after != "NOT_APPLICABLE" && change.after != "CLEAR") ids.push_back(change.id);
      }
    }
    Line(absl::StrCat(In("Tetap siap sampai: ", "Stays ready until: "), Day(Before(*timeline_.eligible_until)),
                      In("; sesudah itu perlu dinilai lagi", "; after that it must be judged again"), ids.empty() ? "" : " (",
                      absl::StrJoin(ids, " "), ids.empty() ? "." : ")."));
  }

  // "temuan E12 diperbaiki dan 2 sesi P2K2 lagi"
  std::string Together(const std::vector<const PossibleChange*>& changes) const {
    std::string text;
    for (size_t i = 0; i < changes.size(); ++i) {
      const char* between = i == 0                    ? ""
                            : i + 1 == changes.size() ? (language_ == Language::kIndonesian ? " dan " : " and ")
                                                      : ", ";
      absl::StrAppend(&text, between, changes[i]->text.in(language_));
    }
    return text;
  }

  void Earliest() {
    const ChangeSet* first = &changes_.sets.front();
    for (const ChangeSet& set : changes_.sets) {
      if (set.day < first->day) first = &set;
    }
    earliest_ = first->day;
    std::vector<const PossibleChange*> all;
    for (const PossibleChange& change : first->changes) all.push_back(&change);
    Line(absl::StrCat(In("Paling cepat siap: ", "Ready at the earliest: "), Day(first->day),
                      all.empty() ? In(", tanpa perubahan lain.", ", if nothing else changes.")
                                  : absl::StrCat(In(", bila ", ", with "), Together(all), ".")));
  }

  // Who does what, in the order of the actors.
  std::string ByActor(const ChangeSet& set) const {
    std::vector<std::string> parts;
    for (const Actor actor : {Actor::kHousehold, Actor::kMentor, Actor::kOfficer}) {
      std::vector<const PossibleChange*> own;
      for (const PossibleChange& change : set.changes) {
        if (change.actor == actor) own.push_back(&change);
      }
      if (!own.empty()) parts.push_back(absl::StrCat(decide::Word(actor, language_), ": ", Together(own)));
    }
    return absl::StrJoin(parts, "; ");
  }

  // The day of a set is told where it is not the earliest.
  void WhatCanBeDone() {
    std::vector<const ChangeSet*> told;
    for (const ChangeSet& set : changes_.sets) {
      if (!set.changes.empty() && told.size() < kMaxSetsTold) told.push_back(&set);
    }
    if (told.empty()) return;
    const std::string label = In("Yang dapat dilakukan: ", "What can be done: ");
    for (size_t i = 0; i < told.size(); ++i) {
      const bool later = earliest_ < told[i]->day;
      Line(absl::StrCat(i == 0 ? label : In("atau ", "or "), ByActor(*told[i]),
                        later ? In(" (siap mulai ", " (ready from ") : "", later ? Day(told[i]->day) : "", later ? ")." : "."));
    }
    const size_t more = static_cast<size_t>(std::count_if(changes_.sets.begin(), changes_.sets.end(),
                                                          [](const ChangeSet& set) { return !set.changes.empty(); })) -
                        told.size();
    if (more > 0 || changes_.cut) Line(In("Ada cara lain.", "There are other ways."));
  }

  std::string Told(const Obstacle& obstacle) const {
    std::string text = obstacle.id;
    if (!obstacle.facts.empty()) absl::StrAppend(&text, text.empty() ? "" : " ", "(", absl::StrJoin(obstacle.facts, ", "), ")");
    if (obstacle.until) absl::StrAppend(&text, In(" sampai ", " until "), Day(Before(*obstacle.until)));
    return text;
  }

  // Of the route that people work towards with the least in its way.
  void NothingFound() {
    Line(absl::StrCat(In("Paling cepat siap: belum terlihat sampai ", "Ready at the earliest: not in sight until "), Horizon(),
                      "."));
    const RouteOutlook* nearest = nullptr;
    for (const RouteOutlook& route : changes_.routes) {
      if (!route.sought) continue;
      if (nearest == nullptr || route.obstacles.size() < nearest->obstacles.size()) nearest = &route;
    }
    if (nearest == nullptr || nearest->obstacles.empty()) return;
    std::vector<std::string> missing, others;
    for (const Obstacle& obstacle : nearest->obstacles) {
      (obstacle.kind == Obstacle::Kind::kMissing ? missing : others).push_back(Told(obstacle));
    }
    if (!others.empty()) {
      Line(absl::StrCat(In("Yang menghalangi (jalur ", "In the way (route "), nearest->route,
                        "): ", absl::StrJoin(others, "; "), "."));
    }
    if (!missing.empty()) {
      Line(absl::StrCat(In("Perlu diketahui dahulu: ", "To be known first: "), absl::StrJoin(missing, "; "), "."));
    }
  }

  const Timeline& timeline_;
  const Changes& changes_;
  const Language language_;
  Date earliest_;
  std::string text_;
};

}  // namespace

std::string Tell(const Outlook& outlook, Language language) {
  if (!outlook.findings.empty()) return "";
  return Teller(outlook.timeline, outlook.changes, language).Tell();
}

}  // namespace graduasi
