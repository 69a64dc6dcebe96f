#include "src/analysis/telling_answers.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace graduasi::analysis {

AnswerSheet::AnswerSheet(const PolicyDocument& policy)
    : policy_(policy), width_(2 + policy.criteria.size() + policy.safeguards.size()) {}

absl::Status AnswerSheet::Fill(const policy::CompiledPolicy& variant, absl::Span<const decide::Sweep::Row> rows,
                               const columns::RecordedWhenTrue& recorded_when_true, std::vector<int8_t>* answers) {
  std::vector<int8_t> route_numbers;
  for (const Route& route : variant.document().routes) {
    int8_t number = -1;
    for (size_t i = 0; i < policy_.routes.size(); ++i) {
      if (policy_.routes[i].id.text == route.id.text) number = static_cast<int8_t>(i);
    }
    route_numbers.push_back(number);
  }
  answers->assign(rows.size() * width_, 0);
  return sweep_.Run(variant, rows, recorded_when_true, [&](const decide::Sweep::Decided& batch) {
    for (int32_t row = 0; row < batch.count; ++row) {
      int8_t* out = answers->data() + (batch.first + static_cast<size_t>(row)) * width_;
      const Outcome outcome = batch.judgement.outcome(row);
      out[0] = static_cast<int8_t>(outcome);
      out[1] = -1;
      if (outcome == Outcome::kInvalid) continue;
      if (outcome == Outcome::kEligible) out[1] = route_numbers[static_cast<size_t>(batch.judgement.route(row))];
      int8_t* next = out + 2;
      for (size_t i = 0; i < policy_.criteria.size(); ++i) *next++ = static_cast<int8_t>(batch.judgement.criterion(i, row));
      for (size_t i = 0; i < policy_.safeguards.size(); ++i) *next++ = static_cast<int8_t>(batch.judgement.safeguard(i, row));
    }
  });
}

std::vector<TellingHousehold::Difference> AnswerSheet::Differences(const int8_t* policy, const int8_t* mutant) const {
  std::vector<TellingHousehold::Difference> out;
  if (policy[0] != mutant[0]) {
    out.push_back({"outcome", Name(static_cast<Outcome>(policy[0])), Name(static_cast<Outcome>(mutant[0]))});
  }
  const auto invalid = static_cast<int8_t>(Outcome::kInvalid);
  if (policy[0] == invalid || mutant[0] == invalid) return out;
  const auto route = [&](int8_t number) {
    return number < 0 ? std::string("none") : policy_.routes[static_cast<size_t>(number)].id.text;
  };
  if (policy[1] != mutant[1]) out.push_back({"route", route(policy[1]), route(mutant[1])});
  size_t at = 2;
  for (const Criterion& criterion : policy_.criteria) {
    if (policy[at] != mutant[at]) {
      out.push_back({absl::StrCat("criterion ", criterion.id.text), Name(static_cast<CriterionResult>(policy[at])),
                     Name(static_cast<CriterionResult>(mutant[at]))});
    }
    ++at;
  }
  for (const Safeguard& safeguard : policy_.safeguards) {
    if (policy[at] != mutant[at]) {
      out.push_back({absl::StrCat("safeguard ", safeguard.id.text), Name(static_cast<SafeguardResult>(policy[at])),
                     Name(static_cast<SafeguardResult>(mutant[at]))});
    }
    ++at;
  }
  return out;
}

}  // namespace graduasi::analysis
