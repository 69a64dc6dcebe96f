// Looks through each array with a program that reads nothing, which binds and checks every column that has a field, and then
// reads its rows.
#include "src/arrow/household_stream.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/arrow/array.h"
#include "src/arrow/binding.h"
#include "src/arrow/fill.h"
#include "src/arrow/household_row.h"
#include "src/arrow/producer.h"
#include "src/base/findings.h"
#include "src/columns/batch.h"
#include "src/columns/program.h"

namespace graduasi::arrow {
namespace {

constexpr int32_t kRowsAtATime = 2048;

// A program that reads nothing: every column that has a field is bound all the same.
std::shared_ptr<const columns::Program> NoProgram() { return columns::Builder({}, columns::Rules::kPolicy).Finish(); }

// The first thing in the array that breaks the rules of Arrow; its row counts from the array's first.
std::optional<Breach> FindBreach(const Binding& binding, const columns::Program& program, const BoundArray& bound, Date as_of) {
  columns::Batch batch;
  std::vector<uint64_t> suspect;
  const int64_t length = bound.array->length;
  for (int64_t first = 0; first < length;) {
    auto rows = static_cast<int32_t>(std::min<int64_t>(kRowsAtATime, length - first));
    Filled filled = FillBatch(binding, program, bound, first, rows, as_of, &batch, &suspect);
    while (filled.too_large && !filled.breach.has_value()) {
      rows = (rows + 1) / 2;
      filled = FillBatch(binding, program, bound, first, rows, as_of, &batch, &suspect);
    }
    if (filled.breach.has_value()) return filled.breach;
    first += rows;
  }
  return std::nullopt;
}

absl::Status Refuse(const Breach& breach, int64_t first_row, Findings* findings) {
  std::string path = breach.row < 0 ? absl::StrCat("in the array that begins with row ", first_row)
                                    : absl::StrCat("row ", first_row + breach.row);
  if (!breach.column.empty()) absl::StrAppend(&path, ", column \"", breach.column, "\"");
  const Findings own{{std::move(path), 0, 0, breach.message}};
  if (findings != nullptr) findings->insert(findings->end(), own.begin(), own.end());
  return InvalidArgument(own);
}

}  // namespace

absl::Status ReadHouseholds(ArrowArrayStream* in, const EachHousehold& each, Findings* findings) {
  if (in->release == nullptr) return absl::InvalidArgumentError("the input stream has been released already");
  Owned<ArrowArrayStream> stream(in);
  if (stream->get_schema == nullptr || stream->get_next == nullptr) {
    return absl::InvalidArgumentError("the input is no stream: it lacks its callbacks");
  }
  Owned<ArrowSchema> schema;
  if (const int code = stream->get_schema(stream.get(), schema.get()); code != 0) {
    schema->release = nullptr;  // what a failed call leaves is no schema
    return absl::UnavailableError(ProducerError(stream.get(), code));
  }
  const std::shared_ptr<const columns::Program> program = NoProgram();
  Binding binding;
  Findings own;
  Bind(*schema.get(), *program, {}, &binding, &own);
  if (own.empty() && binding.household.fields.empty()) {
    own.push_back({"", 0, 0, "the stream has no column that is named as a field of a household"});
  }
  if (!own.empty()) {
    if (findings != nullptr) findings->insert(findings->end(), own.begin(), own.end());
    return InvalidArgument(own);
  }
  int64_t row = 0;
  for (;;) {
    Owned<ArrowArray> array;
    if (const int code = stream->get_next(stream.get(), array.get()); code != 0) {
      array->release = nullptr;
      return absl::UnavailableError(ProducerError(stream.get(), code));
    }
    if (array->release == nullptr) return absl::OkStatus();
    BoundArray bound;
    std::optional<Breach> breach = Attach(binding.household, *array.get(), &bound);
    if (!breach.has_value()) breach = FindBreach(binding, *program, bound, Date(1970, 1, 1));
    if (breach.has_value()) return Refuse(*breach, row, findings);
    Household household;
    Findings unreadable;
    RuleNames rules;
    for (int64_t i = 0; i < array->length; ++i, ++row) {
      unreadable.clear();
      rules.clear();
      ReadHousehold(bound, i, &household, &unreadable, &rules);
      if (absl::Status status = each(row, &household, unreadable, rules); !status.ok()) return status;
    }
  }
}

}  // namespace graduasi::arrow
