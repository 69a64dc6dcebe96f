#include "src/cel/check.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "src/cel/checker.h"
#include "src/cel/lexer.h"
#include "src/cel/parser.h"
#include "src/cel/syntax.h"
#include "src/cel/utf8.h"

namespace graduasi::cel {
namespace {

constexpr size_t kMostIssues = 20;  // of one expression; whoever mends these sees the others next

std::shared_ptr<const Expression> CheckSource(const Type* expected, absl::string_view source, const Environment& environment,
                                              std::vector<Issue>* issues) {
  if (source.size() > static_cast<size_t>(environment.limits.source_bytes)) {
    issues->push_back({0, absl::StrCat("the expression is too long: ", source.size(), " bytes; the limit is ",
                                       environment.limits.source_bytes)});
    return nullptr;
  }
  if (const size_t invalid = FindInvalidUtf8(source); invalid != absl::string_view::npos) {
    issues->push_back({static_cast<int32_t>(invalid), "the text is not valid UTF-8 here; save the document as UTF-8"});
    return nullptr;
  }
  std::vector<Issue> found;
  auto expression = std::make_shared<Expression>();
  expression->source = std::string(source);
  const std::vector<Token> tokens = Lex(expression->source, &found);
  SyntaxTree tree;
  if (Parse(tokens, environment.limits, &tree, &found)) {
    Checker(environment, expression.get(), &found).Run(*tree.root, expected);
  }
  if (found.empty()) return expression;
  std::stable_sort(found.begin(), found.end(), [](const Issue& a, const Issue& b) { return a.position < b.position; });
  if (found.size() > kMostIssues) found.resize(kMostIssues);
  issues->insert(issues->end(), found.begin(), found.end());
  return nullptr;
}

}  // namespace

std::shared_ptr<const Expression> Check(absl::string_view source, const Environment& environment, std::vector<Issue>* issues) {
  return CheckSource(nullptr, source, environment, issues);
}

std::shared_ptr<const Expression> CheckAs(const Type& expected, absl::string_view source, const Environment& environment,
                                          std::vector<Issue>* issues) {
  return CheckSource(&expected, source, environment, issues);
}

}  // namespace graduasi::cel
