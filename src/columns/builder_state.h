// What a builder remembers between expressions.
#ifndef GRADUASI_SRC_COLUMNS_BUILDER_STATE_H_
#define GRADUASI_SRC_COLUMNS_BUILDER_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "src/columns/emitter.h"
#include "src/columns/program.h"

namespace graduasi::columns {

struct Builder::State {
  State(std::vector<Binding> b, Rules rules) : bindings(std::move(b)), emitter(rules) {}

  std::vector<Binding> bindings;
  Emitter emitter;
  // By expression and read rules; the rules as (path, months), sorted.
  using RulesKey = std::vector<std::pair<std::vector<int>, int64_t>>;
  std::map<std::pair<const cel::Expression*, RulesKey>, ExpressionId> compiled;
  std::map<int, Register> table_pools;          // of a TableBinding: by variable; `number` of its operations
  std::map<int, Register> inputs;               // of an InputBinding: by variable
  std::map<Register, int64_t> patterns;         // of literals: positions in Constants::patterns
  std::map<std::vector<int>, int32_t> tables;   // of the household's lists: by path
  std::map<std::vector<int>, int32_t> columns;  // positions in inputs(): by path
  std::map<std::vector<int>, int32_t> records;  // positions in records_: by path

  ExpressionId Compile(const std::shared_ptr<const cel::Expression>& expression, const ReadRules& rules);
  // A table of elements with a space of its own.
  int32_t NewTable();
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_BUILDER_STATE_H_
