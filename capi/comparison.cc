// Comparing two policies through the C interface. What a function does is written in graduasi.h and not repeated here.
#include "graduasi/comparison.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"
#include "capi/taken.h"
#include "graduasi/arrow_abi.h"

struct graduasi_comparer {
  std::unique_ptr<graduasi::Comparer> comparer;
  std::vector<graduasi::PolicyEdit> edits;
  int64_t next_line = 1;
  std::string waiting;  // flips that have not been handed out
  std::string handed;   // those of the last call
};

struct graduasi_comparison {
  std::shared_ptr<const graduasi::PolicyComparison> comparison;
  std::vector<graduasi::Text> causes;
  std::vector<size_t> cause_of_flip;
  // Whole texts, each made when it is first asked for, under the mutex, and never changed afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[5];
};

namespace {

using graduasi::Comparer;
using graduasi::Date;
using graduasi::Findings;
using graduasi::Flip;
using graduasi::FlipCause;
using graduasi::InvalidRow;
using graduasi::Language;
using graduasi::PolicyComparison;
using graduasi::capi::At;
using graduasi::capi::CodeOf;
using graduasi::capi::Fail;
using graduasi::capi::FindingsOf;
using graduasi::capi::Guard;
using graduasi::capi::IsDay;
using graduasi::capi::ReadLanguage;
using graduasi::capi::Taken;
using graduasi::capi::TextIn;
using graduasi::capi::TextOf;

graduasi_status ReadOptions(const graduasi_compare_options* options, graduasi::ComparisonOptions* read, bool* stream_flips,
                            graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status = graduasi::capi::ReadDecideOptions(
          *options, &read->recorded_when_true, "struct_size must be sizeof(graduasi_compare_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->stream_flips > 1) return Fail(error, GRADUASI_BAD_CALL, "options.stream_flips", "stream_flips must be 0 or 1.");
  constexpr auto kMost = static_cast<size_t>(std::numeric_limits<int32_t>::max());
  if (options->threads != 0) read->threads = static_cast<int>(std::min(options->threads, kMost));
  if (options->kept_flips != 0) read->kept_flips = options->kept_flips;
  if (options->kept_invalid != 0) read->kept_invalid = options->kept_invalid;
  if (options->most_policies != 0) read->most_policies = options->most_policies;
  // -1 stands for none; anything else that is wrong stays wrong.
  if (options->margin_percent != 0) read->margin_percent = options->margin_percent == -1 ? 0 : options->margin_percent;
  if (options->margin_months != 0) read->margin_months = options->margin_months == -1 ? 0 : options->margin_months;
  if (read->margin_percent < 0) read->margin_percent = std::numeric_limits<int>::max();
  if (read->margin_months < 0) read->margin_months = std::numeric_limits<int>::max();
  *stream_flips = options->stream_flips == 1;
  return GRADUASI_OK;
}

graduasi_status StartComparer(const graduasi_policy& before, const graduasi_policy& after, int32_t before_day,
                              int32_t after_day, const graduasi_compare_options* options, graduasi_comparer** out,
                              graduasi_error** error) {
  graduasi::ComparisonOptions read;
  bool stream_flips = false;
  if (const graduasi_status status = ReadOptions(options, &read, &stream_flips, error); status != GRADUASI_OK) return status;
  if (!IsDay(before_day)) return Fail(error, GRADUASI_BAD_CALL, "before_as_of_days", "The day must lie in years 1 to 9999.");
  if (!IsDay(after_day)) return Fail(error, GRADUASI_BAD_CALL, "after_as_of_days", "The day must lie in years 1 to 9999.");
  auto made = std::make_unique<graduasi_comparer>();
  graduasi_comparer* handle = made.get();
  if (stream_flips) {
    read.each_flip = [handle](const Flip& flip) {
      handle->waiting += graduasi::FlipJson(handle->edits, flip);
      handle->waiting += '\n';
    };
  }
  Findings findings;
  absl::StatusOr<std::unique_ptr<Comparer>> comparer =
      Comparer::Start(before.policy, after.policy, Date::FromDays(before_day), Date::FromDays(after_day), read, &findings);
  if (!comparer.ok()) {
    const bool day = comparer.status().code() == absl::StatusCode::kFailedPrecondition;
    findings = FindingsOf(comparer.status(), std::move(findings));
    for (graduasi::Finding& finding : findings) {
      if (finding.path.empty()) finding.path = day ? "as_of_days" : "options";
    }
    return Fail(error, CodeOf(comparer.status(), GRADUASI_BAD_CALL), std::move(findings));
  }
  made->comparer = *std::move(comparer);
  made->edits = made->comparer->edits();
  *out = made.release();
  return GRADUASI_OK;
}

int64_t LinesIn(absl::string_view text) { return std::count(text.begin(), text.end(), '\n'); }

graduasi_status StreamFailure(const absl::Status& status, Findings findings, graduasi_error** error) {
  if (!findings.empty()) return Fail(error, GRADUASI_BAD_DATA, std::move(findings));
  if (status.code() == absl::StatusCode::kFailedPrecondition) {
    return Fail(error, GRADUASI_BAD_CALL, "comparer", std::string(status.message()));
  }
  const bool data = status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kInvalidArgument;
  return Fail(error, data ? GRADUASI_BAD_DATA : CodeOf(status, GRADUASI_BAD_DATA), "in", std::string(status.message()));
}

std::unique_ptr<graduasi_comparison> MakeComparison(PolicyComparison comparison) {
  auto made = std::make_unique<graduasi_comparison>();
  std::map<std::pair<std::vector<std::vector<size_t>>, bool>, size_t> numbers;
  for (const FlipCause& cause : comparison.causes) {
    numbers.emplace(std::make_pair(cause.sets, cause.narrowed), made->causes.size());
    made->causes.push_back({CauseText(comparison, cause.sets, cause.narrowed, Language::kIndonesian),
                            CauseText(comparison, cause.sets, cause.narrowed, Language::kEnglish)});
  }
  for (const Flip& flip : comparison.flips) made->cause_of_flip.push_back(numbers[{flip.sets, flip.narrowed}]);
  made->comparison = std::make_shared<const PolicyComparison>(std::move(comparison));
  return made;
}

// One of the whole texts of the handle.
template <typename Make>
const char* Rendered(const graduasi_comparison* handle, size_t number, const Make& make) noexcept {
  return graduasi::capi::Rendered(&handle->mutex, &handle->texts[number], make);
}

const FlipCause* CauseAt(const graduasi_comparison* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->comparison->causes, index);
}
const Flip* FlipAt(const graduasi_comparison* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->comparison->flips, index);
}
const InvalidRow* InvalidAt(const graduasi_comparison* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->comparison->invalid, index);
}
const graduasi::Finding* FindingAt(const graduasi_comparison* handle, size_t invalid, size_t index) {
  const InvalidRow* row = InvalidAt(handle, invalid);
  return row == nullptr ? nullptr : At(row->findings, index);
}

bool IsOutcome(int32_t outcome) { return outcome >= 0 && outcome < static_cast<int32_t>(graduasi::kOutcomes); }

}  // namespace

// ---- Comparer ----

graduasi_status graduasi_comparer_new(const graduasi_policy* before, const graduasi_policy* after, int32_t before_as_of_days,
                                      int32_t after_as_of_days, const graduasi_compare_options* options,
                                      graduasi_comparer** out, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (before == nullptr) return Fail(error, GRADUASI_BAD_CALL, "before", "The policy must not be NULL.");
    if (after == nullptr) return Fail(error, GRADUASI_BAD_CALL, "after", "The policy must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    return StartComparer(*before, *after, before_as_of_days, after_as_of_days, options, out, error);
  });
}

graduasi_status graduasi_comparer_add_json_lines(graduasi_comparer* comparer, const char* lines, size_t size,
                                                 graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (comparer == nullptr) return Fail(error, GRADUASI_BAD_CALL, "comparer", "The comparer must not be NULL.");
    if (lines == nullptr && size != 0)
      return Fail(error, GRADUASI_BAD_CALL, "lines", "The text is NULL, but its size is not 0.");
    const absl::string_view text(lines == nullptr ? "" : lines, size);
    const absl::Status status = AddJsonLines(text, comparer->next_line, comparer->comparer.get());
    if (!status.ok()) {
      return Fail(error, CodeOf(status, GRADUASI_BAD_CALL), "comparer", std::string(status.message()));
    }
    comparer->next_line += LinesIn(text) + (text.empty() || text.back() == '\n' ? 0 : 1);
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_comparer_add_stream(graduasi_comparer* comparer, ArrowArrayStream* in,
                                             graduasi_error** error) noexcept {
  const Taken taken(in);
  return Guard(error, [&]() -> graduasi_status {
    if (comparer == nullptr) return Fail(error, GRADUASI_BAD_CALL, "comparer", "The comparer must not be NULL.");
    if (in == nullptr || in->release == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "in", "The input must be a stream that has not been released.");
    }
    Findings findings;
    const absl::Status status = AddStream(in, comparer->comparer.get(), &findings);
    return status.ok() ? GRADUASI_OK : StreamFailure(status, std::move(findings), error);
  });
}

int64_t graduasi_comparer_row_count(const graduasi_comparer* comparer) noexcept {
  return comparer == nullptr ? 0 : comparer->comparer->rows();
}

const char* graduasi_comparer_flip_lines(graduasi_comparer* comparer, size_t* size) noexcept {
  if (size != nullptr) *size = 0;
  if (comparer == nullptr) return nullptr;
  comparer->handed.swap(comparer->waiting);
  comparer->waiting.clear();
  if (size != nullptr) *size = comparer->handed.size();
  return comparer->handed.c_str();
}

graduasi_status graduasi_comparer_finish(graduasi_comparer* comparer, graduasi_comparison** out,
                                         graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (comparer == nullptr) return Fail(error, GRADUASI_BAD_CALL, "comparer", "The comparer must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    absl::StatusOr<PolicyComparison> comparison = comparer->comparer->Finish();
    if (!comparison.ok()) {
      return Fail(error, CodeOf(comparison.status(), GRADUASI_BAD_CALL), "comparer",
                  std::string(comparison.status().message()));
    }
    *out = MakeComparison(*std::move(comparison)).release();
    return GRADUASI_OK;
  });
}

void graduasi_comparer_free(graduasi_comparer* comparer) noexcept { delete comparer; }

// ---- Counts ----

int64_t graduasi_comparison_families(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->families;
}

int64_t graduasi_comparison_unreadable(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->unreadable;
}

int64_t graduasi_comparison_flips(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->transitions.flips();
}

int64_t graduasi_comparison_newly_eligible(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->transitions.newly_eligible();
}

int64_t graduasi_comparison_no_longer_eligible(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->transitions.no_longer_eligible();
}

int64_t graduasi_comparison_transition(const graduasi_comparison* comparison, int32_t before, int32_t after) noexcept {
  if (comparison == nullptr || !IsOutcome(before) || !IsOutcome(after)) return 0;
  return comparison->comparison->transitions.counts[static_cast<size_t>(before)][static_cast<size_t>(after)];
}

// ---- Edits and causes ----

size_t graduasi_comparison_edit_count(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->edits.size();
}

const char* graduasi_comparison_edit_text(const graduasi_comparison* comparison, size_t index, int32_t language) noexcept {
  const graduasi::PolicyEdit* edit = comparison == nullptr ? nullptr : At(comparison->comparison->edits, index);
  return edit == nullptr ? nullptr : TextIn(edit->text, language);
}

int32_t graduasi_comparison_edit_can_change_answers(const graduasi_comparison* comparison, size_t index) noexcept {
  const graduasi::PolicyEdit* edit = comparison == nullptr ? nullptr : At(comparison->comparison->edits, index);
  return edit != nullptr && edit->can_change_answers ? 1 : 0;
}

size_t graduasi_comparison_cause_count(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->causes.size();
}

const char* graduasi_comparison_cause_text(const graduasi_comparison* comparison, size_t index, int32_t language) noexcept {
  const graduasi::Text* text = comparison == nullptr ? nullptr : At(comparison->causes, index);
  return text == nullptr ? nullptr : TextIn(*text, language);
}

int64_t graduasi_comparison_cause_flips(const graduasi_comparison* comparison, size_t index) noexcept {
  const FlipCause* cause = CauseAt(comparison, index);
  return cause == nullptr ? 0 : cause->flips;
}

int64_t graduasi_comparison_cause_newly_eligible(const graduasi_comparison* comparison, size_t index) noexcept {
  const FlipCause* cause = CauseAt(comparison, index);
  return cause == nullptr ? 0 : cause->newly_eligible;
}

int64_t graduasi_comparison_cause_no_longer_eligible(const graduasi_comparison* comparison, size_t index) noexcept {
  const FlipCause* cause = CauseAt(comparison, index);
  return cause == nullptr ? 0 : cause->no_longer_eligible;
}

// ---- Flips ----

size_t graduasi_comparison_flip_count(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->flips.size();
}

int64_t graduasi_comparison_flip_row(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? 0 : flip->row;
}

const char* graduasi_comparison_flip_household_id(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? nullptr : flip->id.c_str();
}

int32_t graduasi_comparison_flip_before(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? GRADUASI_OUTCOME_INVALID : static_cast<int32_t>(flip->before.outcome);
}

const char* graduasi_comparison_flip_before_route(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? nullptr : flip->before.route.c_str();
}

int32_t graduasi_comparison_flip_after(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? GRADUASI_OUTCOME_INVALID : static_cast<int32_t>(flip->after.outcome);
}

const char* graduasi_comparison_flip_after_route(const graduasi_comparison* comparison, size_t index) noexcept {
  const Flip* flip = FlipAt(comparison, index);
  return flip == nullptr ? nullptr : flip->after.route.c_str();
}

size_t graduasi_comparison_flip_cause(const graduasi_comparison* comparison, size_t index) noexcept {
  const size_t* cause = comparison == nullptr ? nullptr : At(comparison->cause_of_flip, index);
  return cause == nullptr ? 0 : *cause;
}

graduasi_status graduasi_comparison_flips_stream(const graduasi_comparison* comparison, ArrowArrayStream* out,
                                                 graduasi_error** error) noexcept {
  if (out != nullptr) out->release = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (comparison == nullptr) return Fail(error, GRADUASI_BAD_CALL, "comparison", "The comparison must not be NULL.");
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    FlipsStream(comparison->comparison, out);
    return GRADUASI_OK;
  });
}

// ---- Invalid rows ----

size_t graduasi_comparison_invalid_count(const graduasi_comparison* comparison) noexcept {
  return comparison == nullptr ? 0 : comparison->comparison->invalid.size();
}

int64_t graduasi_comparison_invalid_row(const graduasi_comparison* comparison, size_t index) noexcept {
  const InvalidRow* row = InvalidAt(comparison, index);
  return row == nullptr ? 0 : row->row;
}

size_t graduasi_comparison_invalid_finding_count(const graduasi_comparison* comparison, size_t invalid) noexcept {
  const InvalidRow* row = InvalidAt(comparison, invalid);
  return row == nullptr ? 0 : row->findings.size();
}

const char* graduasi_comparison_invalid_message(const graduasi_comparison* comparison, size_t invalid, size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(comparison, invalid, index);
  return finding == nullptr ? nullptr : finding->message.c_str();
}

const char* graduasi_comparison_invalid_path(const graduasi_comparison* comparison, size_t invalid, size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(comparison, invalid, index);
  return finding == nullptr ? nullptr : finding->path.c_str();
}

int32_t graduasi_comparison_invalid_line(const graduasi_comparison* comparison, size_t invalid, size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(comparison, invalid, index);
  return finding == nullptr ? 0 : finding->line;
}

int32_t graduasi_comparison_invalid_column(const graduasi_comparison* comparison, size_t invalid, size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(comparison, invalid, index);
  return finding == nullptr ? 0 : finding->column;
}

// ---- Whole texts ----

const char* graduasi_comparison_text(const graduasi_comparison* comparison, int32_t language_code) noexcept {
  Language language;
  if (comparison == nullptr || !ReadLanguage(language_code, &language)) return nullptr;
  return Rendered(comparison, language == Language::kIndonesian ? 0 : 1,
                  [&] { return ToText(*comparison->comparison, language); });
}

const char* graduasi_comparison_html(const graduasi_comparison* comparison, int32_t language_code) noexcept {
  Language language;
  if (comparison == nullptr || !ReadLanguage(language_code, &language)) return nullptr;
  return Rendered(comparison, language == Language::kIndonesian ? 2 : 3,
                  [&] { return ToHtml(*comparison->comparison, language); });
}

const char* graduasi_comparison_json(const graduasi_comparison* comparison) noexcept {
  if (comparison == nullptr) return nullptr;
  return Rendered(comparison, 4, [&] { return ToJson(*comparison->comparison); });
}

void graduasi_comparison_free(graduasi_comparison* comparison) noexcept { delete comparison; }
