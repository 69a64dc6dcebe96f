// Every exported function survives the failure of each of its allocations. The n-th allocation fails, once or from there on for
// ever, for n = 1, 2, ... until a call gets by with fewer: the call must say GRADUASI_NO_MEMORY or do its work, and afterwards
// as many blocks must be live as before. This program takes the place of malloc, which operator new stands on; it knows glibc.
//
// Usage: capi_oom SOURCE_FOLDER BINARY_POLICY [STEP]. Of the longest calls, those on whole policies, only every STEP-th n is
// tried (the test command); the long form (tools/out_of_memory.sh) tries all.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "capi/graduasi.h"
#include "graduasi/arrow_abi.h"
#include "tests/capi/small_policy.h"
#include "tests/capi/small_register.h"

namespace {

std::atomic<long> countdown{0};  // 1: the next allocation fails; 0: none does
std::atomic<bool> for_ever{false};
std::atomic<bool> paused{false};  // nothing is counted down
std::atomic<bool> has_failed{false};
std::atomic<long> blocks{0};  // live

// Says what was being tried if the process dies.
const char* trying = "";
long trying_n = 0;

void Arm(long n, bool ever) {
  has_failed = false;
  for_ever = ever;
  countdown = n;
}

void Disarm() { countdown = 0; }

// True if this allocation is to fail.
bool Fails() {
  if (paused) return false;
  for (long left = countdown; left > 0;) {
    const bool last = left == 1;
    if (last && for_ever) return has_failed = true;
    if (countdown.compare_exchange_weak(left, left - 1)) {
      if (last) has_failed = true;
      return last;
    }
  }
  return false;
}

void* Count(void* block) {
  if (block != nullptr) ++blocks;
  return block;
}

}  // namespace

extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

void* malloc(size_t size) noexcept { return Fails() ? nullptr : Count(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) noexcept { return Fails() ? nullptr : Count(__libc_calloc(count, size)); }
void* memalign(size_t alignment, size_t size) noexcept { return Fails() ? nullptr : Count(__libc_memalign(alignment, size)); }
void* aligned_alloc(size_t alignment, size_t size) noexcept { return memalign(alignment, size); }
int posix_memalign(void** block, size_t alignment, size_t size) noexcept {
  *block = memalign(alignment, size);
  return *block == nullptr ? 12 : 0;
}
void* realloc(void* block, size_t size) noexcept {
  if (Fails()) return nullptr;
  void* moved = __libc_realloc(block, size);
  if (block == nullptr) Count(moved);
  if (block != nullptr && size == 0) --blocks;
  return moved;
}
void free(void* block) noexcept {
  if (block != nullptr) --blocks;
  __libc_free(block);
}

}  // extern "C"

namespace {

constexpr int32_t kAsOf = 20619;  // 2026-06-15

void SayWhatDied(int) {
  char line[200];
  const int size = std::snprintf(line, sizeof(line), "%s: died when allocation %ld failed %s\n", trying, trying_n,
                                 for_ever ? "and all that followed" : "once");
  if (size > 0 && write(STDOUT_FILENO, line, static_cast<size_t>(size)) < 0) _exit(3);
  _exit(2);
}

// Runs `call` again and again as the opening says. It returns a status and frees all it has made.
template <typename Call>
bool Walk(const char* name, graduasi_status expected, long step, const Call& call) {
  trying = name;
  if (call() != expected || call() != expected) {  // what is made at first use stays
    std::printf("%s: not even with memory\n", name);
    return false;
  }
  long points = 0;
  for (const bool ever : {false, true}) {
    for (long n = 1;; n += step) {
      trying_n = n;
      const long before = blocks;
      Arm(n, ever);
      const graduasi_status status = call();
      Disarm();
      const bool failed = has_failed;
      const bool allowed = status == expected || (failed && status == GRADUASI_NO_MEMORY);
      if (!allowed || blocks != before) {
        std::printf("%s: allocation %ld failed %s: status %d, %ld blocks more than before\n", name, n,
                    ever ? "and all that followed" : "once", static_cast<int>(status), blocks - before);
        return false;
      }
      if (!failed) break;
      ++points;
    }
  }
  std::printf("%s: %ld failures survived\n", name, points);
  return points > 0;  // a walk without a failure proves nothing
}

graduasi_status Freed(graduasi_status status, graduasi_error* error) {
  // An error says something even if there was no memory for it.
  const bool told = status == GRADUASI_OK || (graduasi_error_count(error) > 0 && graduasi_error_message(error, 0) != nullptr &&
                                              graduasi_error_path(error, 0) != nullptr);
  graduasi_error_free(error);
  return told ? status : GRADUASI_INTERNAL;
}

using Parse = graduasi_status (*)(const char*, size_t, graduasi_policy**, graduasi_error**);

graduasi_status ParseBinary(const char* bytes, size_t size, graduasi_policy** out, graduasi_error** error) {
  return graduasi_policy_parse_binary(bytes, size, out, error);
}

bool WalkParse(const char* name, Parse parse, const std::string& text, graduasi_status expected, long step) {
  return Walk(name, expected, step, [&] {
    graduasi_policy* policy = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = parse(text.data(), text.size(), &policy, &error);
    if ((status == GRADUASI_OK) != (policy != nullptr)) return GRADUASI_INTERNAL;
    graduasi_policy_free(policy);
    return Freed(status, error);
  });
}

using DecideJson = decltype(&graduasi_decide_json);

template <typename DecideFunction = DecideJson>
bool WalkDecide(const char* name, const graduasi_policy* policy, const std::string& record, int32_t as_of,
                graduasi_status expected, DecideFunction decide = &graduasi_decide_json) {
  static const char* const facts[] = {"household.members[].pregnant"};
  graduasi_decide_options options{};
  options.struct_size = sizeof(options);
  options.recorded_when_true = facts;
  options.recorded_when_true_count = 1;
  // What there was memory for is the same decision.
  int32_t outcome = -1;
  size_t findings = 0;
  return Walk(name, expected, 1, [&]() -> graduasi_status {
    graduasi_decision* decision = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = decide(policy, record.data(), record.size(), as_of, &options, &decision, &error);
    if ((status == GRADUASI_OK) != (decision != nullptr)) return GRADUASI_INTERNAL;
    if (status == GRADUASI_OK && outcome < 0) outcome = graduasi_decision_outcome(decision);
    if (status == GRADUASI_OK && findings == 0) findings = graduasi_decision_finding_count(decision);
    const bool same = status != GRADUASI_OK ||
                      (graduasi_decision_outcome(decision) == outcome && graduasi_decision_finding_count(decision) == findings);
    graduasi_decision_free(decision);
    return Freed(same ? status : GRADUASI_INTERNAL, error);
  });
}

// The texts of a decision are made when asked for: NULL if memory runs out, and the next caller gets them.
template <typename Text>
bool WalkText(const char* name, const graduasi_policy* policy, const std::string& record, const Text& text) {
  return Walk(name, GRADUASI_OK, 1, [&]() -> graduasi_status {
    paused = true;
    graduasi_decision* decision = nullptr;
    graduasi_status status = graduasi_decide_json(policy, record.data(), record.size(), kAsOf, nullptr, &decision, nullptr);
    paused = false;
    const void* made = text(decision);
    paused = true;
    const void* made_later = text(decision);
    if (status == GRADUASI_OK && (made_later == nullptr || (made != nullptr && made != made_later))) status = GRADUASI_INTERNAL;
    graduasi_decision_free(decision);
    paused = false;
    return status == GRADUASI_OK && made == nullptr ? GRADUASI_NO_MEMORY : status;
  });
}

// All of a stream: schema, arrays and end. `expected` is also what a stream comes to that is refused.
graduasi_status Drain(const graduasi_policy* policy, const graduasi_stream_options* options) {
  graduasi::capi::Register source;
  ArrowArrayStream in = graduasi::capi::Stream(&source);
  ArrowArrayStream out{};
  graduasi_error* error = nullptr;
  graduasi_status status = graduasi_decide_stream(policy, &in, kAsOf, options, &out, &error);
  if ((status == GRADUASI_OK) != (out.release != nullptr) || in.release != nullptr) status = GRADUASI_INTERNAL;
  status = Freed(status, error);
  if (status != GRADUASI_OK) return graduasi::capi::live == 0 ? status : GRADUASI_INTERNAL;
  ArrowSchema schema{};
  int code = out.get_schema(&out, &schema);
  if (code == 0) schema.release(&schema);
  int64_t rows = 0;
  while (code == 0) {
    ArrowArray array{};
    code = out.get_next(&out, &array);
    if (code != 0 || array.release == nullptr) break;
    rows += array.length;
    array.release(&array);
  }
  (void)out.get_last_error(&out);
  out.release(&out);
  if (graduasi::capi::live != 0) return GRADUASI_INTERNAL;
  if (status == GRADUASI_OK && code != 0) return code == 12 ? GRADUASI_NO_MEMORY : GRADUASI_INTERNAL;
  return status == GRADUASI_OK && rows != 3 ? GRADUASI_INTERNAL : status;
}

bool WalkStream(const char* name, const graduasi_policy* policy, size_t threads) {
  graduasi_stream_options options{};
  options.struct_size = sizeof(options);
  options.threads = threads;
  options.batch_rows = 1;
  return Walk(name, GRADUASI_OK, 1, [&] { return Drain(policy, &options); });
}

// The outlook for a record and all that can be made of it.
bool WalkOutlook(const char* name, const graduasi_policy* policy, const std::string& record, int32_t as_of, long step) {
  return Walk(name, GRADUASI_OK, step, [&]() -> graduasi_status {
    graduasi_outlook* outlook = nullptr;
    graduasi_status status = graduasi_foresee_json(policy, record.data(), record.size(), as_of, nullptr, &outlook, nullptr);
    if (status == GRADUASI_OK && (graduasi_outlook_text(outlook, GRADUASI_LANGUAGE_INDONESIAN) == nullptr ||
                                  graduasi_outlook_json(outlook) == nullptr)) {
      status = GRADUASI_NO_MEMORY;
    }
    graduasi_outlook_free(outlook);
    return status;
  });
}

// A register fed as JSON and as columns, its places and its report, and all that can be made of them.
graduasi_status Examine(const graduasi_policy* policy) {
  static const char kCodes[] = "kode,in_2022,in_2025,nama\n35,1,1,Jawa Timur\n91,1,0,\"Lama\"\n";
  static const char* const kLines[] = {
      R"({"id":"F-1","region":{"system":"KEMENDAGRI","code":"91.01"},"members":[{"nik":"3579020000000001"}]})",
      R"({"id":"F-2","kk":"12","members":[{},{"nik":"3579020000000001"}],"registered_on":"2027-01-01"})",
      R"({"id":"F-1","members":[{"born_on":"2026-02-30"}],"nose":1})", "no JSON"};
  graduasi_quality_options options{};
  options.struct_size = sizeof(options);
  options.policy = policy;
  options.collect_places = 1;
  graduasi_quality* quality = nullptr;
  graduasi_quality_places* places = nullptr;
  graduasi_quality_report* report = nullptr;
  graduasi_error* error = nullptr;
  graduasi_status status = graduasi_quality_new(kAsOf, &options, &quality, &error);
  if (status == GRADUASI_OK) {
    status = graduasi_quality_add_regions(quality, "2025", 4, kCodes, sizeof(kCodes) - 1, &error);
  }
  if (status == GRADUASI_OK) status = graduasi_quality_start_feed(quality, "a.jsonl", 7, &error);
  for (int64_t row = 0; status == GRADUASI_OK && row < 4; ++row) {
    status = graduasi_quality_add_json(quality, row, kLines[row], std::strlen(kLines[row]), &error);
    // What could not be accounted for is never reported on.
    if (status == GRADUASI_NO_MEMORY && graduasi_quality_finish(quality, &report, nullptr) == GRADUASI_OK) {
      if (graduasi_quality_report_fed(report) != row) status = GRADUASI_INTERNAL;
      graduasi_quality_report_free(report);
      report = nullptr;
    }
  }
  if (status == GRADUASI_OK) {
    graduasi::capi::Register source;
    ArrowArrayStream in = graduasi::capi::Stream(&source);
    status = graduasi_quality_add_stream(quality, &in, &error);
    if (in.release != nullptr || graduasi::capi::live != 0) status = GRADUASI_INTERNAL;
  }
  if (status == GRADUASI_OK) status = graduasi_quality_finish(quality, &report, &error);
  if (status == GRADUASI_OK) status = graduasi_quality_take_places(quality, &places, &error);
  // A text for which there is no memory is NULL, without an error.
  const bool texts = status != GRADUASI_OK || (graduasi_quality_report_text(report, GRADUASI_LANGUAGE_INDONESIAN) != nullptr &&
                                               graduasi_quality_report_json(report) != nullptr);
  const bool whole =
      status != GRADUASI_OK || (graduasi_quality_report_fed(report) == 7 && graduasi_quality_report_unreadable(report) == 2 &&
                                graduasi_quality_places_count(places) == 10);
  graduasi_quality_places_free(places);
  graduasi_quality_report_free(report);
  graduasi_quality_free(quality);
  status = Freed(whole ? status : GRADUASI_INTERNAL, error);
  return texts ? status : GRADUASI_NO_MEMORY;
}

bool WalkQuality(const graduasi_policy* policy) {
  const bool told = Walk("register quality: a list that is none", GRADUASI_BAD_DATA, 1, [] {
    graduasi_quality* quality = nullptr;
    graduasi_error* error = nullptr;
    graduasi_status status = graduasi_quality_new(kAsOf, nullptr, &quality, &error);
    if (status == GRADUASI_OK) status = graduasi_quality_add_regions(quality, "2025", 4, "35\n35.1\n", 8, &error);
    graduasi_quality_free(quality);
    return Freed(status, error);
  });
  return Walk("register quality", GRADUASI_OK, 1, [&] { return Examine(policy); }) && told;
}

// A cohort as lines and as columns, a history, and the page that comes of it, in all forms.
graduasi_status Page(const graduasi_policy* policy) {
  static const char kFigures[] = R"({"targets":[{"id":"t","period":"2026","least":1,"most":2}],)"
                                 R"("results":[{"target":"t","as_of":"2026-03-01","count":1}]})";
  static const char kLines[] = R"({"id":"d","members":[{"pregnant":false}],"incomes":[]})"
                               "\n"
                               R"({"id":"e","members":[{"born_on":"2026-02-30"}]})"
                               "\n";
  static const char kHistory[] =
      R"({"household_id":"d","events":[{"event":"IDENTIFY","on":"2026-01","actor":"P-1","role":"MENTOR"}]})";
  static const int32_t kRates[] = {0, 0, 300, 600, 900};
  graduasi_figures* figures = nullptr;
  graduasi_programme* programme = nullptr;
  graduasi_programme_report* report = nullptr;
  graduasi_error* error = nullptr;
  graduasi_status status = graduasi_figures_parse_json(kFigures, sizeof(kFigures) - 1, &figures, &error);
  graduasi_programme_options options{};
  options.struct_size = sizeof(options);
  options.figures = figures;
  options.rules = R"({"completed_by_procedure": ["C1"]})";
  options.target = "t";
  options.rates_per_mille = kRates;
  options.rates_per_mille_count = 5;
  if (status == GRADUASI_OK) status = graduasi_programme_new(policy, kAsOf, &options, &programme, &error);
  if (status == GRADUASI_OK) {
    status = graduasi_programme_add_json_lines(programme, kLines, sizeof(kLines) - 1, &error);
    // What could not be accounted for is never reported on.
    if (status == GRADUASI_NO_MEMORY && graduasi_programme_finish(programme, &report, nullptr) == GRADUASI_OK) {
      status = GRADUASI_INTERNAL;
    }
  }
  if (status == GRADUASI_OK) {
    graduasi::capi::Register source;
    ArrowArrayStream in = graduasi::capi::Stream(&source);
    status = graduasi_programme_add_stream(programme, &in, &error);
    if (in.release != nullptr || graduasi::capi::live != 0) status = GRADUASI_INTERNAL;
  }
  if (status == GRADUASI_OK) status = graduasi_programme_add_history_json(programme, kHistory, sizeof(kHistory) - 1, &error);
  if (status == GRADUASI_OK) status = graduasi_programme_finish(programme, &report, &error);
  // A text for which there is no memory is NULL, without an error.
  const bool texts =
      status != GRADUASI_OK || (graduasi_programme_report_text(report, GRADUASI_LANGUAGE_INDONESIAN) != nullptr &&
                                graduasi_programme_report_html(report, GRADUASI_LANGUAGE_ENGLISH) != nullptr &&
                                graduasi_programme_report_json(report) != nullptr);
  const bool whole = status != GRADUASI_OK ||
                     (graduasi_programme_report_families(report) == 5 && graduasi_programme_report_unreadable(report) == 1 &&
                      graduasi_programme_report_unreadable_count(report) == 1 &&
                      graduasi_programme_report_state_families(report, GRADUASI_STATE_IDENTIFIED) == 1 &&
                      graduasi_programme_report_has_forecast(report) == 1);
  graduasi_programme_report_free(report);
  graduasi_programme_free(programme);
  graduasi_figures_free(figures);
  status = Freed(whole ? status : GRADUASI_INTERNAL, error);
  return texts ? status : GRADUASI_NO_MEMORY;
}

bool WalkProgramme(const graduasi_policy* policy, long step) {
  const bool told = Walk("programme: an option that is wrong", GRADUASI_BAD_CALL, 1, [&] {
    graduasi_programme* programme = nullptr;
    graduasi_error* error = nullptr;
    graduasi_programme_options options{};
    options.struct_size = sizeof(options);
    options.region = "Batu";
    const graduasi_status status = graduasi_programme_new(policy, kAsOf, &options, &programme, &error);
    graduasi_programme_free(programme);
    return Freed(status, error);
  });
  return Walk("programme", GRADUASI_OK, step, [&] { return Page(policy); }) && told;
}

bool WalkDays() {
  return Walk("graduasi_day_parse", GRADUASI_BAD_DATA, 1,
              [] {
                int32_t days = 0;
                graduasi_error* error = nullptr;
                const graduasi_status status = graduasi_day_parse("30 February", 11, &days, &error);
                return Freed(status, error);
              }) &&
         Walk("graduasi_day_format", GRADUASI_BAD_CALL, 1, [] {
           char buffer[GRADUASI_DAY_SIZE];
           graduasi_error* error = nullptr;
           const graduasi_status status = graduasi_day_format(INT32_MAX, buffer, sizeof(buffer), &error);
           return Freed(status, error);
         });
}

bool WalkFacts() {
  return Walk("graduasi_facts_list", GRADUASI_OK, 1, [] {
    graduasi_facts* facts = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_facts_list(&facts, &error);
    graduasi_facts_free(facts);
    return Freed(status, error);
  });
}

// A record is made, read back, verified and held against the register; what there was memory for holds.
bool WalkRecords(const graduasi_policy* policy) {
  graduasi_record_options options{};
  options.struct_size = sizeof(options);
  options.seal_key = "01234567890123456789012345678901";
  options.seal_key_size = 32;
  const std::string record = R"({"id":"r","kk":"3579010000000100","members":[{"nik":"3579010000000001","pregnant":false}]})";
  bool survived = true;
  for (const std::string& json : {record, std::string("{\"id\": nonsense")}) {
    survived =
        Walk("graduasi_record", GRADUASI_OK, 1,
             [&]() -> graduasi_status {
               graduasi_record* made = nullptr;
               graduasi_record* read = nullptr;
               graduasi_verification* verified = nullptr;
               graduasi_verification* compared = nullptr;
               graduasi_error* error = nullptr;
               graduasi_status status =
                   graduasi_record_make_json(policy, json.data(), json.size(), kAsOf, &options, nullptr, &made, &error);
               if (status == GRADUASI_OK) {
                 const char* line = graduasi_record_line(made);
                 status = graduasi_record_parse(line, std::strlen(line), &read, &error);
               }
               if (status == GRADUASI_OK) status = graduasi_record_verify(read, nullptr, policy, &verified, &error);
               if (status == GRADUASI_OK && graduasi_verification_holds(verified) != 1) status = GRADUASI_INTERNAL;
               if (status == GRADUASI_OK && graduasi_record_is_replayable(read) != 0) {
                 status = graduasi_record_compare_json(read, json.data(), json.size(), options.seal_key, 32, &compared, &error);
                 if (status == GRADUASI_OK && graduasi_verification_holds(compared) != 1) status = GRADUASI_INTERNAL;
               }
               graduasi_verification_free(compared);
               graduasi_verification_free(verified);
               graduasi_record_free(read);
               graduasi_record_free(made);
               return Freed(status, error);
             }) &&
        survived;
  }
  return survived;
}

// A history is read, an event is added, another is refused.
bool WalkHistories() {
  const std::string text = R"({"household_id":"h","events":[{"event":"IDENTIFY","on":"2026-01","actor":"a","role":"MENTOR"}]})";
  const std::string next = R"({"event":"START_MENTORING","on":"2026-02","actor":"a","role":"MENTOR"})";
  const std::string wrong = R"({"event":"GRADUATE","on":"2026-02","actor":"a","role":"MENTOR"})";
  return Walk("graduasi_history", GRADUASI_OK, 1, [&]() -> graduasi_status {
    graduasi_history* history = nullptr;
    graduasi_history* longer = nullptr;
    graduasi_history* none = nullptr;
    graduasi_refusal* refusal = nullptr;
    graduasi_error* error = nullptr;
    graduasi_status status = graduasi_history_parse_json(text.data(), text.size(), &history, &error);
    if (status == GRADUASI_OK) {
      status = graduasi_history_append_json(history, next.data(), next.size(), &longer, &refusal, &error);
    }
    if (status == GRADUASI_OK && (longer == nullptr || refusal != nullptr)) status = GRADUASI_INTERNAL;
    if (status == GRADUASI_OK) {
      status = graduasi_history_append_json(longer, wrong.data(), wrong.size(), &none, &refusal, &error);
      if (status == GRADUASI_OK && (none != nullptr || refusal == nullptr)) status = GRADUASI_INTERNAL;
    }
    graduasi_refusal_free(refusal);
    graduasi_history_free(none);
    graduasi_history_free(longer);
    graduasi_history_free(history);
    return Freed(status, error);
  });
}

// A family's first event, then one that rests on a record, and the family's page.
bool WalkEvents(const graduasi_policy* policy) {
  const std::string mentored =
      R"({"household_id":"a","events":[{"event":"IDENTIFY","on":"2026-01","actor":"a","role":"MENTOR"},)"
      R"({"event":"START_MENTORING","on":"2026-02","actor":"a","role":"MENTOR"}]})";
  const std::string first = R"({"household":"h","event":{"event":"IDENTIFY","on":"2026-01","actor":"a","role":"MENTOR"}})";
  const std::string line = R"({"household":"a","event":{"event":"NOMINATE","on":"2026-06-20","actor":"a","role":"MENTOR"}})";
  const std::string rules = R"({"completed_by_procedure":["C1"]})";
  graduasi_record* record = nullptr;
  if (graduasi_record_make_json(policy, kEligible, std::strlen(kEligible), kAsOf, nullptr, nullptr, &record, nullptr) !=
      GRADUASI_OK) {
    return false;
  }
  bool survived = Walk("graduasi_history_new", GRADUASI_OK, 1, [&]() -> graduasi_status {
    graduasi_history* history = nullptr;
    graduasi_history* longer = nullptr;
    graduasi_event* event = nullptr;
    graduasi_error* error = nullptr;
    graduasi_status status = graduasi_history_new("h", 1, rules.data(), rules.size(), &history, &error);
    if (status == GRADUASI_OK) status = graduasi_event_parse_json(first.data(), first.size(), &event, &error);
    if (status == GRADUASI_OK) status = graduasi_history_append(history, event, nullptr, nullptr, &longer, nullptr, &error);
    if (status == GRADUASI_OK && graduasi_history_holds(longer, event) != 1) status = GRADUASI_INTERNAL;
    graduasi_event_free(event);
    graduasi_history_free(longer);
    graduasi_history_free(history);
    return Freed(status, error);
  });
  survived = Walk("graduasi_history_append", GRADUASI_OK, 1,
                  [&]() -> graduasi_status {
                    graduasi_history* history = nullptr;
                    graduasi_history* longer = nullptr;
                    graduasi_event* event = nullptr;
                    graduasi_error* error = nullptr;
                    graduasi_status status = graduasi_history_parse_json(mentored.data(), mentored.size(), &history, &error);
                    if (status == GRADUASI_OK) status = graduasi_event_parse_json(line.data(), line.size(), &event, &error);
                    if (status == GRADUASI_OK) {
                      status = graduasi_history_append(history, event, record, policy, &longer, nullptr, &error);
                    }
                    if (status == GRADUASI_OK && graduasi_history_state(longer) != GRADUASI_STATE_NOMINATED) {
                      status = GRADUASI_INTERNAL;
                    }
                    graduasi_verification* verification = nullptr;
                    if (status == GRADUASI_OK) status = graduasi_history_verify(longer, record, policy, &verification, &error);
                    if (status == GRADUASI_OK && graduasi_verification_holds(verification) != 1) status = GRADUASI_INTERNAL;
                    graduasi_verification_free(verification);
                    const bool told =
                        status != GRADUASI_OK || graduasi_history_text(longer, GRADUASI_LANGUAGE_ENGLISH) != nullptr;
                    graduasi_event_free(event);
                    graduasi_history_free(longer);
                    graduasi_history_free(history);
                    status = Freed(status, error);
                    return told ? status : GRADUASI_NO_MEMORY;
                  }) &&
             survived;
  graduasi_record_free(record);
  return survived;
}

// Everything that comparing does: two policies, lines or columns, flips handed out and whole texts.
bool WalkComparison(const char* name, const graduasi_policy* before, const graduasi_policy* after, bool columns, long step) {
  const std::string lines = std::string(kEligible) + "\n" + kNotYet + "\n" + kProtected + "\nno record\n" + kNeedsData;
  graduasi_compare_options options{};
  options.struct_size = sizeof(options);
  options.stream_flips = 1;
  return Walk(name, GRADUASI_OK, step, [&]() -> graduasi_status {
    graduasi_comparer* comparer = nullptr;
    graduasi_comparison* comparison = nullptr;
    graduasi_error* error = nullptr;
    bool whole = true;  // the texts and the stream were made
    graduasi_status status = graduasi_comparer_new(before, after, kAsOf, kAsOf, &options, &comparer, &error);
    if (status == GRADUASI_OK && columns) {
      graduasi::capi::Register source;
      ArrowArrayStream in = graduasi::capi::Stream(&source);
      status = graduasi_comparer_add_stream(comparer, &in, &error);
      if (in.release != nullptr || graduasi::capi::live != 0) status = GRADUASI_INTERNAL;
    } else if (status == GRADUASI_OK) {
      status = graduasi_comparer_add_json_lines(comparer, lines.data(), lines.size(), &error);
    }
    if (status == GRADUASI_OK) status = graduasi_comparer_finish(comparer, &comparison, &error);
    if (status == GRADUASI_OK) {
      // What there was memory for is whole.
      const int64_t flips = graduasi_comparison_flips(comparison);
      if (flips < 1 || graduasi_comparison_cause_flips(comparison, 0) < 1) status = GRADUASI_INTERNAL;
      ArrowArrayStream out{};
      const graduasi_status streamed = graduasi_comparison_flips_stream(comparison, &out, nullptr);
      ArrowArray array{};
      if (streamed == GRADUASI_OK && out.get_next(&out, &array) == 0) array.release(&array);
      if (out.release != nullptr) out.release(&out);
      const bool made = graduasi_comparison_text(comparison, GRADUASI_LANGUAGE_ENGLISH) != nullptr &&
                        graduasi_comparison_html(comparison, GRADUASI_LANGUAGE_INDONESIAN) != nullptr &&
                        graduasi_comparison_json(comparison) != nullptr && streamed == GRADUASI_OK;
      whole = made;
    }
    graduasi_comparison_free(comparison);
    graduasi_comparer_free(comparer);
    status = Freed(status, error);
    return status == GRADUASI_OK && !whole ? GRADUASI_NO_MEMORY : status;
  });
}

// A suite read, all its cases run and one, what they have seen, and all that can be made of it.
graduasi_status TestPolicy(const graduasi_policy* policy, const std::string& text) {
  graduasi_suite* suite = nullptr;
  graduasi_test_report* all = nullptr;
  graduasi_test_report* one = nullptr;
  graduasi_coverage* coverage = nullptr;
  graduasi_error* error = nullptr;
  graduasi_test_options options{};
  options.struct_size = sizeof(options);
  options.file = "a.test.txtpb";
  bool told = true;
  graduasi_status status = graduasi_suite_parse(text.data(), text.size(), &suite, &error);
  if (status == GRADUASI_OK) status = graduasi_suite_run(policy, suite, &options, &all, &error);
  if (status == GRADUASI_OK) status = graduasi_suite_run_case(policy, suite, 2, &options, &one, &error);
  if (status == GRADUASI_OK) status = graduasi_coverage_measure(policy, &suite, 1, nullptr, &coverage, &error);
  if (status == GRADUASI_OK) {
    told = graduasi_test_report_text(all, GRADUASI_LANGUAGE_INDONESIAN) != nullptr &&
           graduasi_test_report_json(all) != nullptr && graduasi_test_report_junit(all, GRADUASI_LANGUAGE_ENGLISH) != nullptr &&
           graduasi_coverage_text(coverage, GRADUASI_LANGUAGE_ENGLISH) != nullptr &&
           graduasi_coverage_listing(coverage, GRADUASI_LANGUAGE_ENGLISH) != nullptr &&
           graduasi_coverage_json(coverage) != nullptr;
    // What there was memory for is whole.
    const bool whole = graduasi_test_report_count(all) == 3 && graduasi_test_report_failed_count(all) == 1 &&
                       graduasi_test_report_passed(one, 0) == 0;
    if (!whole) status = GRADUASI_INTERNAL;
  }
  graduasi_coverage_free(coverage);
  graduasi_test_report_free(one);
  graduasi_test_report_free(all);
  graduasi_suite_free(suite);
  status = Freed(status, error);
  return status == GRADUASI_OK && !told ? GRADUASI_NO_MEMORY : status;
}

// The mutants of a policy under a suite that passes, and all that can be told of them.
graduasi_status Mutate(const graduasi_policy* policy, const std::string& text) {
  graduasi_suite* suite = nullptr;
  graduasi_mutation_report* report = nullptr;
  graduasi_error* error = nullptr;
  graduasi_mutation_options options{};
  options.struct_size = sizeof(options);
  options.file = "a.policy.txtpb";
  options.most_tried = 20;
  bool told = true;
  graduasi_status status = graduasi_suite_parse(text.data(), text.size(), &suite, &error);
  if (status == GRADUASI_OK) status = graduasi_mutation_run(policy, &suite, 1, &options, &report, &error);
  if (status == GRADUASI_OK) {
    told = graduasi_mutation_report_text(report, GRADUASI_LANGUAGE_INDONESIAN) != nullptr &&
           graduasi_mutation_report_json(report) != nullptr && graduasi_mutation_report_cases(report) != nullptr;
    // What there was memory for is whole.
    const size_t count = graduasi_mutation_report_count(report);
    const size_t counted = graduasi_mutation_report_killed_count(report) + graduasi_mutation_report_equivalent_count(report) +
                           graduasi_mutation_report_survived_count(report);
    if (count < 5 || counted != count || graduasi_mutation_report_killed_count(report) == 0) status = GRADUASI_INTERNAL;
  }
  graduasi_mutation_report_free(report);
  graduasi_suite_free(suite);
  status = Freed(status, error);
  return status == GRADUASI_OK && !told ? GRADUASI_NO_MEMORY : status;
}

bool WalkMutation(const graduasi_policy* policy, long step) {
  std::string passing = kSmallSuite;
  passing.erase(passing.find("case { name: \"a mistake"));
  return Walk("mutation", GRADUASI_OK, step, [&] { return Mutate(policy, passing); });
}

bool WalkSuites(const graduasi_policy* policy) {
  const auto walk = [&](const char* name, const std::string& text, graduasi_status expected) {
    return Walk(name, expected, 1, [&] { return TestPolicy(policy, text); });
  };
  std::string unknown = kSmallSuite;
  unknown.replace(unknown.find("fails: \"C1\""), 11, "fails: \"C9\"");
  return walk("suite", kSmallSuite, GRADUASI_OK) && walk("suite: misfit", unknown, GRADUASI_BAD_POLICY) &&
         walk("suite: mistakes",
              "case { name: \"x\" from: \"y\" change { set: \"household.x\" to: \"1\" } expect { outcome: MAYBE } }",
              GRADUASI_BAD_POLICY) &&
         walk("suite: no names", "as_of: \"2026-02-30\" case { household { members { born_on: \"x\" } } }",
              GRADUASI_BAD_POLICY);
}

// Accessors allocate nothing: all of them answer while every allocation fails.
bool Read(const graduasi_policy* policy, const graduasi_decision* decision) {
  Arm(1, true);
  int answers = 0;
  const auto text = [&](const char* answer) { answers += answer != nullptr ? 1 : 0; };
  text(graduasi_policy_id(policy));
  text(graduasi_policy_version(policy));
  text(graduasi_policy_hash(policy));
  text(graduasi_policy_title(policy, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_criterion_id(policy, 0));
  text(graduasi_policy_criterion_title(policy, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_safeguard_id(policy, 0));
  text(graduasi_policy_safeguard_title(policy, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_route_id(policy, 0));
  text(graduasi_policy_route_title(policy, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_fact_read(policy, 0));
  text(graduasi_policy_ranking_id(policy));
  text(graduasi_policy_ranking_title(policy, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_ranking_key_id(policy, 0));
  text(graduasi_policy_ranking_key_title(policy, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_policy_ranking_fact_read(policy, 0));
  text(graduasi_decision_household_id(decision));
  text(graduasi_decision_route(decision));
  text(graduasi_decision_policy_id(decision));
  text(graduasi_decision_policy_version(decision));
  text(graduasi_decision_criterion_id(decision, 0));
  text(graduasi_decision_criterion_title(decision, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_decision_criterion_reason(decision, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_decision_criterion_source(decision, 0));
  text(graduasi_decision_safeguard_id(decision, 0));
  text(graduasi_decision_safeguard_title(decision, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_decision_safeguard_reason(decision, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_decision_safeguard_source(decision, 0));
  text(graduasi_decision_route_id(decision, 0));
  text(graduasi_decision_route_title(decision, 0, GRADUASI_LANGUAGE_ENGLISH));
  text(graduasi_decision_missing_path(decision, 0));
  text(graduasi_decision_missing_known(decision, 0));
  text(graduasi_decision_missing_needed_by(decision, 0, 0));
  const bool days = graduasi_policy_effective_from_days(policy) != 0 && graduasi_policy_effective_until_days(policy) != 0;
  Disarm();
  if (answers == 33 && days) return true;
  std::printf("accessors without memory: %d of 33 answered\n", answers);
  return false;
}

// The same for the first calls of a process, which make what stays: each n is tried in a process of its own. After the failure
// the same call has to do its work.
template <typename Call>
bool WalkCold(const char* name, graduasi_status expected, long step, const Call& call) {
  constexpr int kNothingFailed = 9;
  trying = name;
  long points = 0;
  for (const bool ever : {false, true}) {
    for (trying_n = 1;; trying_n += step, ++points) {
      const pid_t child = fork();
      if (child < 0) return false;
      if (child == 0) {
        alarm(20);  // seconds: it must not wait for ever either
        Arm(trying_n, ever);
        const graduasi_status status = call();
        Disarm();
        if (!has_failed) _exit(kNothingFailed);
        _exit((status == expected || status == GRADUASI_NO_MEMORY) && call() == expected ? 0 : 1);
      }
      int ended = 0;
      waitpid(child, &ended, 0);
      if (WIFEXITED(ended) && WEXITSTATUS(ended) == kNothingFailed) break;
      if (ended == 0) continue;
      std::printf("%s: allocation %ld failed %s: the process ended with %d\n", name, trying_n,
                  ever ? "and all that followed" : "once", ended);
      return false;
    }
  }
  std::printf("%s: %ld failures survived\n", name, points);
  return points > 0;
}

// A policy, a decision, and all that can be made of them.
graduasi_status Everything() {
  graduasi_policy* policy = nullptr;
  graduasi_decision* decision = nullptr;
  graduasi_facts* facts = nullptr;
  size_t size = 0;
  graduasi_status status = graduasi_policy_parse(kSmallPolicy, std::strlen(kSmallPolicy), &policy, nullptr);
  if (status == GRADUASI_OK) {
    status = graduasi_decide_json(policy, kNeedsData, std::strlen(kNeedsData), kAsOf, nullptr, &decision, nullptr);
  }
  if (status == GRADUASI_OK &&
      (graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH) == nullptr || graduasi_decision_json(decision) == nullptr ||
       graduasi_decision_binary(decision, &size) == nullptr)) {
    status = GRADUASI_NO_MEMORY;
  }
  if (status == GRADUASI_OK) status = graduasi_facts_list(&facts, nullptr);
  if (status == GRADUASI_OK) status = Drain(policy, nullptr);
  graduasi_facts_free(facts);
  graduasi_decision_free(decision);
  graduasi_policy_free(policy);
  return status;
}

graduasi_status ParseOnce(Parse parse, const char* text, size_t size) {
  graduasi_policy* policy = nullptr;
  const graduasi_status status = parse(text, size, &policy, nullptr);
  graduasi_policy_free(policy);
  return status;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (text.empty()) std::printf("%s cannot be read\n", path.c_str());
  return text;
}

// The object that stands under "household" in a case file.
std::string HouseholdOf(const std::string& text) {
  const std::string key = "\"household\": ";
  const size_t found = text.find(key);
  if (found == std::string::npos) return "";
  const size_t begin = found + key.size();
  int depth = 0;
  for (size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return text.substr(begin, i + 1 - begin);
  }
  return "";
}

const char kJsonPolicy[] =
    R"({"id":"small","version":"1","synthetic":true,"title":{"id":"Kebijakan kecil","en":"Small policy"},)"
    R"("effective":{"from":"2026-01-01","until":"2027-01-01"},)"
    R"("parameter":[{"id":"enough","type":"INT","unit":"IDR per month","value":[{"from":"2026-01-01","int":1000000}],)"
    R"("source":"test"}],)"
    R"("criterion":[{"id":"C1","title":{"id":"Pendapatan cukup","en":"Income suffices"},)"
    R"j("require":"latest(household.incomes).amount_idr >= params.enough && household.region.code.startsWith(\"35\")",)j"
    R"("fail":{"id":"Pendapatan kurang.","en":"Income is too low."},"can_act":"HOUSEHOLD","source":"test"}],)"
    R"("route":[{"id":"r1","kind":"SELF_RELIANT","title":{"id":"Jalur satu","en":"Route one"},"all_of":["C1"],)"
    R"("source":"test"}]})";

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string reference = ReadFile(std::string(argv[1]) + "/policies/pkh-graduasi/2026.policy.txtpb");
  const std::string binary = ReadFile(argv[2]);
  const std::string household = HouseholdOf(ReadFile(std::string(argv[1]) + "/tests/cases/s2_pregnant.json"));
  const std::string capital = HouseholdOf(ReadFile(std::string(argv[1]) + "/tests/cases/g06_second_aid.json"));
  const long step = argc > 3 ? std::atol(argv[3]) : 1;
  if (reference.empty() || binary.empty() || household.empty() || capital.empty() || step < 1) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 4096);
  std::signal(SIGABRT, SayWhatDied);
  std::signal(SIGSEGV, SayWhatDied);

  int failures = 0;
  const auto check = [&](bool survived) { failures += survived ? 0 : 1; };
  check(WalkCold("first calls", GRADUASI_OK, step == 1 ? 1 : 7, Everything));
  check(WalkCold("first parse_json", GRADUASI_OK, step == 1 ? 1 : 7,
                 [] { return ParseOnce(graduasi_policy_parse_json, kJsonPolicy, sizeof(kJsonPolicy) - 1); }));
  check(WalkCold("first parse_binary", GRADUASI_OK, step == 1 ? 1 : 7,
                 [&] { return ParseOnce(ParseBinary, binary.data(), binary.size()); }));

  graduasi_policy* policy = nullptr;
  graduasi_policy* from_json = nullptr;
  graduasi_policy* large = nullptr;
  const std::string ranked = std::string(kSmallPolicy) + kSmallRanking;
  if (graduasi_policy_parse(ranked.data(), ranked.size(), &policy, nullptr) != GRADUASI_OK ||
      graduasi_policy_parse_json(kJsonPolicy, std::strlen(kJsonPolicy), &from_json, nullptr) != GRADUASI_OK ||
      graduasi_policy_parse(reference.data(), reference.size(), &large, nullptr) != GRADUASI_OK) {
    std::printf("a policy is none\n");
    return 1;
  }
  graduasi_decision* decision = nullptr;
  if (graduasi_decide_json(policy, kNeedsData, std::strlen(kNeedsData), kAsOf, nullptr, &decision, nullptr) != GRADUASI_OK ||
      !Read(policy, decision)) {
    return 1;
  }
  graduasi_decision_free(decision);

  check(WalkDays());
  check(WalkFacts());
  check(WalkQuality(policy));
  check(WalkRecords(policy));
  check(WalkHistories());
  check(WalkEvents(policy));
  check(WalkDecide("decide: eligible", policy, kEligible, kAsOf, GRADUASI_OK));
  check(WalkDecide("decide: binary", policy, std::string(kEligibleBinary, sizeof(kEligibleBinary) - 1), kAsOf, GRADUASI_OK,
                   &graduasi_decide_binary));
  check(WalkDecide("decide: not yet", policy, kNotYet, kAsOf, GRADUASI_OK));
  check(WalkDecide("decide: missing", policy, kNeedsData, kAsOf, GRADUASI_OK));
  check(WalkDecide("decide: unreadable", policy, "{\"id\": nonsense", kAsOf, GRADUASI_OK));
  check(WalkDecide("decide: unknown fields", policy, R"({"one":{"a":[1,2]},"members":[{"two":3,"born_on":"x"}]})", kAsOf,
                   GRADUASI_OK));
  check(WalkDecide("decide: another day", policy, kEligible, 0, GRADUASI_BAD_CALL));
  check(WalkDecide("decide: region", from_json, R"({"region":{"system":"KEMENDAGRI","code":"35.14"}})", kAsOf, GRADUASI_OK));
  check(WalkDecide("decide: reference policy", large, household, kAsOf, GRADUASI_OK));
  for (const auto& [of, record] : {std::pair(policy, std::string(kNeedsData)), std::pair(large, household)}) {
    check(WalkText("text, Indonesian", of, record, [](const graduasi_decision* decided) -> const void* {
      return graduasi_decision_text(decided, GRADUASI_LANGUAGE_INDONESIAN);
    }));
    check(WalkText("text, English", of, record, [](const graduasi_decision* decided) -> const void* {
      return graduasi_decision_text(decided, GRADUASI_LANGUAGE_ENGLISH);
    }));
    check(WalkText("json", of, record,
                   [](const graduasi_decision* decided) -> const void* { return graduasi_decision_json(decided); }));
    check(WalkText("binary", of, record, [](const graduasi_decision* decided) {
      size_t size = 0;
      return graduasi_decision_binary(decided, &size);
    }));
  }
  check(WalkOutlook("outlook", policy, kNotYet, kAsOf, 1));
  check(WalkOutlook("outlook: unreadable", policy, "{\"id\": nonsense", kAsOf, 1));
  check(WalkOutlook("outlook: reference policy", large, capital, kAsOf, step));
  check(WalkStream("stream, one thread", policy, 1));
  check(WalkStream("stream, two threads", policy, 2));
  std::string changed = ranked;  // half the income, and no safeguard
  changed.replace(changed.find("int: 1000000"), 12, "int: 500000");
  changed.erase(changed.find("safeguard {"), changed.find("criterion {") - changed.find("safeguard {"));
  graduasi_policy* after = nullptr;
  if (graduasi_policy_parse(changed.data(), changed.size(), &after, nullptr) != GRADUASI_OK) return 1;
  check(WalkComparison("comparison of lines", policy, after, false, step == 1 ? 1 : 29));
  check(WalkComparison("comparison of columns", policy, after, true, step == 1 ? 1 : 29));
  graduasi_policy_free(after);
  check(WalkProgramme(policy, step == 1 ? 1 : 7));
  check(WalkSuites(policy));
  check(WalkMutation(policy, step == 1 ? 197 : 6007));
  check(WalkParse("parse", graduasi_policy_parse, ranked, GRADUASI_OK, 1));
  check(WalkParse("parse: mistakes", graduasi_policy_parse, "id: \"x\" criterio { id: 'y' } route { kind: 7 unknown: 3 }",
                  GRADUASI_BAD_POLICY, 1));
  check(WalkParse("parse: no policy", graduasi_policy_parse, "id: \"x\" criterion { id: \"C\" require: \"1 + \" }",
                  GRADUASI_BAD_POLICY, 1));
  check(WalkParse("parse_json", graduasi_policy_parse_json, kJsonPolicy, GRADUASI_OK, 1));
  check(WalkParse("parse_json: mistakes", graduasi_policy_parse_json, R"({"id":1,"criterio":[],"route":[{"kind":"X"}]})",
                  GRADUASI_BAD_POLICY, 1));
  check(WalkParse("parse_binary", ParseBinary, binary, GRADUASI_OK, step));
  check(WalkParse("parse_binary: mistakes", ParseBinary, "\x0a\x01\xff\xff\x01\x01", GRADUASI_BAD_POLICY, 1));
  check(WalkParse("parse: reference policy", graduasi_policy_parse, reference, GRADUASI_OK, step));
  graduasi_policy_free(large);
  graduasi_policy_free(from_json);
  graduasi_policy_free(policy);
  return failures == 0 ? 0 : 1;
}
