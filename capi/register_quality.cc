// The quality of a register through the C interface. What a function does is written in graduasi.h and not repeated here.
#include "graduasi/register_quality.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"
#include "capi/taken.h"
#include "graduasi/arrow_abi.h"

struct graduasi_quality_places {
  std::vector<graduasi::QualityPlace> places;
};

struct graduasi_quality {
  explicit graduasi_quality(graduasi::RegisterQuality made) : quality(std::move(made)) {}
  graduasi::RegisterQuality quality;
  std::shared_ptr<graduasi_quality_places> untaken;  // shared with the function that collects them
};

struct graduasi_quality_report {
  graduasi::RegisterQualityReport report;
  std::vector<graduasi_quality_places> first;  // of each kind
  // Each is made when it is first asked for, under the mutex, and never changes afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[3];  // Indonesian, English, JSON
};

namespace {

using graduasi::FactCompleteness;
using graduasi::Findings;
using graduasi::QualityKindCount;
using graduasi::QualityKindInfo;
using graduasi::QualityPlace;
using graduasi::QualityRecord;
using graduasi::QualityRegion;
using graduasi::RegisterQualityReport;
using graduasi::capi::At;
using graduasi::capi::Fail;
using graduasi::capi::Guard;
using graduasi::capi::TextIn;

constexpr int64_t kPlacesKept = 20;
constexpr int kRegionLevel = 3;

// A fault of the data has findings; without any it is the call that is wrong.
graduasi_status FailWith(graduasi_error** error, const absl::Status& status, const char* path, Findings findings) {
  if (!findings.empty()) return Fail(error, GRADUASI_BAD_DATA, std::move(findings));
  const bool input_failed = status.code() == absl::StatusCode::kUnavailable;
  return Fail(error, input_failed ? GRADUASI_BAD_DATA : graduasi::capi::CodeOf(status, GRADUASI_BAD_CALL), path,
              std::string(status.message()));
}

bool IsNothing(const char* text, size_t size) { return text == nullptr && size != 0; }

absl::string_view View(const char* text, size_t size) { return absl::string_view(text == nullptr ? "" : text, size); }

// Numbers too large for their type stay too large.
int Narrow(size_t value) {
  constexpr auto kMost = static_cast<size_t>(std::numeric_limits<int>::max());
  return static_cast<int>(value < kMost ? value : kMost);
}

graduasi_status ReadOptions(const graduasi_quality_options* options, graduasi::RegisterQualityOptions* read,
                            graduasi_error** error) {
  read->places_kept = kPlacesKept;
  read->region_level = kRegionLevel;
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status = graduasi::capi::ReadDecideOptions(
          *options, &read->recorded_when_true, "struct_size must be sizeof(graduasi_quality_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->policy != nullptr) {
    read->facts = options->policy->policy.facts_read();
    if (read->facts.empty()) {
      return Fail(error, GRADUASI_BAD_CALL, "options.policy", "The policy reads no fact, so there is none to look for.");
    }
  }
  if (options->places_kept == GRADUASI_QUALITY_NO_PLACES) {
    read->places_kept = 0;
  } else if (options->places_kept != 0) {
    read->places_kept = Narrow(options->places_kept);
  }
  if (options->region_level != 0) read->region_level = Narrow(options->region_level);
  if (options->vintage != nullptr) read->vintage = options->vintage;
  return GRADUASI_OK;
}

graduasi_status New(int32_t as_of_days, const graduasi_quality_options* options, graduasi_quality** out,
                    graduasi_error** error) {
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  if (!graduasi::capi::IsDay(as_of_days)) {
    return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
  }
  graduasi::RegisterQualityOptions read;
  read.as_of = graduasi::Date::FromDays(as_of_days);
  if (const graduasi_status status = ReadOptions(options, &read, error); status != GRADUASI_OK) return status;
  auto untaken = std::make_shared<graduasi_quality_places>();
  if (options != nullptr && options->collect_places != 0) {
    read.each_place = [places = untaken.get()](const QualityPlace& place) { places->places.push_back(place); };
  }
  absl::StatusOr<graduasi::RegisterQuality> made = graduasi::RegisterQuality::Create(std::move(read));
  if (!made.ok()) return FailWith(error, made.status(), "options", {});
  auto quality = std::make_unique<graduasi_quality>(*std::move(made));
  quality->untaken = std::move(untaken);
  *out = quality.release();
  return GRADUASI_OK;
}

graduasi_status NoQuality(graduasi_error** error) {
  return Fail(error, GRADUASI_BAD_CALL, "quality", "The handle must not be NULL.");
}

graduasi_status Finish(graduasi_quality* quality, graduasi_quality_report** out, graduasi_error** error) {
  if (quality == nullptr) return NoQuality(error);
  if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
  auto report = std::make_unique<graduasi_quality_report>();
  absl::StatusOr<RegisterQualityReport> made = quality->quality.Finish();
  if (!made.ok()) return FailWith(error, made.status(), "options.vintage", {});
  report->report = *std::move(made);
  for (const QualityKindCount& kind : report->report.kinds) report->first.push_back({kind.first});
  *out = report.release();
  return GRADUASI_OK;
}

const QualityPlace* PlaceAt(const graduasi_quality_places* places, size_t index) {
  return places == nullptr ? nullptr : At(places->places, index);
}

const QualityRecord* OtherAt(const graduasi_quality_places* places, size_t index) {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr || !place->other.has_value() ? nullptr : &*place->other;
}

// A text of a place; null if there is no such place.
const char* TextAt(const graduasi_quality_places* places, size_t index, std::string QualityPlace::*text) {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? nullptr : (place->*text).c_str();
}

int64_t Figure(const graduasi_quality_report* report, int64_t RegisterQualityReport::*figure) {
  return report == nullptr ? 0 : report->report.*figure;
}

template <typename T>
const T* In(const graduasi_quality_report* report, std::vector<T> RegisterQualityReport::*list, size_t index) {
  return report == nullptr ? nullptr : At(report->report.*list, index);
}

const QualityKindCount* KindAt(const graduasi_quality_report* report, size_t index) {
  return In(report, &RegisterQualityReport::kinds, index);
}

const QualityKindInfo* InfoAt(const graduasi_quality_report* report, size_t index) {
  const QualityKindCount* kind = KindAt(report, index);
  return kind == nullptr ? nullptr : &graduasi::InfoOf(kind->kind);
}

template <typename T>
int64_t FigureOf(const T* entry, int64_t T::*figure) {
  return entry == nullptr ? 0 : entry->*figure;
}

const char* SystemName(const std::optional<graduasi::CodeSystem>& system) {
  if (!system.has_value()) return "";
  return graduasi::DescribeEnum<graduasi::CodeSystem>::names[static_cast<size_t>(*system)].name;
}

// One of the texts of a report, made if it is not there yet; null if memory runs out.
template <typename Make>
const char* Made(const graduasi_quality_report* report, size_t which, const Make& make) {
  const char* text = nullptr;
  (void)Guard(nullptr, [&]() -> graduasi_status {
    const std::lock_guard<std::mutex> lock(report->mutex);
    std::unique_ptr<const std::string>& made = report->texts[which];
    if (made == nullptr) made = std::make_unique<const std::string>(make(report->report));
    text = made->c_str();
    return GRADUASI_OK;
  });
  return text;
}

}  // namespace

// ---- Feeding ----

graduasi_status graduasi_quality_new(int32_t as_of_days, const graduasi_quality_options* options, graduasi_quality** out,
                                     graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return New(as_of_days, options, out, error); });
}

graduasi_status graduasi_quality_add_regions(graduasi_quality* quality, const char* vintage, size_t vintage_size,
                                             const char* text, size_t size, graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (quality == nullptr) return NoQuality(error);
    if (IsNothing(vintage, vintage_size) || IsNothing(text, size)) {
      return Fail(error, GRADUASI_BAD_CALL, "text", "A text is NULL, but its size is not 0.");
    }
    Findings findings;
    const absl::Status status = quality->quality.AddRegions(View(vintage, vintage_size), View(text, size), &findings);
    if (status.ok()) return GRADUASI_OK;
    return FailWith(error, status, "text", std::move(findings));
  });
}

graduasi_status graduasi_quality_start_feed(graduasi_quality* quality, const char* name, size_t size,
                                            graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (quality == nullptr) return NoQuality(error);
    if (IsNothing(name, size)) return Fail(error, GRADUASI_BAD_CALL, "name", "The name is NULL, but its size is not 0.");
    const absl::Status status = quality->quality.StartFeed(View(name, size));
    return status.ok() ? GRADUASI_OK : FailWith(error, status, "name", {});
  });
}

graduasi_status graduasi_quality_add_json(graduasi_quality* quality, int64_t row, const char* json, size_t size,
                                          graduasi_error** error) noexcept {
  return Guard(error, [&]() -> graduasi_status {
    if (quality == nullptr) return NoQuality(error);
    if (IsNothing(json, size)) return Fail(error, GRADUASI_BAD_CALL, "json", "The text is NULL, but its size is not 0.");
    const absl::Status status = quality->quality.AddJson(row, View(json, size));
    return status.ok() ? GRADUASI_OK : FailWith(error, status, "quality", {});
  });
}

graduasi_status graduasi_quality_add_stream(graduasi_quality* quality, ArrowArrayStream* in, graduasi_error** error) noexcept {
  const graduasi::capi::Taken taken(in);
  return Guard(error, [&]() -> graduasi_status {
    if (quality == nullptr) return NoQuality(error);
    if (in == nullptr || in->release == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "in", "The input must be a stream that has not been released.");
    }
    Findings findings;
    const absl::Status status = quality->quality.AddStream(in, &findings);
    if (status.ok()) return GRADUASI_OK;
    return FailWith(error, status, "in", std::move(findings));
  });
}

graduasi_status graduasi_quality_take_places(graduasi_quality* quality, graduasi_quality_places** out,
                                             graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (quality == nullptr) return NoQuality(error);
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    auto taken = std::make_unique<graduasi_quality_places>();
    taken->places.swap(quality->untaken->places);
    *out = taken.release();
    return GRADUASI_OK;
  });
}

graduasi_status graduasi_quality_finish(graduasi_quality* quality, graduasi_quality_report** out,
                                        graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&] { return Finish(quality, out, error); });
}

void graduasi_quality_free(graduasi_quality* quality) noexcept { delete quality; }

// ---- Places ----

size_t graduasi_quality_places_count(const graduasi_quality_places* places) noexcept {
  return places == nullptr ? 0 : places->places.size();
}

const char* graduasi_quality_places_code(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? nullptr : graduasi::InfoOf(place->kind).code;
}

const char* graduasi_quality_places_feed(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? nullptr : place->record.feed.c_str();
}

int64_t graduasi_quality_places_row(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? 0 : place->record.row;
}

int32_t graduasi_quality_places_column(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? 0 : place->column;
}

const char* graduasi_quality_places_household_id(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  return place == nullptr ? nullptr : place->record.household_id.c_str();
}

const char* graduasi_quality_places_region(const graduasi_quality_places* places, size_t index) noexcept {
  return TextAt(places, index, &QualityPlace::region);
}

const char* graduasi_quality_places_path(const graduasi_quality_places* places, size_t index) noexcept {
  return TextAt(places, index, &QualityPlace::path);
}

const char* graduasi_quality_places_message(const graduasi_quality_places* places, size_t index, int32_t language) noexcept {
  const QualityPlace* place = PlaceAt(places, index);
  if (place == nullptr) return nullptr;
  if (language == GRADUASI_LANGUAGE_ENGLISH && !place->message.empty()) return place->message.c_str();
  return TextIn(graduasi::InfoOf(place->kind).sentence, language);
}

int32_t graduasi_quality_places_has_other(const graduasi_quality_places* places, size_t index) noexcept {
  return OtherAt(places, index) != nullptr ? 1 : 0;
}

const char* graduasi_quality_places_other_feed(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityRecord* other = OtherAt(places, index);
  return other == nullptr ? nullptr : other->feed.c_str();
}

int64_t graduasi_quality_places_other_row(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityRecord* other = OtherAt(places, index);
  return other == nullptr ? 0 : other->row;
}

const char* graduasi_quality_places_other_household_id(const graduasi_quality_places* places, size_t index) noexcept {
  const QualityRecord* other = OtherAt(places, index);
  return other == nullptr ? nullptr : other->household_id.c_str();
}

const char* graduasi_quality_places_other_path(const graduasi_quality_places* places, size_t index) noexcept {
  return OtherAt(places, index) == nullptr ? nullptr : TextAt(places, index, &QualityPlace::other_path);
}

const char* graduasi_quality_places_region_part(const graduasi_quality_places* places, size_t index) noexcept {
  return TextAt(places, index, &QualityPlace::region_part);
}

const char* graduasi_quality_places_existed_in(const graduasi_quality_places* places, size_t index) noexcept {
  return TextAt(places, index, &QualityPlace::existed_in);
}

const char* graduasi_quality_places_successor(const graduasi_quality_places* places, size_t index) noexcept {
  return TextAt(places, index, &QualityPlace::successor);
}

void graduasi_quality_places_free(graduasi_quality_places* places) noexcept { delete places; }

// ---- The report ----

int64_t graduasi_quality_report_fed(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::fed);
}
int64_t graduasi_quality_report_readable(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::readable);
}
int64_t graduasi_quality_report_unreadable(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::unreadable);
}
int64_t graduasi_quality_report_sound(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::sound);
}
int64_t graduasi_quality_report_with_findings(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::with_findings);
}
int64_t graduasi_quality_report_invalid(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::invalid);
}
int64_t graduasi_quality_report_members(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::members);
}
int64_t graduasi_quality_report_ids_withheld(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::ids_withheld);
}
int64_t graduasi_quality_report_regions_checked(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::regions_checked);
}
int64_t graduasi_quality_report_regions_unchecked(const graduasi_quality_report* report) noexcept {
  return Figure(report, &RegisterQualityReport::regions_unchecked);
}

size_t graduasi_quality_report_kind_count(const graduasi_quality_report* report) noexcept {
  return report == nullptr ? 0 : report->report.kinds.size();
}

const char* graduasi_quality_report_kind_code(const graduasi_quality_report* report, size_t index) noexcept {
  const QualityKindInfo* info = InfoAt(report, index);
  return info == nullptr ? nullptr : info->code;
}

int32_t graduasi_quality_report_kind_effect(const graduasi_quality_report* report, size_t index) noexcept {
  const QualityKindInfo* info = InfoAt(report, index);
  return info == nullptr ? 0 : static_cast<int32_t>(info->effect);
}

const char* graduasi_quality_report_kind_sentence(const graduasi_quality_report* report, size_t index,
                                                  int32_t language) noexcept {
  const QualityKindInfo* info = InfoAt(report, index);
  return info == nullptr ? nullptr : TextIn(info->sentence, language);
}

const char* graduasi_quality_report_kind_ask(const graduasi_quality_report* report, size_t index, int32_t language) noexcept {
  const QualityKindInfo* info = InfoAt(report, index);
  return info == nullptr ? nullptr : TextIn(info->ask, language);
}

int64_t graduasi_quality_report_kind_cases(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(KindAt(report, index), &QualityKindCount::cases);
}

int64_t graduasi_quality_report_kind_places(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(KindAt(report, index), &QualityKindCount::places);
}

int64_t graduasi_quality_report_kind_records(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(KindAt(report, index), &QualityKindCount::records);
}

size_t graduasi_quality_report_kind_region_count(const graduasi_quality_report* report, size_t kind) noexcept {
  const QualityKindCount* count = KindAt(report, kind);
  return count == nullptr ? 0 : count->regions.size();
}

const char* graduasi_quality_report_kind_region_code(const graduasi_quality_report* report, size_t kind,
                                                     size_t index) noexcept {
  const QualityKindCount* count = KindAt(report, kind);
  const graduasi::QualityRegionCount* region = count == nullptr ? nullptr : At(count->regions, index);
  return region == nullptr ? nullptr : region->code.c_str();
}

int64_t graduasi_quality_report_kind_region_places(const graduasi_quality_report* report, size_t kind, size_t index) noexcept {
  const QualityKindCount* count = KindAt(report, kind);
  return count == nullptr ? 0 : FigureOf(At(count->regions, index), &graduasi::QualityRegionCount::places);
}

const graduasi_quality_places* graduasi_quality_report_kind_first(const graduasi_quality_report* report,
                                                                  size_t index) noexcept {
  return report == nullptr ? nullptr : At(report->first, index);
}

size_t graduasi_quality_report_region_count(const graduasi_quality_report* report) noexcept {
  return report == nullptr ? 0 : report->report.regions.size();
}

const char* graduasi_quality_report_region_code(const graduasi_quality_report* report, size_t index) noexcept {
  const QualityRegion* region = In(report, &RegisterQualityReport::regions, index);
  return region == nullptr ? nullptr : region->code.c_str();
}

const char* graduasi_quality_report_region_system(const graduasi_quality_report* report, size_t index) noexcept {
  const QualityRegion* region = In(report, &RegisterQualityReport::regions, index);
  return region == nullptr ? nullptr : SystemName(region->system);
}

int64_t graduasi_quality_report_region_records(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::regions, index), &QualityRegion::records);
}
int64_t graduasi_quality_report_region_unreadable(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::regions, index), &QualityRegion::unreadable);
}
int64_t graduasi_quality_report_region_sound(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::regions, index), &QualityRegion::sound);
}
int64_t graduasi_quality_report_region_with_findings(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::regions, index), &QualityRegion::with_findings);
}

size_t graduasi_quality_report_fact_count(const graduasi_quality_report* report) noexcept {
  return report == nullptr ? 0 : report->report.facts.size();
}

const char* graduasi_quality_report_fact_path(const graduasi_quality_report* report, size_t index) noexcept {
  const FactCompleteness* fact = In(report, &RegisterQualityReport::facts, index);
  return fact == nullptr ? nullptr : fact->path.c_str();
}

int64_t graduasi_quality_report_fact_records_lacking(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::facts, index), &FactCompleteness::records_lacking);
}
int64_t graduasi_quality_report_fact_values(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::facts, index), &FactCompleteness::values);
}
int64_t graduasi_quality_report_fact_values_lacking(const graduasi_quality_report* report, size_t index) noexcept {
  return FigureOf(In(report, &RegisterQualityReport::facts, index), &FactCompleteness::values_lacking);
}

const char* graduasi_quality_report_text(const graduasi_quality_report* report, int32_t language_code) noexcept {
  graduasi::Language language;
  if (report == nullptr || !graduasi::capi::ReadLanguage(language_code, &language)) return nullptr;
  return Made(report, language == graduasi::Language::kIndonesian ? 0 : 1,
              [&](const RegisterQualityReport& made) { return graduasi::ToText(made, language); });
}

const char* graduasi_quality_report_json(const graduasi_quality_report* report) noexcept {
  if (report == nullptr) return nullptr;
  return Made(report, 2, [](const RegisterQualityReport& made) { return graduasi::ToJson(made); });
}

void graduasi_quality_report_free(graduasi_quality_report* report) noexcept { delete report; }
