#include "src/programme/ranking_keys.h"

#include <utility>

namespace graduasi::programme {
namespace {

// Families evaluated at a time: the columns of a batch stay in the cache.
constexpr size_t kBatchRows = 2048;

RankingValue::Kind KindOf(cel::TypeKind type) {
  switch (type) {
    case cel::TypeKind::kDate:
      return RankingValue::Kind::kDate;
    case cel::TypeKind::kBool:
      return RankingValue::Kind::kBool;
    default:
      return RankingValue::Kind::kInteger;  // a checked key is nothing else
  }
}

RankingValue ValueOf(const columns::Run& run, columns::Register reg, int32_t row, RankingValue::Kind kind) {
  RankingValue value;
  value.kind = kind;
  const columns::Standing standing = run.StandingOf(reg, row);
  if (standing != columns::Standing::kPresent) return value;
  if (kind == RankingValue::Kind::kBool) {
    value.value = run.Bool(reg, row) ? 1 : 0;
    return value;
  }
  columns::IntRange range;
  if (kind == RankingValue::Kind::kDate) {
    const columns::DateRange days = run.Date(reg, row);
    range = {days.low, days.high};
  } else {
    range = run.Int(reg, row);
  }
  value.imprecise = range.low != range.high;
  if (!value.imprecise) value.value = range.low;
  return value;
}

}  // namespace

RankingKeys::RankingKeys(policy::CompiledRanking ranking) : ranking_(std::move(ranking)) {}

std::vector<RankingKeys::Row> RankingKeys::Evaluate(absl::Span<const Household* const> households, Date as_of,
                                                    const columns::RecordedWhenTrue& recorded_when_true) {
  std::vector<Row> rows;
  rows.reserve(households.size());
  for (size_t first = 0; first < households.size(); first += kBatchRows) {
    EvaluateBatch(households.subspan(first, kBatchRows), as_of, recorded_when_true, &rows);
  }
  return rows;
}

// Halves the batch if it is too large to hold at once.
void RankingKeys::EvaluateBatch(absl::Span<const Household* const> households, Date as_of,
                                const columns::RecordedWhenTrue& recorded_when_true, std::vector<Row>* rows) {
  columns::ReadHouseholds(*ranking_.program, households, recorded_when_true, batch_.get());
  batch_->SetAsOf(as_of.days());
  if (!run_->Execute(*ranking_.program, *batch_)) {
    const size_t half = households.size() / 2;
    EvaluateBatch(households.subspan(0, half), as_of, recorded_when_true, rows);
    EvaluateBatch(households.subspan(half), as_of, recorded_when_true, rows);
    return;
  }
  for (size_t i = 0; i < households.size(); ++i) {
    const int32_t row = static_cast<int32_t>(i);
    Row& made = rows->emplace_back();
    made.values.reserve(ranking_.keys.size());
    for (size_t key = 0; key < ranking_.keys.size(); ++key) {
      const columns::Register reg = ranking_.program->expression(ranking_.keys[key]).root();
      if (!made.error.has_value() && run_->StandingOf(reg, row) == columns::Standing::kError) made.error = key;
      made.values.push_back(ValueOf(*run_, reg, row, KindOf(ranking_.kinds[key])));
    }
  }
}

}  // namespace graduasi::programme
