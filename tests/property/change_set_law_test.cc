// Laws about changes: what is proposed works on its day, no part of it and no less of it does, and nothing smaller can.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "graduasi/change.h"
#include "graduasi/outlook.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/near_family.h"

namespace graduasi::property {
namespace {

using Chosen = std::vector<const PossibleChange*>;

struct Tried {
  int64_t households = 0, with_sets = 0, sets = 0, changes = 0, later = 0, lessened = 0, parts = 0, smaller = 0, exhaustive = 0;
  int found = 0;
};

class Trial {
 public:
  Trial(const Policy& policy, const Household& household, Date as_of, std::optional<Date> until, Tried* tried)
      : policy_(policy), household_(household), as_of_(as_of), tried_(tried) {
    options_.until = until;
    options_.max_sets = 60;
  }

  void Run() {
    const absl::StatusOr<Changes> changes = FindChanges(policy_, household_, as_of_, options_);
    ASSERT_TRUE(changes.ok()) << changes.status();
    ++tried_->households;
    tried_->with_sets += changes->sets.empty() ? 0 : 1;
    const std::optional<Date> waiting = FirstDay(household_);
    if (waiting == as_of_) {
      if (!changes->sets.empty()) Blame("changes for a household that is ELIGIBLE");
      return;
    }
    for (const ChangeSet& set : changes->sets) Check(set);
    if (!changes->cut && changes->available.size() <= 12) CheckNothingSmaller(*changes, waiting);
  }

 private:
  void Blame(const std::string& what) {
    ++tried_->found;
    ADD_FAILURE() << policy_.document().id.text << " as of " << as_of_.ToString() << "\nhousehold: " << ToJsonText(household_)
                  << "\n"
                  << what;
  }

  std::optional<Date> FirstDay(const Household& household) const {
    const absl::StatusOr<Timeline> timeline = Foresee(policy_, household, as_of_, options_);
    EXPECT_TRUE(timeline.ok()) << timeline.status();
    return timeline.ok() ? timeline->eligible_from : std::nullopt;
  }

  // Nothing if the edits do not go together.
  std::optional<Household> Edited(const std::vector<Change>& edits) const {
    Household household = household_;
    if (!Apply(edits, &household).ok()) return std::nullopt;
    return household;
  }

  static std::vector<Change> Edits(const Chosen& chosen) {
    std::vector<Change> edits;
    for (const PossibleChange* change : chosen) edits.insert(edits.end(), change->edits.begin(), change->edits.end());
    return edits;
  }

  static std::string Told(const ChangeSet& set) {
    std::string text = set.day.ToString();
    for (const PossibleChange& change : set.changes) {
      absl::StrAppend(&text, "; ", change.criterion, ": ", change.text.en);
      for (const Change& edit : change.edits) absl::StrAppend(&text, " {", edit.path, " ", edit.value, "}");
    }
    return text;
  }

  void Check(const ChangeSet& set) {
    ++tried_->sets;
    tried_->changes += static_cast<int64_t>(set.changes.size());
    tried_->later += as_of_ < set.day ? 1 : 0;
    Chosen all;
    for (const PossibleChange& change : set.changes) {
      all.push_back(&change);
      if (change.text.id.empty() || change.text.en.empty() || change.criterion.empty()) Blame("a change without words");
      const bool can_act =
          change.actor == Actor::kHousehold || change.actor == Actor::kMentor || change.actor == Actor::kOfficer;
      if (!can_act) Blame("a change that is in nobody's hands");
    }
    const std::optional<Household> done = Edited(Edits(all));
    if (!done) return Blame("edits that do not fit: " + Told(set));
    const absl::StatusOr<Decision> decision = policy_.Decide(*done, set.day);
    ASSERT_TRUE(decision.ok()) << decision.status();
    if (decision->outcome != Outcome::kEligible || decision->route != set.route) return Blame("does not work: " + Told(set));
    if (FirstDay(*done) != set.day) Blame("works on another day already: " + Told(set));
    CheckParts(set);
    for (size_t i = 0; i < set.changes.size(); ++i) CheckLess(set, i);
  }

  void CheckParts(const ChangeSet& set) {
    const size_t size = set.changes.size();
    if (size > 10) return;  // too many parts to try them all
    for (size_t bits = 0; bits + 1 < (size_t{1} << size); ++bits) {
      Chosen part;
      for (size_t i = 0; i < size; ++i) {
        if ((bits >> i & 1) != 0) part.push_back(&set.changes[i]);
      }
      const std::optional<Household> done = Edited(Edits(part));
      if (!done) continue;  // one change is written into the record that another one adds
      ++tried_->parts;
      const std::optional<Date> day = FirstDay(*done);
      if (day && *day <= set.day) Blame(absl::StrCat("a part of it is enough: ", Told(set), "; part ", bits));
    }
  }

  // One unit less of one figure.
  void CheckLess(const ChangeSet& set, size_t index) {
    const PossibleChange& change = set.changes[index];
    if (!change.is_number || change.difference == 0) return;
    const int64_t less = change.difference > 0 ? change.to - 1 : change.to + 1;
    Chosen all;
    for (const PossibleChange& other : set.changes) all.push_back(&other);
    PossibleChange lessened = change;
    const bool counted = !absl::StrContains(change.path, "[].") && change.edits[0].kind == Change::Kind::kAdd;
    if (counted) {
      lessened.edits.pop_back();
    } else {
      const std::string field = change.path.substr(change.path.rfind('.') + 1);
      Change& edit = lessened.edits.back();
      if (edit.kind == Change::Kind::kSet) {
        edit.value = absl::StrCat(less);
      } else {
        const std::string before = edit.value;
        for (const char* end : {",", "}"}) {
          edit.value = absl::StrReplaceAll(
              edit.value, {{absl::StrCat("\"", field, "\": ", change.to, end), absl::StrCat("\"", field, "\": ", less, end)}});
        }
        if (edit.value == before) return Blame("the figure is not in the edit: " + Told(set));
      }
    }
    all[index] = &lessened;
    const std::optional<Household> done = Edited(Edits(all));
    if (!done) return;
    ++tried_->lessened;
    const absl::StatusOr<Decision> decision = policy_.Decide(*done, set.day);
    ASSERT_TRUE(decision.ok()) << decision.status();
    if (decision->outcome == Outcome::kEligible) Blame("less is enough of: " + change.text.en + "; " + Told(set));
  }

  // No choice of fewer of the available changes works on any day of the horizon; if there is no set, no choice at all does, up
  // to as many as can be gone through here.
  void CheckNothingSmaller(const Changes& changes, const std::optional<Date>& waiting) {
    constexpr size_t kMost = 400;
    const size_t below = changes.sets.empty() ? changes.available.size() + 1 : changes.sets.front().changes.size();
    if (below > 0 && waiting) return Blame("waiting is enough, and more is proposed");
    size_t gone_through = 0;
    bool complete = true;
    for (size_t bits = 1; bits < (size_t{1} << changes.available.size()); ++bits) {
      if (static_cast<size_t>(__builtin_popcountll(bits)) >= below) continue;
      if (gone_through >= kMost) {
        complete = false;
        break;
      }
      Chosen chosen;
      bool twice = false;  // two amounts of one thing
      for (size_t i = 0; i < changes.available.size(); ++i) {
        if ((bits >> i & 1) == 0) continue;
        for (const PossibleChange* other : chosen) twice = twice || other->path == changes.available[i].path;
        chosen.push_back(&changes.available[i]);
      }
      if (twice) continue;
      const std::optional<Household> done = Edited(Edits(chosen));
      if (!done) continue;
      ++gone_through;
      ++tried_->smaller;
      if (FirstDay(*done)) return Blame(absl::StrCat("fewer changes are enough: ", bits));
    }
    tried_->exhaustive += complete ? 1 : 0;
  }

  const Policy& policy_;
  const Household& household_;
  const Date as_of_;
  OutlookOptions options_;
  Tried* const tried_;
};

void Print(const char* name, const Tried& tried) {
  std::printf(
      "%s: %lld households, %lld with sets; %lld sets of %lld changes checked (%lld for a later day), %lld parts, %lld with "
      "one unit less, %lld smaller choices, all of them for %lld households\n",
      name, static_cast<long long>(tried.households), static_cast<long long>(tried.with_sets),
      static_cast<long long>(tried.sets), static_cast<long long>(tried.changes), static_cast<long long>(tried.later),
      static_cast<long long>(tried.parts), static_cast<long long>(tried.lessened), static_cast<long long>(tried.smaller),
      static_cast<long long>(tried.exhaustive));
}

TEST(ChangeSetLaw, WhatIsProposedUnderTheReferencePolicyWorksAndNothingLessDoes) {
  const char kReference[] = "policies/pkh-graduasi/2026.policy.txtpb";
  const int64_t cases = Families(300);
  const Policy policy = OpenPolicy(kReference);
  const std::vector<const CaseFamily*> families = CaseFamiliesOf(kReference);
  Tried tried;
  for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
    Random random(SeedOf(63, number));
    const Date as_of = Date::FromDays(Date(2025, 10, 1).days() + static_cast<int32_t>(random.Between(0, 456)));
    const Household household =
        random.Percent(5) ? SoundHousehold(as_of, &random) : NearFamily(random.Of(families)->household, 8, &random);
    Trial(policy, household, as_of, as_of.AddMonths(random.Percent(80) ? 12 : 36), &tried).Run();
  }
  Print("reference", tried);
  EXPECT_GT(tried.with_sets, tried.households / 20) << "the law was hardly tried";
  EXPECT_GT(tried.lessened, 0);
}

TEST(ChangeSetLaw, WhatIsProposedUnderTheExamplesWorksAndNothingLessDoes) {
  const int64_t cases = Families(300);
  for (const char* path : {"policies/examples/brac.policy.txtpb", "policies/examples/prospera.policy.txtpb",
                           "policies/examples/psnp.policy.txtpb", "policies/examples/swdi.policy.txtpb"}) {
    const Policy policy = OpenPolicy(path);
    const std::vector<const CaseFamily*> families = CaseFamiliesOf(path);
    ASSERT_FALSE(families.empty()) << path;
    Tried tried;
    for (int64_t number = 0; tried.households < cases && tried.found < kEnough; ++number) {
      Random random(SeedOf(64, number));
      const Date as_of = Date::FromDays(Date(2026, 1, 1).days() + static_cast<int32_t>(random.Between(0, 400)));
      const Household household =
          random.Percent(5) ? SoundHousehold(as_of, &random) : NearFamily(random.Of(families)->household, 6, &random);
      Trial(policy, household, as_of, as_of.AddMonths(18), &tried).Run();
    }
    Print(path, tried);
  }
}

}  // namespace
}  // namespace graduasi::property
