// The answers to some rows, column by column, as they wait to be written into the output. It knows neither how they were found
// nor how the output is laid out.
#ifndef GRADUASI_SRC_ARROW_ANSWERS_H_
#define GRADUASI_SRC_ARROW_ANSWERS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/decision.h"
#include "src/arrow/fill.h"

namespace graduasi::arrow {

// Sets of results, one for each row: criteria by position, safeguards after them. Eight results are a byte of every row, and
// those bytes stand together; bytes of which no row has a bit are left out.
struct ResultSets {
  std::vector<uint8_t> bytes;    // [used group][row], rows rounded up to 64
  std::vector<uint16_t> groups;  // those that are used, in order: results [8 * group, 8 * group + 8)
  int64_t items = 0;             // bits
  int64_t text_bytes = 0;        // of the ids of them all
};

struct Answers {
  int32_t rows = 0;
  std::vector<Outcome> outcomes;
  std::vector<int32_t> routes;  // position in the policy, -1: null
  int64_t outcome_bytes = 0;    // of the names of them all
  int64_t route_bytes = 0;
  std::vector<uint64_t> has_route;
  ResultSets failed, missing, protecting;
  std::vector<int64_t> scores;      // empty: all null
  std::vector<uint64_t> has_score;  // with `scores`
  // Into the array that was decided: as they stand there, or one by one.
  PlainTexts plain_ids;
  std::vector<std::optional<absl::string_view>> ids;
  int64_t id_bytes = 0;
  std::vector<uint64_t> has_id;  // empty: all rows
  // Of the INVALID rows: the row and what is wrong with it, in order.
  struct Wrong {
    int32_t row = 0;
    std::vector<std::string> findings;
  };
  std::vector<Wrong> wrong;
  int64_t findings = 0;
  int64_t finding_bytes = 0;

  int64_t padded_rows() const { return (int64_t{rows} + 63) & ~int64_t{63}; }
};

// The answers to consecutive rows. Their memory is kept for the next ones.
class AnswerParts {
 public:
  void Clear() { used_ = 0; }
  Answers* Add() {
    if (used_ == parts_.size()) parts_.emplace_back();
    return &parts_[used_++];
  }
  size_t size() const { return used_; }
  const Answers& operator[](size_t i) const { return parts_[i]; }

 private:
  std::deque<Answers> parts_;
  size_t used_ = 0;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_ANSWERS_H_
