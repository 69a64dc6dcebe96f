// The results of policy tests for programs: as JSON, and as the XML of JUnit, which test servers read. Nothing is judged here.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/policy_test.h"
#include "src/cel/utf8.h"
#include "src/wire/json_text.h"

namespace graduasi {
namespace {

void AppendKey(const char* key, bool first, std::string* json) { absl::StrAppend(json, first ? "" : ",", "\"", key, "\":"); }

void AppendField(const char* key, const std::string& value, std::string* json, bool first = false) {
  AppendKey(key, first, json);
  wire::AppendJsonString(value, json);
}

void AppendField(const char* key, int64_t value, std::string* json, bool first = false) {
  AppendKey(key, first, json);
  absl::StrAppend(json, value);
}

void AppendField(const char* key, bool value, std::string* json) {
  AppendKey(key, false, json);
  json->append(value ? "true" : "false");
}

// A list, each element of it written by `append`.
template <typename List, typename Append>
void AppendList(const char* key, const List& list, std::string* json, const Append& append) {
  AppendKey(key, false, json);
  json->push_back('[');
  bool first = true;
  for (const auto& element : list) {
    json->append(first ? "{" : ",{");
    append(element);
    json->push_back('}');
    first = false;
  }
  json->push_back(']');
}

void AppendMismatch(const TestMismatch& mismatch, std::string* json) {
  AppendField("line", int64_t{mismatch.place.line}, json, true);
  AppendField("column", int64_t{mismatch.place.column}, json);
  AppendField("subject", mismatch.subject, json);
  AppendField("expected", mismatch.expected, json);
  AppendField("actual", mismatch.actual, json);
  AppendList("because", mismatch.because, json, [&](const TestMismatch::Because& because) {
    AppendField("of", because.of, json, true);
    AppendField("id", because.sentence.id, json);
    AppendField("en", because.sentence.en, json);
    AppendList("comparisons", because.comparisons, json, [&](const Comparison& comparison) {
      AppendField("expression", comparison.expression, json, true);
      AppendField("op", comparison.op, json);
      AppendField("actual", comparison.actual, json);
      AppendField("required", comparison.required, json);
      AppendField("unit", comparison.unit, json);
      AppendField("holds", comparison.holds, json);
    });
  });
}

// Text between tags or in an attribute. What XML cannot hold becomes U+FFFD.
std::string Xml(absl::string_view text) {
  std::string xml;
  for (size_t i = 0; i < text.size();) {
    int length = 0;
    const int32_t code = static_cast<int32_t>(cel::DecodeUtf8(text, i, &length));
    if (code < 0) length = 1;
    const bool holds = code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code != 0xFFFE && code != 0xFFFF);
    switch (code) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':
        absl::StrAppend(&xml, "&#", code, ";");
        break;
      default:
        xml += holds ? std::string(text.substr(i, static_cast<size_t>(length))) : "\xEF\xBF\xBD";
    }
    i += static_cast<size_t>(length);
  }
  return xml;
}

}  // namespace

std::string ToJson(const PolicyTestReport& report) {
  std::string json = "{";
  AppendField("policy_id", report.policy_id, &json, true);
  AppendField("policy_version", report.policy_version, &json);
  AppendField("passed", static_cast<int64_t>(report.cases.size() - report.failed), &json);
  AppendField("failed", static_cast<int64_t>(report.failed), &json);
  AppendList("cases", report.cases, &json, [&](const TestResult& result) {
    AppendField("name", result.name, &json, true);
    AppendField("line", int64_t{result.place.line}, &json);
    AppendField("as_of", result.as_of.ToString(), &json);
    AppendField("outcome", std::string(Name(result.outcome)), &json);
    AppendField("passed", result.passed(), &json);
    AppendList("mismatches", result.mismatches, &json, [&](const TestMismatch& mismatch) { AppendMismatch(mismatch, &json); });
  });
  json.push_back('}');
  return json;
}

std::string ToJUnit(const PolicyTestReport& report, absl::string_view name, absl::string_view file, Language language) {
  std::string xml = absl::StrCat("<testsuite name=\"", Xml(name), "\" tests=\"", report.cases.size(), "\" failures=\"",
                                 report.failed, "\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
  const std::string policy = Xml(absl::StrCat(report.policy_id, " ", report.policy_version));
  for (const TestResult& result : report.cases) {
    absl::StrAppend(&xml, "  <testcase name=\"", Xml(result.name), "\" classname=\"", policy, "\"");
    if (!file.empty()) absl::StrAppend(&xml, " file=\"", Xml(file), "\"");
    if (result.place.line > 0) absl::StrAppend(&xml, " line=\"", result.place.line, "\"");
    absl::StrAppend(&xml, " time=\"0\"");
    if (result.passed()) {
      absl::StrAppend(&xml, "/>\n");
      continue;
    }
    const TestMismatch& first = result.mismatches.front();
    absl::StrAppend(&xml, ">\n    <failure type=\"", Xml(first.subject), "\" message=\"",
                    Xml(absl::StrCat(first.subject, ": ", first.expected, " / ", first.actual)), "\">",
                    Xml(ToText(result, file, language)), "</failure>\n  </testcase>\n");
  }
  absl::StrAppend(&xml, "</testsuite>\n");
  return xml;
}

}  // namespace graduasi
