#include "src/analysis/comparison_cause.h"

#include <algorithm>
#include <utility>

#include "src/columns/bits.h"
#include "src/decide/admission.h"

namespace graduasi::analysis {
namespace {

constexpr size_t kBatchRows = 2048;

// Choose(n, k), or more than `most`.
size_t Choose(size_t n, size_t k, size_t most) {
  size_t count = 1;
  for (size_t i = 1; i <= k; ++i) {
    count = count * (n - k + i) / i;
    if (count > most) return most + 1;
  }
  return count;
}

// The next subset of its size in order; false after the last.
bool NextSubset(size_t n, std::vector<size_t>* positions) {
  const size_t k = positions->size();
  for (size_t i = k; i-- > 0;) {
    if ((*positions)[i] + (k - i) >= n) continue;
    ++(*positions)[i];
    for (size_t j = i + 1; j < k; ++j) (*positions)[j] = (*positions)[j - 1] + 1;
    return true;
  }
  return false;
}

}  // namespace

// All combinations of a size are tried or none; those of the sizes before it count too.
bool CauseFinder::CanTry(size_t size) const {
  if (size == 1) return true;
  size_t total = 0;
  for (size_t k = 1; k <= size; ++k) {
    total += Choose(setting_.edits.size(), k, setting_.most_policies);
    if (total > setting_.most_policies) return false;
  }
  return true;
}

const policy::CompiledPolicy* CauseFinder::PolicyOf(const Edits& edits) {
  Edits of_document;
  for (const size_t edit : edits) {
    if (edit != setting_.day_edit) of_document.push_back(edit);
  }
  const auto [found, added] = policies_.emplace(of_document, nullptr);
  if (added) {
    Findings findings;
    found->second = policy::CompiledPolicy::Compile(setting_.difference->ApplyForAnswers(of_document), &findings);
  }
  return found->second.get();
}

CauseFinder::Open CauseFinder::OpenOf(std::vector<Flipped>* flips) const {
  Open open;
  for (Flipped& flipped : *flips) {
    if (!flipped.flip.sets.empty()) continue;
    open.flips.push_back(&flipped);
    open.households.push_back(&flipped.household);
  }
  const size_t words = (open.flips.size() + 63) / 64;
  open.unsound_before.assign(words, 0);
  open.unsound_after.assign(words, 0);
  for (size_t i = 0; i < open.flips.size(); ++i) {
    const auto row = static_cast<int64_t>(i);
    if (open.flips[i]->unsound_before) columns::SetBit(open.unsound_before.data(), row);
    if (open.flips[i]->unsound_after) columns::SetBit(open.unsound_after.data(), row);
  }
  return open;
}

void CauseFinder::Find(std::vector<Flipped>* flips) {
  const size_t count = setting_.edits.size();
  const auto all = [&](bool narrowed, const Open& open) {
    for (Flipped* flipped : open.flips) {
      flipped->flip.sets = {setting_.edits};
      flipped->flip.narrowed = narrowed;
    }
  };
  for (size_t size = 1;; ++size) {
    const Open open = OpenOf(flips);
    if (open.flips.empty()) return;
    if (size >= count) return all(true, open);  // the second policy itself
    if (!CanTry(size)) return all(false, open);
    filled_for_ = nullptr;
    for (size_t first = 0; first < open.flips.size(); first += kBatchRows) {
      Edits positions(size);
      for (size_t i = 0; i < size; ++i) positions[i] = i;
      do {
        Edits edits;
        for (const size_t position : positions) edits.push_back(setting_.edits[position]);
        Try(edits, open, first, std::min(kBatchRows, open.flips.size() - first));
      } while (NextSubset(count, &positions));
    }
  }
}

void CauseFinder::Try(const Edits& edits, const Open& open, size_t first, size_t count) {
  const policy::CompiledPolicy* policy = PolicyOf(edits);
  if (policy == nullptr) return;
  const bool after_day = std::find(edits.begin(), edits.end(), setting_.day_edit) != edits.end();
  TryRows(*policy, edits, after_day, open, first, count);
}

// Makes batch_, without the day, out of the columns at hand if they are what the policy reads of these rows.
void CauseFinder::Fill(const policy::CompiledPolicy& policy, const Open& open, size_t first, size_t count) {
  const columns::Program& program = *policy.bulk().program;
  const SharedColumns* shared = nullptr;
  if (filled_for_ != nullptr && filled_first_ == first && filled_count_ == count) {
    const auto key = std::make_pair(filled_for_, &program);
    const auto found = shared_.find(key);
    shared =
        found != shared_.end() ? &found->second : &shared_.emplace(key, SharedColumns(*filled_for_, program)).first->second;
  }
  if (shared == nullptr || !shared->complete()) {
    columns::ReadHouseholds(program, absl::MakeConstSpan(open.households).subspan(first, count), setting_.recorded_when_true,
                            &filled_);
    filled_for_ = &program;
    filled_first_ = first;
    filled_count_ = count;
    shared = &shared_.emplace(std::make_pair(&program, &program), SharedColumns(program, program)).first->second;
  }
  shared->Take(program, filled_, &batch_);
}

void CauseFinder::TryRows(const policy::CompiledPolicy& policy, const Edits& edits, bool after_day, const Open& open,
                          size_t first, size_t count) {
  const policy::Form& form = policy.bulk();
  Fill(policy, open, first, count);
  batch_.SetAsOf((after_day ? setting_.after_as_of : setting_.before_as_of).days());
  if (!run_.Execute(*form.program, batch_)) {
    const size_t half = count / 2;
    TryRows(policy, edits, after_day, open, first, half);
    TryRows(policy, edits, after_day, open, first + half, count - half);
    return;
  }
  const std::vector<uint64_t>& all_unsound = after_day ? open.unsound_after : open.unsound_before;
  unsound_.assign((count + 63) / 64, 0);
  unplaced_.assign(unsound_.size(), 0);
  for (size_t i = 0; i < count; ++i) {
    const decide::Placement placement = decide::PlacementOf(policy.document(), *open.households[first + i]);
    const auto row = static_cast<int64_t>(i);
    if (columns::TestBit(all_unsound.data(), static_cast<int64_t>(first + i)) || placement == decide::Placement::kOutside) {
      columns::SetBit(unsound_.data(), row);
    }
    if (placement == decide::Placement::kUnknown) columns::SetBit(unplaced_.data(), row);
  }
  judgement_.Judge(policy.checked(), form, &run_, static_cast<int32_t>(count), unsound_.data(), unplaced_.data());
  for (size_t i = 0; i < count; ++i) {
    Flip& flip = open.flips[first + i]->flip;
    const auto row = static_cast<int32_t>(i);
    if (judgement_.outcome(row) != flip.after.outcome) continue;
    if (flip.after.outcome == Outcome::kEligible &&
        policy.document().routes[static_cast<size_t>(judgement_.route(row))].id.text != flip.after.route) {
      continue;
    }
    flip.sets.push_back(edits);
  }
}

}  // namespace graduasi::analysis
