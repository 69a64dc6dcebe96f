#include "src/analysis/test_outlook.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/outlook.h"

namespace graduasi::analysis {
namespace {

void Add(const SourcePlace& place, const char* subject, std::string expected, std::string actual, Text because,
         std::vector<TestMismatch>* mismatches) {
  TestMismatch mismatch;
  mismatch.place = place;
  mismatch.subject = subject;
  mismatch.expected = std::move(expected);
  mismatch.actual = std::move(actual);
  if (!because.id.empty()) mismatch.because.push_back({"", std::move(because), {}});
  mismatches->push_back(std::move(mismatch));
}

// The route by which the household is ELIGIBLE on the first day on which it is.
std::string EarliestRoute(const Timeline& timeline) {
  if (!timeline.eligible_from.has_value()) return "";
  if (*timeline.eligible_from == timeline.as_of) return timeline.route;
  for (const Turn& turn : timeline.turns) {
    if (turn.day == *timeline.eligible_from) return turn.route_after;
  }
  return "";
}

void CompareEarliest(const EarliestExpectation& expected, const Timeline& timeline, std::vector<TestMismatch>* mismatches) {
  const std::string actual = timeline.eligible_from.has_value() ? timeline.eligible_from->ToString() : "never";
  const std::string until = timeline.until.ToString();
  if (expected.dated && expected.date != timeline.eligible_from) {
    Add(expected.place, "earliest day", expected.date.has_value() ? expected.date->ToString() : "never", actual,
        {absl::StrCat("dilihat sampai sebelum ", until), absl::StrCat("looked ahead up to the day before ", until)},
        mismatches);
  }
  const std::string route = EarliestRoute(timeline);
  if (!expected.route.empty() && expected.route.text != route) {
    Add(expected.route.place, "earliest route", expected.route.text, route.empty() ? "none" : route, {}, mismatches);
  }
}

std::string SetText(const ChangeSet& set, Language language) {
  std::vector<std::string> texts;
  for (const PossibleChange& change : set.changes)
    texts.push_back(absl::StrCat(change.criterion, ": ", change.text.in(language)));
  return absl::StrCat(absl::StrJoin(texts, "; "), texts.empty() ? "" : " ", "(", set.route, ", ", set.day.ToString(), ")");
}

bool Told(const ChangeSet& set, const std::vector<Placed>& words, Language language) {
  return std::all_of(words.begin(), words.end(), [&](const Placed& one) {
    return std::any_of(set.changes.begin(), set.changes.end(), [&](const PossibleChange& change) {
      return change.text.in(language).find(one.text) != std::string::npos;
    });
  });
}

bool IsMeant(const ChangesExpectation& expected, const ChangeSet& set) {
  std::set<std::string> wanted;
  std::set<std::string> asked;
  for (const Placed& id : expected.of) wanted.insert(id.text);
  for (const PossibleChange& change : set.changes) asked.insert(change.criterion);
  return (wanted.empty() || wanted == asked) && (!expected.date.has_value() || *expected.date == set.day) &&
         (expected.route.empty() || expected.route.text == set.route) && Told(set, expected.id, Language::kIndonesian) &&
         Told(set, expected.en, Language::kEnglish);
}

std::string ExpectedText(const ChangesExpectation& expected) {
  if (expected.none) return "none";
  std::vector<std::string> parts;
  for (const Placed& id : expected.of) parts.push_back(id.text);
  for (const std::vector<Placed>* words : {&expected.id, &expected.en}) {
    for (const Placed& one : *words) parts.push_back(absl::StrCat("\"", one.text, "\""));
  }
  if (!expected.route.empty()) parts.push_back(expected.route.text);
  if (expected.date.has_value()) parts.push_back(expected.date->ToString());
  return absl::StrJoin(parts, ", ");
}

void CompareChanges(const ChangesExpectation& expected, const Changes& changes, std::vector<TestMismatch>* mismatches) {
  const bool holds = expected.none ? changes.sets.empty()
                                   : std::any_of(changes.sets.begin(), changes.sets.end(),
                                                 [&](const ChangeSet& set) { return IsMeant(expected, set); });
  if (holds) return;
  Add(expected.place, "changes", ExpectedText(expected),
      changes.sets.empty() ? "none" : SetText(changes.sets[0], Language::kEnglish), {}, mismatches);
  for (const ChangeSet& set : changes.sets) {
    mismatches->back().because.push_back({"", {SetText(set, Language::kIndonesian), SetText(set, Language::kEnglish)}, {}});
  }
}

}  // namespace

absl::Status CompareOutlook(const Policy& policy, const TestCase& test, const DecideOptions& options,
                            std::vector<TestMismatch>* mismatches) {
  OutlookOptions outlook;
  outlook.decide = options;
  if (test.expect.earliest.has_value()) {
    const absl::StatusOr<Timeline> timeline = Foresee(policy, test.household, test.as_of, outlook);
    if (!timeline.ok()) return timeline.status();
    CompareEarliest(*test.expect.earliest, *timeline, mismatches);
  }
  if (test.expect.changes.empty()) return absl::OkStatus();
  const absl::StatusOr<Changes> changes = FindChanges(policy, test.household, test.as_of, outlook);
  if (!changes.ok()) return changes.status();
  for (const ChangesExpectation& expected : test.expect.changes) CompareChanges(expected, *changes, mismatches);
  return absl::OkStatus();
}

}  // namespace graduasi::analysis
