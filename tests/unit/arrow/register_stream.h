// An Arrow producer for tests: turns households into a stream by the field tables, in any of the layouts that a producer may
// choose, drawn from a seed: widths, dictionaries, offsets of slices, chunks, nulls with rubbish below them. Every buffer is
// allocated to the byte, so that a sanitizer sees a reader that goes too far. It knows nothing of how streams are read.
#ifndef GRADUASI_TESTS_UNIT_ARROW_REGISTER_STREAM_H_
#define GRADUASI_TESTS_UNIT_ARROW_REGISTER_STREAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "graduasi/arrow_abi.h"
#include "graduasi/household.h"
#include "src/model/record.h"
#include "tests/property/random.h"

namespace graduasi {

// What a producer may do. All off: one chunk, int64, date32 (utf8 where a date is partial), utf8, list.
struct Layouts {
  bool chunks = false;        // cut anywhere, empty arrays between
  bool slices = false;        // arrays begin at an offset and have values after their end
  bool widths = false;        // integers, dates, texts and lists of any form that can hold them
  bool dictionaries = false;  // some scalars are indices
  bool nulls = false;         // records and elements of which nothing is known are null, with rubbish below them
  bool drop_empty = false;    // a column that would be null in every row may be left out or be of the null type
  bool extra = false;         // columns that the model does not have
};
inline constexpr Layouts kPlain{};
inline constexpr Layouts kEverything{true, true, true, true, true, true, true};

// A column: its type for the whole stream.
struct ColumnPlan {
  const model::FieldInfo* field = nullptr;    // null: the household, the elements of a list, or an extra column
  const model::RecordInfo* record = nullptr;  // of a struct, or of the elements of a list
  std::string name;
  std::string format;
  std::string index;  // format of the indices; "": no dictionary
  std::vector<ColumnPlan> children;
};

// The stream owns copies of what it needs but not the households.
class RegisterStream {
 public:
  RegisterStream(const std::vector<Household>& households, const Layouts& layouts, uint64_t seed);

  // The C stream; to be called once. It outlives this object, not the households.
  ArrowArrayStream Export();

  // Spoils the n-th array, or the schema, before it is handed out.
  std::function<void(int64_t, ArrowArray*)> spoil_array;
  std::function<void(ArrowSchema*)> spoil_schema;
  int fail_at = -1;  // the get_next that returns an error; -1: none

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// What a consumer reads of a stream of decisions.
struct DecidedRow {
  std::string id;  // "(null)" if null
  std::string outcome;
  std::string route;
  std::vector<std::string> failed, missing, protecting, findings;
  bool scored = false;
  int64_t score = 0;
  std::string ToString() const;
};
struct Decided {
  std::vector<DecidedRow> rows;
  std::string error;  // get_last_error, "" if none
  std::vector<int64_t> batches;
};
// Reads to the end and releases.
Decided ReadDecisions(ArrowArrayStream* stream);

// Arrays of ours that have not been released.
int64_t LiveStructures();

}  // namespace graduasi

#endif  // GRADUASI_TESTS_UNIT_ARROW_REGISTER_STREAM_H_
