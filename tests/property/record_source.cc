#include "tests/property/record_source.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/property/expression_source.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/policy_source.h"

namespace graduasi::property {
namespace {

constexpr int kRandomPolicies = 16;  // in a chain
constexpr int32_t kDays = 365;

// By name, so that a case more does not change every chain.
const char* const kFamilies[] = {
    "brac_graduates",          "brac_missing",  "four_ps_first",    "four_ps_time",   "g01_ends_tomorrow",
    "g01_memberships_missing", "g06_month_end", "g07_pasuruan",     "progresa_above", "progresa_on_the_cut_off",
    "prospera_outside",        "psnp_meets",    "swdi_subsistence", "swdi_top_band"};
const char* const kPolicies[] = {"policies/pkh-graduasi/2026.policy.txtpb", "policies/examples/brac.policy.txtpb",
                                 "policies/examples/four_ps.policy.txtpb",  "policies/examples/progresa.policy.txtpb",
                                 "policies/examples/prospera.policy.txtpb", "policies/examples/psnp.policy.txtpb",
                                 "policies/examples/swdi.policy.txtpb",     "policies/examples/w1.policy.txtpb"};

const CaseFamily& FamilyNamed(const std::string& name) {
  for (const CaseFamily& family : CaseFamilies()) {
    if (family.name == name) return family;
  }
  ADD_FAILURE() << "there is no case " << name;
  std::abort();
}

// What a register's line becomes on a bad disk or under a bad program. It may still be readable.
std::string Damaged(std::string json, Random* random) {
  const auto at = static_cast<size_t>(random->Below(json.size()));
  switch (random->Below(3)) {
    case 0:
      json.resize(at);
      break;
    case 1:
      json[at] = static_cast<char>(random->Below(256));
      break;
    default:
      json.insert(at, "\"x\":1,");
  }
  return json;
}

}  // namespace

void RecordCounts::Add(const RecordCounts& more) {
  for (size_t i = 0; i < outcomes.size(); ++i) outcomes[i] += more.outcomes[i];
  unreadable += more.unreadable;
  clear += more.clear;
  sealed += more.sealed;
  refused += more.refused;
  random_policies += more.random_policies;
}

std::string RecordCounts::ToText() const {
  std::string text;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    absl::StrAppend(&text, outcomes[i], " ", Name(static_cast<Outcome>(i)), ", ");
  }
  return absl::StrCat(text, unreadable, " of them unreadable, ", clear, " in clear, ", sealed, " sealed, ", random_policies,
                      " random policies; ", refused, " households that cannot be recorded");
}

RecordSource::RecordSource(uint64_t law, int64_t chain) : random_(SeedOf(law, chain)) {
  for (const char* path : kPolicies) AddFile(path);
  Random random = random_.Split();
  for (int i = 0; i < kRandomPolicies; ++i) AddRandom(&random);
  counts_.random_policies = kRandomPolicies;
}

void RecordSource::Add(absl::StatusOr<Policy> decides, absl::StatusOr<Policy> verifies, Date from, int32_t days) {
  EXPECT_TRUE(decides.ok() && verifies.ok()) << decides.status() << verifies.status();
  if (!decides.ok() || !verifies.ok()) std::abort();
  verifiers_.emplace(verifies->hash(), *std::move(verifies));
  deciders_.push_back({*std::move(decides), from, days, {}});
}

void RecordSource::AddFile(const std::string& path) {
  std::ifstream file(std::string(GRADUASI_SOURCE_DIR "/") + path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  absl::StatusOr<Policy> policy = Policy::Parse(text);
  const std::string from = policy.ok() ? policy->document().effective_from.text : "";
  Add(std::move(policy), Policy::Parse(text), Date::Parse(from).value_or(Date()), kDays);
  for (const char* name : kFamilies) {
    const CaseFamily& family = FamilyNamed(name);
    if (family.policy == path) deciders_.back().families.push_back(&family);
  }
}

void RecordSource::AddRandom(Random* random) {
  ExpressionOptions options;
  options.as_of = RandomAsOf(random);
  options.depth = static_cast<int>(random->Between(1, 4));
  const PolicyDocument document = RandomPolicy(options, random);
  Add(Policy::Compile(document), Policy::Compile(document), options.as_of, 1);
}

void RecordSource::Keep(DecisionRecord record, bool unreadable) {
  ++counts_.outcomes[static_cast<size_t>(record.outcome)];
  if (unreadable) ++counts_.unreadable;
  if (record.identities == Identities::kClear) ++counts_.clear;
  if (!record.seal.empty()) ++counts_.sealed;
  last_ = std::move(record);
  begun_ = true;
}

bool RecordSource::TryNext(Random* random) {
  // Two records of five are of the reference policy, two of the random ones.
  constexpr auto kFiles = static_cast<int64_t>(std::size(kPolicies));
  const auto at = static_cast<size_t>(random->Percent(40)   ? 0
                                      : random->Percent(33) ? random->Between(1, kFiles - 1)
                                                            : random->Between(kFiles, kFiles + kRandomPolicies - 1));
  const Decider& decider = deciders_[at];
  Date as_of = Date::FromDays(decider.from.days() + static_cast<int32_t>(random->Below(static_cast<uint64_t>(decider.days))));
  Household household;
  if (!decider.families.empty() && random->Percent(50)) {
    const CaseFamily& family = *random->Of(decider.families);
    as_of = family.as_of;
    household = NearFamily(family.household, 2, random);
  } else {
    household = AnyHousehold(as_of, random);
  }
  RecordOptions options;
  if (random->Percent(20)) options.identities = Identities::kClear;
  if (random->Percent(20)) options.seal_key = std::string(static_cast<size_t>(random->Between(32, 80)), 's');
  if (random->Percent(20)) options.decide.recorded_when_true = RandomDeclarations(random);
  const DecisionRecord* before = begun_ ? &last_ : nullptr;
  if (random->Percent(5)) {
    Findings findings;
    absl::StatusOr<Household> read = ParseHouseholdJson(Damaged(ToJsonText(household), random), &findings);
    if (!read.ok()) {
      absl::StatusOr<DecisionRecord> record = MakeUnreadableRecord(decider.policy, std::move(findings), as_of, options, before);
      EXPECT_TRUE(record.ok()) << record.status();
      if (record.ok()) Keep(*std::move(record), true);
      return record.ok();
    }
    household = *std::move(read);
  }
  absl::StatusOr<DecisionRecord> record = MakeRecord(decider.policy, household, as_of, options, before);
  if (!record.ok() && options.identities == Identities::kReplaced) {  // a policy that asks who somebody is
    EXPECT_EQ(record.status().code(), absl::StatusCode::kFailedPrecondition) << record.status();
    options.identities = Identities::kClear;
    record = MakeRecord(decider.policy, household, as_of, options, before);
  }
  if (!record.ok()) {
    EXPECT_EQ(record.status().code(), absl::StatusCode::kFailedPrecondition) << record.status();
    ++counts_.refused;
    return false;
  }
  Keep(*std::move(record), false);
  return true;
}

const DecisionRecord& RecordSource::Next() {
  for (;;) {
    Random random = random_.Split();
    if (TryNext(&random)) return last_;
  }
}

}  // namespace graduasi::property
