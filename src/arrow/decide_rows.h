// Decides some rows of one array with one policy and keeps the answers as they go into the output. Confined to one thread. It
// knows neither streams nor how the output is laid out.
#ifndef GRADUASI_SRC_ARROW_DECIDE_ROWS_H_
#define GRADUASI_SRC_ARROW_DECIDE_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/arrow.h"
#include "graduasi/engine.h"
#include "src/arrow/array.h"
#include "src/arrow/binding.h"
#include "src/columns/batch.h"
#include "src/columns/run.h"
#include "src/decide/judge.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::arrow {

// What all threads share; immutable while they work.
struct Setting {
  const Policy* policy = nullptr;
  const policy::CompiledPolicy* compiled = nullptr;
  Binding binding;
  Date as_of;
  DecideOptions options;  // of single decisions
};

// Answers, one after the other.
struct Answers {
  // Lists of numbers, one list for each row.
  struct Lists {
    std::vector<int32_t> ends;
    std::vector<int32_t> values;
    void Clear() {
      ends.clear();
      values.clear();
    }
    void Close() { ends.push_back(static_cast<int32_t>(values.size())); }
  };
  std::vector<Outcome> outcomes;
  std::vector<int32_t> routes;        // position in the policy, -1: null
  Lists failed, missing, protecting;  // criteria by position, safeguards after them
  std::vector<std::optional<int64_t>> scores;
  std::vector<std::optional<absl::string_view>> ids;  // into the array that was decided
  std::vector<std::vector<std::string>> findings;     // of the INVALID rows only, in order

  void Clear();
};

class RowDecider {
 public:
  explicit RowDecider(const Setting& setting);

  // Appends an answer for each of rows [first, first + rows), or says what is wrong with the array.
  std::optional<Breach> Decide(const BoundArray& households, int64_t first, int32_t rows, Answers* answers);

 private:
  void Examine(const BoundArray& households, int64_t first, int32_t rows);
  void AnswerRows(const BoundArray& households, int64_t first, int32_t rows, Answers* answers);
  void AddResults(int32_t row, Answers* answers) const;
  std::optional<int64_t> Score(int32_t row, int met) const;
  std::vector<std::string> Explain(const BoundArray& households, int64_t row);

  const Setting& setting_;
  columns::Batch batch_;
  columns::Run run_;
  decide::Judgement judgement_;
  std::vector<uint64_t> suspect_, unsound_, unplaced_;
  // Of 64 rows: for each row the criteria that are FAIL, and those that are MISSING, as bits of so many words.
  size_t mask_words_ = 1;
  std::vector<uint64_t> failed_, missing_;
  Household household_;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_DECIDE_ROWS_H_
