#include "src/programme/life_cycle_rules.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "src/base/text.h"
#include "src/cel/utf8.h"
#include "src/decide/words.h"
#include "src/model/validate.h"

namespace graduasi::programme {
namespace {

using Cause = LifeRefusal::Cause;

template <typename T>
bool Contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string FormatDay(const PartialDate& date, Language language) { return FormatPartialDate(date, language); }

// In both languages from one list of names.
template <typename Enum>
Text Titles(const std::vector<Enum>& values) {
  Text all;
  for (const Enum value : values) {
    absl::StrAppend(&all.id, all.id.empty() ? "" : ", ", Title(value).id);
    absl::StrAppend(&all.en, all.en.empty() ? "" : ", ", Title(value).en);
  }
  return all;
}

// A run of 16 digits is a NIK or KK number in the wrong place.
bool HoldsIdentityNumber(absl::string_view text) {
  size_t run = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    const bool digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
    if (!digit && run == 16) return true;
    run = digit ? run + 1 : 0;
  }
  return false;
}

std::optional<ExitKind> ExitKindOf(RouteKind kind) {
  switch (kind) {
    case RouteKind::kSelfReliant:
      return ExitKind::kSelfReliantExit;
    case RouteKind::kNatural:
      return ExitKind::kNaturalExit;
    case RouteKind::kBusinessProgramme:
      return ExitKind::kBusinessProgrammeExit;
    case RouteKind::kSystem:
      return ExitKind::kSystemExit;
    case RouteKind::kOther:
      return ExitKind::kOtherExit;
    case RouteKind::kUnspecified:
      break;
  }
  return std::nullopt;
}

bool WithoutMentoring(RouteKind kind) { return kind == RouteKind::kNatural || kind == RouteKind::kSystem; }

// Tests one condition; nothing if it holds, otherwise why not.
class Test {
 public:
  Test(const LifeRules& rules, const std::string& household_id, const LifeEvent& event, const Standing& standing)
      : rules_(rules), household_id_(household_id), event_(event), standing_(standing) {}

  std::optional<Text> operator()(LifeCondition condition) const {
    switch (condition) {
      case LifeCondition::kReason:
        return Unless(!event_.reason.empty(), {"Alasan tidak dicatat.", "No reason is given."});
      case LifeCondition::kDocument:
        return Unless(!event_.document.empty(), {"Nomor dokumen tidak dicatat.", "No document is given."});
      case LifeCondition::kFinding:
        return NewFinding();
      case LifeCondition::kOpenFinding:
        return Unless(Open() != nullptr, NoOpenFinding());
      case LifeCondition::kFindingPutRight:
        if (Open() == nullptr) return NoOpenFinding();
        return Unless(Open()->put_right_on.has_value(),
                      {"Perbaikan temuan ini belum dilaporkan.", "This finding was not reported as put right."});
      case LifeCondition::kNoBlockingFinding:
        return BlockingFinding();
      case LifeCondition::kCandidateDecision:
        return Candidate();
      case LifeCondition::kEligibleDecision:
        return Eligible();
      case LifeCondition::kMissingData:
        return MissingData();
      case LifeCondition::kDataKnown:
        return DataKnown();
      case LifeCondition::kExitWithoutMentoring:
        return Unless(event_.decision.has_value() && WithoutMentoring(event_.decision->route_kind),
                      {"Keluarga belum didampingi, dan jalur keputusan bukan alamiah atau oleh sistem.",
                       "The family was not mentored, and the decision's route is neither natural nor by the system."});
      case LifeCondition::kSigned:
        return NeedsConsent() ? InOrder(standing_.signed_on, event_.on, SignedTitle()) : std::nullopt;
      case LifeCondition::kDeliberated:
        return ConsentUpTo(event_.on);
      case LifeCondition::kVerifiedInOrder:
        if (!standing_.verified_on.has_value()) {
          return Text{"Verifikasi tidak tercatat.", "There is no record of the verification."};
        }
        return ConsentUpTo(standing_.verified_on);
      case LifeCondition::kNotDeferred:
        return Unless(standing_.waiting.empty(),
                      {absl::StrCat("Pencalonan ditunda; ditunggu: ", absl::StrJoin(standing_.waiting, ", "), "."),
                       absl::StrCat("The candidacy is deferred; waited for: ", absl::StrJoin(standing_.waiting, ", "), ".")});
      case LifeCondition::kDeferred:
        return Unless(!standing_.waiting.empty(), {"Pencalonan tidak ditunda.", "The candidacy is not deferred."});
      case LifeCondition::kNoObjection:
        return Unless(standing_.objections.empty(),
                      {absl::StrCat("Keberatan terbuka: peristiwa ", absl::StrJoin(standing_.objections, ", "),
                                    ". Bantuan berjalan terus sampai keberatan diputus."),
                       absl::StrCat("An objection is open: event ", absl::StrJoin(standing_.objections, ", "),
                                    ". Help continues until it is decided.")});
      case LifeCondition::kNominated:
        return Unless(standing_.ever_nominated, {"Keluarga belum pernah diusulkan, jadi belum ada yang dapat dibantah.",
                                                 "The family was never nominated, so there is nothing to object to."});
      case LifeCondition::kOpenObjection:
        return Unless(event_.about.has_value() && Contains(standing_.objections, *event_.about),
                      {event_.about.has_value() ? absl::StrCat("Peristiwa ", *event_.about, " bukan keberatan yang terbuka.")
                                                : "Keberatan mana yang diputus tidak dicatat.",
                       event_.about.has_value() ? absl::StrCat("Event ", *event_.about, " is no open objection.")
                                                : "Which objection is decided is not given."});
      case LifeCondition::kMonitoringOver:
        return MonitoringOver();
      case LifeCondition::kOtherOffice:
        if (event_.office.empty()) return Text{"Kantor penerima tidak dicatat.", "The receiving office is not given."};
        return Unless(event_.office != standing_.data_owner,
                      {"Kantor ini sudah memegang data.", "This office has the data already."});
    }
    return Text{"Syarat tidak dikenal.", "The condition is not known."};
  }

 private:
  static std::optional<Text> Unless(bool holds, Text why) { return holds ? std::nullopt : std::optional<Text>(std::move(why)); }
  static Text SignedTitle() { return {"pernyataan keluarga", "the family's statement"}; }
  static Text DeliberatedTitle() { return {"musyawarah", "the deliberation"}; }

  const OpenFinding* Open() const {
    for (const OpenFinding& finding : standing_.findings) {
      if (finding.item == event_.item) return &finding;
    }
    return nullptr;
  }

  Text NoOpenFinding() const {
    if (event_.item.empty()) return {"Butir temuan tidak dicatat.", "The item of the finding is not given."};
    return {absl::StrCat("Butir ", event_.item, " bukan temuan yang terbuka."),
            absl::StrCat("Item ", event_.item, " is no open finding.")};
  }

  std::optional<Text> NewFinding() const {
    if (event_.item.empty()) return Text{"Butir temuan tidak dicatat.", "The item of the finding is not given."};
    if (!event_.severity.has_value()) return Text{"Tingkat temuan tidak dicatat.", "The severity of the finding is not given."};
    return Unless(Open() == nullptr, {absl::StrCat("Butir ", event_.item, " sudah menjadi temuan terbuka."),
                                      absl::StrCat("Item ", event_.item, " is an open finding already.")});
  }

  std::optional<Text> BlockingFinding() const {
    if (event_.decision.has_value() && WithoutMentoring(event_.decision->route_kind)) return std::nullopt;
    std::vector<std::string> items;
    for (const OpenFinding& finding : standing_.findings) {
      if (Contains(rules_.blocking_findings, finding.severity)) items.push_back(finding.item);
    }
    return Unless(items.empty(), {absl::StrCat("Temuan berat masih terbuka: ", absl::StrJoin(items, ", "),
                                               ". Pendampingan berjalan terus sampai diperbaiki dan diperiksa ulang."),
                                  absl::StrCat("A grave finding is open: ", absl::StrJoin(items, ", "),
                                               ". Mentoring goes on until it is put right and inspected again.")});
  }

  // Of this family, on or before the event, and not too old, whichever day a partial date means.
  std::optional<Text> Current() const {
    if (!event_.decision.has_value()) return Text{"Keputusan tidak dicatat.", "No decision is given."};
    const DecisionBasis& decision = *event_.decision;
    if (decision.household_id != household_id_) {
      return Text{"Keputusan itu tentang keluarga lain.", "The decision is about another household."};
    }
    const std::string id = FormatDate(decision.as_of, Language::kIndonesian);
    const std::string en = FormatDate(decision.as_of, Language::kEnglish);
    if (decision.as_of > event_.on->first()) {
      return Text{absl::StrCat("Keputusan per ", id, " tidak pasti mendahului peristiwa pada ",
                               FormatDay(*event_.on, Language::kIndonesian), "."),
                  absl::StrCat("The decision as of ", en, " does not certainly precede the event of ",
                               FormatDay(*event_.on, Language::kEnglish), ".")};
    }
    const std::optional<Date> oldest = event_.on->last().AddMonths(-rules_.decision_months);
    return Unless(
        !oldest.has_value() || decision.as_of >= *oldest,
        {absl::StrCat("Keputusan per ", id, " lebih tua dari ", rules_.decision_months, " bulan pada saat peristiwa."),
         absl::StrCat("The decision as of ", en, " is more than ", rules_.decision_months,
                      " months old at the time of the event.")});
  }

  Text Says() const {
    return {absl::StrCat("Keputusan berbunyi ", decide::Word(event_.decision->outcome, Language::kIndonesian), "."),
            absl::StrCat("The decision says ", decide::Word(event_.decision->outcome, Language::kEnglish), ".")};
  }

  std::optional<Text> Eligible() const {
    if (std::optional<Text> why = Current(); why.has_value()) return why;
    if (event_.decision->outcome != Outcome::kEligible) return Says();
    return Unless(ExitKindOf(event_.decision->route_kind).has_value(),
                  {"Jalur keputusan tidak mempunyai jenis.", "The decision's route has no kind."});
  }

  std::optional<Text> Candidate() const {
    if (std::optional<Text> why = Current(); why.has_value()) return why;
    const DecisionBasis& decision = *event_.decision;
    if (decision.outcome == Outcome::kEligible) return Eligible();
    if (decision.outcome != Outcome::kNeedsData || decision.open.empty()) return Says();
    if (!ExitKindOf(decision.route_kind).has_value()) return Says();
    std::vector<std::string> others;
    for (const std::string& id : decision.open) {
      if (!Contains(rules_.completed_by_procedure, id)) others.push_back(id.empty() ? "-" : id);
    }
    Text why = Says();
    absl::StrAppend(&why.id, " Masih terbuka: ", absl::StrJoin(others, ", "), ".");
    absl::StrAppend(&why.en, " Still open: ", absl::StrJoin(others, ", "), ".");
    return Unless(others.empty(), std::move(why));
  }

  std::optional<Text> MissingData() const {
    if (std::optional<Text> why = Current(); why.has_value()) return why;
    if (event_.decision->outcome != Outcome::kNeedsData) return Says();
    return Unless(!event_.decision->missing.empty(),
                  {"Keputusan tidak menyebut data yang kurang.", "The decision names no missing fact."});
  }

  std::optional<Text> DataKnown() const {
    if (std::optional<Text> why = Current(); why.has_value()) return why;
    // Of an invalid record nothing is known.
    if (event_.decision->outcome == Outcome::kInvalid) return Says();
    std::vector<std::string> still;
    for (const std::string& fact : event_.decision->missing) {
      if (Contains(standing_.waiting, fact)) still.push_back(fact);
    }
    return Unless(still.empty(), {absl::StrCat("Masih belum diketahui: ", absl::StrJoin(still, ", "), "."),
                                  absl::StrCat("Still not known: ", absl::StrJoin(still, ", "), ".")});
  }

  // Consent is asked for by the kind of exit: that of the decision by which the family graduates, before it that of the
  // candidacy.
  bool NeedsConsent() const {
    std::optional<ExitKind> kind = standing_.exit_kind;
    if (event_.kind == LifeEventKind::kGraduate && event_.decision.has_value()) kind = ExitKindOf(event_.decision->route_kind);
    return !kind.has_value() || Contains(rules_.consent_for, *kind);
  }

  // Both there, and the first certainly not after the second.
  static std::optional<Text> InOrder(const std::optional<PartialDate>& first, const std::optional<PartialDate>& second,
                                     const Text& title) {
    if (!first.has_value()) {
      return Text{absl::StrCat("Belum ada ", title.id, "."), absl::StrCat("There is no record of ", title.en, ".")};
    }
    if (!second.has_value() || first->last() > second->first()) {
      const auto day = [&](Language language) { return FormatDay(*first, language); };
      return Text{
          absl::StrCat("Tanggal ", title.id, " (", day(Language::kIndonesian), ") tidak pasti mendahului langkah berikutnya."),
          absl::StrCat("The date of ", title.en, " (", day(Language::kEnglish), ") is not certainly before the next step.")};
    }
    return std::nullopt;
  }

  std::optional<Text> ConsentUpTo(const std::optional<PartialDate>& verified_on) const {
    if (!NeedsConsent()) return std::nullopt;
    if (!standing_.deliberated_on.has_value() && standing_.signed_on.has_value()) {
      return InOrder(std::nullopt, verified_on, DeliberatedTitle());
    }
    if (std::optional<Text> why = InOrder(standing_.signed_on, standing_.deliberated_on, SignedTitle()); why.has_value()) {
      return why;
    }
    return InOrder(standing_.deliberated_on, verified_on, DeliberatedTitle());
  }

  std::optional<Text> MonitoringOver() const {
    const std::optional<Date> end = standing_.monitored_since.has_value()
                                        ? standing_.monitored_since->last().AddMonths(rules_.monitoring_months)
                                        : std::nullopt;
    if (!end.has_value()) return Text{"Awal pemantauan tidak tercatat.", "The start of monitoring is not recorded."};
    return Unless(event_.on->first() >= *end, {absl::StrCat("Pemantauan berlangsung ", rules_.monitoring_months,
                                                            " bulan, sampai ", FormatDate(*end, Language::kIndonesian), "."),
                                               absl::StrCat("Monitoring lasts ", rules_.monitoring_months, " months, until ",
                                                            FormatDate(*end, Language::kEnglish), ".")});
  }

  const LifeRules& rules_;
  const std::string& household_id_;
  const LifeEvent& event_;
  const Standing& standing_;
};

void EndCandidacy(Standing* standing) {
  standing->nominated_from.reset();
  standing->exit_kind.reset();
  standing->signed_on.reset();
  standing->deliberated_on.reset();
  standing->verified_on.reset();
  standing->waiting.clear();
}

void CloseObjection(int64_t number, Standing* standing) {
  auto& open = standing->objections;
  open.erase(std::remove(open.begin(), open.end(), number), open.end());
}

// What an event changes beside the state.
void Note(const LifeEvent& event, int64_t number, Standing* standing) {
  auto& findings = standing->findings;
  const auto finding =
      std::find_if(findings.begin(), findings.end(), [&](const OpenFinding& open) { return open.item == event.item; });
  switch (event.kind) {
    case LifeEventKind::kRecordFinding:
      findings.push_back({number, event.item, *event.severity, event.due_on, std::nullopt});
      break;
    case LifeEventKind::kPutRight:
      finding->put_right_on = event.on;
      break;
    case LifeEventKind::kConfirmFinding:
      finding->put_right_on.reset();
      break;
    case LifeEventKind::kClearFinding:
      findings.erase(finding);
      break;
    case LifeEventKind::kNominate:
      standing->nominated_from = standing->state;
      standing->ever_nominated = true;
      standing->exit_kind = ExitKindOf(event.decision->route_kind);
      break;
    case LifeEventKind::kDefer:
      standing->waiting = event.decision->missing;
      std::sort(standing->waiting.begin(), standing->waiting.end());
      break;
    case LifeEventKind::kResume:
      standing->waiting.clear();
      break;
    case LifeEventKind::kSignStatement:
      standing->signed_on = event.on;
      standing->deliberated_on.reset();  // it deliberated on an earlier statement
      break;
    case LifeEventKind::kDeliberate:
      standing->deliberated_on = event.on;
      break;
    case LifeEventKind::kAssess:
      standing->exit_kind = ExitKindOf(event.decision->route_kind);
      break;
    case LifeEventKind::kVerify:
      standing->verified_on = event.on;
      break;
    case LifeEventKind::kGraduate:
      standing->graduated_on = event.on;
      standing->exit_kind = ExitKindOf(event.decision->route_kind);
      break;
    case LifeEventKind::kStartMonitoring:
      standing->monitored_since = event.on;
      break;
    case LifeEventKind::kObject:
      standing->objections.push_back(number);
      break;
    case LifeEventKind::kUpholdObjection:
    case LifeEventKind::kRejectObjection:
      CloseObjection(*event.about, standing);
      break;
    case LifeEventKind::kHandOver:
      standing->data_owner = event.office;
      break;
    case LifeEventKind::kIdentify:
    case LifeEventKind::kStartMentoring:
    case LifeEventKind::kWithdraw:
    case LifeEventKind::kNotReady:
    case LifeEventKind::kClose:
    case LifeEventKind::kReturn:
    case LifeEventKind::kCorrect:
      break;
  }
}

void Move(const Transition& row, Standing* standing) {
  if (row.to == Transition::To::kStays) return;
  const bool back = row.to == Transition::To::kBack;
  const LifeState state = back ? standing->nominated_from.value_or(LifeState::kRecipient) : row.state;
  if (back || state == LifeState::kRecipient || state == LifeState::kReturned) EndCandidacy(standing);
  if (state == LifeState::kReturned) {
    standing->graduated_on.reset();
    standing->monitored_since.reset();
  }
  standing->state = state;
}

}  // namespace

LifeRefusal Refuse(Cause cause, const LifeEvent& event, int64_t number, Text why, Text right) {
  LifeRefusal refusal;
  refusal.cause = cause;
  refusal.number = number;
  refusal.what = {absl::StrCat("Peristiwa ", number, ", ", Title(event.kind).id, " oleh ", Title(event.role).id, ", ditolak."),
                  absl::StrCat("Event ", number, ", ", Title(event.kind).en, " by ", Title(event.role).en, ", is refused.")};
  refusal.why = std::move(why);
  refusal.right = std::move(right);
  return refusal;
}

std::optional<LifeRefusal> CheckForm(const LifeEvent& event, int64_t number) {
  const auto refuse = [&](Text why, Text right) {
    return Refuse(Cause::kForm, event, number, std::move(why), std::move(right));
  };
  if (!event.on.has_value()) {
    return refuse(
        {"Kapan terjadi tidak dicatat.", "When it happened is not given."},
        {"Catat tanggalnya, atau bulannya bila hari tidak diketahui.", "Give the date, or the month if the day is not known."});
  }
  if (event.actor.empty()) {
    return refuse(
        {"Siapa yang bertindak tidak dicatat.", "Who acted is not given."},
        {"Catat pengenal dari kantor, bukan NIK atau nama.", "Give the office's own identifier, not a NIK or a name."});
  }
  for (const std::string* text : {&event.actor, &event.document, &event.reason, &event.item, &event.office}) {
    if (HoldsIdentityNumber(*text)) {
      return refuse({"Salah satu isian memuat 16 digit seperti NIK atau nomor KK.",
                     "One of the texts holds 16 digits like a NIK or KK number."},
                    {"Pakai pengenal atau nomor dokumen yang bukan NIK atau KK.",
                     "Use an identifier or document number that is no NIK or KK number."});
    }
    if (text->size() > model::kMaxTextBytes || cel::FindInvalidUtf8(*text) != absl::string_view::npos ||
        text->find('\0') != std::string::npos) {
      return refuse(
          {"Salah satu isian bukan teks UTF-8 sampai 1.000 bita.", "One of the texts is not UTF-8 of at most 1,000 bytes."},
          {"Pendekkan atau betulkan isian itu.", "Shorten or mend that text."});
    }
  }
  return std::nullopt;
}

std::optional<LifeRefusal> Step(const LifeRules& rules, const std::string& household_id, const LifeEvent& event, int64_t number,
                                Standing* standing) {
  if (std::optional<LifeRefusal> refusal = CheckForm(event, number); refusal.has_value()) return refusal;
  const Transition* row = nullptr;
  std::vector<LifeState> states;
  for (const Transition& transition : Transitions()) {
    if (transition.event != event.kind) continue;
    states.insert(states.end(), transition.from.begin(), transition.from.end());
    if (Contains(transition.from, standing->state)) row = &transition;
  }
  if (row == nullptr) {
    std::sort(states.begin(), states.end());
    const Text possible = Titles(states);
    return Refuse(Cause::kState, event, number,
                  {absl::StrCat("Keadaan keluarga: ", Title(standing->state).id, "."),
                   absl::StrCat("The state of the family is: ", Title(standing->state).en, ".")},
                  {absl::StrCat("Peristiwa ini mungkin pada keadaan: ", possible.id, "."),
                   absl::StrCat("This event is possible in the states: ", possible.en, ".")});
  }
  if (!Contains(row->by, event.role)) {
    const Text allowed = Titles(row->by);
    return Refuse(
        Cause::kRole, event, number,
        {absl::StrCat("Hal ini tidak dapat dilakukan oleh ", Title(event.role).id, "."),
         absl::StrCat("This cannot be done by ", Title(event.role).en, ".")},
        {absl::StrCat("Yang dapat melakukannya: ", allowed.id, "."), absl::StrCat("It can be done by: ", allowed.en, ".")});
  }
  if (standing->latest.has_value() && event.on->last() < *standing->latest) {
    return Refuse(
        Cause::kOrder, event, number,
        {absl::StrCat("Tanggalnya, ", FormatDay(*event.on, Language::kIndonesian), ", mendahului peristiwa terakhir (",
                      FormatDate(*standing->latest, Language::kIndonesian), ")."),
         absl::StrCat("Its date, ", FormatDay(*event.on, Language::kEnglish), ", lies before the last event (",
                      FormatDate(*standing->latest, Language::kEnglish), ").")},
        {"Betulkan tanggalnya, atau betulkan peristiwa sebelumnya dengan pembetulan.",
         "Mend the date, or mend the earlier event by a correction."});
  }
  const Test test(rules, household_id, event, *standing);
  for (const LifeCondition condition : row->needs) {
    std::optional<Text> why = test(condition);
    if (!why.has_value()) continue;
    LifeRefusal refusal =
        Refuse(Cause::kCondition, event, number, *std::move(why),
               {absl::StrCat("Diperlukan: ", Title(condition).id, "."), absl::StrCat("Needed: ", Title(condition).en, ".")});
    refusal.condition = condition;
    return refusal;
  }
  Note(event, number, standing);
  Move(*row, standing);
  if (!standing->latest.has_value() || *standing->latest < event.on->first()) standing->latest = event.on->first();
  return std::nullopt;
}

}  // namespace graduasi::programme
