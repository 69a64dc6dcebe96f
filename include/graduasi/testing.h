// For tests in C++: what a decision must be, said in words, and a household in a few lines.
//
//   const auto family = graduasi::HouseholdBuilder()
//                           .Id("K1").In("35.79.01")
//                           .Add(4, &Member::born_on, "1990", &Member::pregnant, false)
//                           .Add(&Income::observed_on, "2026-05", &Income::amount_idr, 2400000, &Income::with_transfers, false)
//                           .No<Assistance>();
//   EXPECT_THAT(policy->Decide(family, graduasi::Date(2026, 6, 15)), graduasi::FailsOnly("income"));
//   EXPECT_THAT(policy->Decide(family.Forget("household.incomes"), day), graduasi::IsMissing("household.incomes"));
//
// Suites of tests that are data (*.test.txtpb) become tests of GoogleTest by RegisterPolicyTests, at the end.
//
// Stands on GoogleTest (gmock), which the library itself does not need: nothing else here includes this file. The C++ interface
// is not installed, since its library would have to be compiled by the caller's own compiler with the caller's own Abseil: a
// project takes this one as a folder, add_subdirectory(graduasi), and links graduasi::cpp and GTest::gmock.
#ifndef GRADUASI_TESTING_H_
#define GRADUASI_TESTING_H_

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "graduasi/change.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/field.h"
#include "graduasi/household.h"
#include "graduasi/language.h"
#include "graduasi/policy_test.h"
#include "gtest/gtest.h"

namespace graduasi {

// How GoogleTest prints what decisions are made of.
inline void PrintTo(Outcome outcome, std::ostream* out) { *out << Name(outcome); }
inline void PrintTo(CriterionResult result, std::ostream* out) { *out << Name(result); }
inline void PrintTo(SafeguardResult result, std::ostream* out) { *out << Name(result); }
inline void PrintTo(RouteResult result, std::ostream* out) { *out << Name(result); }
inline void PrintTo(WhyMissing why, std::ostream* out) { *out << Name(why); }
inline void PrintTo(Date day, std::ostream* out) { *out << day.ToString(); }
inline void PrintTo(const PartialDate& date, std::ostream* out) { *out << date.ToString(); }
inline void PrintTo(const Decision& decision, std::ostream* out) {
  *out << Name(decision.outcome);
  if (!decision.route.empty()) *out << (decision.outcome == Outcome::kEligible ? " by " : ", nearest ") << decision.route;
  *out << " (" << decision.policy_id << " " << decision.policy_version << " on " << decision.as_of.ToString() << ")";
}
inline void PrintTo(const absl::StatusOr<Decision>& decision, std::ostream* out) {
  decision.ok() ? PrintTo(*decision, out) : void(*out << "no decision: " << decision.status());
}

namespace testing_internal {

// What a question about a decision comes to.
struct Answer {
  bool holds = false;
  std::string because;   // a clause about the decision, if it does not hold
  bool can_tell = true;  // false: the question does not fit the decision
};

// A question about a decision, or about what Policy::Decide returns. Where it cannot be answered (there is no decision; an id
// that the policy does not have) the test fails, also within testing::Not: what cannot be seen is no "no".
class DecisionQuestion {
 public:
  using Ask = std::function<Answer(const Decision&)>;
  DecisionQuestion(std::string is, std::string is_not, Ask ask)
      : is_(std::move(is)), is_not_(std::move(is_not)), ask_(std::move(ask)) {}

  bool MatchAndExplain(const Decision& decision, ::testing::MatchResultListener* listener) const {
    return Tell(ask_(decision), listener);
  }
  bool MatchAndExplain(const absl::StatusOr<Decision>& decision, ::testing::MatchResultListener* listener) const {
    if (decision.ok()) return Tell(ask_(*decision), listener);
    return Tell({false, "there is no decision: " + decision.status().ToString(), false}, listener);
  }
  void DescribeTo(std::ostream* out) const { *out << is_; }
  void DescribeNegationTo(std::ostream* out) const { *out << is_not_; }

 private:
  static bool Tell(const Answer& answer, ::testing::MatchResultListener* listener) {
    if (!answer.can_tell) FailOnce(answer.because);
    if (!answer.holds) *listener << answer.because;
    return answer.holds;
  }
  // GoogleTest asks a matcher twice, the second time for the explanation.
  static void FailOnce(const std::string& message) {
    if (const ::testing::TestInfo* test = ::testing::UnitTest::GetInstance()->current_test_info()) {
      for (int i = 0; i < test->result()->total_part_count(); ++i) {
        if (absl::string_view(test->result()->GetTestPartResult(i).summary()).find(message) != absl::string_view::npos) return;
      }
    }
    ADD_FAILURE() << message;
  }

  std::string is_, is_not_;
  Ask ask_;
};
using DecisionMatcher = ::testing::PolymorphicMatcher<DecisionQuestion>;

inline DecisionMatcher Question(const std::string& is, const std::string& is_not, DecisionQuestion::Ask ask) {
  return ::testing::MakePolymorphicMatcher(DecisionQuestion(is, is_not, std::move(ask)));
}

template <typename... Text>
std::vector<std::string> Words(const Text&... text) {
  static_assert(sizeof...(Text) > 0, "name at least one");
  return {std::string(text)...};
}

inline std::string Join(const std::vector<std::string>& words, const char* between = ", ") {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : between) + word;
  return joined;
}

// "income FAIL: Income is IDR 2,400,000 a month; IDR 2,685,092 is needed." and the comparisons behind it.
template <typename Rule>
std::string Line(const Rule& rule) {
  std::string line = "\n  " + rule.id + " " + Name(rule.result);
  if (!rule.reason.en.empty()) line += ": " + rule.reason.en;
  for (const Comparison& comparison : rule.comparisons) {
    const std::string unit = comparison.unit.empty() ? "" : " " + comparison.unit;
    line += (comparison.holds ? "\n    true   " : "\n    false  ") + comparison.expression + "   " +
            (comparison.actual.empty() ? "(identity)" : comparison.actual) + " " + comparison.op + " " + comparison.required +
            unit;
  }
  return line;
}

template <typename Rule, typename Result>
std::string Lines(const std::vector<Rule>& rules, Result result) {
  std::string lines;
  for (const Rule& rule : rules) lines += rule.result == result ? Line(rule) : "";
  return lines;
}

inline std::string MissingLines(const Decision& decision) {
  std::string lines;
  for (const MissingFact& fact : decision.missing) {
    lines += "\n  " + fact.path + " " + Name(fact.why) + (fact.known.empty() ? "" : " (known: " + fact.known + ")") +
             ", needed by " + Join(fact.needed_by);
  }
  return lines;
}

inline std::string FindingText(const Finding& finding) {
  return finding.path.empty() ? finding.message : finding.path + ": " + finding.message;
}

// "file:12:3: sentence", a line each; of an error without findings its message.
inline std::string AtPlaces(const std::string& file, const Findings& findings, const absl::Status& status) {
  std::string lines;
  for (const Finding& finding : findings) {
    lines += file + ":";
    if (finding.line > 0) lines += std::to_string(finding.line) + ":" + std::to_string(finding.column) + ":";
    lines += " " + FindingText(finding) + "\n";
  }
  return findings.empty() ? file + ": " + std::string(status.message()) + "\n" : lines;
}

// Why the outcome is what it is.
inline std::string WhyOutcome(const Decision& decision) {
  const std::string is = std::string("which is ") + Name(decision.outcome);
  std::string lines;
  switch (decision.outcome) {
    case Outcome::kInvalid:
      for (const Finding& finding : decision.findings) lines += "\n  " + FindingText(finding);
      break;
    case Outcome::kProtected:
      lines = Lines(decision.safeguards, SafeguardResult::kHolds);
      break;
    case Outcome::kNeedsData:
      lines = MissingLines(decision);
      break;
    case Outcome::kNotYet:
      lines = Lines(decision.criteria, CriterionResult::kFail);
      break;
    case Outcome::kEligible:
      lines = Lines(decision.criteria, CriterionResult::kPass);
      return is + " by " + decision.route + (lines.empty() ? "" : ":") + lines;
  }
  return is + (lines.empty() ? "" : " because:") + lines;
}

inline DecisionMatcher HasOutcome(Outcome outcome) {
  const std::string name = Name(outcome);
  return Question("is " + name, "is not " + name, [outcome](const Decision& decision) {
    return Answer{decision.outcome == outcome, WhyOutcome(decision)};
  });
}

// The criterion or safeguard of that id; nullptr if there is none.
template <typename Rule>
const Rule* Find(const std::vector<Rule>& rules, const std::string& id) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&id](const Rule& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

template <typename Rule>
Answer Unknown(const std::string& kind, const std::string& id, const std::vector<Rule>& rules, const Decision& decision) {
  std::vector<std::string> ids;
  for (const Rule& rule : rules) ids.push_back(rule.id);
  return {false,
          "policy " + decision.policy_id + " " + decision.policy_version + " has no " + kind + " `" + id + "`" +
              (ids.empty() ? "" : "; it has " + Join(ids)),
          false};
}

// Whether all these have the result, and, if `only`, no other has it.
template <typename Rule, typename Result>
Answer HaveResult(const std::string& kind, const std::vector<Rule>& rules, const std::vector<std::string>& ids, Result result,
                  bool only, const Decision& decision) {
  std::string others;
  for (const std::string& id : ids) {
    const Rule* rule = Find(rules, id);
    if (rule == nullptr) return Unknown(kind, id, rules, decision);
    if (rule->result != result) others += Line(*rule);
  }
  for (const Rule& rule : rules) {
    if (only && rule.result == result && std::find(ids.begin(), ids.end(), rule.id) == ids.end()) others += Line(rule);
  }
  return {others.empty(), "where" + others};
}

inline DecisionMatcher CriteriaAre(CriterionResult result, const char* is, const char* is_not, std::vector<std::string> ids,
                                   bool only = false) {
  const std::string names = Join(ids, " and ");
  return Question(is + names, is_not + names, [=](const Decision& decision) {
    return HaveResult("criterion", decision.criteria, ids, result, only, decision);
  });
}

inline DecisionMatcher ProtectedBy(std::vector<std::string> ids, bool only) {
  const std::string by = std::string(only ? "only by " : "by ") + Join(ids, " and ");
  return Question("is PROTECTED " + by, "is not PROTECTED " + by, [=](const Decision& decision) {
    Answer answer = HaveResult("safeguard", decision.safeguards, ids, SafeguardResult::kHolds, only, decision);
    if (answer.can_tell && decision.outcome != Outcome::kProtected) return Answer{false, WhyOutcome(decision)};
    return answer;
  });
}

inline DecisionMatcher MissingAre(std::vector<std::string> paths, bool only) {
  const std::string names = std::string(only ? "only " : "") + Join(paths, " and ");
  return Question("misses " + names, "does not miss " + names, [=](const Decision& decision) {
    std::vector<std::string> missing;
    for (const MissingFact& fact : decision.missing) missing.push_back(fact.path);
    bool holds = !only || missing.size() == paths.size();
    for (const std::string& path : paths) holds &= std::find(missing.begin(), missing.end(), path) != missing.end();
    const std::string outcome = std::string("which is ") + Name(decision.outcome);
    return Answer{holds, missing.empty() ? outcome + " and misses nothing" : outcome + " and misses:" + MissingLines(decision)};
  });
}

}  // namespace testing_internal

// Outcomes. Every matcher below takes a Decision, and what Policy::Decide returns.
inline auto IsEligible() { return testing_internal::HasOutcome(Outcome::kEligible); }
inline auto IsProtected() { return testing_internal::HasOutcome(Outcome::kProtected); }
inline auto IsNotYet() { return testing_internal::HasOutcome(Outcome::kNotYet); }
inline auto NeedsData() { return testing_internal::HasOutcome(Outcome::kNeedsData); }
inline auto IsInvalid() { return testing_internal::HasOutcome(Outcome::kInvalid); }

// The route: of ELIGIBLE the one that is met; of NOT_YET and NEEDS_DATA the nearest to being met.
inline auto HasRoute(const std::string& id) {
  return testing_internal::Question("has route " + id, "does not have route " + id, [id](const Decision& decision) {
    if (testing_internal::Find(decision.routes, id) == nullptr)
      return testing_internal::Unknown("route", id, decision.routes, decision);
    return testing_internal::Answer{decision.route == id, testing_internal::WhyOutcome(decision)};
  });
}
inline auto IsEligibleBy(const std::string& route) {
  return testing_internal::Question(
      "is ELIGIBLE by " + route, "is not ELIGIBLE by " + route, [route](const Decision& decision) {
        if (testing_internal::Find(decision.routes, route) == nullptr)
          return testing_internal::Unknown("route", route, decision.routes, decision);
        return testing_internal::Answer{decision.outcome == Outcome::kEligible && decision.route == route,
                                        testing_internal::WhyOutcome(decision)};
      });
}

// PROTECTED, and these safeguards hold; the second: and no other.
template <typename... Id>
auto IsProtectedBy(const Id&... safeguards) {
  return testing_internal::ProtectedBy(testing_internal::Words(safeguards...), false);
}
template <typename... Id>
auto IsProtectedOnlyBy(const Id&... safeguards) {
  return testing_internal::ProtectedBy(testing_internal::Words(safeguards...), true);
}

// The results of criteria: all that are named have it. FailsOnly: and no other.
template <typename... Id>
auto Passes(const Id&... criteria) {
  return testing_internal::CriteriaAre(CriterionResult::kPass, "passes ", "does not pass ",
                                       testing_internal::Words(criteria...));
}
template <typename... Id>
auto Fails(const Id&... criteria) {
  return testing_internal::CriteriaAre(CriterionResult::kFail, "fails ", "does not fail ",
                                       testing_internal::Words(criteria...));
}
template <typename... Id>
auto FailsOnly(const Id&... criteria) {
  return testing_internal::CriteriaAre(CriterionResult::kFail, "fails only ", "does not fail only ",
                                       testing_internal::Words(criteria...), true);
}
template <typename... Id>
auto CannotJudge(const Id&... criteria) {  // MISSING
  return testing_internal::CriteriaAre(CriterionResult::kMissing, "cannot judge ", "can judge ",
                                       testing_internal::Words(criteria...));
}
template <typename... Id>
auto DoesNotApply(const Id&... criteria) {  // NOT_APPLICABLE
  return testing_internal::CriteriaAre(CriterionResult::kNotApplicable, "does not apply ", "applies ",
                                       testing_internal::Words(criteria...));
}

// The facts that keep the household from being ELIGIBLE, by their paths ("household.members[1].born_on"), are among others
// these; the second: are these.
template <typename... Path>
auto IsMissing(const Path&... facts) {
  return testing_internal::MissingAre(testing_internal::Words(facts...), false);
}
template <typename... Path>
auto IsMissingOnly(const Path&... facts) {
  return testing_internal::MissingAre(testing_internal::Words(facts...), true);
}

// The reason of a criterion or safeguard, in one language: HasReason("G06", HasSubstr("6 bulan"), Language::kIndonesian).
inline auto HasReason(const std::string& id, const ::testing::Matcher<const std::string&>& words,
                      Language language = Language::kEnglish) {
  const std::string whose =
      std::string("a reason of ") + id + " in " + (language == Language::kEnglish ? "English" : "Indonesian");
  const std::string describe = " that " + ::testing::DescribeMatcher<const std::string&>(words);
  return testing_internal::Question(
      "has " + whose + describe, "does not have " + whose + describe, [=](const Decision& decision) {
        const CriterionDecision* criterion = testing_internal::Find(decision.criteria, id);
        const SafeguardDecision* safeguard = testing_internal::Find(decision.safeguards, id);
        if (criterion == nullptr && safeguard == nullptr)
          return testing_internal::Unknown("criterion or safeguard", id, decision.criteria, decision);
        const Text& reason = criterion != nullptr ? criterion->reason : safeguard->reason;
        const char* result = criterion != nullptr ? Name(criterion->result) : Name(safeguard->result);
        return testing_internal::Answer{words.Matches(reason.in(language)),
                                        "where " + id + " is " + result + ": " + reason.in(language)};
      });
}

// A finding of an INVALID record, as "path: sentence".
inline auto HasFinding(const ::testing::Matcher<const std::string&>& words) {
  const std::string describe = "a finding that " + ::testing::DescribeMatcher<const std::string&>(words);
  return testing_internal::Question("has " + describe, "does not have " + describe, [=](const Decision& decision) {
    bool holds = false;
    for (const Finding& finding : decision.findings) holds |= words.Matches(testing_internal::FindingText(finding));
    return testing_internal::Answer{holds, testing_internal::WhyOutcome(decision)};
  });
}

namespace testing_internal {

template <typename T, typename = void>
struct IsRecord : std::false_type {};
template <typename T>
struct IsRecord<T, std::void_t<decltype(Describe<T>::fields)>> : std::true_type {};

// In how many places `Struct` holds a T by value, itself included.
template <typename T, typename Struct>
constexpr int Places() {
  if constexpr (std::is_same_v<T, Struct>) {
    return 1;
  } else if constexpr (IsRecord<Struct>::value) {
    return std::apply(
        [](const auto&... field) {
          return (0 + ... + Places<T, std::decay_t<decltype(std::declval<Struct>().*(field.member))>>());
        },
        Describe<Struct>::fields);
  } else {
    return 0;
  }
}

// The one place.
template <typename T, typename Struct>
T* Place(Struct* record) {
  T* found = nullptr;
  if constexpr (std::is_same_v<T, Struct>) {
    found = record;
  } else if constexpr (IsRecord<Struct>::value) {
    const auto look = [&found](auto* value) {
      if (T* inner = Place<T>(value)) found = inner;
    };
    std::apply([&](const auto&... field) { (look(&(record->*(field.member))), ...); }, Describe<Struct>::fields);
  }
  return found;
}

// "Member.born_on"
template <typename Owner, typename T>
std::string NameOf(std::optional<T> Owner::*wanted) {
  std::string name = Describe<Owner>::name;
  const auto look = [&](const auto& field) {
    if constexpr (std::is_same_v<std::decay_t<decltype(field.member)>, std::optional<T> Owner::*>) {
      if (field.member == wanted) name += std::string(".") + field.name;
    }
  };
  std::apply([&](const auto&... field) { (look(field), ...); }, Describe<Owner>::fields);
  return name;
}

template <typename Owner, typename T, typename Value>
void Assign(Owner* record, std::optional<T> Owner::*field, const Value& value) {
  if constexpr (std::is_same_v<T, PartialDate> && std::is_convertible_v<Value, std::string>) {
    const std::string text = value;
    record->*field = PartialDate::Parse(text);
    if (!(record->*field).has_value())
      ADD_FAILURE() << NameOf(field) << ": `" << text << "` is no date; write 2025-11-15, 2025-11 or 2025";
  } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<Value, bool>) {
    static_assert(std::is_same_v<T, Value>, "a yes-or-no fact takes true or false, and no other fact does");
    record->*field = value;
  } else {
    static_assert(std::is_convertible_v<Value, T> && !std::is_floating_point_v<Value>, "the fact is of another type");
    record->*field = static_cast<T>(value);
  }
}

inline void Fill(void*) {}
template <typename Record, typename Owner, typename T, typename Value, typename... Rest>
void Fill(Record* record, std::optional<T> Owner::*field, const Value& value, const Rest&... rest) {
  static_assert(std::is_same_v<Record, Owner>, "all fields must be of one record");
  static_assert(sizeof...(Rest) % 2 == 0, "after each field stands its value");
  Assign(record, field, value);
  Fill(record, rest...);
}

// A value as it stands in JSON.
template <typename Value>
std::string Json(const Value& value) {
  if constexpr (std::is_same_v<Value, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_integral_v<Value>) {
    return std::to_string(value);
  } else if constexpr (std::is_enum_v<Value>) {
    return std::string("\"") + DescribeEnum<Value>::names[static_cast<size_t>(value)].name + "\"";
  } else if constexpr (std::is_same_v<Value, Date> || std::is_same_v<Value, PartialDate>) {
    return "\"" + value.ToString() + "\"";
  } else {
    std::string json = "\"";
    for (const char c : std::string(value)) {
      constexpr char kHex[] = "0123456789abcdef";
      if (static_cast<unsigned char>(c) < 0x20) {
        json += std::string("\\u00") + kHex[c >> 4] + kHex[c & 15];
      } else {
        json += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
      }
    }
    return json + "\"";
  }
}

}  // namespace testing_internal

// A record of its fields and their values, one after the other; a date may be text ("2025-11"). What is not named is missing.
//   Record(&InspectionFinding::item, "E12", &InspectionFinding::severity, Severity::kSerious)
template <typename Owner, typename T, typename Value, typename... Rest>
Owner Record(std::optional<T> Owner::*field, const Value& value, const Rest&... rest) {
  Owner record;
  testing_internal::Fill(&record, field, value, rest...);
  return record;
}

// A household, piece by piece. What is not said is missing. No call changes the builder: each returns a further one, so that a
// family can be the start of many. It stands wherever a Household is wanted. A date that is none and a path that leads nowhere
// fail the test.
class HouseholdBuilder {
 public:
  HouseholdBuilder() = default;
  explicit HouseholdBuilder(Household household) : household_(std::move(household)) {}

  [[nodiscard]] HouseholdBuilder Id(const std::string& id) const { return Set(&Household::id, id); }
  // A Kemendagri code, "35.79.01"; or Bps("3579010").
  [[nodiscard]] HouseholdBuilder In(const std::string& code) const { return In(Kemendagri(code)); }
  [[nodiscard]] HouseholdBuilder In(const Region& region) const {
    HouseholdBuilder next = *this;
    next.household_.region = region;
    return next;
  }

  // Facts of the household and of what it has one of: Set(&Procedure::willing, true, &Procedure::verified_on, "2026-05-02").
  template <typename Owner, typename T, typename Value, typename... Rest>
  [[nodiscard]] HouseholdBuilder Set(std::optional<T> Owner::*field, const Value& value, const Rest&... rest) const {
    static_assert(testing_internal::Places<Owner, Household>() == 1,
                  "a household can have many of these: add a record with Add, or name the fact by its path");
    HouseholdBuilder next = *this;
    testing_internal::Fill(testing_internal::Place<Owner>(&next.household_), field, value, rest...);
    return next;
  }

  // A record more in the list of such records; the second: so many that are alike.
  template <typename Owner, typename T, typename Value, typename... Rest>
  [[nodiscard]] HouseholdBuilder Add(std::optional<T> Owner::*field, const Value& value, const Rest&... rest) const {
    return Add(1, field, value, rest...);
  }
  template <typename Owner, typename T, typename Value, typename... Rest>
  [[nodiscard]] HouseholdBuilder Add(size_t count, std::optional<T> Owner::*field, const Value& value,
                                     const Rest&... rest) const {
    HouseholdBuilder next = No<Owner>(/*keep=*/true);
    auto& list = **testing_internal::Place<std::optional<std::vector<Owner>>>(&next.household_);
    list.insert(list.end(), count, Record(field, value, rest...));
    return next;
  }
  // The list of such records is known, and empty.
  template <typename Owner>
  [[nodiscard]] HouseholdBuilder No() const {
    return No<Owner>(/*keep=*/false);
  }

  // One fact by its path, as decisions name it: Set("household.members[1].pregnant", true).
  template <typename Value>
  [[nodiscard]] HouseholdBuilder Set(const std::string& path, const Value& value) const {
    return With({Change::Kind::kSet, path, testing_internal::Json(value)});
  }
  // What stands there is not known; an element is taken out of its list.
  [[nodiscard]] HouseholdBuilder Forget(const std::string& path) const { return With({Change::Kind::kRemove, path, ""}); }

  Household Build() const { return household_; }
  operator Household() const { return household_; }  // NOLINT: it stands for the household

 private:
  template <typename Owner>
  HouseholdBuilder No(bool keep) const {
    using List = std::optional<std::vector<Owner>>;
    static_assert(testing_internal::Places<List, Household>() == 1,
                  "no list of a household holds such records: Set takes facts that it has once, and a list within a record is "
                  "a value of that record");
    HouseholdBuilder next = *this;
    List* list = testing_internal::Place<List>(&next.household_);
    if (!keep || !list->has_value()) list->emplace();
    return next;
  }
  HouseholdBuilder With(const Change& change) const {
    HouseholdBuilder next = *this;
    Findings findings;
    if (!Apply({change}, &next.household_, &findings).ok()) {
      for (const Finding& finding : findings) ADD_FAILURE() << testing_internal::FindingText(finding);
    }
    return next;
  }

  Household household_;
};

namespace testing_internal {

// "a/b.test.txtpb" and "c.policy.txtpb" give "a/c.policy.txtpb".
inline std::string Beside(const std::string& file, const std::string& other) {
  const size_t slash = file.rfind('/');
  return other.empty() || other[0] == '/' || slash == std::string::npos ? other : file.substr(0, slash + 1) + other;
}

// A file read by the reader for its form: .json JSON, .binpb and .pb binary, any other protobuf text. What is wrong with it
// goes to `wrong`, a line each.
template <typename T>
using Reader = absl::StatusOr<T> (*)(absl::string_view, Findings*);
template <typename T>
std::optional<T> ReadFile(const std::string& file, Reader<T> text, Reader<T> json, Reader<T> binary, std::string* wrong) {
  std::ifstream in(file, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) {
    *wrong += file + " cannot be read\n";
    return std::nullopt;
  }
  const std::string ending = file.substr(std::min(file.rfind('.'), file.size()));
  const Reader<T> read = ending == ".json" ? json : ending == ".binpb" || ending == ".pb" ? binary : text;
  Findings findings;
  absl::StatusOr<T> made = read(content, &findings);
  if (made.ok()) return *std::move(made);
  *wrong += AtPlaces(file, findings, made.status());
  return std::nullopt;
}

// The policies that a suite names, else the one beside it that has its name: 2026.policy.txtpb for 2026.test.txtpb and
// 2026.batu.test.txtpb. None if there is none.
inline std::vector<Placed> PoliciesOf(const PolicyTestSuite& suite, const std::string& file) {
  const absl::string_view ending = ".test.txtpb";
  if (!suite.policies.empty() || file.size() < ending.size() || file.substr(file.size() - ending.size()) != ending)
    return suite.policies;
  const size_t folder = file.rfind('/') + 1;  // 0 if there is none
  for (std::string name = file.substr(folder, file.size() - folder - ending.size()); !name.empty();) {
    Placed policy;
    policy.text = name + ".policy.txtpb";
    policy.place.line = 1;
    if (std::ifstream(Beside(file, policy.text)).is_open()) return {policy};
    const size_t dot = name.rfind('.');
    name.resize(dot == std::string::npos ? 0 : dot);
  }
  return {};
}

// A test that has been run already, or a suite that could not be.
class PolicyTestCase : public ::testing::Test {
 public:
  PolicyTestCase(std::string failure, std::string file, int line)
      : failure_(std::move(failure)), file_(std::move(file)), line_(line) {}
  void TestBody() override {
    if (!failure_.empty()) ADD_FAILURE_AT(file_.c_str(), line_) << failure_;
  }

 private:
  std::string failure_, file_;
  int line_;
};

inline void RegisterCase(const std::string& suite, const std::string& name, const std::string& file, int line,
                         const std::string& failure, int failure_line) {
  ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, file.c_str(), line,
                          [=] { return new PolicyTestCase(failure, file, failure_line); });
}

inline void RegisterCases(const std::string& name, const std::string& file, const Policy& policy, const PolicyTestSuite& suite,
                          Language language) {
  Findings findings;
  const absl::StatusOr<PolicyTestReport> report = RunTests(policy, suite, &findings);
  if (!report.ok()) return RegisterCase(name, "is run", file, 1, AtPlaces(file, findings, report.status()), 1);
  for (const TestResult& result : report->cases) {
    const int line = result.passed() ? result.place.line : result.mismatches.front().place.line;
    RegisterCase(name, result.name, file, result.place.line, ToText(result, file, language), line);
  }
}

}  // namespace testing_internal

// Reads a policy from a file; the status names the file and every finding.
inline absl::StatusOr<Policy> ReadPolicy(const std::string& file) {
  std::string wrong;
  std::optional<Policy> policy =
      testing_internal::ReadFile<Policy>(file, Policy::Parse, Policy::ParseJson, Policy::ParseBinary, &wrong);
  if (policy.has_value()) return *std::move(policy);
  return absl::InvalidArgumentError(wrong);
}

// Makes each case of a suite (*.test.txtpb) a test of its own, with the name of the case, within a test suite that has the name
// of the file: --gtest_filter='*2026.test.txtpb.*income*' (a case whose name holds `:`, `*` or `-` is asked for with `?`
// there). The policies are those that the suite names, or the one that is given. A suite or policy that cannot be used is one
// test that fails with every finding. To be called before RUN_ALL_TESTS, from main:
//   int main(int argc, char** argv) {
//     testing::InitGoogleTest(&argc, argv);
//     graduasi::RegisterPolicyTests("2026.test.txtpb");
//     return RUN_ALL_TESTS();
//   }
inline void RegisterPolicyTests(const std::string& file, const std::optional<Policy>& given = std::nullopt,
                                Language language = Language::kEnglish) {
  std::string wrong;
  const std::optional<PolicyTestSuite> suite =
      testing_internal::ReadFile<PolicyTestSuite>(file, ParsePolicyTests, ParsePolicyTestsJson, ParsePolicyTestsBinary, &wrong);
  if (!suite.has_value()) return testing_internal::RegisterCase(file, "is read", file, 1, wrong, 1);
  if (given.has_value()) return testing_internal::RegisterCases(file, file, *given, *suite, language);
  const std::vector<Placed> policies = testing_internal::PoliciesOf(*suite, file);
  if (policies.empty()) {
    testing_internal::RegisterCase(
        file, "is run", file, 1,
        "the suite names no policy, and there is none of its name beside it; write policy: \"2026.policy.txtpb\" at its head\n",
        1);
  }
  for (const Placed& name : policies) {
    const std::string test_suite = policies.size() == 1 ? file : file + " " + name.text;
    const std::optional<Policy> policy = testing_internal::ReadFile<Policy>(
        testing_internal::Beside(file, name.text), Policy::Parse, Policy::ParseJson, Policy::ParseBinary, &wrong);
    if (policy.has_value()) {
      testing_internal::RegisterCases(test_suite, file, *policy, *suite, language);
    } else {
      testing_internal::RegisterCase(test_suite, "is run", file, name.place.line, wrong, name.place.line);
    }
    wrong.clear();
  }
}

}  // namespace graduasi

#endif  // GRADUASI_TESTING_H_
