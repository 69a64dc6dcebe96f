// One family's history as a page for people. What can happen next is not written down a second time: each row of the table is
// tried with an event that has everything an event can have, and what still stands in its way lies in the family's standing.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "graduasi/life_cycle.h"
#include "src/base/text.h"
#include "src/decide/words.h"
#include "src/programme/life_cycle_rules.h"

namespace graduasi {
namespace {

constexpr size_t kShortHash = 12;
constexpr int64_t kMonthsAhead = 600;  // so that no length of monitoring stands in the way of what is tried

const Text& Title(ExitKind kind) {
  static const auto& texts = *new std::vector<Text>{{"alamiah", "natural"},
                                                    {"mandiri", "self-reliant"},
                                                    {"program usaha", "business programme"},
                                                    {"oleh sistem", "by the system"},
                                                    {"lain", "other"}};
  return texts[static_cast<size_t>(kind)];
}

const Text& Title(Severity severity) {
  static const auto& texts =
      *new std::vector<Text>{{"ringan", "minor"}, {"sedang", "major"}, {"serius", "serious"}, {"kritis", "critical"}};
  return texts[static_cast<size_t>(severity)];
}

// An event with which nothing but the family's standing can be wrong.
LifeEvent Ideal(const Transition& row, const std::string& household_id, const Standing& standing) {
  LifeEvent event;
  event.kind = row.event;
  event.role = row.by[0];
  event.actor = event.document = event.reason = "-";
  const Date latest = standing.latest.value_or(Date());
  const Date on = latest.AddMonths(kMonthsAhead).value_or(latest);
  event.on = PartialDate(on);
  event.item = "-";
  event.severity = Severity::kMinor;
  event.office = standing.data_owner + "-";
  if (!standing.objections.empty()) event.about = standing.objections[0];
  if (row.event != LifeEventKind::kRecordFinding && !standing.findings.empty()) {
    const auto put_right = std::find_if(standing.findings.begin(), standing.findings.end(),
                                        [](const OpenFinding& finding) { return finding.put_right_on.has_value(); });
    event.item = (put_right == standing.findings.end() ? standing.findings.front() : *put_right).item;
  }
  if (!RestsOnDecision(row.event)) return event;
  const auto needs = [&](LifeCondition condition) {
    return std::find(row.needs.begin(), row.needs.end(), condition) != row.needs.end();
  };
  DecisionBasis& decision = event.decision.emplace();
  decision.household_id = household_id;
  decision.as_of = on;
  decision.outcome = needs(LifeCondition::kMissingData) ? Outcome::kNeedsData : Outcome::kEligible;
  if (decision.outcome == Outcome::kNeedsData) decision.missing = {"-"};
  decision.route_kind = RouteKind::kSelfReliant;
  const bool unmentored = standing.exit_kind == ExitKind::kNaturalExit || standing.exit_kind == ExitKind::kSystemExit;
  if (needs(LifeCondition::kExitWithoutMentoring) || unmentored) decision.route_kind = RouteKind::kNatural;
  return event;
}

// Conditions that say that there is nothing of the kind, rather than that it must wait.
bool MeansNothingToDo(const LifeRefusal& refusal) {
  if (!refusal.condition.has_value()) return false;
  switch (*refusal.condition) {
    case LifeCondition::kOpenFinding:
    case LifeCondition::kFindingPutRight:
    case LifeCondition::kDeferred:
    case LifeCondition::kOpenObjection:
    case LifeCondition::kNominated:
      return true;
    default:
      return false;
  }
}

// Conditions about which no event can do anything: where the row was tried and passed, they hold.
bool LiesInStanding(LifeCondition condition) {
  switch (condition) {
    case LifeCondition::kNoObjection:
    case LifeCondition::kNotDeferred:
    case LifeCondition::kDeferred:
    case LifeCondition::kNominated:
      return true;
    default:
      return false;
  }
}

class HistoryPage {
 public:
  HistoryPage(const LifeHistory& history, Language language)
      : history_(history), standing_(history.standing()), language_(language) {}

  std::string Write() {
    WriteStanding();
    WriteEvents();
    WriteNext();
    return std::move(page_);
  }

 private:
  const char* Say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  std::string Day(const PartialDate& date) const { return FormatPartialDate(date, language_); }

  template <typename Enum>
  std::string Titled(Enum value) const {
    return absl::StrCat(Title(value).in(language_), " (", Name(value), ")");
  }

  void WriteStanding() {
    absl::StrAppend(&page_, history_.household_id(), ": ", Titled(standing_.state));
    if (standing_.exit_kind.has_value()) {
      absl::StrAppend(&page_, Say(", jenis keluar: ", ", kind of exit: "), Title(*standing_.exit_kind).in(language_));
    }
    absl::StrAppend(&page_, "\n  ",
                    standing_.HelpContinues() ? Say("Bantuan berjalan terus.", "Help continues.")
                                              : Say("Bantuan sudah berakhir.", "Help has ended."),
                    "\n");
    for (const OpenFinding& finding : standing_.findings) {
      absl::StrAppend(&page_, Say("  Temuan terbuka: ", "  Open finding: "), finding.item, " (",
                      Title(finding.severity).in(language_), ")");
      if (finding.due_on.has_value()) absl::StrAppend(&page_, Say(", tenggat ", ", due "), Day(*finding.due_on));
      if (finding.put_right_on.has_value()) {
        absl::StrAppend(&page_, Say(", dilaporkan diperbaiki ", ", reported as put right "), Day(*finding.put_right_on),
                        Say(", menunggu pemeriksaan ulang", ", waits for the inspection"));
      }
      absl::StrAppend(&page_, "\n");
    }
    if (!standing_.objections.empty()) {
      absl::StrAppend(&page_, Say("  Keberatan terbuka: peristiwa ", "  Open objection: event "),
                      absl::StrJoin(standing_.objections, ", "), "\n");
    }
    if (!standing_.waiting.empty()) {
      absl::StrAppend(&page_, Say("  Ditunda; ditunggu: ", "  Deferred; waited for: "), absl::StrJoin(standing_.waiting, ", "),
                      "\n");
    }
    if (!standing_.data_owner.empty()) {
      absl::StrAppend(&page_, Say("  Data dipegang: ", "  The data are with: "), standing_.data_owner, "\n");
    }
  }

  void WriteDecision(const DecisionBasis& decision) {
    absl::StrAppend(&page_, Say("      keputusan per ", "      decision as of "), FormatDate(decision.as_of, language_), ": ",
                    decide::Word(decision.outcome, language_));
    if (!decision.route.empty()) absl::StrAppend(&page_, Say(", jalur ", ", route "), decision.route);
    if (!decision.open.empty()) {
      absl::StrAppend(&page_, Say(", masih terbuka ", ", still open "), absl::StrJoin(decision.open, ", "));
    }
    if (!decision.record.empty()) {
      absl::StrAppend(&page_, Say(", catatan ", ", record "), absl::string_view(decision.record).substr(0, kShortHash));
    }
    absl::StrAppend(&page_, "\n");
  }

  void WriteDetails(const LifeEvent& event) {
    if (!event.item.empty()) absl::StrAppend(&page_, ", ", event.item);
    if (event.severity.has_value()) absl::StrAppend(&page_, " (", Title(*event.severity).in(language_), ")");
    if (event.due_on.has_value()) absl::StrAppend(&page_, Say(", tenggat ", ", due "), Day(*event.due_on));
    if (event.about.has_value()) absl::StrAppend(&page_, Say(", tentang peristiwa ", ", about event "), *event.about);
    if (!event.office.empty()) absl::StrAppend(&page_, Say(", kepada ", ", to "), event.office);
    absl::StrAppend(&page_, Say(", oleh ", ", by "), Title(event.role).in(language_), " ", event.actor);
    if (!event.document.empty()) absl::StrAppend(&page_, Say(", dokumen ", ", document "), event.document);
    absl::StrAppend(&page_, "\n");
    if (!event.reason.empty()) absl::StrAppend(&page_, Say("      alasan: ", "      reason: "), event.reason, "\n");
    if (event.decision.has_value()) WriteDecision(*event.decision);
  }

  void WriteEvents() {
    if (history_.events().empty()) {
      absl::StrAppend(&page_, Say("  Belum ada peristiwa.\n", "  Nothing has happened yet.\n"));
      return;
    }
    absl::StrAppend(&page_, Say("Peristiwa\n", "Events\n"));
    int64_t number = 0;
    for (const LifeEvent& event : history_.events()) {
      absl::StrAppend(&page_, "  ", ++number, ". ", Day(*event.on), ": ", Titled(event.kind));
      WriteDetails(event);
      if (event.kind != LifeEventKind::kCorrect) continue;
      absl::StrAppend(&page_, Say("      seharusnya: ", "      should have been: "));
      if (event.instead.empty()) {
        absl::StrAppend(&page_, Say("tidak ada\n", "nothing\n"));
      } else {
        absl::StrAppend(&page_, Day(*event.instead[0].on), ": ", Titled(event.instead[0].kind));
        WriteDetails(event.instead[0]);
      }
    }
  }

  void WriteNext() {
    std::string waits;
    absl::StrAppend(&page_, Say("Yang dapat terjadi berikutnya\n", "What can happen next\n"));
    for (const Transition& row : Transitions()) {
      if (std::find(row.from.begin(), row.from.end(), standing_.state) == row.from.end()) continue;
      Standing after = standing_;
      const std::optional<LifeRefusal> refusal =
          programme::Step(history_.rules(), history_.household_id(), Ideal(row, history_.household_id(), standing_),
                          static_cast<int64_t>(history_.events().size()) + 1, &after);
      if (refusal.has_value()) {
        if (!MeansNothingToDo(*refusal)) {
          absl::StrAppend(&waits, "  ", Titled(row.event), ": ", refusal->why.in(language_), "\n");
        }
        continue;
      }
      absl::StrAppend(&page_, "  ", Titled(row.event));
      if (after.state != standing_.state) absl::StrAppend(&page_, " -> ", Title(after.state).in(language_));
      absl::StrAppend(&page_, Say(", oleh ", ", by "),
                      absl::StrJoin(row.by, Say(" atau ", " or "),
                                    [&](std::string* out, LifeRole role) { absl::StrAppend(out, Title(role).in(language_)); }),
                      "\n");
      for (const LifeCondition condition : row.needs) {
        if (!LiesInStanding(condition)) absl::StrAppend(&page_, "    - ", Title(condition).in(language_), "\n");
      }
    }
    if (!history_.events().empty()) {
      absl::StrAppend(&page_, "  ", Titled(LifeEventKind::kCorrect), Say(", oleh ", ", by "),
                      Title(LifeRole::kOfficer).in(language_), "\n    - ", Title(LifeCondition::kReason).in(language_), "\n");
    }
    if (!waits.empty()) absl::StrAppend(&page_, Say("Yang belum dapat\n", "What cannot happen yet\n"), waits);
  }

  const LifeHistory& history_;
  const Standing& standing_;
  const Language language_;
  std::string page_;
};

}  // namespace

std::string ToText(const LifeHistory& history, Language language) { return HistoryPage(history, language).Write(); }

}  // namespace graduasi
