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

template <typename T>
void SortOut(std::vector<T>* items) {
  std::sort(items->begin(), items->end());
  items->erase(std::unique(items->begin(), items->end()), items->end());
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
    : policy_(&prospect.policy()), as_of_(as_of), wanting_facts_(prospect.policy(), prospect.wording(), recorded_when_true) {
  const PolicyDocument& document = policy_->document();
  const auto completes = [&](const std::string& id) {
    const std::vector<std::string>& ids = rules.completed_by_procedure;
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const Criterion& criterion : document.criteria) by_procedure_.push_back(completes(criterion.id.text));
  for (const Safeguard& safeguard : document.safeguards) by_procedure_.push_back(completes(safeguard.id.text));
  failing_.resize(by_procedure_.size());
  unknown_.resize(by_procedure_.size());
  protecting_.resize(by_procedure_.size());
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

// As LifeRules says: nothing is open but what the procedure completes.
bool CohortTally::IsCandidate() const {
  if (gaps_.other || (gaps_.missing.empty() && missing_safeguards_.empty())) return false;
  const auto completes = [&](int number) { return by_procedure_[static_cast<size_t>(number)]; };
  return std::all_of(gaps_.missing.begin(), gaps_.missing.end(), completes) &&
         std::all_of(missing_safeguards_.begin(), missing_safeguards_.end(), completes);
}

// On the nearest route, and what guards it.
void CohortTally::CountOnTheWay(const decide::JudgedRow& row, const Household& household) {
  const bool needs_data = row.judgement.outcome(row.row) == Outcome::kNeedsData;
  const size_t criteria = row.form.criteria.size();
  missing_safeguards_.clear();
  for (size_t i = 0; i < row.form.safeguards.size(); ++i) {
    if (row.judgement.safeguard(i, row.row) == SafeguardResult::kMissing) {
      missing_safeguards_.push_back(static_cast<int>(criteria + i));
    }
  }
  if (const int route = decide::NearestRoute(row); route >= 0) {
    decide::FindGaps(row, static_cast<size_t>(route), &gaps_);
  } else {
    gaps_ = decide::RouteGaps();
  }
  SortOut(&gaps_.failing);
  SortOut(&gaps_.missing);
  if (needs_data && IsCandidate()) ++candidates_;

  const size_t unknown = gaps_.missing.size() + missing_safeguards_.size();
  for (const int number : gaps_.failing) failing_[static_cast<size_t>(number)].Add(gaps_.failing.size() == 1 && unknown == 0);
  const bool one_unknown = unknown == 1 && gaps_.failing.empty();
  for (const int number : gaps_.missing) unknown_[static_cast<size_t>(number)].Add(one_unknown);
  for (const int number : missing_safeguards_) unknown_[static_cast<size_t>(number)].Add(one_unknown);
  if (!needs_data) return;
  std::vector<std::string> paths;
  for (const MissingFact& fact : wanting_facts_.Find(household, as_of_, decide::WantingOf(row))) {
    paths.push_back(WithoutPositions(fact.path));
  }
  SortOut(&paths);
  for (const std::string& path : paths) facts_[path].Add(paths.size() == 1 && gaps_.failing.empty());
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
