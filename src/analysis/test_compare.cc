#include "src/analysis/test_compare.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/base/findings.h"
#include "src/decide/words.h"

namespace graduasi::analysis {
namespace {

constexpr size_t kMaxBecause = 12;  // a page that people read

template <typename T>
int PositionOf(const std::vector<T>& list, const std::string& id) {
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].id.text == id) return static_cast<int>(i);
  }
  return -1;
}

template <typename T>
const T* Find(const std::vector<T>& list, const std::string& id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.id == id; });
  return at == list.end() ? nullptr : &*at;
}

template <typename T>
std::vector<int> Positions(const std::vector<T>& list, const std::vector<Placed>& ids) {
  std::vector<int> positions;
  for (const Placed& id : ids) positions.push_back(PositionOf(list, id.text));
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

std::vector<std::string> TextsOf(const std::vector<Placed>& list) {
  std::vector<std::string> texts;
  for (const Placed& placed : list) texts.push_back(placed.text);
  return texts;
}

std::string ListText(const std::vector<std::string>& list) { return list.empty() ? "none" : absl::StrJoin(list, ", "); }

bool SameSet(std::vector<std::string> a, std::vector<std::string> b) {
  for (std::vector<std::string>* list : {&a, &b}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return a == b;
}

template <typename One>
TestMismatch::Because Reason(const One& decided) {
  TestMismatch::Because because{decided.id, decided.reason, decided.comparisons};
  if (because.sentence.id.empty() && because.sentence.en.empty()) because.sentence = decided.title;
  return because;
}

class Comparer {
 public:
  Comparer(const Expectation& expect, const Decision& decision) : expect_(expect), decision_(decision) {}

  std::vector<TestMismatch> Run() {
    CompareOutcome();
    for (const CriterionExpectation& criterion : expect_.criteria) {
      CompareResult("criterion", criterion.id, Name(criterion.result), Find(decision_.criteria, criterion.id.text));
    }
    for (const SafeguardExpectation& safeguard : expect_.safeguards) {
      CompareResult("safeguard", safeguard.id, Name(safeguard.result), Find(decision_.safeguards, safeguard.id.text));
    }
    CompareOnly("criteria that fail", expect_.fails_only, decision_.criteria,
                [](const CriterionDecision& criterion) { return criterion.result == CriterionResult::kFail; });
    CompareOnly("safeguards that hold", expect_.protected_only_by, decision_.safeguards,
                [](const SafeguardDecision& safeguard) { return safeguard.result == SafeguardResult::kHolds; });
    CompareMissing();
    for (const ReasonExpectation& reason : expect_.reasons) CompareReason(reason);
    for (const Placed& finding : expect_.findings) CompareFinding(finding);
    return std::move(mismatches_);
  }

 private:
  TestMismatch& Add(const SourcePlace& place, std::string subject, std::string expected, std::string actual) {
    TestMismatch& mismatch = mismatches_.emplace_back();
    mismatch.place = place;
    mismatch.subject = std::move(subject);
    mismatch.expected = std::move(expected);
    mismatch.actual = std::move(actual);
    return mismatch;
  }

  void CompareOutcome() {
    if (expect_.outcome.has_value() && *expect_.outcome != decision_.outcome) {
      ExplainOutcome(&Add(expect_.outcome_place, "outcome", Name(*expect_.outcome), Name(decision_.outcome)));
    }
    if (!expect_.route.empty() && expect_.route.text != decision_.route) {
      TestMismatch& mismatch =
          Add(expect_.route.place, "route", expect_.route.text, decision_.route.empty() ? "none" : decision_.route);
      const RouteDecision* route = Find(decision_.routes, expect_.route.text);
      if (route != nullptr) ExplainRoute(*route, &mismatch);
    }
  }

  // What stood in the way of another outcome.
  void ExplainOutcome(TestMismatch* mismatch) {
    switch (decision_.outcome) {
      case Outcome::kInvalid:
        return ExplainFindings(mismatch);
      case Outcome::kProtected:
        for (const SafeguardDecision& safeguard : decision_.safeguards) {
          if (safeguard.result == SafeguardResult::kHolds) Because(mismatch, Reason(safeguard));
        }
        return;
      case Outcome::kNeedsData:
        return ExplainMissing(mismatch);
      case Outcome::kNotYet:
        if (const RouteDecision* route = Find(decision_.routes, decision_.route)) ExplainRoute(*route, mismatch);
        return;
      case Outcome::kEligible:
        Because(mismatch, {"",
                           {absl::StrCat("jalur ", decision_.route, " terpenuhi"),
                            absl::StrCat("the route ", decision_.route, " is met")},
                           {}});
        return;
    }
  }

  void ExplainRoute(const RouteDecision& route, TestMismatch* mismatch) {
    for (const std::vector<std::string>* ids : {&route.blocked_by, &route.waiting_for}) {
      for (const std::string& id : *ids) {
        if (const CriterionDecision* criterion = Find(decision_.criteria, id)) Because(mismatch, Reason(*criterion));
      }
    }
    for (const RouteDecision::AtLeast& list : route.at_least) {
      if (list.passed >= list.needed) continue;
      const std::string of = absl::StrJoin(list.criteria, ", ");
      Because(mismatch, {route.id,
                         {absl::StrCat(list.passed, " dari ", of, " lulus; perlu ", list.needed),
                          absl::StrCat(list.passed, " of ", of, " pass; ", list.needed, " are needed")},
                         {}});
    }
  }

  void ExplainMissing(TestMismatch* mismatch) {
    for (const MissingFact& fact : decision_.missing) {
      const std::string needed = fact.needed_by.empty() ? "" : absl::StrCat(" (", absl::StrJoin(fact.needed_by, ", "), ")");
      Because(mismatch, {"",
                         {absl::StrCat(decide::Word(fact.why, Language::kIndonesian), ": ", fact.path, needed),
                          absl::StrCat(decide::Word(fact.why, Language::kEnglish), ": ", fact.path, needed)},
                         {}});
    }
  }

  void ExplainFindings(TestMismatch* mismatch) {
    for (const Finding& finding : decision_.findings) {
      const std::string text = ToString(finding);
      Because(mismatch, {"", {text, text}, {}});
    }
  }

  static void Because(TestMismatch* mismatch, TestMismatch::Because because) {
    if (mismatch->because.size() < kMaxBecause) mismatch->because.push_back(std::move(because));
  }

  template <typename One>
  void CompareResult(const char* kind, const Placed& id, const char* expected, const One* decided) {
    const std::string subject = absl::StrCat(kind, " ", id.text);
    if (decided == nullptr) {
      Add(id.place, subject, expected, "not in the policy");
    } else if (expected != absl::string_view(Name(decided->result))) {
      Because(&Add(id.place, subject, expected, Name(decided->result)), Reason(*decided));
    }
  }

  template <typename One, typename Holds>
  void CompareOnly(const char* subject, const std::vector<Placed>& expected, const std::vector<One>& decided,
                   const Holds& holds) {
    if (expected.empty()) return;
    std::vector<std::string> actual;
    for (const One& one : decided) {
      if (holds(one)) actual.push_back(one.id);
    }
    const std::vector<std::string> wanted = TextsOf(expected);
    if (SameSet(wanted, actual)) return;
    TestMismatch& mismatch = Add(expected.front().place, subject, ListText(wanted), ListText(actual));
    // The ones that are in one of the lists only.
    for (const One& one : decided) {
      const bool is_wanted = std::find(wanted.begin(), wanted.end(), one.id) != wanted.end();
      if (is_wanted != holds(one)) Because(&mismatch, Reason(one));
    }
  }

  void CompareMissing() {
    std::vector<std::string> actual;
    for (const MissingFact& fact : decision_.missing) actual.push_back(fact.path);
    for (const Placed& path : expect_.missing) {
      if (std::find(actual.begin(), actual.end(), path.text) != actual.end()) continue;
      Add(path.place, "missing facts", absl::StrCat(path.text, " among them"), ListText(actual));
    }
    if (expect_.missing_only.empty() || SameSet(TextsOf(expect_.missing_only), actual)) return;
    ExplainMissing(
        &Add(expect_.missing_only.front().place, "missing facts", ListText(TextsOf(expect_.missing_only)), ListText(actual)));
  }

  void CompareReason(const ReasonExpectation& expected) {
    const CriterionDecision* criterion = Find(decision_.criteria, expected.of.text);
    const SafeguardDecision* safeguard = Find(decision_.safeguards, expected.of.text);
    const Text* reason = criterion != nullptr ? &criterion->reason : safeguard != nullptr ? &safeguard->reason : nullptr;
    for (const Language language : {Language::kIndonesian, Language::kEnglish}) {
      const Placed& words = language == Language::kIndonesian ? expected.id : expected.en;
      if (words.empty()) continue;
      const std::string actual = reason == nullptr ? "" : reason->in(language);
      if (actual.find(words.text) != std::string::npos) continue;
      Add(words.place, absl::StrCat("reason of ", expected.of.text, language == Language::kIndonesian ? ", id" : ", en"),
          absl::StrCat("\"", words.text, "\""), actual.empty() ? "no reason" : absl::StrCat("\"", actual, "\""));
    }
  }

  void CompareFinding(const Placed& words) {
    std::vector<std::string> actual;
    for (const Finding& finding : decision_.findings) actual.push_back(ToString(finding));
    for (const std::string& text : actual) {
      if (text.find(words.text) != std::string::npos) return;
    }
    Add(words.place, "findings", absl::StrCat("\"", words.text, "\""), ListText(actual));
  }

  const Expectation& expect_;
  const Decision& decision_;
  std::vector<TestMismatch> mismatches_;
};

}  // namespace

BoundExpectation Bind(const Expectation& expect, const PolicyDocument& policy) {
  BoundExpectation bound;
  for (const CriterionExpectation& criterion : expect.criteria) {
    bound.criteria.push_back(PositionOf(policy.criteria, criterion.id.text));
  }
  for (const SafeguardExpectation& safeguard : expect.safeguards) {
    bound.safeguards.push_back(PositionOf(policy.safeguards, safeguard.id.text));
  }
  bound.fails_only = Positions(policy.criteria, expect.fails_only);
  bound.protected_only_by = Positions(policy.safeguards, expect.protected_only_by);
  bound.route = expect.route.empty() ? -1 : PositionOf(policy.routes, expect.route.text);
  return bound;
}

bool ResultsHold(const Expectation& expect, const BoundExpectation& bound, const decide::Judgement& judgement, int32_t row,
                 size_t criteria, size_t safeguards) {
  const Outcome outcome = judgement.outcome(row);
  if (expect.outcome.has_value() && *expect.outcome != outcome) return false;
  if (!expect.route.empty() && outcome == Outcome::kEligible && judgement.route(row) != bound.route) return false;
  for (size_t i = 0; i < expect.criteria.size(); ++i) {
    const int criterion = bound.criteria[i];
    if (criterion < 0 || judgement.criterion(static_cast<size_t>(criterion), row) != expect.criteria[i].result) return false;
  }
  for (size_t i = 0; i < expect.safeguards.size(); ++i) {
    const int safeguard = bound.safeguards[i];
    if (safeguard < 0 || judgement.safeguard(static_cast<size_t>(safeguard), row) != expect.safeguards[i].result) return false;
  }
  const auto only = [&](const std::vector<int>& wanted, size_t count, const auto& holds) {
    size_t next = 0;
    for (size_t i = 0; i < count; ++i) {
      if (!holds(i)) continue;
      if (next == wanted.size() || wanted[next] != static_cast<int>(i)) return false;
      ++next;
    }
    return next == wanted.size();  // a -1 stands first and is met by nothing
  };
  if (!expect.fails_only.empty() &&
      !only(bound.fails_only, criteria, [&](size_t i) { return judgement.criterion(i, row) == CriterionResult::kFail; })) {
    return false;
  }
  return expect.protected_only_by.empty() || only(bound.protected_only_by, safeguards, [&](size_t i) {
           return judgement.safeguard(i, row) == SafeguardResult::kHolds;
         });
}

bool AsksForReasons(const Expectation& expect, Outcome outcome) {
  return (!expect.route.empty() && outcome != Outcome::kEligible) || !expect.missing.empty() || !expect.missing_only.empty() ||
         !expect.reasons.empty() || !expect.findings.empty() || expect.earliest.has_value() || !expect.changes.empty();
}

std::vector<TestMismatch> Compare(const Expectation& expect, const Decision& decision) {
  return Comparer(expect, decision).Run();
}

}  // namespace graduasi::analysis
