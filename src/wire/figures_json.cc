// Figures, computations, targets and results as a JSON document. Numbers that people print are texts here ("8.12"), so that no
// reader rounds them.
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/target.h"
#include "src/base/findings.h"
#include "src/cel/utf8.h"
#include "src/model/region_code.h"
#include "src/wire/json_object.h"

namespace graduasi {
namespace {

using wire::Into;
using wire::IntoOneOf;
using wire::JsonCursor;
using wire::JsonKey;
using wire::JsonObjectReader;
using wire::JsonValue;
using wire::NamesOf;

JsonValue IntoText(Text* text) {
  return [text](JsonObjectReader* reader, const std::string& path) {
    return reader->ReadObject(path, {{"id", Into(&text->id)}, {"en", Into(&text->en)}});
  };
}

JsonValue IntoDecimal(std::optional<Decimal>* decimal) {
  return [decimal](JsonObjectReader* reader, const std::string& path) {
    JsonCursor before = *reader->cursor();
    if (before.Peek() == JsonCursor::Kind::kString) {
      std::string text;
      if (!reader->cursor()->ReadString(&text)) return false;
      *decimal = Decimal::Parse(text);
      if (decimal->has_value()) return true;
      *reader->cursor() = std::move(before);
    }
    return reader->Refuse(path, "is not a decimal number; write it as text like \"8.12\"");
  };
}

template <typename Enum>
JsonValue IntoEnum(Enum* value) {
  return IntoOneOf(NamesOf<Enum>(), [value](size_t at) { *value = DescribeEnum<Enum>::names[at].value; });
}

JsonValue IntoRegion(Region* region) {
  return [region](JsonObjectReader* reader, const std::string& path) {
    const size_t before = reader->findings();
    if (!reader->ReadObject(path, {{"system", Into(&region->system)}, {"code", Into(&region->code)}})) return false;
    if (reader->findings() != before) return true;
    if (!region->system.has_value() || !region->code.has_value()) {
      reader->Note(path, "a region has both `system` and `code`; leave it out for the nation");
    } else if (!model::IsRegionCode(*region->system, *region->code)) {
      reader->Note(path + ".code", "is not a code of that system");
    }
    return true;
  };
}

// A list of objects: `read` reads one into a new element.
template <typename Element, typename Read>
JsonValue IntoList(std::vector<Element>* list, Read read) {
  return [list, read](JsonObjectReader* reader, const std::string& path) {
    return reader->ReadList(path, [list, read](JsonObjectReader* element, const std::string& at) {
      return read(&list->emplace_back(), element, at);
    });
  };
}

bool ReadStatistic(Statistic* statistic, JsonObjectReader* reader, const std::string& path) {
  std::optional<PartialDate> reference;
  std::optional<Decimal> value;
  const size_t before = reader->findings();
  const bool on = reader->ReadObject(path, {{"id", Into(&statistic->id)},
                                            {"title", IntoText(&statistic->title)},
                                            {"region", IntoRegion(&statistic->region)},
                                            {"reference", Into(&reference)},
                                            {"released_on", Into(&statistic->released_on)},
                                            {"value", IntoDecimal(&value)},
                                            {"multiple", Into(&statistic->multiple)},
                                            {"unit", Into(&statistic->unit)},
                                            {"precision", IntoEnum(&statistic->precision)},
                                            {"as_printed", Into(&statistic->as_printed)},
                                            {"source", Into(&statistic->source)}});
  if (!on || reader->findings() != before) return on;
  if (statistic->id.empty()) reader->Note(path, "`id` is missing");
  if (!reference.has_value()) reader->Note(path, "`reference` is missing: the day, month or year that the figure speaks of");
  if (!value.has_value()) reader->Note(path, "`value` is missing");
  if (statistic->unit.empty()) reader->Note(path, "`unit` is missing");
  if (statistic->source.empty()) reader->Note(path, "`source` is missing: who says so");
  if (statistic->multiple < 1) reader->Note(path, "`multiple` is below 1");
  if (reference.has_value()) statistic->reference = *reference;
  if (value.has_value()) statistic->value = *value;
  return true;
}

bool ReadComputation(Computation* computation, JsonObjectReader* reader, const std::string& path) {
  int64_t decimals = -1;
  const size_t before = reader->findings();
  const bool on = reader->ReadObject(path, {{"id", Into(&computation->id)},
                                            {"title", IntoText(&computation->title)},
                                            {"kind", IntoEnum(&computation->kind)},
                                            {"of", Into(&computation->of)},
                                            {"against", Into(&computation->against)},
                                            {"decimals", Into(&decimals)},
                                            {"printed", IntoDecimal(&computation->printed)},
                                            {"as_printed", Into(&computation->as_printed)}});
  if (!on || reader->findings() != before) return on;
  if (computation->id.empty()) reader->Note(path, "`id` is missing");
  if (computation->of.empty() || computation->against.empty()) reader->Note(path, "`of` and `against` must name statistics");
  if (decimals < 0 || decimals > 9) reader->Note(path, "`decimals` must be from 0 to 9: to how many the result is rounded");
  computation->decimals = static_cast<int>(decimals);
  return true;
}

JsonValue IntoStock(std::optional<Stock>* stock) {
  return [stock](JsonObjectReader* reader, const std::string& path) {
    Stock& read = stock->emplace();
    return reader->ReadObject(path, {{"count", Into(&read.count)},
                                     {"precision", IntoEnum(&read.precision)},
                                     {"title", IntoText(&read.title)},
                                     {"year", Into(&read.year)},
                                     {"stage", Into(&read.stage)},
                                     {"source", Into(&read.source)}});
  };
}

bool ReadTarget(Target* target, JsonObjectReader* reader, const std::string& path) {
  std::optional<PartialDate> period;
  std::optional<int64_t> least;
  std::optional<int64_t> most;
  const size_t before = reader->findings();
  const bool on = reader->ReadObject(path, {{"id", Into(&target->id)},
                                            {"title", IntoText(&target->title)},
                                            {"region", IntoRegion(&target->region)},
                                            {"period", Into(&period)},
                                            {"unit", Into(&target->unit)},
                                            {"least", Into(&least)},
                                            {"most", Into(&most)},
                                            {"denominator", IntoStock(&target->denominator)},
                                            {"cohort", IntoStock(&target->cohort)},
                                            {"source", Into(&target->source)}});
  if (!on || reader->findings() != before) return on;
  if (target->id.empty()) reader->Note(path, "`id` is missing");
  if (!period.has_value()) reader->Note(path, "`period` is missing: the year, or a month of it");
  if (!least.has_value()) reader->Note(path, "`least` is missing: what is aimed at, or where a range begins");
  target->period = period.value_or(PartialDate());
  target->least = least.value_or(0);
  target->most = most.value_or(target->least);
  return true;
}

bool ReadResult(Result* result, JsonObjectReader* reader, const std::string& path) {
  std::optional<PartialDate> as_of;
  std::optional<int64_t> count;
  std::vector<JsonKey> kinds;
  for (const EnumName<ExitKind>& kind : DescribeEnum<ExitKind>::names) {
    kinds.push_back({kind.name, [result, value = kind.value](JsonObjectReader* at, const std::string& place) {
                       return Into(&result->by_kind[value])(at, place);
                     }});
  }
  const size_t before = reader->findings();
  const bool on = reader->ReadObject(
      path, {{"target", Into(&result->target)},
             {"as_of", Into(&as_of)},
             {"count", Into(&count)},
             {"precision", IntoEnum(&result->precision)},
             {"by_kind", [&](JsonObjectReader* at, const std::string& place) { return at->ReadObject(place, kinds); }},
             {"source", Into(&result->source)}});
  if (!on || reader->findings() != before) return on;
  if (result->target.empty()) reader->Note(path, "`target` is missing: the id of the target");
  if (!as_of.has_value()) reader->Note(path, "`as_of` is missing: up to which day was counted");
  if (!count.has_value()) reader->Note(path, "`count` is missing; an office that has not reported has no result");
  result->as_of = as_of.value_or(PartialDate());
  result->count = count.value_or(0);
  return true;
}

template <typename Element>
void CheckUnique(const std::vector<Element>& elements, const std::string& list, JsonObjectReader* reader) {
  std::set<std::string> seen;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (!seen.insert(elements[i].id).second) reader->Note(absl::StrCat(list, "[", i, "].id"), "is given twice");
  }
}

}  // namespace

absl::StatusOr<Figures> ParseFiguresJson(absl::string_view json, Findings* findings) {
  Findings found;
  Figures figures;
  if (cel::FindInvalidUtf8(json) != absl::string_view::npos) {
    found.push_back({"", 0, 0, "the text is not valid UTF-8; it must be written in UTF-8"});
  } else {
    JsonObjectReader reader(json, &found);
    if (reader.ReadDocument({{"statistics", IntoList(&figures.statistics, ReadStatistic)},
                             {"computations", IntoList(&figures.computations, ReadComputation)},
                             {"targets", IntoList(&figures.targets, ReadTarget)},
                             {"results", IntoList(&figures.results, ReadResult)}})) {
      CheckUnique(figures.statistics, "statistics", &reader);
      CheckUnique(figures.computations, "computations", &reader);
      CheckUnique(figures.targets, "targets", &reader);
    }
  }
  if (found.empty()) return figures;
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

}  // namespace graduasi
