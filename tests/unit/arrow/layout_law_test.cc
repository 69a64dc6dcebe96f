// The law of columns: however a producer lays out the same register, and however the work is cut up, the decisions are those of
// the structs.
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graduasi/arrow.h"
#include "gtest/gtest.h"
#include "src/arrow/household_row.h"
#include "src/base/findings.h"
#include "src/decide/admission.h"
#include "src/model/validate.h"
#include "tests/property/household_source.h"
#include "tests/unit/arrow/register_stream.h"

namespace graduasi {
namespace {

using property::Random;

const Date kDay(2026, 6, 15);

Policy Load(const std::string& path) {
  std::ifstream file(absl::StrCat(GRADUASI_SOURCE_DIR, "/", path));
  std::stringstream text;
  text << file.rdbuf();
  absl::StatusOr<Policy> policy = Policy::Parse(text.str());
  if (!policy.ok()) ADD_FAILURE() << path << ": " << policy.status();
  return *std::move(policy);
}

const Policy& PkhPolicy() {
  static const Policy* const policy = new Policy(Load("policies/pkh-graduasi/2026.policy.txtpb"));
  return *policy;
}

std::vector<Household> Register(size_t size, Random* random) {
  std::vector<Household> households;
  for (size_t i = 0; i < size; ++i) {
    households.push_back(property::AnyHousehold(kDay, random));
    if (random->Percent(3)) households.back() = Household();
  }
  return households;
}

// What the structs give.
std::vector<DecidedRow> Expected(const Policy& policy, const std::vector<Household>& households, const DecideOptions& options) {
  std::vector<DecidedRow> rows(households.size());
  const PolicyDocument& document = policy.document();
  const absl::Status status = policy.DecideAll(households, kDay, options, [&](size_t index, const Verdict& verdict) {
    DecidedRow& row = rows[index];
    const Household& household = households[index];
    row.id = household.id.value_or("(null)");
    row.outcome = Name(verdict.outcome);
    row.route = "(null)";
    if (verdict.outcome == Outcome::kInvalid) {
      const absl::StatusOr<Decision> decision = policy.Decide(household, kDay, options);
      for (const Finding& finding : decision->findings) {
        if (row.findings.size() < 20) row.findings.push_back(ToString(finding));
      }
      if (decision->findings.size() > 20) {
        row.findings.push_back(absl::StrCat("and ", decision->findings.size() - 20, " more findings, not listed"));
      }
      return;
    }
    if (verdict.outcome == Outcome::kEligible) row.route = document.routes[static_cast<size_t>(verdict.route)].id.text;
    for (size_t i = 0; i < verdict.criteria.size(); ++i) {
      const std::string& id = document.criteria[i].id.text;
      if (verdict.criteria[i] == CriterionResult::kFail) row.failed.push_back(id);
      if (verdict.criteria[i] == CriterionResult::kMissing) row.missing.push_back(id);
    }
    for (size_t i = 0; i < verdict.safeguards.size(); ++i) {
      const std::string& id = document.safeguards[i].id.text;
      if (verdict.safeguards[i] == SafeguardResult::kMissing) row.missing.push_back(id);
      if (verdict.safeguards[i] == SafeguardResult::kHolds) row.protecting.push_back(id);
    }
  });
  EXPECT_TRUE(status.ok()) << status;
  return rows;
}

Decided DecideByColumns(const Policy& policy, const std::vector<Household>& households, const Layouts& layouts, uint64_t seed,
                        const StreamOptions& options) {
  RegisterStream producer(households, layouts, seed);
  ArrowArrayStream in = producer.Export();
  ArrowArrayStream out{};
  Findings findings;
  const absl::Status status = DecideStream(policy, &in, kDay, options, &out, &findings);
  EXPECT_EQ(in.release, nullptr);
  EXPECT_TRUE(status.ok()) << status;
  return status.ok() ? ReadDecisions(&out) : Decided();
}

void ExpectSame(const std::vector<Household>& households, const std::vector<DecidedRow>& expected, const Decided& decided,
                bool scores) {
  EXPECT_EQ(decided.error, "");
  ASSERT_EQ(decided.rows.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    DecidedRow row = decided.rows[i];
    if (!scores) {
      row.scored = false;
      row.score = 0;
    }
    ASSERT_EQ(row.ToString(), expected[i].ToString()) << "row " << i << ": " << property::ToJsonText(households[i]);
  }
}

struct NamedLayouts {
  const char* name;
  Layouts layouts;
};

Layouts Only(bool Layouts::*knob) {
  Layouts layouts;
  layouts.*knob = true;
  return layouts;
}

std::vector<NamedLayouts> AllLayouts() {
  return {{"plain", kPlain},
          {"chunks", Only(&Layouts::chunks)},
          {"slices", Only(&Layouts::slices)},
          {"widths", Only(&Layouts::widths)},
          {"dictionaries", Only(&Layouts::dictionaries)},
          {"nulls", Only(&Layouts::nulls)},
          {"drop_empty", Only(&Layouts::drop_empty)},
          {"everything", kEverything}};
}

TEST(LayoutLaw, TheLayoutOfARegisterNeverChangesADecision) {
  std::map<std::string, int> outcomes;
  for (uint64_t seed = 1; seed <= 25; ++seed) {
    Random random(seed);
    const std::vector<Household> households = Register(1 + random.Below(seed % 5 == 0 ? 700 : 150), &random);
    StreamOptions options;
    if (seed % 3 == 0) options.recorded_when_true = {"household.members[].pregnant", "household.members[].severely_disabled"};
    const std::vector<DecidedRow> expected = Expected(PkhPolicy(), households, {options.recorded_when_true});
    for (const DecidedRow& row : expected) ++outcomes[row.outcome];
    for (const NamedLayouts& named : AllLayouts()) {
      SCOPED_TRACE(absl::StrCat("seed ", seed, ", ", named.name));
      options.batch_rows = random.Percent(50) ? 2048 : static_cast<int32_t>(random.Between(1, 200));
      const Decided decided = DecideByColumns(PkhPolicy(), households, named.layouts, seed, options);
      ExpectSame(households, expected, decided, true);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_EQ(LiveStructures(), 0);
  // A law that was never put to the test is none.
  EXPECT_GT(outcomes["INVALID"], 200);
  EXPECT_GT(outcomes["PROTECTED"] + outcomes["NEEDS_DATA"] + outcomes["NOT_YET"], 200);
  EXPECT_GT(outcomes["NEEDS_DATA"], 20);
  EXPECT_GT(outcomes["NOT_YET"], 20);
}

TEST(LayoutLaw, EveryExamplePolicyDecidesTheSameByColumns) {
  for (const char* name : {"brac", "four_ps", "progresa", "prospera", "psnp", "swdi", "w1"}) {
    SCOPED_TRACE(name);
    const Policy policy = Load(absl::StrCat("policies/examples/", name, ".policy.txtpb"));
    if (!decide::CheckPeriod(decide::CompiledOf(policy).checked(), kDay).ok()) continue;
    Random random(11);
    std::vector<Household> households = Register(200, &random);
    for (Household& household : households) {
      if (!household.region.code.has_value()) household.region = Kemendagri("35.79");
    }
    const std::vector<DecidedRow> expected = Expected(policy, households, {});
    ExpectSame(households, expected, DecideByColumns(policy, households, kEverything, 5, {}), false);
  }
}

// One contradiction in an otherwise sound record, so that no other mark of the screen can stand in for it.
TEST(LayoutLaw, EveryContradictionIsFoundByItself) {
  using Spoil = std::function<void(Household*)>;
  const std::vector<std::pair<const char*, Spoil>> contradictions = {
      {"two heads", [](Household* h) { h->members->at(0).relation = h->members->at(1).relation = Relation::kHead; }},
      {"a NIK twice", [](Household* h) { h->members->at(0).nik = h->members->at(1).nik = "3579000000000001"; }},
      {"a NIK of 15 digits", [](Household* h) { h->members->at(1).nik = "357900000000001"; }},
      {"a KK of 15 digits", [](Household* h) { h->kk = "357900000000001"; }},
      {"the KK for an id", [](Household* h) { h->kk = h->id = "3579000000000001"; }},
      {"a NIK for an id", [](Household* h) { h->members->at(1).nik = h->id = "3579000000000001"; }},
      {"a pregnant man", [](Household* h) { h->members->at(1).sex = Sex::kMale, h->members->at(1).pregnant = true; }},
      {"born tomorrow", [](Household* h) { h->members->at(1).born_on = Date(2026, 6, 16); }},
      {"born 131 years ago", [](Household* h) { h->members->at(1).born_on = Date(1895, 6, 15); }},
      {"too old by a month", [](Household* h) { h->members->at(1).born_on = PartialDate::Month(1895, 5); }},
      {"died before birth", [](Household* h) { h->members->at(1).died_on = Date(1979, 12, 31); }},
      {"a day of 1899", [](Household* h) { h->registered_on = Date(1899, 12, 31); }},
      {"a day of 2201", [](Household* h) { h->procedure.verified_on = Date(2201, 1, 1); }},
      {"a region without a system", [](Household* h) { h->region.code = "35.79"; }},
      {"a region of the other system", [](Household* h) { h->region = Bps("35.79"); }},
      {"a negative amount", [](Household* h) { h->incomes.emplace(1).at(0).amount_idr = -1; }},
      {"a decile 11", [](Household* h) { h->ranks.emplace(1).at(0).decile = 11; }},
      {"two deciles of one snapshot",
       [](Household* h) {
         WelfareRank rank;
         rank.snapshot = "2026T1";
         rank.observed_on = Date(2026, 1, 1);
         h->ranks.emplace(2, rank);
         h->ranks->at(0).decile = 3;
         h->ranks->at(1).decile = 4;
       }},
      {"an exit without a day", [](Household* h) { h->memberships.emplace(1).at(0).exit_kind = ExitKind::kNaturalExit; }},
      {"an end before its beginning",
       [](Household* h) {
         h->memberships.emplace(1).at(0).started_on = Date(2025, 1, 2);
         h->memberships->at(0).ended_on = Date(2025, 1, 1);
       }},
      {"verified before resolved",
       [](Household* h) {
         InspectionFinding& found = h->mentoring.inspections.emplace(1).at(0).findings.emplace(1).at(0);
         found.resolved_on = Date(2025, 1, 2);
         found.verified_on = Date(2025, 1, 1);
       }},
      {"a text of 1,001 bytes", [](Household* h) { h->address = std::string(1001, 'a'); }},
      {"a text with a NUL", [](Household* h) { h->members->at(1).name = std::string("a\0b", 3); }},
      {"a text in Latin-1", [](Household* h) { h->members->at(1).name = "caf\xe9"; }},
      {"a list of 1,001", [](Household* h) { h->assets.emplace(1001); }},
  };
  for (const auto& [name, spoil] : contradictions) {
    SCOPED_TRACE(name);
    Household sound;
    sound.id = "H";
    sound.members.emplace(2);
    for (Member& member : *sound.members) member.born_on = Date(1980, 1, 1);
    std::vector<Household> households(3, sound);
    spoil(&households[1]);
    ASSERT_FALSE(model::Validate(households[1], kDay).empty());
    const Decided decided = DecideByColumns(PkhPolicy(), households, kPlain, 1, {});
    ASSERT_EQ(decided.rows.size(), 3u);
    EXPECT_NE(decided.rows[0].outcome, "INVALID");
    EXPECT_EQ(decided.rows[1].outcome, "INVALID");
    EXPECT_EQ(decided.rows[1].findings.size(), 1u);
    EXPECT_NE(decided.rows[2].outcome, "INVALID");
  }
}

// Every byte of an array and of its children that has a meaning, lengths and counts of nulls before them.
void AppendBytes(const ArrowArray& array, const ArrowSchema& schema, std::string* bytes) {
  const auto add = [bytes](const void* from, int64_t size) {
    absl::StrAppend(bytes, "[", from == nullptr ? -1 : size, "]");
    if (from != nullptr) bytes->append(static_cast<const char*>(from), static_cast<size_t>(size));
  };
  absl::StrAppend(bytes, schema.format, " ", array.length, " ", array.null_count, " ", array.offset, " ");
  add(array.buffers[0], (array.length + 7) / 8);
  const std::string format = schema.format;
  if (format == "l") add(array.buffers[1], array.length * 8);
  if (format == "u" || format == "+l") add(array.buffers[1], (array.length + 1) * 4);
  if (format == "u") add(array.buffers[2], static_cast<const int32_t*>(array.buffers[1])[array.length]);
  for (int64_t i = 0; i < array.n_children; ++i) AppendBytes(*array.children[i], *schema.children[i], bytes);
}

std::string BytesOfStream(const std::vector<Household>& households, const StreamOptions& options) {
  RegisterStream producer(households, kEverything, 9);
  ArrowArrayStream in = producer.Export();
  ArrowArrayStream out{};
  EXPECT_TRUE(DecideStream(PkhPolicy(), &in, kDay, options, &out, nullptr).ok());
  ArrowSchema schema{};
  EXPECT_EQ(out.get_schema(&out, &schema), 0);
  std::string bytes;
  for (;;) {
    ArrowArray array{};
    EXPECT_EQ(out.get_next(&out, &array), 0);
    if (array.release == nullptr) break;
    AppendBytes(array, schema, &bytes);
    array.release(&array);
  }
  schema.release(&schema);
  out.release(&out);
  return bytes;
}

// Parts are written next to each other by different threads, and each part writes more than it needs where it may: a byte too
// far is a byte of a neighbour.
TEST(LayoutLaw, AnyNumberOfThreadsGivesTheSameBytes) {
  Random random(3);
  const std::vector<Household> households = Register(900, &random);
  StreamOptions options;
  const std::string one = BytesOfStream(households, options);
  EXPECT_GT(one.size(), households.size() * 20);
  for (const int32_t batch_rows : {1, 7, 50, 333}) {
    for (const int threads : {1, 2, 3, 8}) {
      options.threads = threads;
      options.batch_rows = batch_rows;
      ASSERT_TRUE(BytesOfStream(households, options) == one) << threads << " threads, batches of " << batch_rows;
    }
  }
}

TEST(LayoutLaw, ARowReadAsAStructIsTheHouseholdThatWasWritten) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    const std::vector<Household> households = Register(60, &random);
    RegisterStream producer(households, kEverything, seed);
    ArrowArrayStream in = producer.Export();
    ArrowSchema schema{};
    in.get_schema(&in, &schema);
    arrow::Binding binding;
    Findings findings;
    arrow::Bind(schema, *decide::CompiledOf(PkhPolicy()).bulk().program, {}, &binding, &findings);
    EXPECT_TRUE(findings.empty());
    schema.release(&schema);
    size_t next = 0;
    for (;;) {
      ArrowArray array{};
      ASSERT_EQ(in.get_next(&in, &array), 0);
      if (array.release == nullptr) break;
      arrow::BoundArray bound;
      ASSERT_FALSE(arrow::Attach(binding.household, array, &bound).has_value());
      for (int64_t row = 0; row < array.length; ++row, ++next) {
        Household household;
        arrow::ReadHousehold(bound, row, &household, &findings);
        ASSERT_EQ(property::ToJsonText(household), property::ToJsonText(households[next]));
      }
      array.release(&array);
    }
    EXPECT_EQ(next, households.size());
    EXPECT_TRUE(findings.empty());
    in.release(&in);
  }
}

}  // namespace
}  // namespace graduasi
