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
#include "src/arrow/answers.h"
#include "src/arrow/array.h"
#include "src/arrow/binding.h"
#include "src/arrow/result_ids.h"
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
  const ResultIds* ids = nullptr;
};

class RowDecider {
 public:
  explicit RowDecider(const Setting& setting);

  // Adds the answers to rows [first, first + rows), or says what is wrong with the array.
  std::optional<Breach> Decide(const BoundArray& households, int64_t first, int32_t rows, AnswerParts* answers);

 private:
  void Examine(const BoundArray& households, int64_t first, int32_t rows);
  void AnswerRows(const BoundArray& households, int64_t first, int32_t rows, const PlainTexts& ids, Answers* answers);
  void AnswerRoutes(int32_t rows, Answers* answers) const;
  void AnswerIds(const BoundArray& households, int64_t first, int32_t rows, const PlainTexts& plain, Answers* answers) const;
  void AnswerScores(int32_t rows, Answers* answers) const;
  template <typename BitsOf>
  void AnswerSets(int32_t rows, size_t first_result, size_t results, const BitsOf& bits_of, ResultSets* sets);
  std::optional<int64_t> Score(int32_t row, int met) const;
  std::vector<std::string> Explain(const BoundArray& households, int64_t row);

  const Setting& setting_;
  columns::Batch batch_;
  columns::Run run_;
  decide::Judgement judgement_;
  std::vector<uint64_t> suspect_, unsound_, unplaced_;
  std::vector<uint64_t> sets_;  // eight results, the words of each one after the other
  bool scored_ = false;         // some route has a score
  Household household_;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_DECIDE_ROWS_H_
