// Figures and targets through the C interface. What a function does is written in graduasi.h and not repeated here.
#include "capi/figures.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "capi/graduasi.h"
#include "capi/handles.h"

namespace {

using graduasi::Target;
using graduasi::capi::At;
using graduasi::capi::Fail;
using graduasi::capi::Guard;

const Target* TargetAt(const graduasi_figures* figures, size_t index) {
  return figures == nullptr ? nullptr : At(figures->figures.targets, index);
}

}  // namespace

graduasi_status graduasi_figures_parse_json(const char* json, size_t size, graduasi_figures** out,
                                            graduasi_error** error) noexcept {
  const auto make = [](graduasi::Figures figures) {
    auto made = std::make_unique<graduasi_figures>();
    made->figures = std::move(figures);
    for (const Target& target : made->figures.targets) made->periods.push_back(target.period.ToString());
    return made.release();
  };
  return graduasi::capi::ReadDocument("json", json, size, GRADUASI_BAD_DATA, graduasi::ParseFiguresJson, make, out, error);
}

size_t graduasi_figures_target_count(const graduasi_figures* figures) noexcept {
  return figures == nullptr ? 0 : figures->figures.targets.size();
}

const char* graduasi_figures_target_id(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? nullptr : target->id.c_str();
}

const char* graduasi_figures_target_title(const graduasi_figures* figures, size_t index, int32_t language) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? nullptr : graduasi::capi::TextIn(target->title, language);
}

const char* graduasi_figures_target_region_system(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? nullptr : graduasi::capi::SystemOf(target->region);
}

const char* graduasi_figures_target_region_code(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? nullptr : graduasi::capi::CodeOf(target->region);
}

const char* graduasi_figures_target_period(const graduasi_figures* figures, size_t index) noexcept {
  return figures == nullptr ? nullptr : graduasi::capi::TextOf(At(figures->periods, index));
}

const char* graduasi_figures_target_unit(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? nullptr : target->unit.c_str();
}

int64_t graduasi_figures_target_least(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? 0 : target->least;
}

int64_t graduasi_figures_target_most(const graduasi_figures* figures, size_t index) noexcept {
  const Target* target = TargetAt(figures, index);
  return target == nullptr ? 0 : target->most;
}

void graduasi_figures_free(graduasi_figures* figures) noexcept { delete figures; }
