// What the tests of a policy have seen of it, for programs, as one line of JSON. Nothing is judged here.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/coverage.h"
#include "src/wire/json_text.h"

namespace graduasi {
namespace {

void AppendText(const char* key, const std::string& text, std::string* json) {
  absl::StrAppend(json, "\"", key, "\":");
  wire::AppendJsonString(text, json);
}

void AppendItems(const char* key, const std::vector<CoveredItem>& items, std::string* json) {
  absl::StrAppend(json, ",\"", key, "\":[");
  for (size_t i = 0; i < items.size(); ++i) {
    const CoveredItem& item = items[i];
    json->append(i == 0 ? "{" : ",{");
    AppendText("owner", item.owner, json);
    if (!item.expression.empty()) {
      json->push_back(',');
      AppendText("expression", item.expression, json);
    }
    absl::StrAppend(json, ",\"line\":", item.place.line, ",\"column\":", item.place.column,
                    ",\"judged\":", item.judged ? "true" : "false", ",\"results\":[");
    for (size_t k = 0; k < item.results.size(); ++k) {
      const CoveredResult& result = item.results[k];
      json->append(k == 0 ? "{" : ",{");
      AppendText("result", result.result, json);
      absl::StrAppend(json, ",\"seen\":", result.seen ? "true" : "false", ",\"decided\":", result.decided ? "true" : "false",
                      "}");
    }
    json->append("]}");
  }
  json->push_back(']');
}

}  // namespace

std::string ToJson(const PolicyCoverage& coverage) {
  std::string json = "{";
  AppendText("policy_id", coverage.policy_id, &json);
  json.push_back(',');
  AppendText("policy_version", coverage.policy_version, &json);
  absl::StrAppend(&json, ",\"cases\":", coverage.cases, ",\"invalid_cases\":", coverage.invalid_cases);
  AppendItems("criteria", coverage.criteria, &json);
  AppendItems("safeguards", coverage.safeguards, &json);
  AppendItems("comparisons", coverage.comparisons, &json);
  AppendItems("routes", coverage.routes, &json);
  json.push_back('}');
  return json;
}

}  // namespace graduasi
