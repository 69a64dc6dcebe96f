// The page of an office through the C interface: what a report says. What a function does is written in graduasi.h and not
// repeated here.
#include "capi/programme_report.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "capi/codes.h"
#include "capi/figures.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

namespace graduasi::capi {

std::unique_ptr<graduasi_programme_report> MakeReport(ProgrammeReport report, std::vector<UnreadableHousehold> unreadable) {
  auto made = std::make_unique<graduasi_programme_report>();
  made->report = std::move(report);
  made->unreadable = std::move(unreadable);
  const ProgrammeReport& of = made->report;
  if (of.target.has_value()) made->target_period = of.target->period.ToString();
  if (of.attainment.has_value()) made->result_as_of = of.attainment->as_of.ToString();
  const auto keep = [&](int32_t kind, const std::vector<Obstruction>& list) {
    for (const Obstruction& obstruction : list) made->obstructions.push_back({kind, obstruction});
  };
  if (of.cohort.has_value()) {
    keep(GRADUASI_OBSTRUCTION_FAILING, of.cohort->failing);
    keep(GRADUASI_OBSTRUCTION_UNKNOWN, of.cohort->unknown);
    keep(GRADUASI_OBSTRUCTION_MISSING_FACT, of.cohort->missing_facts);
    keep(GRADUASI_OBSTRUCTION_PROTECTING, of.cohort->protecting);
  }
  if (of.cut_least.has_value() && of.cut_most.has_value()) made->cuts = {*of.cut_least, *of.cut_most};
  return made;
}

}  // namespace graduasi::capi

namespace {

using graduasi::Attainment;
using graduasi::CohortReport;
using graduasi::CompletionForecast;
using graduasi::Cut;
using graduasi::Language;
using graduasi::LifeState;
using graduasi::Outcome;
using graduasi::ProgrammeReport;
using graduasi::ProjectedMonth;
using graduasi::RankedFamily;
using graduasi::Target;
using graduasi::capi::At;
using graduasi::capi::TextIn;

// Codes of the header that are the places of the enum.
static_assert(static_cast<int>(LifeState::kRecipient) == GRADUASI_STATE_RECIPIENT);
static_assert(static_cast<int>(LifeState::kIdentified) == GRADUASI_STATE_IDENTIFIED);
static_assert(static_cast<int>(LifeState::kInMentoring) == GRADUASI_STATE_IN_MENTORING);
static_assert(static_cast<int>(LifeState::kNominated) == GRADUASI_STATE_NOMINATED);
static_assert(static_cast<int>(LifeState::kAssessed) == GRADUASI_STATE_ASSESSED);
static_assert(static_cast<int>(LifeState::kVerified) == GRADUASI_STATE_VERIFIED);
static_assert(static_cast<int>(LifeState::kGraduated) == GRADUASI_STATE_GRADUATED);
static_assert(static_cast<int>(LifeState::kMonitored) == GRADUASI_STATE_MONITORED);
static_assert(static_cast<int>(LifeState::kClosed) == GRADUASI_STATE_CLOSED);
static_assert(static_cast<int>(LifeState::kReturned) == GRADUASI_STATE_RETURNED);
static_assert(static_cast<int>(Outcome::kInvalid) == GRADUASI_OUTCOME_INVALID);
static_assert(static_cast<int>(Outcome::kProtected) == GRADUASI_OUTCOME_PROTECTED);
static_assert(static_cast<int>(Outcome::kNeedsData) == GRADUASI_OUTCOME_NEEDS_DATA);
static_assert(static_cast<int>(Outcome::kNotYet) == GRADUASI_OUTCOME_NOT_YET);
static_assert(static_cast<int>(Outcome::kEligible) == GRADUASI_OUTCOME_ELIGIBLE);

// A part of the report that may be absent; null if it is.
template <typename Part>
const Part* PartOf(const graduasi_programme_report* handle, std::optional<Part> ProgrammeReport::*part) {
  return handle == nullptr || !(handle->report.*part).has_value() ? nullptr : &*(handle->report.*part);
}

const Target* TargetOf(const graduasi_programme_report* handle) { return PartOf(handle, &ProgrammeReport::target); }
const Attainment* ResultOf(const graduasi_programme_report* handle) { return PartOf(handle, &ProgrammeReport::attainment); }
const CompletionForecast* ForecastOf(const graduasi_programme_report* handle) {
  return PartOf(handle, &ProgrammeReport::forecast);
}

int64_t CohortFigure(const graduasi_programme_report* handle, int64_t CohortReport::*figure) {
  const CohortReport* cohort = PartOf(handle, &ProgrammeReport::cohort);
  return cohort == nullptr ? 0 : cohort->*figure;
}

const CohortReport::Conversion* ConversionOf(const graduasi_programme_report* handle) {
  const CohortReport* cohort = PartOf(handle, &ProgrammeReport::cohort);
  return cohort == nullptr || !cohort->conversion.has_value() ? nullptr : &*cohort->conversion;
}

int64_t ConversionFigure(const graduasi_programme_report* handle, int64_t CohortReport::Conversion::*figure) {
  const CohortReport::Conversion* conversion = ConversionOf(handle);
  return conversion == nullptr ? 0 : conversion->*figure;
}

// The families of a class, given by its code.
template <typename Class>
int64_t Families(const std::map<Class, int64_t>& counts, int32_t code) {
  for (const auto& [of, families] : counts) {
    if (static_cast<int32_t>(of) == code) return families;
  }
  return 0;
}

const graduasi::UnreadableHousehold* UnreadableAt(const graduasi_programme_report* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->unreadable, index);
}

const graduasi::Finding* FindingAt(const graduasi_programme_report* handle, size_t unreadable, size_t index) {
  const graduasi::UnreadableHousehold* household = UnreadableAt(handle, unreadable);
  return household == nullptr ? nullptr : At(household->findings, index);
}

const graduasi_programme_report::Kept* ObstructionAt(const graduasi_programme_report* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->obstructions, index);
}

const ProjectedMonth* MonthAt(const graduasi_programme_report* handle, size_t index) {
  const graduasi::Projection* projection = PartOf(handle, &ProgrammeReport::projection);
  return projection == nullptr ? nullptr : At(projection->months, index);
}

int64_t MonthFigure(const graduasi_programme_report* handle, size_t index, int64_t ProjectedMonth::*figure) {
  const ProjectedMonth* month = MonthAt(handle, index);
  return month == nullptr ? 0 : month->*figure;
}

double Probability(const graduasi_programme_report* handle, double CompletionForecast::*probability) {
  const CompletionForecast* forecast = ForecastOf(handle);
  return forecast == nullptr ? 0 : forecast->*probability;
}

const ProgrammeReport::NeededRate* RateAt(const graduasi_programme_report* handle, size_t index) {
  return handle == nullptr ? nullptr : At(handle->report.rates_needed, index);
}

const RankedFamily* RankedAt(const graduasi_programme_report* handle, size_t index) {
  const graduasi::Ranking* ranking = PartOf(handle, &ProgrammeReport::ranking);
  return ranking == nullptr ? nullptr : At(ranking->ranked, index);
}

int64_t CutFigure(const graduasi_programme_report* handle, size_t index, int64_t Cut::*figure) {
  const Cut* cut = handle == nullptr ? nullptr : At(handle->cuts, index);
  return cut == nullptr ? 0 : cut->*figure;
}

// One of the whole texts of the handle.
template <typename Make>
const char* Rendered(const graduasi_programme_report* handle, size_t number, const Make& make) noexcept {
  return graduasi::capi::Rendered(&handle->mutex, &handle->texts[number], make);
}

}  // namespace

// ---- Whose page ----

int32_t graduasi_programme_report_as_of_days(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->report.as_of.days();
}

const char* graduasi_programme_report_region_system(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? nullptr : graduasi::capi::SystemOf(report->report.region);
}

const char* graduasi_programme_report_region_code(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? nullptr : graduasi::capi::CodeOf(report->report.region);
}

const char* graduasi_programme_report_policy_id(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? nullptr : report->report.policy_id.c_str();
}

const char* graduasi_programme_report_policy_hash(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? nullptr : report->report.policy_hash.c_str();
}

// ---- Target and result ----

int32_t graduasi_programme_report_has_target(const graduasi_programme_report* report) noexcept {
  return TargetOf(report) == nullptr ? 0 : 1;
}

const char* graduasi_programme_report_target_id(const graduasi_programme_report* report) noexcept {
  const Target* target = TargetOf(report);
  return target == nullptr ? nullptr : target->id.c_str();
}

const char* graduasi_programme_report_target_period(const graduasi_programme_report* report) noexcept {
  return TargetOf(report) == nullptr ? nullptr : report->target_period.c_str();
}

int64_t graduasi_programme_report_target_least(const graduasi_programme_report* report) noexcept {
  const Target* target = TargetOf(report);
  return target == nullptr ? 0 : target->least;
}

int64_t graduasi_programme_report_target_most(const graduasi_programme_report* report) noexcept {
  const Target* target = TargetOf(report);
  return target == nullptr ? 0 : target->most;
}

int32_t graduasi_programme_report_has_result(const graduasi_programme_report* report) noexcept {
  return ResultOf(report) == nullptr ? 0 : 1;
}

int64_t graduasi_programme_report_result(const graduasi_programme_report* report) noexcept {
  const Attainment* attainment = ResultOf(report);
  return attainment == nullptr ? 0 : attainment->result;
}

const char* graduasi_programme_report_result_as_of(const graduasi_programme_report* report) noexcept {
  return ResultOf(report) == nullptr ? nullptr : report->result_as_of.c_str();
}

int64_t graduasi_programme_report_remaining_to_least(const graduasi_programme_report* report) noexcept {
  const Attainment* attainment = ResultOf(report);
  return attainment == nullptr ? 0 : attainment->remaining_to_least;
}

int64_t graduasi_programme_report_remaining_to_most(const graduasi_programme_report* report) noexcept {
  const Attainment* attainment = ResultOf(report);
  return attainment == nullptr ? 0 : attainment->remaining_to_most;
}

int32_t graduasi_programme_report_target_is_met(const graduasi_programme_report* report) noexcept {
  const Attainment* attainment = ResultOf(report);
  return attainment != nullptr && attainment->met ? 1 : 0;
}

// ---- Cohort ----

int32_t graduasi_programme_report_has_cohort(const graduasi_programme_report* report) noexcept {
  return PartOf(report, &ProgrammeReport::cohort) == nullptr ? 0 : 1;
}

int64_t graduasi_programme_report_families(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::families);
}

int64_t graduasi_programme_report_unreadable(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->report.unreadable;
}

int64_t graduasi_programme_report_outcome_families(const graduasi_programme_report* report, int32_t outcome) noexcept {
  const CohortReport* cohort = PartOf(report, &ProgrammeReport::cohort);
  return cohort == nullptr ? 0 : Families(cohort->by_outcome, outcome);
}

int64_t graduasi_programme_report_state_families(const graduasi_programme_report* report, int32_t state) noexcept {
  const CohortReport* cohort = PartOf(report, &ProgrammeReport::cohort);
  return cohort == nullptr ? 0 : Families(cohort->by_state, state);
}

int64_t graduasi_programme_report_without_history(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::without_history);
}

int64_t graduasi_programme_report_candidates(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::candidates);
}

int64_t graduasi_programme_report_objecting(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::objecting);
}

int64_t graduasi_programme_report_deferred(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::deferred);
}

int64_t graduasi_programme_report_with_open_findings(const graduasi_programme_report* report) noexcept {
  return CohortFigure(report, &CohortReport::with_open_findings);
}

int64_t graduasi_programme_report_graduated(const graduasi_programme_report* report) noexcept {
  return ConversionFigure(report, &CohortReport::Conversion::graduated);
}

int64_t graduasi_programme_report_in_pipeline(const graduasi_programme_report* report) noexcept {
  return ConversionFigure(report, &CohortReport::Conversion::in_pipeline);
}

int64_t graduasi_programme_report_still_least(const graduasi_programme_report* report) noexcept {
  return ConversionFigure(report, &CohortReport::Conversion::still_least);
}

int64_t graduasi_programme_report_still_most(const graduasi_programme_report* report) noexcept {
  return ConversionFigure(report, &CohortReport::Conversion::still_most);
}

int32_t graduasi_programme_report_target_is_possible(const graduasi_programme_report* report) noexcept {
  const CohortReport::Conversion* conversion = ConversionOf(report);
  return conversion != nullptr && conversion->possible ? 1 : 0;
}

// ---- Unreadable records ----

size_t graduasi_programme_report_unreadable_count(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->unreadable.size();
}

int64_t graduasi_programme_report_unreadable_row(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi::UnreadableHousehold* household = UnreadableAt(report, index);
  return household == nullptr ? 0 : household->row;
}

size_t graduasi_programme_report_unreadable_finding_count(const graduasi_programme_report* report, size_t unreadable) noexcept {
  const graduasi::UnreadableHousehold* household = UnreadableAt(report, unreadable);
  return household == nullptr ? 0 : household->findings.size();
}

const char* graduasi_programme_report_unreadable_message(const graduasi_programme_report* report, size_t unreadable,
                                                         size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(report, unreadable, index);
  return finding == nullptr ? nullptr : finding->message.c_str();
}

const char* graduasi_programme_report_unreadable_path(const graduasi_programme_report* report, size_t unreadable,
                                                      size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(report, unreadable, index);
  return finding == nullptr ? nullptr : finding->path.c_str();
}

int32_t graduasi_programme_report_unreadable_line(const graduasi_programme_report* report, size_t unreadable,
                                                  size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(report, unreadable, index);
  return finding == nullptr ? 0 : finding->line;
}

int32_t graduasi_programme_report_unreadable_column(const graduasi_programme_report* report, size_t unreadable,
                                                    size_t index) noexcept {
  const graduasi::Finding* finding = FindingAt(report, unreadable, index);
  return finding == nullptr ? 0 : finding->column;
}

// ---- What keeps families back ----

size_t graduasi_programme_report_obstruction_count(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->obstructions.size();
}

int32_t graduasi_programme_report_obstruction_kind(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi_programme_report::Kept* kept = ObstructionAt(report, index);
  return kept == nullptr ? GRADUASI_OBSTRUCTION_UNKNOWN : kept->kind;
}

const char* graduasi_programme_report_obstruction_id(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi_programme_report::Kept* kept = ObstructionAt(report, index);
  return kept == nullptr ? nullptr : kept->obstruction.id.c_str();
}

const char* graduasi_programme_report_obstruction_title(const graduasi_programme_report* report, size_t index,
                                                        int32_t language) noexcept {
  const graduasi_programme_report::Kept* kept = ObstructionAt(report, index);
  return kept == nullptr ? nullptr : TextIn(kept->obstruction.title, language);
}

int64_t graduasi_programme_report_obstruction_families(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi_programme_report::Kept* kept = ObstructionAt(report, index);
  return kept == nullptr ? 0 : kept->obstruction.families;
}

int64_t graduasi_programme_report_obstruction_alone(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi_programme_report::Kept* kept = ObstructionAt(report, index);
  return kept == nullptr ? 0 : kept->obstruction.alone;
}

// ---- Months ----

size_t graduasi_programme_report_month_count(const graduasi_programme_report* report) noexcept {
  const graduasi::Projection* projection = PartOf(report, &ProgrammeReport::projection);
  return projection == nullptr ? 0 : projection->months.size();
}

int32_t graduasi_programme_report_month_first_days(const graduasi_programme_report* report, size_t index) noexcept {
  const ProjectedMonth* month = MonthAt(report, index);
  return month == nullptr ? 0 : month->first.days();
}

int64_t graduasi_programme_report_month_become_eligible(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::become_eligible);
}

int64_t graduasi_programme_report_month_reached(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::reached);
}

int64_t graduasi_programme_report_month_eligible_at_end(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::eligible_at_end);
}

int64_t graduasi_programme_report_month_become_candidates(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::become_candidates);
}

int64_t graduasi_programme_report_month_candidates_reached(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::candidates_reached);
}

int64_t graduasi_programme_report_month_candidates_at_end(const graduasi_programme_report* report, size_t index) noexcept {
  return MonthFigure(report, index, &ProjectedMonth::candidates_at_end);
}

// ---- Forecast ----

int32_t graduasi_programme_report_has_forecast(const graduasi_programme_report* report) noexcept {
  return ForecastOf(report) == nullptr ? 0 : 1;
}

int64_t graduasi_programme_report_expected_per_mille(const graduasi_programme_report* report) noexcept {
  const CompletionForecast* forecast = ForecastOf(report);
  return forecast == nullptr ? 0 : forecast->expected_per_mille;
}

double graduasi_programme_report_probability_below(const graduasi_programme_report* report) noexcept {
  return Probability(report, &CompletionForecast::below);
}

double graduasi_programme_report_probability_at_least(const graduasi_programme_report* report) noexcept {
  return Probability(report, &CompletionForecast::at_least);
}

double graduasi_programme_report_probability_within(const graduasi_programme_report* report) noexcept {
  return Probability(report, &CompletionForecast::within);
}

double graduasi_programme_report_probability_above(const graduasi_programme_report* report) noexcept {
  return Probability(report, &CompletionForecast::above);
}

double graduasi_programme_report_probability_exactly(const graduasi_programme_report* report, int64_t count) noexcept {
  const CompletionForecast* forecast = ForecastOf(report);
  const double* probability = forecast == nullptr || count < 0 ? nullptr : At(forecast->exactly, static_cast<size_t>(count));
  return probability == nullptr ? 0 : *probability;
}

size_t graduasi_programme_report_rate_needed_count(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->report.rates_needed.size();
}

int32_t graduasi_programme_report_rate_needed_probability_per_mille(const graduasi_programme_report* report,
                                                                    size_t index) noexcept {
  const ProgrammeReport::NeededRate* rate = RateAt(report, index);
  return rate == nullptr ? 0 : rate->probability_per_mille;
}

int32_t graduasi_programme_report_rate_needed_per_mille(const graduasi_programme_report* report, size_t index) noexcept {
  const ProgrammeReport::NeededRate* rate = RateAt(report, index);
  return rate == nullptr ? GRADUASI_RATE_NONE : rate->rate_per_mille.value_or(GRADUASI_RATE_NONE);
}

// ---- Ranking ----

size_t graduasi_programme_report_ranked_count(const graduasi_programme_report* report) noexcept {
  const graduasi::Ranking* ranking = PartOf(report, &ProgrammeReport::ranking);
  return ranking == nullptr ? 0 : ranking->ranked.size();
}

const char* graduasi_programme_report_ranked_household_id(const graduasi_programme_report* report, size_t index) noexcept {
  const RankedFamily* family = RankedAt(report, index);
  return family == nullptr ? nullptr : family->household_id.c_str();
}

int64_t graduasi_programme_report_ranked_place(const graduasi_programme_report* report, size_t index) noexcept {
  const RankedFamily* family = RankedAt(report, index);
  return family == nullptr ? 0 : family->place;
}

int64_t graduasi_programme_report_ranked_sharing(const graduasi_programme_report* report, size_t index) noexcept {
  const RankedFamily* family = RankedAt(report, index);
  return family == nullptr ? 0 : family->sharing;
}

size_t graduasi_programme_report_unranked_count(const graduasi_programme_report* report) noexcept {
  const graduasi::Ranking* ranking = PartOf(report, &ProgrammeReport::ranking);
  return ranking == nullptr ? 0 : ranking->unranked.size();
}

const char* graduasi_programme_report_unranked_household_id(const graduasi_programme_report* report, size_t index) noexcept {
  const graduasi::Ranking* ranking = PartOf(report, &ProgrammeReport::ranking);
  const graduasi::UnrankedFamily* family = ranking == nullptr ? nullptr : At(ranking->unranked, index);
  return family == nullptr ? nullptr : family->household_id.c_str();
}

size_t graduasi_programme_report_cut_count(const graduasi_programme_report* report) noexcept {
  return report == nullptr ? 0 : report->cuts.size();
}

int64_t graduasi_programme_report_cut_places(const graduasi_programme_report* report, size_t index) noexcept {
  return CutFigure(report, index, &Cut::places);
}

int64_t graduasi_programme_report_cut_inside(const graduasi_programme_report* report, size_t index) noexcept {
  return CutFigure(report, index, &Cut::inside);
}

int64_t graduasi_programme_report_cut_tied(const graduasi_programme_report* report, size_t index) noexcept {
  return CutFigure(report, index, &Cut::tied);
}

int64_t graduasi_programme_report_cut_left(const graduasi_programme_report* report, size_t index) noexcept {
  return CutFigure(report, index, &Cut::left);
}

int64_t graduasi_programme_report_cut_unfilled(const graduasi_programme_report* report, size_t index) noexcept {
  return CutFigure(report, index, &Cut::unfilled);
}

// ---- Whole texts ----

const char* graduasi_programme_report_text(const graduasi_programme_report* report, int32_t language_code) noexcept {
  Language language;
  if (report == nullptr || !graduasi::capi::ReadLanguage(language_code, &language)) return nullptr;
  return Rendered(report, language == Language::kIndonesian ? 0 : 1, [&] { return ToText(report->report, language); });
}

const char* graduasi_programme_report_html(const graduasi_programme_report* report, int32_t language_code) noexcept {
  Language language;
  if (report == nullptr || !graduasi::capi::ReadLanguage(language_code, &language)) return nullptr;
  return Rendered(report, language == Language::kIndonesian ? 2 : 3, [&] { return ToHtml(report->report, language); });
}

const char* graduasi_programme_report_json(const graduasi_programme_report* report) noexcept {
  if (report == nullptr) return nullptr;
  return Rendered(report, 4, [&] { return ToJson(report->report); });
}

void graduasi_programme_report_free(graduasi_programme_report* report) noexcept { delete report; }
