#include "src/programme/on_the_way.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace graduasi::programme {
namespace {

void SortOut(std::vector<int>* numbers) {
  std::sort(numbers->begin(), numbers->end());
  numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
}

}  // namespace

OnTheWay::OnTheWay(const PolicyDocument& document, const LifeRules& rules) {
  const auto completes = [&](const std::string& id) {
    const std::vector<std::string>& ids = rules.completed_by_procedure;
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const Criterion& criterion : document.criteria) by_procedure_.push_back(completes(criterion.id.text));
  for (const Safeguard& safeguard : document.safeguards) by_procedure_.push_back(completes(safeguard.id.text));
}

void OnTheWay::Look(const decide::JudgedRow& row) {
  needs_data_ = row.judgement.outcome(row.row) == Outcome::kNeedsData;
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
}

bool OnTheWay::OnlyProcedure() const {
  if (!needs_data_ || gaps_.other || (gaps_.missing.empty() && missing_safeguards_.empty())) return false;
  const auto completes = [&](int number) { return by_procedure_[static_cast<size_t>(number)]; };
  return std::all_of(gaps_.missing.begin(), gaps_.missing.end(), completes) &&
         std::all_of(missing_safeguards_.begin(), missing_safeguards_.end(), completes);
}

bool IsCandidate(const decide::JudgedRow& row, OnTheWay* on_the_way) {
  const Outcome outcome = row.judgement.outcome(row.row);
  if (outcome != Outcome::kNeedsData) return outcome == Outcome::kEligible;
  on_the_way->Look(row);
  return on_the_way->OnlyProcedure();
}

}  // namespace graduasi::programme
