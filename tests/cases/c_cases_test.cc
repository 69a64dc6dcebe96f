// The same case files through graduasi.h alone: every result, missing fact and reason that a case expects must come out of the
// C interface as the same string. What the C interface tells in its JSON only (witnesses, scores) is left to cases_test.cc.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "capi/graduasi.h"

namespace {

using simdjson::dom::element;
using simdjson::dom::object;
using Strings = std::vector<std::string>;

const std::filesystem::path kRoot = GRADUASI_SOURCE_DIR;

const char* const kOutcomes[] = {"INVALID", "PROTECTED", "NEEDS_DATA", "NOT_YET", "ELIGIBLE"};
const char* const kCriteria[] = {"ERROR", "FAIL", "MISSING", "NOT_APPLICABLE", "PASS"};
const char* const kSafeguards[] = {"ERROR", "HOLDS", "MISSING", "CLEAR"};
const char* const kRoutes[] = {"ERROR", "NOT_MET", "MISSING", "MET"};
const char* const kWhy[] = {"ABSENT", "STALE", "IMPRECISE", "NO_ENTRY"};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

// Each policy file is loaded once, for all cases.
const graduasi_policy* LoadPolicy(const std::string& path) {
  static auto* const loaded = new std::map<std::string, graduasi_policy*>;
  auto found = loaded->find(path);
  if (found == loaded->end()) {
    const std::string text = ReadFile(kRoot / path);
    graduasi_policy* policy = nullptr;
    EXPECT_EQ(graduasi_policy_parse(text.data(), text.size(), &policy, nullptr), GRADUASI_OK) << path;
    found = loaded->emplace(path, policy).first;
  }
  return found->second;
}

// What a case holds; cases_test.cc has seen that it is of these kinds.
object AsObject(element value) {
  object fields;
  EXPECT_EQ(value.get(fields), simdjson::SUCCESS);
  return fields;
}

std::string_view AsText(element value) {
  std::string_view text;
  EXPECT_EQ(value.get(text), simdjson::SUCCESS);
  return text;
}

Strings AsStrings(element value) {
  simdjson::dom::array list;
  EXPECT_EQ(value.get(list), simdjson::SUCCESS);
  Strings texts;
  for (const element item : list) texts.emplace_back(AsText(item));
  return texts;
}

element At(const object& fields, std::string_view key) {
  element value;
  EXPECT_EQ(fields[key].get(value), simdjson::SUCCESS) << key;
  return value;
}

// A list of a decision: how many, and what is at a place.
struct Rules {
  size_t (*count)(const graduasi_decision*);
  const char* (*id)(const graduasi_decision*, size_t);
  int32_t (*result)(const graduasi_decision*, size_t);
  const char* (*reason)(const graduasi_decision*, size_t, int32_t);  // null: it has none
};
const Rules kCriterionRules = {graduasi_decision_criterion_count, graduasi_decision_criterion_id,
                               graduasi_decision_criterion_result, graduasi_decision_criterion_reason};
const Rules kSafeguardRules = {graduasi_decision_safeguard_count, graduasi_decision_safeguard_id,
                               graduasi_decision_safeguard_result, graduasi_decision_safeguard_reason};
const Rules kRouteRules = {graduasi_decision_route_count, graduasi_decision_route_id, graduasi_decision_route_result, nullptr};

// The place of an id; the count if there is none.
size_t PlaceOf(const graduasi_decision* decision, const Rules& rules, std::string_view id) {
  size_t place = 0;
  while (place < rules.count(decision) && id != rules.id(decision, place)) ++place;
  return place;
}

template <size_t kCount>
void CompareResults(const graduasi_decision* decision, const Rules& rules, const char* const (&names)[kCount],
                    element expected) {
  for (const auto& [id, result] : AsObject(expected)) {
    const size_t place = PlaceOf(decision, rules, id);
    ASSERT_LT(place, rules.count(decision)) << id;
    const int32_t code = rules.result(decision, place);
    ASSERT_TRUE(code >= 0 && static_cast<size_t>(code) < kCount) << id;
    EXPECT_EQ(names[code], AsText(result)) << id;
  }
}

void CompareReasons(const graduasi_decision* decision, element expected) {
  for (const auto& [id, texts] : AsObject(expected)) {
    const bool criterion = PlaceOf(decision, kCriterionRules, id) < graduasi_decision_criterion_count(decision);
    const Rules& rules = criterion ? kCriterionRules : kSafeguardRules;
    for (const auto& [language, text] : AsObject(texts)) {
      const int32_t code = language == "id" ? GRADUASI_LANGUAGE_INDONESIAN : GRADUASI_LANGUAGE_ENGLISH;
      EXPECT_EQ(rules.reason(decision, PlaceOf(decision, rules, id), code), AsText(text)) << id;
    }
  }
}

void CompareWhy(const graduasi_decision* decision, element expected) {
  for (const auto& [path, why] : AsObject(expected)) {
    size_t place = 0;
    while (place < graduasi_decision_missing_count(decision) && path != graduasi_decision_missing_path(decision, place))
      ++place;
    ASSERT_LT(place, graduasi_decision_missing_count(decision)) << path;
    EXPECT_EQ(kWhy[graduasi_decision_missing_why(decision, place)], AsText(why)) << path;
  }
}

Strings Listed(const graduasi_decision* decision, size_t (*count)(const graduasi_decision*),
               const char* (*text)(const graduasi_decision*, size_t)) {
  Strings texts;
  for (size_t i = 0; i < count(decision); ++i) texts.emplace_back(text(decision, i));
  return texts;
}

void Compare(const graduasi_decision* decision, element expected) {
  for (const auto& [key, value] : AsObject(expected)) {
    if (key == "outcome") {
      EXPECT_EQ(kOutcomes[graduasi_decision_outcome(decision)], AsText(value));
    } else if (key == "route") {
      EXPECT_EQ(graduasi_decision_route(decision), AsText(value));
    } else if (key == "criteria") {
      CompareResults(decision, kCriterionRules, kCriteria, value);
    } else if (key == "safeguards") {
      CompareResults(decision, kSafeguardRules, kSafeguards, value);
    } else if (key == "routes") {
      CompareResults(decision, kRouteRules, kRoutes, value);
    } else if (key == "missing") {
      EXPECT_EQ(Listed(decision, graduasi_decision_missing_count, graduasi_decision_missing_path), AsStrings(value));
    } else if (key == "why") {
      CompareWhy(decision, value);
    } else if (key == "reasons") {
      CompareReasons(decision, value);
    } else if (key == "findings") {
      EXPECT_EQ(Listed(decision, graduasi_decision_finding_count, graduasi_decision_finding_path), AsStrings(value));
    }
  }
}

std::vector<std::filesystem::path> CaseFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "tests/cases")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class CCaseTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(CCaseTest, IsDecidedAsItsFileExpects) {
  simdjson::dom::parser parser;
  element root;
  ASSERT_EQ(parser.load(GetParam().string()).get(root), simdjson::SUCCESS);
  const object the_case = AsObject(root);
  const graduasi_policy* policy = LoadPolicy(std::string(AsText(At(the_case, "policy"))));
  const std::string_view day = AsText(At(the_case, "as_of"));
  int32_t as_of_days = 0;
  ASSERT_EQ(graduasi_day_parse(day.data(), day.size(), &as_of_days, nullptr), GRADUASI_OK);

  Strings declared;
  element list;
  if (the_case["recorded_when_true"].get(list) == simdjson::SUCCESS) declared = AsStrings(list);
  std::vector<const char*> pointers;
  for (const std::string& text : declared) pointers.push_back(text.c_str());
  graduasi_decide_options options = {sizeof(options), pointers.data(), pointers.size()};

  const element record = At(the_case, "household");
  const std::string household = record.is_string() ? std::string(AsText(record)) : simdjson::minify(record);
  graduasi_decision* decision = nullptr;
  ASSERT_EQ(graduasi_decide_json(policy, household.data(), household.size(), as_of_days, &options, &decision, nullptr),
            GRADUASI_OK);
  Compare(decision, At(the_case, "expect"));
  if (HasFailure()) std::fputs(graduasi_decision_text(decision, GRADUASI_LANGUAGE_ENGLISH), stdout);
  graduasi_decision_free(decision);
}

INSTANTIATE_TEST_SUITE_P(Files, CCaseTest, testing::ValuesIn(CaseFiles()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
