// Decides every case file of this folder and compares what the file expects; what it does not mention is not compared.
// README.md describes the format. A key that is not known fails the case: a misspelt expectation must not pass unseen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graduasi/engine.h"

namespace graduasi {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;
using Strings = std::vector<std::string>;

const char kFolder[] = GRADUASI_SOURCE_DIR "/tests/cases";

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << "cannot read " << path;
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

Strings CaseFiles() {
  Strings names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Each policy file is loaded once; null if it is refused.
const Policy* LoadPolicy(const std::string& path) {
  static auto* const loaded = new std::map<std::string, absl::StatusOr<Policy>>;
  auto found = loaded->find(path);
  if (found == loaded->end()) {
    const std::string text = ReadFile(std::filesystem::path(GRADUASI_SOURCE_DIR) / path);
    found = loaded->emplace(path, Policy::Parse(text)).first;
  }
  EXPECT_TRUE(found->second.ok()) << path << ": " << found->second.status();
  return found->second.ok() ? &*found->second : nullptr;
}

std::string AsString(element value) {
  std::string_view text;
  EXPECT_EQ(value.get(text), simdjson::SUCCESS) << "a text is expected, not " << value;
  return std::string(text);
}

Strings AsStrings(element value) {
  Strings texts;
  array items;
  EXPECT_EQ(value.get(items), simdjson::SUCCESS) << "a list is expected, not " << value;
  for (const element item : items) texts.push_back(AsString(item));
  return texts;
}

object AsObject(element value) {
  object fields;
  EXPECT_EQ(value.get(fields), simdjson::SUCCESS) << "an object is expected, not " << value;
  return fields;
}

int64_t AsInt(element value) {
  int64_t number = 0;
  EXPECT_EQ(value.get(number), simdjson::SUCCESS) << "a whole number is expected, not " << value;
  return number;
}

struct Case {
  simdjson::dom::parser parser;  // owns what `expect` points into
  std::string policy;
  std::string as_of;
  DecideOptions options;
  std::string household;
  element expect;
};

void ReadCase(const std::string& file, Case* the_case) {
  element root;
  ASSERT_EQ(the_case->parser.load((std::filesystem::path(kFolder) / (file + ".json")).string()).get(root), simdjson::SUCCESS);
  std::set<std::string> seen;
  for (const auto& [key, value] : AsObject(root)) {
    seen.insert(std::string(key));
    if (key == "name") {
      EXPECT_NE(AsString(value), "");
    } else if (key == "policy") {
      the_case->policy = AsString(value);
    } else if (key == "as_of") {
      the_case->as_of = AsString(value);
    } else if (key == "recorded_when_true") {
      the_case->options.recorded_when_true = AsStrings(value);
    } else if (key == "household") {
      the_case->household = value.is_string() ? AsString(value) : simdjson::minify(value);
    } else if (key == "expect") {
      the_case->expect = value;
    } else {
      ADD_FAILURE() << "a case has no `" << key << "`";
    }
  }
  for (const char* needed : {"name", "policy", "as_of", "household", "expect"}) {
    ASSERT_EQ(seen.count(needed), 1u) << "the case has no `" << needed << "`";
  }
}

// A record that cannot be read is INVALID, as it is for the command.
void Decide(const Case& the_case, Decision* decision) {
  const Policy* policy = LoadPolicy(the_case.policy);
  ASSERT_NE(policy, nullptr);
  const std::optional<Date> as_of = Date::Parse(the_case.as_of);
  ASSERT_TRUE(as_of.has_value()) << the_case.as_of << " is not a day";
  const absl::StatusOr<Household> household = ParseHouseholdJson(the_case.household, &decision->findings);
  if (!household.ok()) return;
  absl::StatusOr<Decision> decided = policy->Decide(*household, *as_of, the_case.options);
  ASSERT_TRUE(decided.ok()) << decided.status();
  *decision = *std::move(decided);
}

// The element of `list` with this id; null, and a failure, if there is none.
template <typename T>
const T* Find(const std::vector<T>& list, std::string_view id) {
  for (const T& item : list) {
    if (item.id == id) return &item;
  }
  ADD_FAILURE() << "the decision has no `" << id << "`";
  return nullptr;
}

template <typename T>
void CompareResults(const std::vector<T>& actual, element expected) {
  for (const auto& [id, result] : AsObject(expected)) {
    const T* item = Find(actual, id);
    if (item == nullptr) continue;
    EXPECT_EQ(Name(item->result), AsString(result)) << id;
  }
}

// A criterion, or else a safeguard; ids of both share no name in our policies.
template <typename Read>
void WithResult(const Decision& decision, std::string_view id, const Read& read) {
  const bool criterion = std::any_of(decision.criteria.begin(), decision.criteria.end(),
                                     [&](const CriterionDecision& candidate) { return candidate.id == id; });
  if (criterion) {
    read(*Find(decision.criteria, id));
  } else if (const SafeguardDecision* safeguard = Find(decision.safeguards, id); safeguard != nullptr) {
    read(*safeguard);
  }
}

void CompareReasons(const Decision& decision, element expected) {
  for (const auto& [id, texts] : AsObject(expected)) {
    WithResult(decision, id, [&, &id = id, &texts = texts](const auto& result) {
      for (const auto& [language, text] : AsObject(texts)) {
        ASSERT_TRUE(language == "id" || language == "en") << "a reason has no `" << language << "`";
        EXPECT_EQ(language == "id" ? result.reason.id : result.reason.en, AsString(text)) << id;
      }
    });
  }
}

void CompareWitnesses(const Decision& decision, element expected) {
  for (const auto& [id, paths] : AsObject(expected)) {
    WithResult(decision, id, [&, &id = id, &paths = paths](const auto& result) {
      Strings actual;
      for (const Witness& witness : result.witnesses) actual.push_back(witness.path);
      EXPECT_EQ(actual, AsStrings(paths)) << id;
    });
  }
}

void CompareWhy(const Decision& decision, element expected) {
  for (const auto& [path, why] : AsObject(expected)) {
    const auto found = std::find_if(decision.missing.begin(), decision.missing.end(),
                                    [&, &path = path](const MissingFact& fact) { return fact.path == path; });
    if (found == decision.missing.end()) {
      ADD_FAILURE() << path << " is not missing";
    } else {
      EXPECT_EQ(Name(found->why), AsString(why)) << path;
    }
  }
}

void CompareScores(const Decision& decision, element expected) {
  for (const auto& [id, numbers] : AsObject(expected)) {
    const RouteDecision* route = Find(decision.routes, id);
    if (route == nullptr) continue;
    EXPECT_TRUE(route->scored && route->score_known) << id;
    EXPECT_EQ(route->score, AsInt(numbers.at(0))) << id;
    EXPECT_EQ(route->score_threshold, AsInt(numbers.at(1))) << id;
  }
}

template <typename T>
Strings Paths(const std::vector<T>& list) {
  Strings paths;
  for (const T& item : list) paths.push_back(item.path);
  return paths;
}

void Compare(const Decision& decision, element expected) {
  bool outcome = false;
  for (const auto& [key, value] : AsObject(expected)) {
    if (key == "outcome") {
      outcome = true;
      EXPECT_EQ(Name(decision.outcome), AsString(value));
    } else if (key == "route") {
      EXPECT_EQ(decision.route, AsString(value));
    } else if (key == "criteria") {
      CompareResults(decision.criteria, value);
    } else if (key == "safeguards") {
      CompareResults(decision.safeguards, value);
    } else if (key == "routes") {
      CompareResults(decision.routes, value);
    } else if (key == "missing") {
      EXPECT_EQ(Paths(decision.missing), AsStrings(value));
    } else if (key == "why") {
      CompareWhy(decision, value);
    } else if (key == "reasons") {
      CompareReasons(decision, value);
    } else if (key == "witnesses") {
      CompareWitnesses(decision, value);
    } else if (key == "scores") {
      CompareScores(decision, value);
    } else if (key == "findings") {
      EXPECT_EQ(Paths(decision.findings), AsStrings(value));
    } else {
      ADD_FAILURE() << "`expect` has no `" << key << "`";
    }
  }
  EXPECT_TRUE(outcome) << "every case expects an `outcome`";
}

// Both languages, so that a failure shows everything that was decided.
std::string Shown(const Decision& decision) {
  return Explain(decision, Language::kIndonesian) + "\n" + Explain(decision, Language::kEnglish);
}

class CaseTest : public testing::TestWithParam<std::string> {};

TEST_P(CaseTest, IsDecidedAsItsFileExpects) {
  Case the_case;
  ASSERT_NO_FATAL_FAILURE(ReadCase(GetParam(), &the_case));
  Decision decision;
  ASSERT_NO_FATAL_FAILURE(Decide(the_case, &decision));
  Compare(decision, the_case.expect);
  if (HasFailure()) std::cout << Shown(decision) << ToJson(decision) << "\n";
}

INSTANTIATE_TEST_SUITE_P(Files, CaseTest, testing::ValuesIn(CaseFiles()), [](const auto& file) { return file.param; });

// The cases of the reference policy are its tests: a criterion that no case has seen to pass, to fail and to be missing (also
// because a record is too old, where it has an age limit), a safeguard that no case has seen to hold, to be clear and to be
// missing, is not tested.
TEST(ReferencePolicy, EveryRuleIsSeenEveryWay) {
  const std::string kPolicy = "policies/pkh-graduasi/2026.policy.txtpb";
  std::map<std::string, std::set<std::string>> seen;
  for (const std::string& file : CaseFiles()) {
    Case the_case;
    Decision decision;
    ASSERT_NO_FATAL_FAILURE(ReadCase(file, &the_case));
    if (the_case.policy != kPolicy) continue;
    ASSERT_NO_FATAL_FAILURE(Decide(the_case, &decision));
    if (decision.outcome == Outcome::kInvalid) continue;
    for (const CriterionDecision& criterion : decision.criteria) {
      seen[criterion.id].insert(Name(criterion.result));
      if (criterion.reason.en.find("(record too old") != std::string::npos) seen[criterion.id].insert("STALE");
    }
    for (const SafeguardDecision& safeguard : decision.safeguards) seen[safeguard.id].insert(Name(safeguard.result));
  }
  const Policy* policy = LoadPolicy(kPolicy);
  ASSERT_NE(policy, nullptr);
  for (const Criterion& criterion : policy->document().criteria) {
    EXPECT_THAT(seen[criterion.id.text], testing::IsSupersetOf({"PASS", "FAIL", "MISSING"})) << criterion.id.text;
    const size_t not_applicable = criterion.applies_when.empty() ? 0 : 1;
    EXPECT_EQ(seen[criterion.id.text].count("NOT_APPLICABLE"), not_applicable) << criterion.id.text;
    const size_t stale = criterion.max_age.empty() ? 0 : 1;
    EXPECT_EQ(seen[criterion.id.text].count("STALE"), stale) << criterion.id.text;
  }
  for (const Safeguard& safeguard : policy->document().safeguards) {
    EXPECT_THAT(seen[safeguard.id.text], testing::IsSupersetOf({"CLEAR", "HOLDS", "MISSING"})) << safeguard.id.text;
  }
}

}  // namespace
}  // namespace graduasi
