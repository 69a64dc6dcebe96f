#include "src/analysis/compared_rows.h"

#include <utility>

#include "src/columns/bits.h"
#include "src/model/validate.h"

namespace graduasi::analysis {
namespace {

const Household& Nothing() {
  static const Household* const nothing = new Household();
  return *nothing;
}

}  // namespace

void StructRows::Clear() {
  rows_.clear();
  mistakes_.clear();
}

void StructRows::Add(const Household* household, int64_t line) { rows_.push_back({household, line, -1}); }

void StructRows::AddUnreadable(const Household* household, Findings findings, int64_t line) {
  rows_.push_back({household, line, static_cast<int>(mistakes_.size())});
  mistakes_.push_back(std::move(findings));
}

const Findings* StructRows::mistakes(int32_t row) {
  const int position = rows_[static_cast<size_t>(row)].mistakes;
  return position < 0 ? nullptr : &mistakes_[static_cast<size_t>(position)];
}

absl::StatusOr<bool> StructRows::Fill(Side side, int32_t first, int32_t rows, columns::Batch* batch) {
  batch_rows_.resize(static_cast<size_t>(rows));
  for (int32_t i = 0; i < rows; ++i) {
    const Row& row = rows_[static_cast<size_t>(first + i)];
    batch_rows_[static_cast<size_t>(i)] = row.mistakes < 0 ? row.household : &Nothing();
  }
  const auto number = static_cast<size_t>(side);
  columns::ReadHouseholds(*setting_.programs[number], batch_rows_, setting_.recorded_when_true, batch);
  batch->SetAsOf(setting_.days[number].days());
  return true;
}

void StructRows::Examine(Side side, int32_t first, int32_t rows, std::vector<uint64_t>* unsound) {
  unsound->assign(static_cast<size_t>(columns::WordsFor(rows)), 0);
  const Date day = setting_.days[static_cast<size_t>(side)];
  for (int32_t i = 0; i < rows; ++i) {
    const Row& row = rows_[static_cast<size_t>(first + i)];
    if (row.mistakes >= 0 || !model::Validate(*row.household, day).empty()) columns::SetBit(unsound->data(), i);
  }
}

}  // namespace graduasi::analysis
