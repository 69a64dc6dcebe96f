// A register that arrives as columns, into a comparison: the same arrays are bound to the programs of both policies and to that
// of the breakdowns, and only rows that a person must look at, or whose answer differs, become structs.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/comparison.h"
#include "src/analysis/compared_rows.h"
#include "src/analysis/comparing.h"
#include "src/arrow/array.h"
#include "src/arrow/binding.h"
#include "src/arrow/fill.h"
#include "src/arrow/household_row.h"
#include "src/base/findings.h"
#include "src/cel/utf8.h"
#include "src/columns/bits.h"
#include "src/model/validate.h"

namespace graduasi {
namespace arrow {
namespace {

using analysis::ComparedRows;
using analysis::Comparing;
using analysis::Side;

constexpr size_t kSides = 3;
constexpr size_t kTraits = static_cast<size_t>(Side::kTraits);

// The producer's stream, released however the call ends.
class TakenStream {
 public:
  explicit TakenStream(ArrowArrayStream* stream) : stream_(*stream) { stream->release = nullptr; }
  ~TakenStream() { stream_.release(&stream_); }
  TakenStream(const TakenStream&) = delete;
  TakenStream& operator=(const TakenStream&) = delete;
  ArrowArrayStream* get() { return &stream_; }

 private:
  ArrowArrayStream stream_;
};

// An array or a schema of the producer's.
template <typename Structure>
class Held {
 public:
  Held() { value_.release = nullptr; }
  ~Held() {
    if (value_.release != nullptr) value_.release(&value_);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  Structure* get() { return &value_; }
  // What a failed call leaves is not a structure.
  void Forget() { value_.release = nullptr; }

 private:
  Structure value_{};
};

struct Bound {
  Binding bindings[kSides];
  BoundArray arrays[kSides];  // of the array at hand
};

std::string BreachText(int64_t first_row, const Breach& breach) {
  std::string text = breach.row < 0 ? absl::StrCat("in the array that begins with row ", first_row)
                                    : absl::StrCat("row ", first_row + breach.row);
  if (!breach.column.empty()) absl::StrAppend(&text, ", column \"", breach.column, "\"");
  return absl::StrCat(text, ": ", breach.message);
}

// Rows [first, first + count) of the array at hand.
class ColumnRows final : public ComparedRows {
 public:
  ColumnRows(const Bound& bound, const analysis::StructRows::Setting& setting, int64_t array_row, int64_t first, int32_t count)
      : bound_(bound), setting_(setting), array_row_(array_row), first_(first), count_(count) {}

  int32_t count() const override { return count_; }

  absl::StatusOr<bool> Fill(Side side, int32_t first, int32_t rows, columns::Batch* batch) override {
    const auto number = static_cast<size_t>(side);
    const Filled filled = FillBatch(bound_.bindings[number], *setting_.programs[number], bound_.arrays[number], first_ + first,
                                    rows, setting_.days[number], batch, &suspect_);
    if (filled.breach.has_value()) return absl::InvalidArgumentError(BreachText(array_row_, *filled.breach));
    return !filled.too_large;
  }

  void Examine(Side side, int32_t first, int32_t rows, std::vector<uint64_t>* unsound) override {
    unsound->assign(static_cast<size_t>(columns::WordsFor(rows)), 0);
    for (int32_t row = 0; row < rows; ++row) {
      if (!columns::TestBit(suspect_.data(), row)) continue;
      Read(first + row);
      if (!mistakes_.empty() || !model::Validate(household_, setting_.days[static_cast<size_t>(side)]).empty()) {
        columns::SetBit(unsound->data(), row);
      }
    }
  }

  const Household& household(int32_t row) override {
    Read(row);
    return household_;
  }
  const Region& region(int32_t row) override {
    ReadRegion(bound_.arrays[0], first_ + row, &place_);
    return place_.region;
  }
  void Copy(int32_t row, Household* out) override {
    Findings mistakes;
    ReadHousehold(bound_.arrays[0], first_ + row, out, &mistakes);
  }
  const Findings* mistakes(int32_t row) override {
    Read(row);
    return mistakes_.empty() ? nullptr : &mistakes_;
  }
  bool is_record(int32_t) const override { return true; }
  int64_t line(int32_t) const override { return 0; }

 private:
  void Read(int32_t row) {
    if (row == read_) return;
    mistakes_.clear();
    ReadHousehold(bound_.arrays[0], first_ + row, &household_, &mistakes_);
    read_ = row;
  }

  const Bound& bound_;
  const analysis::StructRows::Setting& setting_;
  const int64_t array_row_;  // of the stream, at which the array begins
  const int64_t first_;
  const int32_t count_;
  std::vector<uint64_t> suspect_;
  Household household_, place_;
  Findings mistakes_;
  int32_t read_ = -1;
};

std::string ProducerError(ArrowArrayStream* stream, int code) {
  const char* said = stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
  std::string text = absl::StrCat("the input stream failed with code ", code);
  if (said == nullptr || cel::FindInvalidUtf8(said) != absl::string_view::npos) return text;
  return absl::StrCat(text, ": ", said);
}

bool HasRegion(const Binding& binding) {
  int parts = 0;
  for (const BoundField& field : binding.household.fields) {
    if (field.record == nullptr || field.record->name != Describe<Region>::name) continue;
    parts += static_cast<int>(field.fields.size());
  }
  return parts == 2;  // system and code
}

absl::Status BindAll(ArrowArrayStream* in, const Comparing& comparing, Bound* bound, Findings* findings) {
  Held<ArrowSchema> schema;
  if (const int code = in->get_schema(in, schema.get()); code != 0) {
    schema.Forget();
    return absl::UnavailableError(ProducerError(in, code));
  }
  const analysis::StructRows::Setting& setting = comparing.setting();
  Findings own;
  for (size_t i = 0; i < kSides; ++i) {
    // A stream without what the families are broken down by is fine: all of them are then of the class that is not known.
    Findings of_traits;
    Findings* into = i == kTraits ? &of_traits : &own;
    Bind(*schema.get(), *setting.programs[i], setting.recorded_when_true, &bound->bindings[i], into);
    if (!own.empty()) break;
  }
  for (const Side side : {Side::kBefore, Side::kAfter}) {
    if (!own.empty() || comparing.policy(side).document().jurisdiction.empty() || HasRegion(bound->bindings[0])) continue;
    own.push_back(
        {"region", 0, 0, "is not in the stream with its system and code; a policy holds for certain regions and needs it"});
  }
  if (own.empty()) return absl::OkStatus();
  if (findings != nullptr) findings->insert(findings->end(), own.begin(), own.end());
  return InvalidArgument(own);
}

absl::Status CompareArray(const ArrowArray& array, int64_t array_row, const Bound& bound, Comparing* comparing) {
  for (int64_t first = 0; first < array.length;) {
    std::vector<int32_t> rows;
    std::vector<int64_t> starts;
    while (rows.size() < comparing->PortionsAtATime() && first < array.length) {
      starts.push_back(first);
      rows.push_back(static_cast<int32_t>(std::min<int64_t>(Comparing::kPortionRows, array.length - first)));
      first += rows.back();
    }
    const absl::Status status = comparing->Add(rows, [&](size_t portion, size_t, const Comparing::Compare& compare) {
      ColumnRows some(bound, comparing->setting(), array_row, starts[portion], rows[portion]);
      return compare(&some);
    });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status CompareStream(ArrowArrayStream* in, Comparing* comparing, Findings* findings) {
  if (in->get_schema == nullptr || in->get_next == nullptr) {
    return absl::InvalidArgumentError("the input is no stream: it lacks its callbacks");
  }
  Bound bound;
  if (absl::Status status = BindAll(in, *comparing, &bound, findings); !status.ok()) return status;
  for (int64_t row = 0;;) {
    Held<ArrowArray> array;
    if (const int code = in->get_next(in, array.get()); code != 0) {
      array.Forget();
      return absl::UnavailableError(ProducerError(in, code));
    }
    if (array.get()->release == nullptr) return absl::OkStatus();
    for (size_t i = 0; i < kSides; ++i) {
      if (std::optional<Breach> breach = Attach(bound.bindings[i].household, *array.get(), &bound.arrays[i])) {
        return absl::InvalidArgumentError(BreachText(row, *breach));
      }
    }
    if (absl::Status status = CompareArray(*array.get(), row, bound, comparing); !status.ok()) return status;
    row += array.get()->length;
  }
}

}  // namespace
}  // namespace arrow

absl::Status AddStream(ArrowArrayStream* in, Comparer* comparer, Findings* findings) {
  if (in->release == nullptr) return absl::InvalidArgumentError("the input stream has been released already");
  arrow::TakenStream taken(in);
  return arrow::CompareStream(taken.get(), comparer->comparing(), findings);
}

}  // namespace graduasi
