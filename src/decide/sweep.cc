#include "src/decide/sweep.h"

#include <algorithm>

#include "src/decide/admission.h"

namespace graduasi::decide {
namespace {

// Rows decided at a time: the columns of a batch stay in the cache.
constexpr size_t kBatchRows = 2048;

}  // namespace

absl::Status Sweep::Run(const policy::CompiledPolicy& policy, absl::Span<const Row> rows,
                        const columns::RecordedWhenTrue& recorded_when_true, const Each& each) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].as_of == rows[i - 1].as_of) continue;
    if (absl::Status status = CheckPeriod(policy.checked(), rows[i].as_of); !status.ok()) return status;
  }
  for (size_t first = 0; first < rows.size(); first += kBatchRows) {
    const size_t count = std::min(kBatchRows, rows.size() - first);
    households_.resize(count);
    days_.resize(count);
    for (size_t i = 0; i < count; ++i) {
      households_[i] = rows[first + i].household;
      days_[i] = rows[first + i].as_of.days();
    }
    DecideBatch(policy, recorded_when_true, first, 0, count, each);
  }
  return absl::OkStatus();
}

absl::Status Sweep::Run(const policy::CompiledPolicy& policy, absl::Span<const Household> households, Date as_of,
                        const columns::RecordedWhenTrue& recorded_when_true, const Each& each) {
  if (absl::Status status = CheckPeriod(policy.checked(), as_of); !status.ok()) return status;
  for (size_t first = 0; first < households.size(); first += kBatchRows) {
    const size_t count = std::min(kBatchRows, households.size() - first);
    households_.resize(count);
    for (size_t i = 0; i < count; ++i) households_[i] = &households[first + i];
    days_.assign(count, as_of.days());
    DecideBatch(policy, recorded_when_true, first, 0, count, each);
  }
  return absl::OkStatus();
}

// Decides `count` of the rows at hand from `begin` on, which are rows `first` and following of the sweep. Halves them if they
// are too large to hold at once.
void Sweep::DecideBatch(const policy::CompiledPolicy& policy, const columns::RecordedWhenTrue& recorded_when_true, size_t first,
                        size_t begin, size_t count, const Each& each) {
  const policy::Form& form = policy.bulk();
  const absl::Span<const Household* const> rows = absl::MakeConstSpan(households_).subspan(begin, count);
  const absl::Span<const int32_t> days = absl::MakeConstSpan(days_).subspan(begin, count);
  columns::ReadHouseholds(*form.program, rows, recorded_when_true, &batch_);
  const bool one_day = std::all_of(days.begin(), days.end(), [&](int32_t day) { return day == days[0]; });
  if (one_day) {
    batch_.SetAsOf(days[0]);
  } else {
    batch_.SetAsOf(days);
  }
  if (!run_.Execute(*form.program, batch_)) {
    const size_t half = count / 2;
    DecideBatch(policy, recorded_when_true, first, begin, half, each);
    DecideBatch(policy, recorded_when_true, first + half, begin + half, count - half, each);
    return;
  }
  const size_t words = (count + 63) / 64;
  unsound_.assign(words, 0);
  unplaced_.assign(words, 0);
  for (size_t i = 0; i < count; ++i) {
    findings_.clear();
    CheckRecord(policy.document(), *rows[i], Date::FromDays(days[i]), &findings_);
    if (!findings_.empty()) unsound_[i / 64] |= uint64_t{1} << (i % 64);
    if (PlacementOf(policy.document(), *rows[i]) == Placement::kUnknown) unplaced_[i / 64] |= uint64_t{1} << (i % 64);
  }
  judgement_.Judge(policy.checked(), form, &run_, static_cast<int32_t>(count), unsound_.data(), unplaced_.data());
  each({policy, form, run_, judgement_, first, static_cast<int32_t>(count)});
}

}  // namespace graduasi::decide
