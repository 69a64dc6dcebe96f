// From tokens to the untyped tree. After a mistake it goes on where the next part begins, so that one reading finds several;
// words of plain speech (`and`, `or`, `not`, `is`) are read as the operators they mean. It knows neither names nor types.
#ifndef GRADUASI_SRC_CEL_PARSER_H_
#define GRADUASI_SRC_CEL_PARSER_H_

#include <vector>

#include "src/cel/issue.h"
#include "src/cel/lexer.h"
#include "src/cel/syntax.h"

namespace graduasi::cel {

// Reads one expression. Returns false where a limit was passed: the tree is then incomplete and must not be checked. Otherwise
// the tree has a root, in which mistakes stand as kError nodes.
bool Parse(const std::vector<Token>& tokens, const Limits& limits, SyntaxTree* tree, std::vector<Issue>* issues);

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_PARSER_H_
