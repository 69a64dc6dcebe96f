// What a function that carries out an operation sees: its operands, where its result goes, the spaces, and memory. Included by
// the operations and the run only.
#ifndef GRADUASI_SRC_COLUMNS_STEP_H_
#define GRADUASI_SRC_COLUMNS_STEP_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/columns/arena.h"
#include "src/columns/batch.h"
#include "src/columns/bits.h"
#include "src/columns/column.h"
#include "src/columns/op.h"
#include "src/columns/program.h"
#include "src/columns/regex_cache.h"
#include "src/columns/run.h"
#include "src/columns/text_slots.h"

namespace graduasi::columns {

// A space while a program runs.
struct SpaceRows {
  int32_t size = 0;
  const int32_t* source = nullptr;  // the rows that its rows were taken from; null: the same
  const int32_t* second = nullptr;  // of pairs: the rows of the right list
  const Column* lists = nullptr;    // whose elements its rows are, in order
  int32_t parent_size = 0;
  const int32_t* parents = nullptr;   // made when first asked for
  const uint64_t* unequal = nullptr;  // of pairs: the lists are not of one size
  const int32_t* bases = nullptr;     // of a join: where the elements of each argument begin
};

// A dated table, ready for look-ups.
struct TableIndex {
  struct Version {
    int32_t from_days = 0;
    int32_t row = -1;                                  // in the pool; -1: missing
    std::vector<std::pair<int64_t, int32_t>> numbers;  // sorted: keys and rows
    TextSlots::Entries texts;                          // keys and rows
    TextSlots slots;                                   // where they are
  };
  std::vector<Version> versions;
  std::vector<cel::Literal> pool;
  cel::Type type;
};

struct Run::State {
  std::vector<Column> columns;        // [register]: what its operation wrote
  std::vector<const Column*> values;  // [register]: its own column, or the one that it is the same as
  std::vector<SpaceRows> spaces;      // [space]; [0] = the households
  // [register]: a place of its own for a value of one row or the bits of 64 and the word after them; see short_ways.cc.
  struct Slot {
    alignas(16) char bytes[16] = {};
  };
  std::vector<Slot> slots;
  // The columns of the batch that the input registers are bound to, and the spaces whose elements are still taken from there.
  const Column* bound = nullptr;
  std::vector<uint8_t> takes_all;
  Arena arena;
  // What depends on as_of alone stays from batch to batch while all rows are decided as of one and the same day.
  Arena day_arena;
  int32_t day = 0;
  bool day_known = false;
  const Program* program = nullptr;
  const Batch* batch = nullptr;
  int64_t allowed = 0;  // elements that the spaces may still take
  bool too_large = false;
  RegexCache patterns;

  int32_t SizeOf(Space space) const { return space == kConstant ? 1 : spaces[static_cast<size_t>(space)].size; }
};

struct Program::Constants {
  std::vector<cel::Literal> literals;
  std::vector<TableIndex> tables;
  std::vector<std::string> type_names;
  std::vector<std::vector<std::string>> enumerations;  // names of constants, by their number; of kConvert from an enum
  std::vector<std::unique_ptr<re2::RE2>> patterns;     // null: not a regular expression
  Constants();
  ~Constants();
  std::vector<std::pair<Space, int32_t>> table_spaces;  // a table's space, by table
  // The run of the constant operations; its columns are copied into every run.
  Run::State state;
};

// Which rows of a result are missing or in error; null: none. Bitmaps that came from an operand are copied before a bit is set.
struct Validity {
  const uint64_t* missing = nullptr;
  const uint64_t* error = nullptr;
  uint64_t* own_missing = nullptr;  // == missing once that may be written
  uint64_t* own_error = nullptr;
};

struct Step {
  Run::State& run;
  const Program& program;
  const Op& op;
  const Register self;
  Column& out;
  int64_t n;  // rows of the operation's space; 1 once Strict finds only constants

  Step(Run::State& state, const Program& p, const Op& o, Register reg)
      : run(state), program(p), op(o), self(reg), out(state.columns[static_cast<size_t>(reg)]), n(state.SizeOf(o.space)) {}

  static const Op& OpOf(const Program& program, Register reg) { return program.ops_[static_cast<size_t>(reg)]; }
  const Column& Of(Register reg) const { return *run.values[static_cast<size_t>(reg)]; }
  const Column& A() const { return Of(op.a); }
  const Column& B() const { return Of(op.b); }
  const Column& C() const { return Of(op.c); }
  Register Argument(int32_t i) const { return program.args_[static_cast<size_t>(op.first_arg + i)]; }
  const Column& Arg(int32_t i) const { return Of(Argument(i)); }
  const RegisterInfo& Info(Register reg) const { return program.info(reg); }
  // Rows of the space that the views of a list or map point into.
  int32_t ElementCount(Register list) const { return ElementCount(run, list); }
  static int32_t ElementCount(const Run::State& run, Register list) {
    return run.SizeOf(run.program->element_spaces_[static_cast<size_t>(list)]);
  }
  const Column& ElementsOf(Register list) const { return Of(Info(list).element); }
  const Column& ValuesOf(Register map) const { return Of(Info(map).value); }
  SpaceRows& Rows(Space space) const { return run.spaces[static_cast<size_t>(space)]; }
  const Program::Constants& Constants() const { return *program.constants_; }

  // Makes the result the same as the value of another register.
  void Share(Register reg) const { run.values[static_cast<size_t>(self)] = &Of(reg); }

  // Memory for one value for each row; padded.
  template <typename T>
  T* New(int64_t rows) const {
    return run.arena.NewPadded<T>(rows);
  }
  // A bitmap for `rows` rows, with the word of slack.
  uint64_t* NewBits(int64_t rows) const { return run.arena.NewBits(rows); }
  uint64_t* NewClearBits(int64_t rows) const { return run.arena.NewClearBits(rows); }
  uint64_t* NewFullBits(int64_t rows) const;  // ones for the rows, zeros after them
  uint64_t* CopyBits(const uint64_t* bits, int64_t rows) const;

  // `bits` of a column for `rows` rows, a constant's spread out; null if it is null or a constant's bit is not set.
  const uint64_t* Spread(const uint64_t* bits, bool constant, int64_t rows) const;
  // The value bits of a bool column for `rows` rows.
  const uint64_t* TruthOf(const Column& column, int64_t rows) const;

  // Makes the operation one of a single row if all columns are constant; then says which rows a strict function of them leaves
  // missing or in error. With `collapse` a range counts as missing. Sets n and out.constant; not out.missing and out.error.
  Validity Strict(std::initializer_list<const Column*> columns, bool collapse) {
    bool constant = true;
    bool plain = true;
    for (const Column* c : columns) {
      constant = constant && c->constant;
      plain = plain && c->missing == nullptr && c->error == nullptr && (c->high == nullptr || !collapse);
    }
    if (constant) {
      n = 1;
      out.constant = true;
    }
    return plain ? Validity() : Merge(columns, collapse);
  }
  // Rows of which a strict function need not and must not look at the values; null: none.
  const uint64_t* Skip(const Validity& validity) const {
    if (validity.missing == nullptr) return validity.error;
    return validity.error == nullptr ? validity.missing : SkipEither(validity);
  }
  // Marks a row that is neither missing nor an error as an error, or as missing.
  void Fail(Validity* validity, int64_t row) const {
    if (validity->own_error == nullptr) {
      validity->own_error = validity->error == nullptr ? NewClearBits(n) : CopyBits(validity->error, n);
      validity->error = validity->own_error;
    }
    SetBit(validity->own_error, row);
  }
  void Lose(Validity* validity, int64_t row) const {
    if (validity->own_missing == nullptr) {
      validity->own_missing = validity->missing == nullptr ? NewClearBits(n) : CopyBits(validity->missing, n);
      validity->missing = validity->own_missing;
    }
    SetBit(validity->own_missing, row);
  }
  void Set(const Validity& validity) {
    out.missing = validity.missing;
    out.error = validity.error;
  }
  // Makes the result a bool column of `truth`, which is cleared where the row is missing or an error.
  void SetTruth(uint64_t* truth, const Validity& validity) {
    if (validity.missing != nullptr || validity.error != nullptr) ClearRows(truth, validity);
    out.layout = Layout::kBits;
    out.data = truth;
    Set(validity);
  }

  // The parents of the rows of a space.
  const int32_t* ParentsOf(Space space) const;
  // Takes `count` elements from what the batch may hold; false (and the run is given up) if there are not so many left.
  bool Take(int64_t count) const;

  // Computes a register that is left to those who need it.
  void Demand(Register reg) const { Compute(run, program, reg); }
  static void Compute(Run::State& state, const Program& program, Register reg);

  void ClearRows(uint64_t* truth, const Validity& validity) const;
  Validity Merge(std::initializer_list<const Column*> columns, bool collapse) const;
  const uint64_t* SkipEither(const Validity& validity) const;

  absl::string_view Keep(absl::string_view text) const {
    char* memory = static_cast<char*>(run.arena.Allocate(text.size() + 1));
    if (!text.empty()) std::memcpy(memory, text.data(), text.size());
    return absl::string_view(memory, text.size());
  }
};

inline void Step::Compute(Run::State& state, const Program& program, Register reg) {
  Column& column = state.columns[static_cast<size_t>(reg)];
  column = Column();
  state.values[static_cast<size_t>(reg)] = &column;
  Step step(state, program, OpOf(program, reg), reg);
  step.op.run(step);
}

// Whether the statistics alone say that all records are visible, which have these dates.
inline bool ShowsAll(const Column& dates, const Column& as_of) {
  return dates.greatest <= as_of.least && dates.missing == nullptr && dates.error == nullptr;
}

// ---- reading columns ----

inline int64_t Row(const Column& column, int64_t row) { return column.constant ? 0 : row; }

inline bool IsMissing(const Column& c, int64_t row) { return c.missing != nullptr && TestBit(c.missing, Row(c, row)); }
inline bool IsError(const Column& c, int64_t row) { return c.error != nullptr && TestBit(c.error, Row(c, row)); }
inline bool IsPresent(const Column& c, int64_t row) { return !IsMissing(c, row) && !IsError(c, row); }

inline bool IsIn(const Column& list, int64_t element) { return list.in == nullptr || TestBit(list.in, element); }
inline bool IsMaybe(const Column& list, int64_t element) { return list.maybe != nullptr && TestBit(list.maybe, element); }

template <typename T>
const T* Data(const Column& column) {
  return static_cast<const T*>(column.data);
}

// A value of an integral layout, from `data` (the column's data or high).
inline int64_t IntegerAt(Layout layout, const void* data, int64_t row) {
  switch (layout) {
    case Layout::kInt8:
      return static_cast<const int8_t*>(data)[row];
    case Layout::kInt16:
      return static_cast<const int16_t*>(data)[row];
    case Layout::kInt32:
    case Layout::kType:
      return static_cast<const int32_t*>(data)[row];
    default:
      return static_cast<const int64_t*>(data)[row];
  }
}

// A run of values that may be one value for all rows.
template <typename T>
struct Values {
  const T* data = nullptr;
  int64_t stride = 1;
  T operator[](int64_t row) const { return data[row * stride]; }
};

template <typename T>
Values<T> ValuesOf(const Column& column) {
  return {static_cast<const T*>(column.data), column.constant ? 0 : 1};
}

// The values of an integral column, widened to T if it is narrower. `data` is the column's data or high.
template <typename T>
Values<T> Widened(const Step& step, const Column& column, const void* data, int64_t rows);

// The rows that a record or index column points to; `identity` is used where it is the identity.
struct RowIndex {
  const int32_t* data = nullptr;  // null: row i
  int64_t stride = 1;
  int32_t operator[](int64_t row) const { return data == nullptr ? static_cast<int32_t>(row) : data[row * stride]; }
};
inline RowIndex IndexOf(const Column& column) { return {static_cast<const int32_t*>(column.data), column.constant ? 0 : 1}; }

struct View {
  int32_t offset = 0;
  int32_t length = 0;
};
inline View ViewAt(const Column& list, int64_t row) {
  const int64_t i = Row(list, row);
  return {static_cast<const int32_t*>(list.data)[i], list.lengths[i]};
}

// Values of one element type, none of them ranges: whether they are equal, or the first is less.
bool SameValue(const Column& x, int64_t i, const Column& y, int64_t j);
bool LessValue(const Column& x, int64_t i, const Column& y, int64_t j);
// True if the value is a range.
inline bool IsRange(const Column& c, int64_t row) {
  if (c.high == nullptr) return false;
  const int64_t i = Row(c, row);
  return IntegerAt(c.layout, c.data, i) != IntegerAt(c.layout, c.high, i);
}

// The elements that stand for values of `kind`, and the layout in which operations write them.
Layout LayoutOf(cel::TypeKind kind);

// `from` at the rows `index` (values and bits; the rows in `skip` are left alone, and missing or in error for a reason that the
// caller adds). `count` rows. `to` must not be `from`.
void GatherInto(const Step& step, const Column& from, const RowIndex& index, const uint64_t* skip, int64_t count, Column* to);

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_STEP_H_
