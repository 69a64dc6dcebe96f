// A program: typed expression trees compiled to a flat, immutable sequence of operations over columns. Each operation writes
// one register, which holds the value of one node of an expression for every row of a space (the households of a batch, or the
// elements of a list). This file must not know what a policy is.
#ifndef GRADUASI_SRC_COLUMNS_PROGRAM_H_
#define GRADUASI_SRC_COLUMNS_PROGRAM_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "src/cel/ast.h"

namespace graduasi::columns {

using Register = int32_t;      // position of the operation that writes it
using Space = int32_t;         // what the rows of a register are
using ExpressionId = int32_t;  // one compiled expression

inline constexpr Register kNoRegister = -1;
inline constexpr Space kConstant = -1;   // one value for all rows
inline constexpr Space kHouseholds = 0;  // the rows of the batch
inline constexpr ExpressionId kNoExpression = -1;

// The elements that one space may hold for one household. A macro nested in others walks products of lists; a household that
// passes this bound gets an error value where it does, and its neighbours in the batch are not touched.
inline constexpr int64_t kMaxElementsPerHousehold = 1'000'000;
// The bytes of one string or bytes value that an operation makes; a longer one is an error value.
inline constexpr int64_t kMaxTextBytes = 1 << 20;

// A value with a history: the version in force on as_of holds; before the first version it is missing.
struct DatedTable {
  struct Entry {
    cel::Literal key;
    cel::Literal value;
  };
  struct Version {
    int32_t from_days = 0;              // since 1970-01-01, in force from this day
    std::optional<cel::Literal> value;  // where no key is asked for; none: missing
    std::vector<Entry> entries;         // where a key is asked for; a key without an entry: missing
  };
  cel::Type type;                 // of the values
  std::vector<Version> versions;  // ascending by from_days
  // What the entries are keyed by, an expression over the same environment (bool, int, uint, string, enum or date); null: no
  // key.
  std::shared_ptr<const cel::Expression> key;
  // The key is a record with the fields `system` and `code` (household.region); the entry with the longest code that equals the
  // record's code, or is followed in it by a dot, holds. Another system than 0 (Kemendagri), or no code, is missing.
  bool by_region = false;
};

// What a variable of the environment stands for.
struct HouseholdBinding {};  // the root record of the model
struct AsOfBinding {};       // the day of the decision: a date
struct TableBinding {
  DatedTable table;
};  // a parameter
struct FactBinding {
  std::shared_ptr<const cel::Expression> expression;
};  // a named expression, compiled in its reader's context
struct InputBinding {
  cel::Type type;
};  // a column of its own, of any type but a record
using Binding = std::variant<HouseholdBinding, AsOfBinding, TableBinding, FactBinding, InputBinding>;

// A record older than this many calendar months before as_of reads as missing.
struct AgeLimit {
  std::vector<int> path;  // positions of fields, from the household to a list or to a record by value
  int64_t months = 0;
};
struct ReadRules {
  std::vector<AgeLimit> limits;  // at most one for a path
};

// How && and || treat errors: kLanguage absorbs an error where the other operand decides; kPolicy never does.
enum class Rules : uint8_t { kLanguage, kPolicy };

// One column that a batch must hold, at the same position in Batch::columns.
struct InputColumn {
  enum class Source : uint8_t { kHouseholdField, kBinding };
  enum class Part : uint8_t { kValue, kListElement, kMapKey, kMapValue };
  Source source = Source::kHouseholdField;
  std::vector<int> path;  // kHouseholdField: positions of fields, from the household to a scalar or a list
  int binding = -1;       // kBinding: number of the variable
  Part part = Part::kValue;
  int parent = -1;  // kBinding, not kValue: position of the input column of the list or map it is a part of
  cel::Type type;
  int32_t table = 0;      // whose rows the column has: 0 = the households, else elements of a list
  int32_t elements = -1;  // list and map: the table of its elements
};

struct Op;
enum class OpCode : uint8_t;
class Program;
struct ReadPlan;
struct Batch;

// Where the parts of one compiled expression are, for a reader who walks its tree.
class CompiledExpression {
 public:
  const cel::Expression& expression() const { return *expression_; }
  Register root() const { return root_; }
  // The register of a node; kNoRegister for the operand of has() or a node that is never evaluated on its own.
  Register RegisterOf(const cel::Node* node) const;
  // Of a kVariable node bound to a fact: the fact, compiled under the same read rules. Else kNoExpression.
  ExpressionId FactOf(const cel::Node* variable) const;
  // Of a kVariable node bound to a keyed table: its key. Else kNoExpression.
  ExpressionId KeyOf(const cel::Node* variable) const;
  // Of a kMacro node: the space of its elements (the range's registers are in Program::Parent of it, or further out).
  Space ElementsOf(const cel::Node* macro) const;
  // Of a kMacro node: the range as a list whose elements are exactly the rows of ElementsOf; for Run::StandingOf.
  Register RangeOf(const cel::Node* macro) const;

 private:
  friend class Builder;
  friend class ExpressionCompiler;
  struct NodeInfo {
    const cel::Node* node = nullptr;
    Register reg = kNoRegister;
    ExpressionId fact = kNoExpression;
    ExpressionId key = kNoExpression;
    Space space = kConstant;
    Register range = kNoRegister;
  };
  const NodeInfo* Find(const cel::Node* node) const;

  std::shared_ptr<const cel::Expression> expression_;
  ReadRules rules_;
  Register root_ = kNoRegister;
  std::vector<NodeInfo> nodes_;  // sorted by node
};

// What is known of a register without running.
struct RegisterInfo {
  cel::Type type;
  Space space = kConstant;
  // A list or map: the space that its views point into, the registers of its elements (keys) and, of a map, of its values.
  Space elements = kConstant;
  Register element = kNoRegister;
  Register value = kNoRegister;
  // A list or map whose elements are exactly the rows of `elements`, the rows of one list after those of the other.
  bool partition = false;
  // A record: which records of the household its rows point to (-1: not a record).
  int32_t records = -1;
};

// Where records come from: a path of the household and the table that holds a row for each of them.
struct RecordSource {
  std::vector<int> path;  // to a list of records, or to a record by value; empty: the household
  int32_t table = 0;
  const cel::StructType* structure = nullptr;
};

// Immutable; safe to share between threads.
class Program {
 public:
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  int32_t register_count() const { return static_cast<int32_t>(registers_.size()); }
  int32_t space_count() const { return static_cast<int32_t>(parents_.size()); }
  int32_t table_count() const { return table_count_; }
  const RegisterInfo& info(Register reg) const { return registers_[static_cast<size_t>(reg)]; }
  // The space in which the lists stand whose elements are the rows of `space`: kConstant, kHouseholds or another. Of a space
  // that only stores elements (no macro walks it): kConstant.
  Space Parent(Space space) const { return space <= 0 ? kConstant : parents_[static_cast<size_t>(space)]; }
  const RecordSource& records(int32_t id) const { return records_[static_cast<size_t>(id)]; }

  const std::vector<InputColumn>& inputs() const { return inputs_; }
  bool reads_as_of() const { return reads_as_of_; }

  int32_t expression_count() const { return static_cast<int32_t>(expressions_.size()); }
  const CompiledExpression& expression(ExpressionId id) const { return *expressions_[static_cast<size_t>(id)]; }

  // The operation in words, for tests and for whoever must find out what a program does.
  std::string Disassemble() const;

 private:
  friend class Builder;
  friend class Emitter;
  friend class ExpressionCompiler;
  friend class HouseholdReads;
  friend class Run;
  friend struct Step;
  friend struct ReadPlan;
  struct Constants;
  Program();

  std::vector<Op> ops_;  // in order; ops_[r] writes register r; constant ones have been run by the builder
  // Registers to compute for each batch, ascending: all of them, those that depend on as_of alone, and the others. Input
  // columns are bound, not computed; records of a table and constants are the same in every batch.
  std::vector<Register> live_;
  std::vector<Register> of_day_;
  std::vector<Register> of_batch_;
  std::vector<std::pair<Register, int32_t>> bound_;  // registers and positions in inputs_
  // What is read of the elements of a list that kOwn has given a space of its own: kElement operations on the columns of the
  // table; and, while as_of is one day for all rows, which of them are visible. Of space s the elements begin at
  // taken_from_[2 * s], the filters at taken_from_[2 * s + 1]; each is computed as soon as the space is there.
  struct Taken {
    Register reg = kNoRegister;
    Register from = kNoRegister;  // what it is the same as if all elements of the table, or all of the list, are meant
    // A kFilter: all of the list are meant if all dates are up to as_of.
    Register dates = kNoRegister;
    Register as_of = kNoRegister;
  };
  std::vector<Taken> taken_;
  std::vector<int32_t> taken_from_;
  std::vector<Register> args_;
  std::deque<RegisterInfo> registers_;  // references stay good while it grows
  std::vector<Space> element_spaces_;   // RegisterInfo::elements, close together
  std::vector<Space> parents_;
  std::vector<RecordSource> records_;
  std::vector<InputColumn> inputs_;
  std::vector<std::unique_ptr<CompiledExpression>> expressions_;
  int32_t table_count_ = 1;
  bool reads_as_of_ = false;
  Rules rules_ = Rules::kPolicy;
  std::vector<Space> table_spaces_;     // by table
  std::vector<Space> constant_spaces_;  // whose rows are known without a batch
  std::unique_ptr<Constants> constants_;
  std::shared_ptr<const ReadPlan> read_plan_;  // how ReadHouseholds fills the inputs
  std::shared_ptr<const int> identity_;        // tells a run whether it has seen this program before
};

// Compiles expressions into one program. Equal sub-expressions are computed once, across all expressions. Confined to one
// thread.
class Builder {
 public:
  // `bindings` are the variables of the environment that the expressions were checked in, in its order.
  Builder(std::vector<Binding> bindings, Rules rules);
  ~Builder();

  // The same expression under the same rules is compiled once and gets the same id.
  ExpressionId Compile(std::shared_ptr<const cel::Expression> expression, const ReadRules& rules);
  Register root(ExpressionId id) const;

  // Registers made of registers, for what stands above expressions. All must be bool, of kHouseholds or constant.
  Register And(const std::vector<Register>& operands);
  Register Or(const std::vector<Register>& operands);
  Register Not(Register operand);
  Register Literal(bool value);

  // The builder is spent afterwards.
  std::shared_ptr<const Program> Finish();

 private:
  friend class ExpressionCompiler;
  friend class HouseholdReads;
  struct State;
  Register Both(OpCode code, Register a, Register b);
  std::unique_ptr<State> state_;
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_PROGRAM_H_
