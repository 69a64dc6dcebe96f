// What the functions of the language give for given arguments, one row at a time: src/SEMANTICS.md sections 2, 3 and 5 and the
// language's definition. It knows no trees, no variables and no households.
#ifndef GRADUASI_TESTS_REFERENCE_FUNCTIONS_H_
#define GRADUASI_TESTS_REFERENCE_FUNCTIONS_H_

#include <vector>

#include "src/cel/ast.h"
#include "tests/reference/value.h"

namespace graduasi::reference {

enum class Rules { kLanguage, kPolicy };

// Bool, missing or error.
Value And(const Value& a, const Value& b, Rules rules);
Value Or(const Value& a, const Value& b, Rules rules);
Value Not(const Value& a);
Value Equal(const Value& a, const Value& b, Rules rules);

// Any function but && || and the conditional. `node` is the call, for the static types of its arguments.
Value Call(const cel::Node& node, const std::vector<Value>& args, Rules rules);

// A map literal. A repeated key is an error.
Value MapOf(const std::vector<Entry>& entries, Rules rules);

// {key: ...}[key], where both are present.
Value FindKey(const Value& map, const Value& key, Rules rules);
Value HasKey(const Value& map, const Value& key, Rules rules);

// The value as a function takes it that cannot deal with ranges and with doubt about elements: missing if it has any.
Value Collapsed(const Value& value);

// Error if any is an error, else missing if any is missing, else null.
Value Strict(const std::vector<Value>& args);

}  // namespace graduasi::reference

#endif  // GRADUASI_TESTS_REFERENCE_FUNCTIONS_H_
