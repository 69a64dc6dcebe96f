#include "src/programme/record_fields.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace graduasi::programme {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;  // name, value; in order, those that say something

void Add(std::string name, const std::string& value, Fields* fields) {
  if (!value.empty()) fields->emplace_back(std::move(name), value);
}

void AddResults(const char* list, const std::vector<RecordedResult>& results, bool with_words, Fields* fields) {
  for (const RecordedResult& result : results) {
    const std::string path = absl::StrCat(list, "[", result.id, "]");
    Add(absl::StrCat(path, ".result"), result.result, fields);
    if (!with_words) continue;
    Add(absl::StrCat(path, ".reason.id"), result.reason.id, fields);
    Add(absl::StrCat(path, ".reason.en"), result.reason.en, fields);
  }
}

Fields FieldsOf(const DecisionRecord& record, bool with_words) {
  Fields fields;
  Add("outcome", Name(record.outcome), &fields);
  Add("route", record.route, &fields);
  AddResults("criteria", record.criteria, with_words, &fields);
  AddResults("safeguards", record.safeguards, with_words, &fields);
  AddResults("routes", record.routes, false, &fields);
  for (const RecordedMissing& fact : record.missing) {
    Add(absl::StrCat("missing[", fact.path, "].why"), fact.why, &fields);
    Add(absl::StrCat("missing[", fact.path, "].known"), fact.known, &fields);
  }
  for (size_t i = 0; i < record.findings.size(); ++i) {
    const Finding& finding = record.findings[i];
    Add(absl::StrCat("findings[", i, "].path"), finding.path, &fields);
    if (with_words) Add(absl::StrCat("findings[", i, "].message"), finding.message, &fields);
  }
  return fields;
}

}  // namespace

void SetResult(const Decision& decision, DecisionRecord* record) {
  record->outcome = decision.outcome;
  record->route = decision.route;
  for (const CriterionDecision& criterion : decision.criteria) {
    record->criteria.push_back({criterion.id, Name(criterion.result), criterion.reason});
  }
  for (const SafeguardDecision& safeguard : decision.safeguards) {
    record->safeguards.push_back({safeguard.id, Name(safeguard.result), safeguard.reason});
  }
  for (const RouteDecision& route : decision.routes) record->routes.push_back({route.id, Name(route.result), {}});
  for (const MissingFact& fact : decision.missing) record->missing.push_back({fact.path, Name(fact.why), fact.known});
  record->findings = decision.findings;
}

std::vector<RecordDifference> CompareResults(const DecisionRecord& recorded, const DecisionRecord& recomputed,
                                             bool with_words) {
  const Fields ours = FieldsOf(recorded, with_words);
  const Fields theirs = FieldsOf(recomputed, with_words);
  std::vector<RecordDifference> differences;
  // In step as far as the names agree; a name that only one of the two has stands alone.
  size_t i = 0;
  size_t j = 0;
  const auto has = [](const Fields& fields, size_t from, const std::string& name) {
    for (size_t k = from; k < fields.size(); ++k) {
      if (fields[k].first == name) return true;
    }
    return false;
  };
  while (i < ours.size() || j < theirs.size()) {
    if (i < ours.size() && j < theirs.size() && ours[i].first == theirs[j].first) {
      if (ours[i].second != theirs[j].second) differences.push_back({ours[i].first, ours[i].second, theirs[j].second});
      ++i;
      ++j;
    } else if (i < ours.size() && (j == theirs.size() || !has(theirs, j, ours[i].first))) {
      differences.push_back({ours[i].first, ours[i].second, ""});
      ++i;
    } else {
      differences.push_back({theirs[j].first, "", theirs[j].second});
      ++j;
    }
  }
  return differences;
}

}  // namespace graduasi::programme
