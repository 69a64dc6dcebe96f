// The page of an office through the C interface: options, and what is fed. What a function does is written in graduasi.h and
// not repeated here.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "capi/codes.h"
#include "capi/figures.h"
#include "capi/graduasi.h"
#include "capi/handles.h"
#include "capi/programme_report.h"
#include "capi/taken.h"
#include "graduasi/programme_report.h"

struct graduasi_programme {
  std::unique_ptr<graduasi::ProgrammeReporter> reporter;   // null: of figures alone
  std::optional<graduasi::ProgrammeReport> figures_alone;  // until it is handed out
  bool spent = false;                                      // something has failed in the middle, or the report is made
  int64_t next_line = 1;
  size_t kept_unreadable = 0;
  std::vector<graduasi::UnreadableHousehold> unreadable;
};

namespace {

using graduasi::Date;
using graduasi::Findings;
using graduasi::PartialDate;
using graduasi::ProgrammeOptions;
using graduasi::Region;
using graduasi::Target;
using graduasi::UnreadableHousehold;
using graduasi::capi::Fail;
using graduasi::capi::Guard;

constexpr int32_t kKeptUnreadable = 100;
constexpr size_t kMostThreads = 1024;
constexpr auto kOutcomes = static_cast<size_t>(graduasi::Outcome::kEligible) + 1;
constexpr int32_t kCertain = 1000;     // per mille
constexpr size_t kTargetsNamed = 10;   // in a message
constexpr size_t kProvinceDigits = 2;  // a code of BPS that is longer has more digits on end than any of Kemendagri

graduasi_status BadOption(graduasi_error** error, const char* option, std::string message) {
  return Fail(error, GRADUASI_BAD_CALL, absl::StrCat("options.", option).c_str(), std::move(message));
}

Region RegionOf(const std::string& code) {
  const bool digits_alone = code.find_first_not_of("0123456789") == std::string::npos;
  return digits_alone && code.size() > kProvinceDigits ? graduasi::Bps(code) : graduasi::Kemendagri(code);
}

graduasi_status FindTarget(const graduasi_programme_options& options, ProgrammeOptions* read, graduasi_error** error) {
  if (options.target_least != 0 || options.target_most != 0) {
    return BadOption(error, "target", "Either the id of a target is given, or target_least and target_most, not both.");
  }
  std::string known;
  size_t count = 0;
  for (const Target& target : read->figures.targets) {
    if (target.id == options.target) {
      read->target = target;
      return GRADUASI_OK;
    }
    if (count++ < kTargetsNamed) absl::StrAppend(&known, known.empty() ? "" : ", ", target.id);
  }
  return BadOption(error, "target",
                   count == 0
                       ? "No target has this id, for the figures have no targets; give target_least and target_most."
                       : absl::StrCat("No target of the figures has this id; they have ", known,
                                      count > kTargetsNamed ? absl::StrCat(" and ", count - kTargetsNamed, " more.") : "."));
}

// The month or year of a target that is given as numbers.
std::optional<PartialDate> PeriodOf(const graduasi_programme_options& options, Date as_of) {
  if (options.target_period != nullptr) {
    std::optional<PartialDate> period = PartialDate::Parse(options.target_period);
    return period.has_value() && !period->exact() ? period : std::nullopt;
  }
  return PartialDate::Year(options.until_days == 0 ? as_of.year() : Date::FromDays(options.until_days - 1).year());
}

graduasi_status ReadTarget(const graduasi_programme_options& options, Date as_of, ProgrammeOptions* read,
                           graduasi_error** error) {
  if (options.target != nullptr) {
    if (options.target_period != nullptr) {
      return BadOption(error, "target_period", "The target of the figures has a period of its own.");
    }
    return FindTarget(options, read, error);
  }
  if (options.target_least == 0 && options.target_most == 0) {
    return options.target_period == nullptr
               ? GRADUASI_OK
               : BadOption(error, "target_period", "There is no target of which it could be the period; give target_most.");
  }
  if (options.target_least < 0 || options.target_most < options.target_least) {
    return BadOption(error, "target_most", "A target goes from target_least, not below 0, to target_most, not below that.");
  }
  const std::optional<PartialDate> period = PeriodOf(options, as_of);
  if (!period.has_value()) {
    return BadOption(error, "target_period", "A period is a year or a month of it, as in 2026 or 2026-06.");
  }
  read->target = graduasi::TargetRange(options.target_least, options.target_most, read->region, *period);
  return GRADUASI_OK;
}

graduasi_status ReadRates(const graduasi_programme_options& options, ProgrammeOptions* read, graduasi_error** error) {
  if (options.rates_per_mille == nullptr && options.rates_per_mille_count != 0) {
    return BadOption(error, "rates_per_mille", "The list is NULL, but its count is not 0.");
  }
  if (options.rates_per_mille_count > kOutcomes) {
    return BadOption(error, "rates_per_mille_count", "There is one rate for each GRADUASI_OUTCOME_*, and no more.");
  }
  for (size_t i = 0; i < options.rates_per_mille_count; ++i) {
    const int32_t rate = options.rates_per_mille[i];
    if (rate == GRADUASI_RATE_NONE) continue;
    if (rate < 0 || rate > kCertain) {
      return BadOption(error, "rates_per_mille", "A rate is from 0 to 1000 per mille, or GRADUASI_RATE_NONE.");
    }
    read->rates_per_mille[static_cast<graduasi::Outcome>(i)] = rate;
  }
  return GRADUASI_OK;
}

graduasi_status ReadRules(const char* json, ProgrammeOptions* read, graduasi_error** error) {
  if (json == nullptr) return GRADUASI_OK;
  Findings findings;
  absl::StatusOr<graduasi::LifeRules> rules = graduasi::ParseLifeRulesJson(json, &findings);
  if (!rules.ok()) {
    return Fail(error, graduasi::capi::CodeOf(rules.status(), GRADUASI_BAD_DATA),
                graduasi::capi::FindingsOf(rules.status(), std::move(findings)));
  }
  read->rules = *std::move(rules);
  return GRADUASI_OK;
}

graduasi_status ReadLimits(const graduasi_programme_options& options, ProgrammeOptions* read, graduasi_error** error) {
  if (options.threads > kMostThreads) return BadOption(error, "threads", "At most 1024 threads can work.");
  if (options.rank > 1) return BadOption(error, "rank", "rank must be 0 or 1.");
  if (options.kept_unreadable < 0) return BadOption(error, "kept_unreadable", "kept_unreadable must not be below 0.");
  if (options.until_days != 0) {
    if (!graduasi::capi::IsDay(options.until_days)) {
      return BadOption(error, "until_days", "The day must lie in years 1 to 9999.");
    }
    read->until = Date::FromDays(options.until_days);
  }
  read->rank = options.rank == 1;
  read->threads = options.threads == 0 ? 1 : static_cast<int>(options.threads);
  return GRADUASI_OK;
}

graduasi_status ReadOptions(const graduasi_programme_options* options, Date as_of, ProgrammeOptions* read,
                            size_t* kept_unreadable, graduasi_error** error) {
  *kept_unreadable = kKeptUnreadable;
  read->threads = 1;
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status = graduasi::capi::ReadDecideOptions(
          *options, &read->decide.recorded_when_true, "struct_size must be sizeof(graduasi_programme_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->figures != nullptr) read->figures = options->figures->figures;
  if (options->region != nullptr) read->region = RegionOf(options->region);
  if (options->kept_unreadable > 0) *kept_unreadable = static_cast<size_t>(options->kept_unreadable);
  graduasi_status status = ReadLimits(*options, read, error);
  if (status == GRADUASI_OK) status = ReadTarget(*options, as_of, read, error);
  if (status == GRADUASI_OK) status = ReadRates(*options, read, error);
  if (status == GRADUASI_OK) status = ReadRules(options->rules, read, error);
  return status;
}

graduasi_status New(const graduasi_policy* policy, int32_t as_of_days, const graduasi_programme_options* options,
                    graduasi_programme** out, graduasi_error** error) {
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  if (!graduasi::capi::IsDay(as_of_days)) {
    return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
  }
  const Date as_of = Date::FromDays(as_of_days);
  auto made = std::make_unique<graduasi_programme>();
  ProgrammeOptions read;
  if (const graduasi_status status = ReadOptions(options, as_of, &read, &made->kept_unreadable, error); status != GRADUASI_OK) {
    return status;
  }
  absl::Status status;
  if (policy == nullptr) {
    absl::StatusOr<graduasi::ProgrammeReport> report = graduasi::ReportFigures(as_of, read);
    status = report.status();
    if (report.ok()) made->figures_alone = *std::move(report);
  } else {
    absl::StatusOr<std::unique_ptr<graduasi::ProgrammeReporter>> reporter =
        graduasi::ProgrammeReporter::Start(policy->policy, as_of, read);
    status = reporter.status();
    if (reporter.ok()) made->reporter = *std::move(reporter);
  }
  if (!status.ok()) {
    return Fail(error, graduasi::capi::CodeOf(status, GRADUASI_BAD_CALL), "options", std::string(status.message()));
  }
  *out = made.release();
  return GRADUASI_OK;
}

// Why nothing can be added.
graduasi_status CheckOpen(const graduasi_programme* programme, graduasi_error** error) {
  const char* why = nullptr;
  if (programme == nullptr) {
    why = "The programme must not be NULL.";
  } else if (programme->spent) {
    why = "The report is made, or an earlier call has failed; the programme can only be freed.";
  } else if (programme->reporter == nullptr) {
    why = "The programme has no policy, so it is a page of figures alone and nothing can be added.";
  }
  return why == nullptr ? GRADUASI_OK : Fail(error, GRADUASI_BAD_CALL, "programme", why);
}

// Calls `add` and keeps the first of the unreadable households. What fails in the middle, by an exception too, leaves a
// programme that is spent, for nobody could say what has been counted.
template <typename Add>
absl::Status Feed(graduasi_programme* programme, const Add& add) {
  programme->spent = true;
  std::vector<UnreadableHousehold> unreadable;
  absl::Status status = add(&unreadable);
  if (!status.ok()) return status;
  const size_t room = programme->kept_unreadable - programme->unreadable.size();
  const auto end = unreadable.begin() + static_cast<std::ptrdiff_t>(std::min(room, unreadable.size()));
  std::move(unreadable.begin(), end, std::back_inserter(programme->unreadable));
  programme->spent = false;
  return status;
}

// `of_households` is where they stand: "line 7".
graduasi_status Refused(const absl::Status& status, Findings findings, const std::string& of_households,
                        graduasi_error** error) {
  if (!findings.empty()) return Fail(error, GRADUASI_BAD_DATA, std::move(findings));
  const bool input_failed = status.code() == absl::StatusCode::kUnavailable;
  return Fail(error, input_failed ? GRADUASI_BAD_DATA : graduasi::capi::CodeOf(status, GRADUASI_BAD_DATA),
              of_households.c_str(), std::string(status.message()));
}

graduasi_status AddLines(graduasi_programme* programme, absl::string_view text, graduasi_error** error) {
  const int64_t first = programme->next_line;
  const auto count = std::count(text.begin(), text.end(), '\n') + (text.empty() || text.back() == '\n' ? 0 : 1);
  const absl::Status status = Feed(programme, [&](std::vector<UnreadableHousehold>* unreadable) {
    return AddJsonLines(text, first, programme->reporter.get(), unreadable);
  });
  if (!status.ok()) {
    const std::string lines =
        count > 1 ? absl::StrCat("lines ", first, " to ", first + count - 1) : absl::StrCat("line ", first);
    return Refused(status, {}, lines, error);
  }
  programme->next_line += count;
  return GRADUASI_OK;
}

graduasi_status AddHistory(graduasi_programme* programme, absl::string_view json, graduasi_error** error) {
  Findings findings;
  absl::StatusOr<graduasi::LifeHistory> history = graduasi::ParseLifeHistoryJson(json, &findings);
  if (!history.ok()) {
    return Fail(error, graduasi::capi::CodeOf(history.status(), GRADUASI_BAD_DATA),
                graduasi::capi::FindingsOf(history.status(), std::move(findings)));
  }
  const absl::Status status = Feed(programme, [&](std::vector<UnreadableHousehold>*) {
    return programme->reporter->AddHistories(absl::MakeConstSpan(&*history, 1));
  });
  return status.ok() ? GRADUASI_OK : Refused(status, {}, "history", error);
}

graduasi_status Finish(graduasi_programme* programme, graduasi_programme_report** out, graduasi_error** error) {
  if (programme == nullptr || programme->spent) return CheckOpen(programme, error);
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  programme->spent = true;
  if (programme->reporter == nullptr) {
    *out = graduasi::capi::MakeReport(*std::move(programme->figures_alone), {}).release();
    return GRADUASI_OK;
  }
  absl::StatusOr<graduasi::ProgrammeReport> report = programme->reporter->Finish();
  if (!report.ok()) return Refused(report.status(), {}, "programme", error);
  *out = graduasi::capi::MakeReport(*std::move(report), std::move(programme->unreadable)).release();
  return GRADUASI_OK;
}

}  // namespace

graduasi_status graduasi_programme_new(const graduasi_policy* policy, int32_t as_of_days,
                                       const graduasi_programme_options* options, graduasi_programme** out,
                                       graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return New(policy, as_of_days, options, out, error); });
}

graduasi_status graduasi_programme_add_json_lines(graduasi_programme* programme, const char* lines, size_t size,
                                                  graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (const graduasi_status status = CheckOpen(programme, error); status != GRADUASI_OK) return status;
    if (lines == nullptr && size != 0) {
      return Fail(error, GRADUASI_BAD_CALL, "lines", "The text is NULL, but its size is not 0.");
    }
    return AddLines(programme, absl::string_view(lines == nullptr ? "" : lines, size), error);
  });
}

graduasi_status graduasi_programme_add_stream(graduasi_programme* programme, ArrowArrayStream* in,
                                              graduasi_error** error) noexcept {
  const graduasi::capi::Taken taken(in);
  return Guard(error, [&]() -> graduasi_status {
    if (const graduasi_status status = CheckOpen(programme, error); status != GRADUASI_OK) return status;
    if (in == nullptr || in->release == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "in", "The input must be a stream that has not been released.");
    }
    Findings findings;
    const absl::Status status = Feed(programme, [&](std::vector<UnreadableHousehold>* unreadable) {
      return AddStream(in, programme->reporter.get(), unreadable, &findings);
    });
    return status.ok() ? GRADUASI_OK : Refused(status, std::move(findings), "in", error);
  });
}

graduasi_status graduasi_programme_add_history_json(graduasi_programme* programme, const char* json, size_t size,
                                                    graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (const graduasi_status status = CheckOpen(programme, error); status != GRADUASI_OK) return status;
    if (json == nullptr && size != 0) return Fail(error, GRADUASI_BAD_CALL, "json", "The text is NULL, but its size is not 0.");
    return AddHistory(programme, absl::string_view(json == nullptr ? "" : json, size), error);
  });
}

graduasi_status graduasi_programme_finish(graduasi_programme* programme, graduasi_programme_report** out,
                                          graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return Finish(programme, out, error); });
}

void graduasi_programme_free(graduasi_programme* programme) noexcept { delete programme; }
