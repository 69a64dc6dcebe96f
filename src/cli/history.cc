// `graduasi history`: appends a day's events to the histories of an office's families, or shows where the families stand. An
// event that rests on a decision takes it from the chain of decision records. Nothing of a family is recorded if one of its
// events is refused, and the file of histories is replaced whole.
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/history_audit.h"
#include "src/cli/history_lines.h"
#include "src/cli/history_records.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/record_chain.h"
#include "src/cli/record_lines.h"
#include "src/cli/replaced_file.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

int Show(const HistoryArguments& arguments) {
  const int32_t language = LanguageCode(arguments.language);
  HistoryLines histories;
  int code = histories.Read(arguments.histories, false);
  if (code == kWrongCall) return code;
  Output output;
  if (arguments.id.empty()) {
    std::string text = histories.ToText(language);
    if (!arguments.records.empty()) {
      const int audited = AuditHistories(histories, arguments.records, arguments.policies, language, &text);
      if (audited == kWrongCall) return audited;
      if (audited != kDone) code = audited;
    }
    (void)output.Write(text);
  } else {
    const HistoryHandle history = histories.Find(arguments.id);
    if (history == nullptr) {
      std::fprintf(stderr, "graduasi: %s: none of the %zu histories is of the household \"%s\".\n", arguments.histories.c_str(),
                   histories.size(), Plain(arguments.id.c_str()).c_str());
      return kFindings;
    }
    const char* text = graduasi_history_text(history.get(), language);
    if (text == nullptr) {
      std::fprintf(stderr, "graduasi: there is not enough memory\n");
      return kWrongCall;
    }
    (void)output.Write(text);
  }
  return output.Finish() ? code : kWrongCall;
}

// The events of a day, and what comes of them.
class Day {
 public:
  explicit Day(const HistoryArguments& arguments)
      : arguments_(arguments), language_(LanguageCode(arguments.language)), english_(language_ == GRADUASI_LANGUAGE_ENGLISH) {}

  int Run() {
    ReplacedFile file;
    if (!arguments_.dry_run && !file.Begin(arguments_.histories)) return kWrongCall;
    for (const auto step : {&Day::ReadHistories, &Day::ReadEvents, &Day::ReadRecords, &Day::AppendAll}) {
      if (const int code = (this->*step)(); code != kDone) return code;
    }
    HoldBack();
    TellRefusals();
    Moves moves;
    for (const auto& [household, family] : families_) {
      if (family.refused_on != 0 || !family.grown) continue;
      histories_.Set(family.history.get());
      const int32_t state = graduasi_history_state(family.history.get());
      if (state != family.state_before) ++moves[{family.state_before, state}];
      if (family.is_new) ++new_families_;
    }
    if (Count(Fate::kRecorded) != 0 && !arguments_.dry_run) {
      for (size_t i = 0; i < histories_.size(); ++i) file.Write(histories_.line(i) + "\n");
      if (!file.Replace()) return kWrongCall;
    }
    Output output;
    (void)output.Write(Summary(moves));
    if (!output.Finish()) return kWrongCall;
    return Count(Fate::kRefused) == 0 ? kDone : kFindings;
  }

 private:
  enum class Fate {
    kRecorded,
    kRepeated,  // recorded on an earlier day, or by an earlier line
    kRefused,
    kHeldBack,  // because another event of the household is refused
  };
  struct Event {
    int64_t line;
    EventHandle event;
    Fate fate = Fate::kHeldBack;
    bool on_record = false;  // its decision is that of a record
    std::string why;         // refused
  };
  struct Family {
    HistoryHandle history;  // with what was taken so far
    int32_t state_before = GRADUASI_STATE_RECIPIENT;
    int64_t refused_on = 0;  // line of the first refused event
    bool is_new = false;
    bool grown = false;
  };
  using Moves = std::map<std::pair<int32_t, int32_t>, int64_t>;  // from state to state: how many

  const char* Say(const char* in_indonesian, const char* in_english) const { return english_ ? in_english : in_indonesian; }
  std::string Number(int64_t number) const { return Thousands(number, language_); }
  int64_t Count(Fate fate) const {
    int64_t count = 0;
    for (const Event& event : events_) count += event.fate == fate ? 1 : 0;
    return count;
  }

  int ReadHistories() {
    const int code = histories_.Read(arguments_.histories, true);
    if (code == kFindings) std::fprintf(stderr, "%s: nothing was recorded.\n", arguments_.histories.c_str());
    return code;
  }

  // A line that cannot be read may be an objection of anybody, so nothing is recorded before all can be.
  int ReadEvents() {
    RecordLines file;
    if (!file.Open(arguments_.events)) return kWrongCall;
    events_name_ = file.name();
    bool sound = true;
    std::string text;
    while (file.Next(&text)) {
      graduasi_event* event = nullptr;
      graduasi_error* error = nullptr;
      const graduasi_status status = graduasi_event_parse_json(text.data(), text.size(), &event, &error);
      const ErrorHandle owned(error);
      if (status == GRADUASI_OK) {
        events_.emplace_back();
        events_.back().line = file.line_number();
        events_.back().event.reset(event);
        continue;
      }
      sound = false;
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        std::fprintf(
            stderr, "%s\n",
            FindingLine(events_name_, file.line_number(), 0, graduasi_error_path(error, i), graduasi_error_message(error, i))
                .c_str());
      }
    }
    if (!file.Complete()) return kWrongCall;
    if (sound) return kDone;
    std::fprintf(stderr, "%s: %s\n", events_name_.c_str(),
                 Say("tidak ada yang dicatat: baris yang tidak terbaca bisa tentang keluarga mana pun.",
                     "nothing was recorded: a line that cannot be read may be about any family."));
    return kFindings;
  }

  int ReadRecords() {
    if (arguments_.records.empty()) return kDone;
    std::set<std::string> households;
    std::set<std::string> hashes;
    for (const Event& event : events_) {
      hashes.insert(graduasi_event_record_hash(event.event.get()));
      if (graduasi_event_wants_decision_until_days(event.event.get()) == GRADUASI_DAY_NONE) continue;
      households.insert(graduasi_event_household_id(event.event.get()));
    }
    return records_.Read(arguments_.records, arguments_.policies, households, hashes);
  }

  // The family with its history as it was at the beginning of the day, or a new one.
  int Begin(const Event& event, const std::string& household, Family* family) {
    family->history = histories_.Find(household);
    family->is_new = family->history == nullptr;
    if (family->is_new) {
      if (arguments_.rules.empty()) {
        std::fprintf(stderr, "%s:%lld: %s: %s\n", events_name_.c_str(), static_cast<long long>(event.line),
                     Plain(household.c_str()).c_str(),
                     Say("keluarga ini belum mempunyai riwayat; berikan aturan program dengan --rules. Tidak ada yang dicatat.",
                         "the household has no history yet; give the rules of the programme with --rules. Nothing was "
                         "recorded."));
        return kWrongCall;
      }
      if (rules_.empty() && !ReadFile(arguments_.rules, &rules_)) return kWrongCall;
      graduasi_history* made = nullptr;
      graduasi_error* error = nullptr;
      const graduasi_status status =
          graduasi_history_new(household.data(), household.size(), rules_.data(), rules_.size(), &made, &error);
      const ErrorHandle owned(error);
      family->history.reset(made);
      if (status != GRADUASI_OK) {
        TellFindings(arguments_.rules, error);
        return kFindings;
      }
    }
    family->state_before = graduasi_history_state(family->history.get());
    return kDone;
  }

  int AppendAll() {
    for (Event& event : events_) {
      const std::string household = graduasi_event_household_id(event.event.get());
      Family& family = families_[household];
      if (family.history == nullptr) {
        if (const int code = Begin(event, household, &family); code != kDone) return code;
      }
      if (graduasi_history_holds(family.history.get(), event.event.get()) == 1) {
        event.fate = Fate::kRepeated;
      } else if (family.refused_on == 0) {
        if (const int code = Append(household, &event, &family); code != kDone) return code;
      }
    }
    return kDone;
  }

  int Append(const std::string& household, Event* event, Family* family) {
    const graduasi_record* record = nullptr;
    const int32_t until_days = graduasi_event_wants_decision_until_days(event->event.get());
    const std::string named = graduasi_event_record_hash(event->event.get());
    if (until_days != GRADUASI_DAY_NONE && records_.given()) record = records_.Latest(household, until_days);
    if (!named.empty() && records_.given()) {
      record = records_.OfHash(named);
      if (record == nullptr) {
        Refuse(event, family,
               Say("Peristiwa ini menyebut catatan yang tidak ada di ", "The event names a record that is not in ") +
                   records_.path() + ": " + named + ".");
        return kDone;
      }
    }
    const graduasi_policy* const policy = record == nullptr ? nullptr : records_.PolicyOf(record);
    if (record != nullptr && policy == nullptr) {
      Refuse(
          event, family,
          std::string(Say("catatan ", "record ")) + std::to_string(graduasi_record_number(record)) +
              Say(" diputus menurut kebijakan yang tidak diberikan. Yang benar: berikan kebijakan itu dengan --policy, hash ",
                  " was decided by a policy that was not given. Right would be: give that policy with --policy, its hash is ") +
              graduasi_record_policy_hash(record));
      return kDone;
    }
    graduasi_history* longer = nullptr;
    graduasi_refusal* refused = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status =
        graduasi_history_append(family->history.get(), event->event.get(), record, policy, &longer, &refused, &error);
    const ErrorHandle owned(error);
    const RefusalHandle refusal(refused);
    if (status == GRADUASI_BAD_DATA) {
      std::string fields;
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        fields += std::string(i == 0 ? "" : "; ") + graduasi_error_path(error, i) + ": " + graduasi_error_message(error, i);
      }
      Refuse(event, family,
             std::string(Say("catatan ", "record ")) + std::to_string(graduasi_record_number(record)) + ": " + fields);
      return kDone;
    }
    if (status != GRADUASI_OK) {
      TellFindings(events_name_ + ":" + std::to_string(event->line), error);
      return kWrongCall;
    }
    if (longer != nullptr) {
      HistoryHandle taken(longer);
      if (!named.empty() && record != nullptr) {
        const std::string differs = Differences(longer, record, policy);
        if (!differs.empty()) {
          Refuse(event, family, differs);
          return kDone;
        }
      }
      family->history = std::move(taken);
      family->grown = true;
      event->fate = Fate::kRecorded;
      event->on_record = record != nullptr;
      return kDone;
    }
    std::string why = std::string(graduasi_refusal_what(refused, language_)) + " " + graduasi_refusal_why(refused, language_) +
                      " " + graduasi_refusal_right(refused, language_);
    if (until_days != GRADUASI_DAY_NONE && record == nullptr) {
      why += " ";
      why +=
          !records_.given()
              ? Say("Berikan catatan keputusan dengan --records, atau keputusan pada peristiwa itu sendiri.",
                    "Give the decision records with --records, or the decision with the event itself.")
              : std::string(Say("Tidak ada catatan tentang keluarga ini per ", "There is no record of this household as of ")) +
                    DayText(until_days) + Say(" atau sebelumnya di ", " or earlier in ") + records_.path() + ".";
    }
    Refuse(event, family, std::move(why));
    return kDone;
  }

  // What the last event says otherwise than the record that it names; "" if nothing.
  std::string Differences(const graduasi_history* history, const graduasi_record* record, const graduasi_policy* policy) const {
    graduasi_verification* made = nullptr;
    graduasi_error* error = nullptr;
    (void)graduasi_history_verify(history, record, policy, &made, &error);
    const VerificationHandle verification(made);
    const ErrorHandle owned(error);
    std::string text;
    for (size_t i = 0; i < graduasi_error_count(error); ++i) {
      text += std::string(text.empty() ? "" : "; ") + graduasi_error_path(error, i) + ": " + graduasi_error_message(error, i);
    }
    for (size_t i = 0; i < graduasi_verification_difference_count(made); ++i) {
      text += std::string(text.empty() ? "" : "; ") + graduasi_verification_field(made, i) + ": " +
              Say("peristiwa ", "the event says ") + graduasi_verification_recorded(made, i) +
              Say(", catatan ", ", the record ") + graduasi_verification_recomputed(made, i);
    }
    return text;
  }

  static void Refuse(Event* event, Family* family, std::string why) {
    family->refused_on = event->line;
    event->fate = Fate::kRefused;
    event->why = std::move(why);
  }

  // Of a family with a refused event nothing is recorded that was not before.
  void HoldBack() {
    for (Event& event : events_) {
      const std::string household = graduasi_event_household_id(event.event.get());
      if (families_[household].refused_on == 0 || event.fate == Fate::kRefused) continue;
      const HistoryHandle before = histories_.Find(household);
      event.fate = graduasi_history_holds(before.get(), event.event.get()) == 1 ? Fate::kRepeated : Fate::kHeldBack;
    }
  }

  void TellRefusals() {
    std::map<std::string, int64_t> held_back;
    for (const Event& event : events_) {
      if (event.fate == Fate::kHeldBack) ++held_back[graduasi_event_household_id(event.event.get())];
    }
    for (const Event& event : events_) {
      if (event.fate != Fate::kRefused) continue;
      const std::string household = graduasi_event_household_id(event.event.get());
      std::string text = event.why;
      if (const auto others = held_back.find(household); others != held_back.end()) {
        text += Say(" Peristiwa lain keluarga ini yang tidak dicatat karenanya: ",
                    " Other events of this household that are not recorded because of that: ") +
                Number(others->second) + ".";
      }
      std::fprintf(stderr, "%s:%lld: %s: %s\n", events_name_.c_str(), static_cast<long long>(event.line),
                   Plain(household.c_str()).c_str(), Plain(text.c_str()).c_str());
    }
  }

  std::string Summary(const Moves& moves) const {
    std::string text = events_name_ + ": " + Number(static_cast<int64_t>(events_.size())) +
                       Say(" peristiwa: ", events_.size() == 1 ? " event: " : " events: ") + Number(Count(Fate::kRecorded)) +
                       Say(" dicatat", " recorded");
    const auto also = [&](Fate fate, const char* in_indonesian, const char* in_english) {
      if (const int64_t count = Count(fate); count != 0) text += ", " + Number(count) + Say(in_indonesian, in_english);
    };
    also(Fate::kRepeated, " sudah tercatat sebelumnya", " recorded before");
    also(Fate::kRefused, " ditolak", " refused");
    also(Fate::kHeldBack, " tidak dicatat karenanya", " not recorded because of that");
    text += "\n";
    if (arguments_.dry_run) text += Say("  hanya dicoba; tidak ada yang ditulis\n", "  only tried; nothing was written\n");
    int64_t on_record = 0;
    for (const Event& event : events_) on_record += event.fate == Fate::kRecorded && event.on_record ? 1 : 0;
    const auto line = [&](int64_t count, const char* in_indonesian, const char* in_english) {
      if (count != 0) text += std::string("  ") + Say(in_indonesian, in_english) + Number(count) + "\n";
    };
    line(new_families_, "keluarga baru: ", "new families: ");
    line(on_record, "berdasarkan catatan keputusan: ", "resting on a decision record: ");
    for (const auto& [move, count] : moves) {
      text += "  " + Number(count) + "  " + graduasi_state_title(move.first, language_) + " -> " +
              graduasi_state_title(move.second, language_) + "\n";
    }
    return text + histories_.ToText(language_);
  }

  const HistoryArguments& arguments_;
  const int32_t language_;
  const bool english_;
  HistoryLines histories_;
  std::string events_name_;
  std::vector<Event> events_;
  HistoryRecords records_;
  std::string rules_;
  std::map<std::string, Family> families_;
  int64_t new_families_ = 0;
};

}  // namespace

int History(const HistoryArguments& arguments) { return arguments.events.empty() ? Show(arguments) : Day(arguments).Run(); }

}  // namespace graduasi::cli
