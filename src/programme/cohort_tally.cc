#include "src/programme/cohort_tally.h"

#include <algorithm>
#include <utility>

#include "graduasi/statistic.h"
#include "src/columns/bits.h"

namespace graduasi::programme {
namespace {

constexpr int kPercentDecimals = 2;

// "household.members[2].born_on" -> "household.members[].born_on".
std::string WithoutPositions(const std::string& path) {
  std::string text;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) text.push_back(c);
    if (c == '[') inside = true;
  }
  return text;
}

Decimal PercentOf(int64_t part, int64_t whole) {
  return Quotient({part, 0}, {whole, 0}, 100, kPercentDecimals).value_or(Decimal());
}

// Most families first; otherwise the order stays.
void PutInOrder(std::vector<Obstruction>* list) {
  std::stable_sort(list->begin(), list->end(),
                   [](const Obstruction& a, const Obstruction& b) { return a.families > b.families; });
}

}  // namespace

CohortTally::CohortTally(const decide::Prospect& prospect, Date as_of, const LifeRules& rules,
                         const columns::RecordedWhenTrue& recorded_when_true)
    : policy_(&prospect.policy()),
      as_of_(as_of),
      wanting_facts_(prospect.policy(), prospect.wording(), recorded_when_true),
      on_the_way_(prospect.policy().document(), rules) {
  const size_t numbers = policy_->document().criteria.size() + policy_->document().safeguards.size();
  failing_.resize(numbers);
  unknown_.resize(numbers);
  protecting_.resize(numbers);
}

void CohortTally::Count(const decide::Sweep::Decided& batch, absl::Span<const Household> households) {
  CountProtected(batch);
  for (int32_t i = 0; i < batch.count; ++i) {
    const Outcome outcome = batch.judgement.outcome(i);
    if (outcome == Outcome::kEligible) ++candidates_;
    if (outcome != Outcome::kNeedsData && outcome != Outcome::kNotYet) continue;
    CountOnTheWay({policy_->checked(), batch.form, batch.run, batch.judgement, i}, households[static_cast<size_t>(i)]);
  }
}

void CohortTally::CountProtected(const decide::Sweep::Decided& batch) {
  const size_t first = policy_->document().criteria.size();
  const size_t safeguards = batch.form.safeguards.size();
  for (size_t w = 0; w < static_cast<size_t>(columns::WordsFor(batch.count)); ++w) {
    const uint64_t rows = columns::LowMask(batch.count - static_cast<int64_t>(w * 64));
    uint64_t once = 0;
    uint64_t twice = 0;
    for (size_t i = 0; i < safeguards; ++i) {
      const uint64_t holds = batch.judgement.holds(i, w) & rows;
      twice |= once & holds;
      once |= holds;
    }
    for (size_t i = 0; once != 0 && i < safeguards; ++i) {
      const uint64_t holds = batch.judgement.holds(i, w) & rows;
      protecting_[first + i].families += __builtin_popcountll(holds);
      protecting_[first + i].alone += __builtin_popcountll(holds & ~twice);
    }
  }
}

// On the nearest route, and what guards it.
void CohortTally::CountOnTheWay(const decide::JudgedRow& row, const Household& household) {
  on_the_way_.Look(row);
  if (on_the_way_.OnlyProcedure()) ++candidates_;
  const std::vector<int>& failing = on_the_way_.failing();
  const size_t unknown = on_the_way_.missing().size() + on_the_way_.missing_safeguards().size();
  for (const int number : failing) failing_[static_cast<size_t>(number)].Add(failing.size() == 1 && unknown == 0);
  const bool one_unknown = unknown == 1 && failing.empty();
  for (const int number : on_the_way_.missing()) unknown_[static_cast<size_t>(number)].Add(one_unknown);
  for (const int number : on_the_way_.missing_safeguards()) unknown_[static_cast<size_t>(number)].Add(one_unknown);
  if (row.judgement.outcome(row.row) != Outcome::kNeedsData) return;
  std::vector<std::string> paths;
  for (const MissingFact& fact : wanting_facts_.Find(household, as_of_, decide::WantingOf(row))) {
    paths.push_back(WithoutPositions(fact.path));
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  for (const std::string& path : paths) facts_[path].Add(paths.size() == 1 && failing.empty());
}

void CohortTally::Add(const CohortTally& other) {
  const auto add = [](const Kept& from, Kept* to) {
    to->families += from.families;
    to->alone += from.alone;
  };
  for (size_t i = 0; i < failing_.size(); ++i) {
    add(other.failing_[i], &failing_[i]);
    add(other.unknown_[i], &unknown_[i]);
    add(other.protecting_[i], &protecting_[i]);
  }
  for (const auto& [path, kept] : other.facts_) add(kept, &facts_[path]);
  candidates_ += other.candidates_;
}

std::vector<Obstruction> CohortTally::List(const ByNumber& counts, int64_t families) const {
  const PolicyDocument& document = policy_->document();
  std::vector<Obstruction> list;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i].families == 0) continue;
    const size_t criteria = document.criteria.size();
    Obstruction& obstruction = list.emplace_back();
    obstruction.id = i < criteria ? document.criteria[i].id.text : document.safeguards[i - criteria].id.text;
    obstruction.title = i < criteria ? document.criteria[i].title : document.safeguards[i - criteria].title;
    obstruction.families = counts[i].families;
    obstruction.alone = counts[i].alone;
    obstruction.percent = PercentOf(counts[i].families, families);
  }
  PutInOrder(&list);
  return list;
}

void CohortTally::Report(CohortReport* report) const {
  report->candidates = candidates_;
  report->failing = List(failing_, report->families);
  report->unknown = List(unknown_, report->families);
  report->protecting = List(protecting_, report->families);
  for (const auto& [path, kept] : facts_) {
    report->missing_facts.push_back({path, {}, kept.families, kept.alone, PercentOf(kept.families, report->families)});
  }
  PutInOrder(&report->missing_facts);
}

}  // namespace graduasi::programme
