// Compiles one expression: from the nodes of its tree to operations. Readers of a household's fields are in household_reads.h.
#ifndef GRADUASI_SRC_COLUMNS_EXPRESSION_COMPILER_H_
#define GRADUASI_SRC_COLUMNS_EXPRESSION_COMPILER_H_

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "src/cel/ast.h"
#include "src/columns/builder_state.h"
#include "src/columns/emitter.h"
#include "src/columns/household_reads.h"
#include "src/columns/program.h"

namespace graduasi::columns {

class ExpressionCompiler {
 public:
  ExpressionCompiler(Builder::State* state, CompiledExpression* out);

  // Compiles the whole expression and fills in `out`.
  void Run();

 private:
  // What the value of a node depends on.
  struct Dependence {
    bool households = false;
    std::vector<int32_t> locals;
  };

  // compile_node.cc
  Register Compile(const cel::Node& node);
  Register CompileNode(const cel::Node& node);
  Register CompileVariable(const cel::Node& node);
  Register CompileTable(const cel::Node& node, const DatedTable& table);
  Register CompileInput(const cel::Node& node, const InputBinding& input);
  Register MakeInput(int binding, InputColumn::Part part, int parent, const cel::Type& type, int32_t table);
  void CollectDependence(const cel::Node& node, std::vector<int32_t>* bound, Dependence* out);
  CompiledExpression::NodeInfo& InfoOf(const cel::Node& node) { return nodes_[&node]; }

  // compile_macro.cc
  Register CompileMacro(const cel::Node& node);
  Register MapElements(Register list, Register transform);

  // compile_call.cc
  Register CompileCall(const cel::Node& node);
  Register CompileLogic(const cel::Node& node);
  Register CompileComparison(const cel::Node& node);
  Register CompileArithmetic(const cel::Node& node);
  Register CompileText(const cel::Node& node);
  Register CompileConversion(const cel::Node& node);
  int64_t NumberOf(const cel::EnumType& enumeration);  // its constants, in Constants::enumerations
  Register CompileTime(const cel::Node& node);
  Register CompileFold(const cel::Node& node);
  Register CompileExtreme(const cel::Node& node);

  // compile_container.cc
  Register CompileList(const cel::Node& node);
  Register CompileMap(const cel::Node& node);
  Register CompileIndex(const cel::Node& node);
  Register CompileIn(const cel::Node& node);
  Register Equal(Register a, Register b);
  Register ListsEqual(Register a, Register b);
  Register MapsEqual(Register a, Register b);
  Register RecordsEqual(Register a, Register b);
  Register Select(Register condition, Register yes, Register no);
  // The value as a function that is strict sees it: a list is missing if it holds a missing or maybe-in element.
  Register Collapsed(Register value);
  Register Logic(OpCode code, Register a, Register b);

  Builder::State* const state_;
  Emitter* const emitter_;
  CompiledExpression* const out_;
  HouseholdReads reads_;
  std::map<const cel::Node*, CompiledExpression::NodeInfo> nodes_;
  std::map<int32_t, std::pair<Register, Space>> locals_;  // by number of the macro
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_EXPRESSION_COMPILER_H_
