// The bytes of a register's quality: records as JSON in, the report as JSON out. Nothing is judged here.
#include "graduasi/register_quality.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/wire/household_json.h"
#include "src/wire/json_text.h"

namespace graduasi {
namespace {

// Writes objects and lists; knows when a comma is due.
class JsonWriter {
 public:
  void Open(char bracket) {
    Separate();
    text_.push_back(bracket);
    first_ = true;
  }
  void Close(char bracket) {
    text_.push_back(bracket);
    first_ = false;
  }
  void Key(absl::string_view name) {
    Separate();
    wire::AppendJsonString(name, &text_);
    text_.push_back(':');
    first_ = true;
  }
  void Text(absl::string_view name, absl::string_view value) {
    Key(name);
    wire::AppendJsonString(value, &text_);
    first_ = false;
  }
  void Number(absl::string_view name, int64_t value) {
    Key(name);
    absl::StrAppend(&text_, value);
    first_ = false;
  }
  void Bool(absl::string_view name, bool value) {
    Key(name);
    text_ += value ? "true" : "false";
    first_ = false;
  }
  void TextUnlessEmpty(absl::string_view name, absl::string_view value) {
    if (!value.empty()) Text(name, value);
  }
  std::string Take() { return std::move(text_); }

 private:
  void Separate() {
    if (!first_) text_.push_back(',');
    first_ = false;
  }
  std::string text_;
  bool first_ = true;
};

const char* NameOf(CodeSystem system) { return DescribeEnum<CodeSystem>::names[static_cast<size_t>(system)].name; }

const char* NameOf(QualityEffect effect) {
  switch (effect) {
    case QualityEffect::kUnreadable:
      return "UNREADABLE";
    case QualityEffect::kInvalid:
      return "INVALID";
    case QualityEffect::kQuestionable:
      break;
  }
  return "QUESTIONABLE";
}

void WriteRegion(const std::optional<CodeSystem>& system, const std::string& code, JsonWriter* json) {
  if (!system.has_value()) return;
  json->Text("system", NameOf(*system));
  json->Text("code", code);
}

void WriteRecord(const QualityRecord& record, JsonWriter* json) {
  json->TextUnlessEmpty("feed", record.feed);
  json->Number("row", record.row);
  json->TextUnlessEmpty("household_id", record.household_id);
}

void WritePlace(const QualityPlace& place, JsonWriter* json) {
  json->Open('{');
  WriteRecord(place.record, json);
  if (place.column > 0) json->Number("column", place.column);
  json->TextUnlessEmpty("region", place.region);
  json->TextUnlessEmpty("path", place.path);
  json->TextUnlessEmpty("message", place.message);
  if (place.other.has_value()) {
    json->Key("other");
    json->Open('{');
    WriteRecord(*place.other, json);
    json->TextUnlessEmpty("path", place.other_path);
    json->Close('}');
  }
  json->TextUnlessEmpty("region_part", place.region_part);
  json->TextUnlessEmpty("existed_in", place.existed_in);
  json->TextUnlessEmpty("successor", place.successor);
  json->Close('}');
}

void WriteKind(const QualityKindCount& count, JsonWriter* json) {
  const QualityKindInfo& info = InfoOf(count.kind);
  json->Open('{');
  json->Text("code", info.code);
  json->Text("effect", NameOf(info.effect));
  json->Number("cases", count.cases);
  json->Number("places", count.places);
  json->Number("records", count.records);
  json->Key("regions");
  json->Open('[');
  for (const QualityRegionCount& region : count.regions) {
    json->Open('{');
    WriteRegion(region.system, region.code, json);
    json->Number("places", region.places);
    json->Close('}');
  }
  json->Close(']');
  json->Key("first");
  json->Open('[');
  for (const QualityPlace& place : count.first) WritePlace(place, json);
  json->Close(']');
  json->Close('}');
}

}  // namespace

absl::Status RegisterQuality::AddJson(int64_t row, absl::string_view json) {
  if (reader_ == nullptr) reader_ = std::make_shared<wire::HouseholdReader>();
  auto* reader = static_cast<wire::HouseholdReader*>(reader_.get());
  Household household;
  Findings findings;
  RuleNames rules;
  if (reader->Read(json, &household, &findings, &rules)) return Add(row, household);
  return AddUnreadable(row, household, findings, rules);
}

std::string ToJson(const RegisterQualityReport& report) {
  JsonWriter json;
  json.Open('{');
  json.Text("as_of", report.as_of.ToString());
  json.Key("feeds");
  json.Open('[');
  for (const QualityFeed& feed : report.feeds) {
    json.Open('{');
    json.Text("name", feed.name);
    json.Number("records", feed.records);
    json.Close('}');
  }
  json.Close(']');
  json.Number("fed", report.fed);
  json.Number("readable", report.readable);
  json.Number("unreadable", report.unreadable);
  json.Number("sound", report.sound);
  json.Number("with_findings", report.with_findings);
  json.Number("invalid", report.invalid);
  json.Number("members", report.members);
  json.Number("ids_withheld", report.ids_withheld);
  json.Number("regions_checked", report.regions_checked);
  json.Number("regions_unchecked", report.regions_unchecked);
  json.Key("vintages");
  json.Open('[');
  for (const QualityVintage& vintage : report.vintages) {
    json.Open('{');
    json.Text("name", vintage.name);
    json.Text("system", NameOf(vintage.system));
    json.Number("codes", vintage.codes);
    json.Number("deepest_level", vintage.deepest_level);
    json.Bool("held_against", vintage.held_against);
    json.Close('}');
  }
  json.Close(']');
  json.Key("kinds");
  json.Open('[');
  for (const QualityKindCount& kind : report.kinds) WriteKind(kind, &json);
  json.Close(']');
  json.Key("regions");
  json.Open('[');
  for (const QualityRegion& region : report.regions) {
    json.Open('{');
    WriteRegion(region.system, region.code, &json);
    json.Number("records", region.records);
    json.Number("unreadable", region.unreadable);
    json.Number("sound", region.sound);
    json.Number("with_findings", region.with_findings);
    json.Close('}');
  }
  json.Close(']');
  json.Key("facts");
  json.Open('[');
  for (const FactCompleteness& fact : report.facts) {
    json.Open('{');
    json.Text("path", fact.path);
    json.Number("records_lacking", fact.records_lacking);
    json.Number("values", fact.values);
    json.Number("values_lacking", fact.values_lacking);
    json.Close('}');
  }
  json.Close(']');
  json.Close('}');
  return json.Take();
}

}  // namespace graduasi
