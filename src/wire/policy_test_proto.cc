#include "src/wire/policy_test_proto.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "graduasi/change.h"
#include "src/cel/spelling.h"
#include "src/model/path.h"
#include "src/wire/household_proto.h"
#include "src/wire/json_text.h"
#include "src/wire/message_binary.h"
#include "src/wire/spot.h"
#include "src/wire/text_mistake.h"

namespace graduasi::wire {
namespace {

constexpr size_t kLongestName = 200;  // bytes; a name stands on one line of a report

std::optional<Outcome> OutcomeOf(v1::Decision::Outcome outcome) {
  switch (outcome) {
    case v1::Decision::INVALID:
      return Outcome::kInvalid;
    case v1::Decision::PROTECTED:
      return Outcome::kProtected;
    case v1::Decision::NEEDS_DATA:
      return Outcome::kNeedsData;
    case v1::Decision::NOT_YET:
      return Outcome::kNotYet;
    case v1::Decision::ELIGIBLE:
      return Outcome::kEligible;
    default:
      return std::nullopt;
  }
}

std::optional<CriterionResult> ResultOf(v1::CriterionDecision::Result result) {
  switch (result) {
    case v1::CriterionDecision::PASS:
      return CriterionResult::kPass;
    case v1::CriterionDecision::FAIL:
      return CriterionResult::kFail;
    case v1::CriterionDecision::MISSING:
      return CriterionResult::kMissing;
    case v1::CriterionDecision::NOT_APPLICABLE:
      return CriterionResult::kNotApplicable;
    case v1::CriterionDecision::ERROR:
      return CriterionResult::kError;
    default:
      return std::nullopt;
  }
}

std::optional<SafeguardResult> ResultOf(v1::SafeguardDecision::Result result) {
  switch (result) {
    case v1::SafeguardDecision::CLEAR:
      return SafeguardResult::kClear;
    case v1::SafeguardDecision::HOLDS:
      return SafeguardResult::kHolds;
    case v1::SafeguardDecision::MISSING:
      return SafeguardResult::kMissing;
    case v1::SafeguardDecision::ERROR:
      return SafeguardResult::kError;
    default:
      return std::nullopt;
  }
}

// Where a path such as "members[0].born_on" stands below a message; the innermost part of it that can be found.
SourcePlace PlaceBelow(const Spot& spot, absl::string_view path, SourcePlace place) {
  place.path = absl::StrCat(place.path, path.empty() ? "" : ".", path);
  Spot at = spot;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const size_t open = part.find('[');
    const std::string field(part.substr(0, open));
    int index = -1;
    if (open != absl::string_view::npos) (void)absl::SimpleAtoi(part.substr(open + 1, part.size() - open - 2), &index);
    const SourcePlace here = at.PlaceOf(field, index);
    if (here.line == 0) break;
    place.line = here.line;
    place.column = here.column;
    at = at.Inside(field, index);
  }
  return place;
}

bool IsWholeNumber(absl::string_view text) {
  absl::ConsumePrefix(&text, "-");
  return !text.empty() && text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// A value as people write it, as JSON: texts, days and names need no quotes of their own. Nothing, and a sentence, if it is not
// of the kind that the fact takes; what JSON says is left to its reader.
std::optional<std::string> JsonOf(const std::string& path, const std::string& value, std::string* mistake) {
  std::string unknown;
  const std::vector<model::PathStep> steps = model::ParsePath(path, &unknown);
  if (steps.empty() || absl::StartsWith(value, "\"")) return value;
  const model::FieldInfo& field = *steps.back().field;
  switch (field.kind) {
    case model::FieldKind::kString:
    case model::FieldKind::kDate:
    case model::FieldKind::kEnum: {
      std::string json;
      AppendJsonString(value, &json);
      return json;
    }
    case model::FieldKind::kInt:
      if (IsWholeNumber(value)) return value;
      *mistake = absl::StrCat("`", field.name, "` takes a whole number without separators, as in to: \"3222111\"");
      return std::nullopt;
    case model::FieldKind::kBool:
      if (value == "true" || value == "false") return value;
      *mistake = absl::StrCat("`", field.name, "` takes true or false, as in to: \"true\"");
      return std::nullopt;
    default:
      return value;
  }
}

class SuiteReader {
 public:
  explicit SuiteReader(FindingList* findings) : findings_(findings) {}

  PolicyTestSuite Read(const v1::PolicyTestSuite& message, const OutlineMessage* outline) {
    const Spot spot(outline, "");
    PolicyTestSuite suite;
    suite.policies = Texts(message.policy(), spot, "policy");
    as_of_ = ReadDay(message.as_of(), spot);
    suite.recorded_when_true = Texts(message.recorded_when_true(), spot, "recorded_when_true");
    if (TooMany(message.household_size(), "households", spot.PlaceOf("household", 0)) ||
        TooMany(message.case__size(), "cases", spot.PlaceOf("case", 0))) {
      return suite;
    }
    if (message.case__size() == 0) {
      Add(SourcePlace(), "the file has no case; a case is written: case { name: \"...\" from: \"...\" expect { ... } }");
    }
    for (int i = 0; i < message.household_size(); ++i) {
      ReadHousehold(message.household(i), spot.Inside("household", i), spot.PlaceOf("household", i));
    }
    for (int i = 0; i < message.case__size(); ++i) {
      suite.cases.push_back(ReadCase(message.case_(i), spot.Inside("case", i), spot.PlaceOf("case", i)));
    }
    return suite;
  }

 private:
  // A household or an earlier case that a case may start from.
  struct Known {
    SourcePlace place;
    std::optional<Household> household;  // none: it has a mistake of its own, which is told once
    std::optional<Date> as_of;
  };

  void Add(const SourcePlace& place, std::string message) {
    findings_->Add(place.path, place.line, place.column, std::move(message));
  }

  bool TooMany(int count, const char* what, const SourcePlace& place) {
    if (count <= static_cast<int>(kMaxTestCases)) return false;
    Add(place, absl::StrCat("the file has ", count, " ", what, "; at most ", kMaxTestCases, " are read"));
    return true;
  }

  template <typename Strings>
  static std::vector<Placed> Texts(const Strings& strings, const Spot& spot, const std::string& field) {
    std::vector<Placed> texts;
    for (int i = 0; i < strings.size(); ++i) texts.push_back(spot.Text(field, strings.Get(i), i));
    return texts;
  }

  std::optional<Date> ReadDay(const std::string& text, const Spot& spot, const std::string& field = "as_of") {
    if (text.empty()) return std::nullopt;
    const std::optional<Date> day = Date::Parse(text);
    if (!day.has_value()) {
      Add(spot.PlaceOf(field), absl::StrCat("`", Excerpt(text), "` is not a day; days are written \"2026-01-31\""));
    }
    return day;
  }

  // Judges a name and makes it known. `what` is "household" or "case".
  void Name(const Placed& name, const char* what, const SourcePlace& place, Known known) {
    const bool one_line = std::none_of(name.text.begin(), name.text.end(),
                                       [](char c) { return absl::ascii_iscntrl(static_cast<unsigned char>(c)); });
    if (name.empty()) return Add(place, absl::StrCat("this ", what, " needs a name, as in name: \"two children, no income\""));
    if (!one_line || name.text.size() > kLongestName) {
      return Add(name.place, absl::StrCat("a name is one line of at most ", kLongestName, " bytes"));
    }
    const auto [at, added] = known_.emplace(name.text, std::move(known));
    if (added) return;
    const int line = at->second.place.line;
    Add(name.place,
        absl::StrCat("the name `", Excerpt(name.text), "` is used already", line > 0 ? absl::StrCat(" on line ", line) : "",
                     "; every household and every case needs a name of its own"));
  }

  void ReadHousehold(const v1::TestHousehold& message, const Spot& spot, const SourcePlace& place) {
    Known known;
    known.place = place;
    known.household = ReadFacts(message.has_record() ? &message.record() : nullptr, "record", message.from(), message.change(),
                                spot, place, &known.as_of);
    Name(spot.Text("name", message.name()), "household", place, std::move(known));
  }

  TestCase ReadCase(const v1::TestCase& message, const Spot& spot, const SourcePlace& place) {
    TestCase test;
    test.name = spot.Text("name", message.name());
    test.place = place;
    Known known;
    known.place = place;
    known.household = ReadFacts(message.has_household() ? &message.household() : nullptr, "household", message.from(),
                                message.change(), spot, place, &known.as_of);
    const std::optional<Date> own = ReadDay(message.as_of(), spot);
    if (own.has_value()) known.as_of = own;
    if (!known.as_of.has_value()) known.as_of = as_of_;
    if (!known.as_of.has_value() && message.as_of().empty()) {
      Add(place, "the case has no day; write as_of: \"2026-06-15\" here, or once at the head of the file for all cases");
    }
    test.as_of = known.as_of.value_or(Date());
    test.as_of_place = message.as_of().empty() ? place : spot.PlaceOf("as_of");
    if (known.household.has_value()) test.household = *known.household;
    test.expect = ReadExpectation(message.expect(), spot.Inside("expect"));
    if (message.expect().ByteSizeLong() == 0) {
      Add(place,
          "the case expects nothing, so it could never fail; say what the policy must answer, as in "
          "expect { outcome: NOT_YET fails: \"G06\" }");
    }
    Name(test.name, "case", place, std::move(known));
    return test;
  }

  // The facts of a household or case; nothing if there is a mistake. `as_of` receives the day of the case it starts from.
  template <typename Changes>
  std::optional<Household> ReadFacts(const v1::Household* record, const std::string& field, const std::string& from,
                                     const Changes& changes, const Spot& spot, const SourcePlace& place,
                                     std::optional<Date>* as_of) {
    std::optional<Household> household;
    if (record != nullptr && !from.empty()) {
      Add(spot.PlaceOf("from"),
          absl::StrCat("`from` and `", field, "` are both set; the facts come from another household, or are written here"));
      return std::nullopt;
    }
    if (record != nullptr) {
      household = ReadRecord(*record, spot.Inside(field), spot.PlaceOf(field));
    } else if (from.empty()) {
      Add(place, absl::StrCat("whose facts are these? write from: \"the name of a household or of an earlier case\", or ",
                              field, " { ... }"));
      return std::nullopt;
    } else {
      const auto known = known_.find(from);
      if (known == known_.end()) {
        std::vector<std::string> names;
        for (const auto& entry : known_) names.push_back(entry.first);
        Add(spot.PlaceOf("from"), absl::StrCat("there is no household and no earlier case with the name `", Excerpt(from), "`",
                                               cel::DidYouMean(from, names)));
        return std::nullopt;
      }
      household = known->second.household;
      *as_of = known->second.as_of;
    }
    std::vector<Change> list;
    bool sound = true;
    for (int i = 0; i < changes.size(); ++i) {
      std::optional<Change> change = ReadChange(changes.Get(i), spot.Inside("change", i), spot.PlaceOf("change", i));
      sound = sound && change.has_value();
      if (change.has_value()) list.push_back(*std::move(change));
    }
    if (!sound || !household.has_value() || !Make(list, changes, spot, &*household)) return std::nullopt;
    return Weigh(*household, place) ? household : std::nullopt;
  }

  std::optional<Household> ReadRecord(const v1::Household& record, const Spot& spot, const SourcePlace& place) {
    Household household;
    Findings found;
    if (ReadHouseholdProto(WriteMessageBinary(record), &household, &found)) return household;
    for (const Finding& finding : found) Add(PlaceBelow(spot, finding.path, place), finding.message);
    return std::nullopt;
  }

  std::optional<Change> ReadChange(const v1::FactChange& message, const Spot& spot, const SourcePlace& place) {
    Change change;
    switch (message.change_case()) {
      case v1::FactChange::kSet:
        change = {Change::Kind::kSet, message.set(), ""};
        break;
      case v1::FactChange::kAdd:
        change = {Change::Kind::kAdd, message.add(), ""};
        break;
      case v1::FactChange::kRemove:
        change = {Change::Kind::kRemove, message.remove(), ""};
        break;
      case v1::FactChange::CHANGE_NOT_SET:
        Add(place,
            "say what changes: set: \"household.incomes[0].amount_idr\" to: \"3222111\", add: ... to: ..., or remove: ...");
        return std::nullopt;
    }
    if (change.kind == Change::Kind::kRemove) {
      if (!message.has_to()) return change;
      Add(spot.PlaceOf("to"), "what is removed gets no value; leave out `to`, or write `set` instead of `remove`");
      return std::nullopt;
    }
    if (!message.has_to()) {
      Add(place, "a value is missing; write it after the path, as in to: \"3222111\"");
      return std::nullopt;
    }
    std::string mistake;
    std::optional<std::string> json = JsonOf(change.path, message.to(), &mistake);
    if (!json.has_value()) {
      Add(spot.PlaceOf("to"), mistake);
      return std::nullopt;
    }
    change.value = *std::move(json);
    return change;
  }

  // Makes the changes in order; of those that do not fit the first is told, for the later ones may hang on it.
  template <typename Changes>
  bool Make(const std::vector<Change>& list, const Changes& messages, const Spot& spot, Household* household) {
    if (Apply(list, household).ok()) return true;
    const auto fits = [&](size_t count) {
      Household scratch = *household;
      return Apply(absl::MakeConstSpan(list).subspan(0, count), &scratch).ok();
    };
    size_t good = 0;
    for (size_t bad = list.size(); bad - good > 1;) {
      const size_t middle = good + (bad - good) / 2;
      (fits(middle) ? good : bad) = middle;
    }
    Household scratch = *household;
    Findings found;
    (void)Apply(absl::MakeConstSpan(list).subspan(0, good), &scratch);
    (void)Apply(absl::MakeConstSpan(list).subspan(good, 1), &scratch, &found);
    const v1::FactChange& message = messages.Get(static_cast<int>(good));
    const Spot change = spot.Inside("change", static_cast<int>(good));
    for (const Finding& finding : found) {
      if (finding.line == 0) {
        const char* kind = message.has_set() ? "set" : message.has_add() ? "add" : "remove";
        Add(change.PlaceOf(kind), finding.message);
        continue;
      }
      // Its position counts within the JSON, which is the text itself unless quotes were put round it.
      const Placed value = change.Text("to", message.to());
      SourcePlace place = value.place;
      const auto byte = static_cast<size_t>(finding.column - 1);
      if (finding.line == 1 && list[good].value == message.to() && byte < value.positions.size()) {
        place.line = value.positions[byte].line;
        place.column = value.positions[byte].column;
      }
      Add(place, finding.message);
    }
    return false;
  }

  // Counts a household; false from the limit on.
  bool Weigh(const Household& household, const SourcePlace& place) {
    if (weight_ > kMaxTestBytes) return false;
    weight_ += WriteHouseholdProto(household).size();
    if (weight_ <= kMaxTestBytes) return true;
    Add(place, absl::StrCat("the households of all cases together are larger than ", kMaxTestBytes >> 20,
                            " MiB; divide the cases among several files"));
    return false;
  }

  Expectation ReadExpectation(const v1::Expectation& message, const Spot& spot) {
    Expectation expect;
    expect.outcome = OutcomeOf(message.outcome());
    expect.outcome_place = spot.PlaceOf("outcome");
    expect.route = spot.Text("route", message.route());
    std::map<std::string, const char*> results;
    AddCriteria(Texts(message.passes(), spot, "passes"), CriterionResult::kPass, &results, &expect);
    AddCriteria(Texts(message.fails(), spot, "fails"), CriterionResult::kFail, &results, &expect);
    AddCriteria(Texts(message.missing_criteria(), spot, "missing_criteria"), CriterionResult::kMissing, &results, &expect);
    AddCriteria(Texts(message.not_applicable(), spot, "not_applicable"), CriterionResult::kNotApplicable, &results, &expect);
    for (int i = 0; i < message.criterion_size(); ++i) {
      const v1::CriterionExpectation& criterion = message.criterion(i);
      const std::optional<CriterionResult> result = ResultOf(criterion.result());
      Placed id = spot.Inside("criterion", i).Text("id", criterion.id());
      if (id.place.line == 0) id.place = spot.PlaceOf("criterion", i);
      if (!result.has_value()) {
        Add(spot.PlaceOf("criterion", i), "say which result is expected, as in criterion { id: \"G06\" result: FAIL }");
      } else {
        AddCriteria({id}, *result, &results, &expect);
      }
    }
    expect.fails_only = Named(Texts(message.fails_only(), spot, "fails_only"), "a criterion");
    AddSafeguards(Texts(message.protected_by(), spot, "protected_by"), SafeguardResult::kHolds, &expect);
    for (int i = 0; i < message.safeguard_size(); ++i) {
      const v1::SafeguardExpectation& safeguard = message.safeguard(i);
      const std::optional<SafeguardResult> result = ResultOf(safeguard.result());
      Placed id = spot.Inside("safeguard", i).Text("id", safeguard.id());
      if (id.place.line == 0) id.place = spot.PlaceOf("safeguard", i);
      if (!result.has_value()) {
        Add(spot.PlaceOf("safeguard", i), "say which result is expected, as in safeguard { id: \"S1\" result: CLEAR }");
      } else {
        AddSafeguards({id}, *result, &expect);
      }
    }
    expect.protected_only_by = Named(Texts(message.protected_only_by(), spot, "protected_only_by"), "a safeguard");
    expect.missing = Facts(Texts(message.missing(), spot, "missing"));
    expect.missing_only = Facts(Texts(message.missing_only(), spot, "missing_only"));
    for (int i = 0; i < message.reason_size(); ++i) {
      ReasonExpectation reason;
      reason.of = spot.Inside("reason", i).Text("of", message.reason(i).of());
      reason.id = spot.Inside("reason", i).Text("id", message.reason(i).id());
      reason.en = spot.Inside("reason", i).Text("en", message.reason(i).en());
      if (reason.of.empty() || (reason.id.empty() && reason.en.empty())) {
        Add(spot.PlaceOf("reason", i),
            "say whose reason it is and which words it holds, as in "
            "reason { of: \"G06\" id: \"perlu 6 bulan\" en: \"6 months\" }");
      }
      expect.reasons.push_back(std::move(reason));
    }
    expect.findings = Named(Texts(message.finding(), spot, "finding"), "words of the finding");
    if (message.has_earliest())
      expect.earliest = ReadEarliest(message.earliest(), spot.Inside("earliest"), spot.PlaceOf("earliest"));
    for (int i = 0; i < message.changes_size(); ++i) {
      expect.changes.push_back(ReadChanges(message.changes(i), spot.Inside("changes", i), spot.PlaceOf("changes", i)));
    }
    return expect;
  }

  EarliestExpectation ReadEarliest(const v1::EarliestExpectation& message, const Spot& spot, const SourcePlace& place) {
    EarliestExpectation earliest;
    earliest.place = place;
    earliest.route = spot.Text("route", message.route());
    earliest.dated = !message.date().empty();
    if (earliest.dated && message.date() != "never") earliest.date = ReadDay(message.date(), spot, "date");
    if (!earliest.dated && earliest.route.empty()) {
      Add(place,
          "say the day or the route, as in earliest { date: \"2026-05-15\" route: \"mandiri\" }, or earliest { date: \"never\" "
          "}");
    }
    if (message.date() == "never" && !earliest.route.empty()) {
      Add(earliest.route.place, "who never becomes eligible does so by no route; leave out `route`");
    }
    return earliest;
  }

  ChangesExpectation ReadChanges(const v1::ChangesExpectation& message, const Spot& spot, const SourcePlace& place) {
    ChangesExpectation changes;
    changes.place = place;
    changes.of = Named(Texts(message.of(), spot, "of"), "the id of a criterion, as in of: \"G12\"");
    changes.date = ReadDay(message.date(), spot, "date");
    changes.route = spot.Text("route", message.route());
    changes.id = Named(Texts(message.id(), spot, "id"), "words of the change");
    changes.en = Named(Texts(message.en(), spot, "en"), "words of the change");
    changes.none = message.none();
    const bool says =
        !changes.of.empty() || !message.date().empty() || !changes.route.empty() || !changes.id.empty() || !changes.en.empty();
    if (changes.none == says) {
      Add(place,
          "say what has to change, as in changes { of: \"G12\" en: \"2 more sessions\" }, or changes { none: true } and "
          "nothing else");
    }
    return changes;
  }

  // Texts that must not be empty.
  std::vector<Placed> Named(std::vector<Placed> texts, const char* what) {
    for (const Placed& text : texts) {
      if (text.empty()) Add(text.place, absl::StrCat("the text is empty; write ", what));
    }
    return texts;
  }

  void AddCriteria(const std::vector<Placed>& ids, CriterionResult result, std::map<std::string, const char*>* results,
                   Expectation* expect) {
    for (const Placed& id : Named(ids, "the id of a criterion, as in passes: \"G06\"")) {
      const auto [at, added] = results->emplace(id.text, graduasi::Name(result));
      if (!added) {
        Add(id.place, absl::StrCat("criterion ", Excerpt(id.text), " is expected twice in this case, as ", at->second,
                                   " and as ", graduasi::Name(result), "; leave one"));
      }
      expect->criteria.push_back({id, result});
    }
  }

  void AddSafeguards(const std::vector<Placed>& ids, SafeguardResult result, Expectation* expect) {
    for (const Placed& id : Named(ids, "the id of a safeguard, as in protected_by: \"S2\"")) {
      for (const SafeguardExpectation& other : expect->safeguards) {
        if (other.id.text != id.text) continue;
        Add(id.place, absl::StrCat("safeguard ", Excerpt(id.text), " is expected twice in this case, as ",
                                   graduasi::Name(other.result), " and as ", graduasi::Name(result), "; leave one"));
        break;
      }
      expect->safeguards.push_back({id, result});
    }
  }

  // Paths of facts, or of a table of the policy that has no entry.
  std::vector<Placed> Facts(std::vector<Placed> paths) {
    for (const Placed& path : paths) {
      std::string mistake;
      if (absl::StartsWith(path.text, "params.") || !model::ParsePath(path.text, &mistake).empty()) continue;
      Add(path.place, mistake);
    }
    return paths;
  }

  FindingList* findings_;
  std::optional<Date> as_of_;
  std::map<std::string, Known> known_;
  size_t weight_ = 0;
};

}  // namespace

PolicyTestSuite ToSuite(const v1::PolicyTestSuite& message, const OutlineMessage* outline, FindingList* findings) {
  return SuiteReader(findings).Read(message, outline);
}

}  // namespace graduasi::wire
