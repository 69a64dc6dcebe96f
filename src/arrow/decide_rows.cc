#include "src/arrow/decide_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/arrow/fill.h"
#include "src/arrow/household_row.h"
#include "src/base/findings.h"
#include "src/cel/utf8.h"
#include "src/columns/bits.h"
#include "src/decide/admission.h"
#include "src/model/validate.h"

namespace graduasi::arrow {
namespace {

// Of one row; the rest is counted.
constexpr size_t kMostFindings = 20;

// Of one finding, in bytes. None of ours is so long; this keeps the size of an output array in bounds.
constexpr size_t kLongestFinding = 1000;

std::string Sentence(const Finding& finding) {
  std::string text = ToString(finding);
  if (text.size() <= kLongestFinding) return text;
  size_t end = kLongestFinding;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not inside a code point
  text.resize(end);
  return text;
}

std::vector<std::string> Sentences(const Findings& findings) {
  std::vector<std::string> sentences;
  for (size_t i = 0; i < findings.size() && i < kMostFindings; ++i) sentences.push_back(Sentence(findings[i]));
  if (findings.size() > kMostFindings) {
    sentences.push_back(absl::StrCat("and ", findings.size() - kMostFindings, " more findings, not listed"));
  }
  return sentences;
}

const BoundArray* ColumnOfIds(const BoundArray& households) {
  for (const BoundArray& column : households.fields) {
    if (column.bound->field->name == "id") return &column;
  }
  return nullptr;
}

// The id as it goes into the output: nothing that a reader could not bear.
std::optional<absl::string_view> IdOf(const BoundArray& households, const BoundArray* ids, int64_t row) {
  if (ids == nullptr || IsNull(*households.array, Form::kStruct, row)) return std::nullopt;
  const Cell cell = ReadCell(*ids, households.array->offset + row);
  const bool fits = cell.present && cell.text.size() <= static_cast<size_t>(model::kMaxTextBytes) &&
                    cel::FindInvalidUtf8(cell.text) == absl::string_view::npos;
  return fits ? std::optional<absl::string_view>(cell.text) : std::nullopt;
}

// Bit `number` of the rows' masks, `words` words a row, where `rows` has a bit.
void Spread(uint64_t rows, size_t number, size_t words, uint64_t* masks) {
  for (; rows != 0; rows &= rows - 1) {
    masks[static_cast<size_t>(__builtin_ctzll(rows)) * words + number / 64] |= uint64_t{1} << (number % 64);
  }
}

void AppendBits(const uint64_t* mask, size_t words, std::vector<int32_t>* numbers) {
  for (size_t w = 0; w < words; ++w) {
    for (uint64_t bits = mask[w]; bits != 0; bits &= bits - 1) {
      numbers->push_back(static_cast<int32_t>(w * 64) + __builtin_ctzll(bits));
    }
  }
}

}  // namespace

void Answers::Clear() {
  outcomes.clear();
  routes.clear();
  for (Lists* lists : {&failed, &missing, &protecting}) lists->Clear();
  scores.clear();
  ids.clear();
  findings.clear();
}

RowDecider::RowDecider(const Setting& setting)
    : setting_(setting),
      mask_words_(setting.compiled->bulk().criteria.size() / 64 + 1),
      failed_(64 * mask_words_),
      missing_(64 * mask_words_) {}

std::optional<Breach> RowDecider::Decide(const BoundArray& households, int64_t first, int32_t rows, Answers* answers) {
  const policy::Form& form = setting_.compiled->bulk();
  Filled filled = FillBatch(setting_.binding, *form.program, households, first, rows, setting_.as_of, &batch_, &suspect_);
  if (filled.breach.has_value()) return filled.breach;
  if (filled.too_large || !run_.Execute(*form.program, batch_)) {
    const int32_t half = rows / 2;
    if (half == 0) return Breach{first, "", "one household did not fit into a run"};
    if (std::optional<Breach> breach = Decide(households, first, half, answers)) return breach;
    return Decide(households, first + half, rows - half, answers);
  }
  Examine(households, first, rows);
  judgement_.Judge(setting_.compiled->checked(), form, &run_, rows, unsound_.data(), unplaced_.data());
  AnswerRows(households, first, rows, answers);
  return std::nullopt;
}

// Asks the rules of validation about the rows that may break them, and the policy about where the households live.
void RowDecider::Examine(const BoundArray& households, int64_t first, int32_t rows) {
  const PolicyDocument& document = setting_.compiled->document();
  const size_t words = suspect_.size();
  unsound_.assign(words, 0);
  unplaced_.assign(words, 0);
  Findings findings;
  for (int64_t row = 0; row < rows; ++row) {
    if ((row & 63) == 0 && suspect_[static_cast<size_t>(row >> 6)] == 0 && document.jurisdiction.empty()) {
      row += 63;
      continue;
    }
    const bool suspect = columns::TestBit(suspect_.data(), row);
    if (suspect) {
      findings.clear();
      ReadHousehold(households, first + row, &household_, &findings);
      if (findings.empty()) decide::CheckRecord(document, household_, setting_.as_of, &findings);
      if (!findings.empty()) columns::SetBit(unsound_.data(), row);
    }
    if (document.jurisdiction.empty()) continue;
    if (!suspect) ReadRegion(households, first + row, &household_);
    const decide::Placement placement = decide::PlacementOf(document, household_);
    if (placement == decide::Placement::kOutside) columns::SetBit(unsound_.data(), row);
    if (placement == decide::Placement::kUnknown) columns::SetBit(unplaced_.data(), row);
  }
}

void RowDecider::AnswerRows(const BoundArray& households, int64_t first, int32_t rows, Answers* answers) {
  const size_t criteria = setting_.compiled->bulk().criteria.size();
  const BoundArray* ids = ColumnOfIds(households);
  const auto count = static_cast<size_t>(rows);
  if (answers->outcomes.empty()) {
    answers->outcomes.reserve(count);
    answers->routes.reserve(count);
    answers->ids.reserve(count);
    answers->scores.reserve(count);
    for (Answers::Lists* lists : {&answers->failed, &answers->missing, &answers->protecting}) lists->ends.reserve(count);
    answers->failed.values.reserve(4 * count);
  }
  for (int32_t row = 0; row < rows; ++row) {
    if (row % 64 == 0) {
      std::fill(failed_.begin(), failed_.end(), 0);
      std::fill(missing_.begin(), missing_.end(), 0);
      const uint64_t there = columns::LowMask(rows - row);
      for (size_t i = 0; i < criteria; ++i) {
        Spread(judgement_.failed(i, static_cast<size_t>(row / 64)) & there, i, mask_words_, failed_.data());
        Spread(judgement_.missing(i, static_cast<size_t>(row / 64)) & there, i, mask_words_, missing_.data());
      }
    }
    const Outcome outcome = judgement_.outcome(row);
    answers->outcomes.push_back(outcome);
    answers->routes.push_back(outcome == Outcome::kEligible ? judgement_.route(row) : -1);
    answers->ids.push_back(IdOf(households, ids, first + row));
    if (outcome == Outcome::kInvalid) {
      answers->scores.push_back(std::nullopt);
      answers->findings.push_back(Explain(households, first + row));
    } else {
      AddResults(row, answers);
    }
    for (Answers::Lists* lists : {&answers->failed, &answers->missing, &answers->protecting}) lists->Close();
  }
}

void RowDecider::AddResults(int32_t row, Answers* answers) const {
  const policy::Form& form = setting_.compiled->bulk();
  const size_t mask = static_cast<size_t>(row % 64) * mask_words_;
  AppendBits(&failed_[mask], mask_words_, &answers->failed.values);
  AppendBits(&missing_[mask], mask_words_, &answers->missing.values);
  for (size_t i = 0; i < form.safeguards.size(); ++i) {
    const SafeguardResult result = judgement_.safeguard(i, row);
    const auto number = static_cast<int32_t>(form.criteria.size() + i);
    if (result == SafeguardResult::kMissing) answers->missing.values.push_back(number);
    if (result == SafeguardResult::kHolds) answers->protecting.values.push_back(number);
  }
  answers->scores.push_back(Score(row, judgement_.route(row)));
}

std::optional<int64_t> RowDecider::Score(int32_t row, int met) const {
  const policy::Form& form = setting_.compiled->bulk();
  const auto known = [&](size_t route) -> std::optional<int64_t> {
    if (!form.scores[route].has_value()) return std::nullopt;
    const columns::Register sum = form.program->expression(form.scores[route]->sum).root();
    if (run_.StandingOf(sum, row) != columns::Standing::kPresent) return std::nullopt;
    const columns::IntRange range = run_.Int(sum, row);
    return range.low == range.high ? std::optional<int64_t>(range.low) : std::nullopt;
  };
  if (met >= 0 && form.scores[static_cast<size_t>(met)].has_value()) return known(static_cast<size_t>(met));
  for (size_t i = 0; i < form.scores.size(); ++i) {
    if (const std::optional<int64_t> score = known(i)) return score;
  }
  return std::nullopt;
}

// What is wrong with a row that is INVALID: what cannot be read, or else what a decision of its own says.
std::vector<std::string> RowDecider::Explain(const BoundArray& households, int64_t row) {
  Findings findings;
  ReadHousehold(households, row, &household_, &findings);
  if (findings.empty()) {
    absl::StatusOr<Decision> decision = setting_.policy->Decide(household_, setting_.as_of, setting_.options);
    if (decision.ok()) findings = std::move(decision->findings);
  }
  return Sentences(findings);
}

}  // namespace graduasi::arrow
