#include "src/arrow/decide_rows.h"

#include <iterator>
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

// Of eight words of 64 rows, one for each result, bytes of eight results, one for each row.
void Transpose(const uint64_t* words, size_t stride, uint8_t* bytes) {
  uint64_t block[8];
  for (size_t k = 0; k < 8; ++k) block[k] = words[k * stride];
  const auto exchange = [&block](size_t distance, int shift, uint64_t low) {
    for (size_t k = 0; k < 8; ++k) {
      if ((k & distance) != 0) continue;
      const uint64_t moved = (block[k] >> shift ^ block[k + distance]) & low;
      block[k + distance] ^= moved;
      block[k] ^= moved << shift;
    }
  };
  exchange(4, 32, 0x00000000ffffffffu);
  exchange(2, 16, 0x0000ffff0000ffffu);
  exchange(1, 8, 0x00ff00ff00ff00ffu);
  // Word k now holds rows 8k to 8k + 7, a byte for each result; each is a square of bits.
  for (size_t k = 0; k < 8; ++k) {
    uint64_t x = block[k];
    uint64_t moved = (x ^ x >> 7) & 0x00aa00aa00aa00aau;
    x ^= moved ^ moved << 7;
    moved = (x ^ x >> 14) & 0x0000cccc0000ccccu;
    x ^= moved ^ moved << 14;
    moved = (x ^ x >> 28) & 0x00000000f0f0f0f0u;
    x ^= moved ^ moved << 28;
    for (size_t i = 0; i < 8; ++i) bytes[8 * k + i] = static_cast<uint8_t>(x >> (8 * i));
  }
}

}  // namespace

RowDecider::RowDecider(const Setting& setting) : setting_(setting) {
  for (const auto& score : setting.compiled->bulk().scores) scored_ = scored_ || score.has_value();
}

std::optional<Breach> RowDecider::Decide(const BoundArray& households, int64_t first, int32_t rows, AnswerParts* answers) {
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
  AnswerRows(households, first, rows, filled.ids, answers->Add());
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

void RowDecider::AnswerRows(const BoundArray& households, int64_t first, int32_t rows, const PlainTexts& ids,
                            Answers* answers) {
  answers->rows = rows;
  answers->outcomes = judgement_.outcomes();
  AnswerRoutes(rows, answers);
  AnswerIds(households, first, rows, ids, answers);
  AnswerScores(rows, answers);
  const size_t criteria = setting_.compiled->bulk().criteria.size();
  const size_t safeguards = setting_.compiled->bulk().safeguards.size();
  AnswerSets(
      rows, 0, criteria, [&](size_t i, size_t word) { return judgement_.failed(i, word); }, &answers->failed);
  AnswerSets(
      rows, 0, criteria + safeguards,
      [&](size_t i, size_t word) {
        return i < criteria ? judgement_.missing(i, word) : judgement_.safeguard_missing(i - criteria, word);
      },
      &answers->missing);
  AnswerSets(
      rows, criteria, safeguards, [&](size_t i, size_t word) { return judgement_.holds(i - criteria, word); },
      &answers->protecting);
  answers->wrong.clear();
  answers->findings = answers->finding_bytes = 0;
  for (int32_t base = 0; base < rows; base += 64) {
    const uint64_t invalid = judgement_.invalid(static_cast<size_t>(base / 64)) & columns::LowMask(rows - base);
    for (uint64_t left = invalid; left != 0; left &= left - 1) {
      const int32_t row = base + __builtin_ctzll(left);
      answers->wrong.push_back({row, Explain(households, first + row)});
      answers->findings += static_cast<int64_t>(answers->wrong.back().findings.size());
      for (const std::string& finding : answers->wrong.back().findings) {
        answers->finding_bytes += static_cast<int64_t>(finding.size());
      }
    }
  }
}

void RowDecider::AnswerRoutes(int32_t rows, Answers* answers) const {
  const std::vector<Route>& routes = setting_.compiled->document().routes;
  int64_t sizes[static_cast<size_t>(Outcome::kEligible) + 1];
  for (size_t i = 0; i < std::size(sizes); ++i)
    sizes[i] = static_cast<int64_t>(absl::string_view(Name(static_cast<Outcome>(i))).size());
  answers->outcome_bytes = 0;
  for (const Outcome outcome : answers->outcomes) answers->outcome_bytes += sizes[static_cast<size_t>(outcome)];
  answers->routes.assign(static_cast<size_t>(rows), -1);
  answers->has_route.resize(static_cast<size_t>(columns::WordsFor(rows)));
  answers->route_bytes = 0;
  for (int32_t base = 0; base < rows; base += 64) {
    const uint64_t eligible = judgement_.eligible(static_cast<size_t>(base / 64)) & columns::LowMask(rows - base);
    answers->has_route[static_cast<size_t>(base / 64)] = eligible;
    for (uint64_t left = eligible; left != 0; left &= left - 1) {
      const int32_t row = base + __builtin_ctzll(left);
      const int32_t route = judgement_.route(row);
      answers->routes[static_cast<size_t>(row)] = route;
      answers->route_bytes += static_cast<int64_t>(routes[static_cast<size_t>(route)].id.text.size());
    }
  }
}

void RowDecider::AnswerIds(const BoundArray& households, int64_t first, int32_t rows, const PlainTexts& plain,
                           Answers* answers) const {
  answers->plain_ids = plain;
  answers->ids.clear();
  answers->has_id.clear();
  if (plain.at32 != nullptr) {
    answers->id_bytes = plain.at32[rows] - plain.at32[0];
  } else if (plain.at64 != nullptr) {
    answers->id_bytes = plain.at64[rows] - plain.at64[0];
  } else {
    const BoundArray* column = ColumnOfIds(households);
    answers->has_id.assign(static_cast<size_t>(columns::WordsFor(rows)), 0);
    answers->id_bytes = 0;
    for (int32_t row = 0; row < rows; ++row) {
      const std::optional<absl::string_view> id = IdOf(households, column, first + row);
      answers->ids.push_back(id);
      if (!id.has_value()) continue;
      columns::SetBit(answers->has_id.data(), row);
      answers->id_bytes += static_cast<int64_t>(id->size());
    }
  }
}

void RowDecider::AnswerScores(int32_t rows, Answers* answers) const {
  answers->scores.clear();
  answers->has_score.clear();
  if (!scored_) return;
  answers->scores.assign(static_cast<size_t>(rows), 0);
  answers->has_score.assign(static_cast<size_t>(columns::WordsFor(rows)), 0);
  for (int32_t row = 0; row < rows; ++row) {
    if (judgement_.outcome(row) == Outcome::kInvalid) continue;
    const std::optional<int64_t> score = Score(row, judgement_.route(row));
    if (!score.has_value()) continue;
    answers->scores[static_cast<size_t>(row)] = *score;
    columns::SetBit(answers->has_score.data(), row);
  }
}

// Results [first_result, first_result + results), bits_of(result, word) being those of 64 rows. An INVALID row has none.
template <typename BitsOf>
void RowDecider::AnswerSets(int32_t rows, size_t first_result, size_t results, const BitsOf& bits_of, ResultSets* sets) {
  const auto words = static_cast<size_t>(columns::WordsFor(rows));
  sets->groups.clear();
  sets->items = sets->text_bytes = 0;
  size_t used = 0;
  const size_t end = first_result + results;
  for (size_t group = first_result / ResultIds::kGroup; group * ResultIds::kGroup < end; ++group) {
    sets_.assign(ResultIds::kGroup * words, 0);
    int64_t items = 0;
    for (size_t k = 0; k < ResultIds::kGroup; ++k) {
      const size_t result = group * ResultIds::kGroup + k;
      if (result < first_result || result >= end) continue;
      int64_t count = 0;
      for (size_t w = 0; w < words; ++w) {
        const uint64_t there = columns::LowMask(rows - static_cast<int64_t>(w * 64)) & ~judgement_.invalid(w);
        const uint64_t bits = bits_of(result, w) & there;
        sets_[k * words + w] = bits;
        count += __builtin_popcountll(bits);
      }
      items += count;
      sets->text_bytes += count * static_cast<int64_t>(setting_.ids->id(result).size());
    }
    if (items == 0) continue;
    sets->items += items;
    sets->groups.push_back(static_cast<uint16_t>(group));
    ++used;
    if (sets->bytes.size() < used * words * 64) sets->bytes.resize(used * words * 64);
    for (size_t w = 0; w < words; ++w) Transpose(&sets_[w], words, &sets->bytes[(used - 1) * words * 64 + w * 64]);
  }
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
