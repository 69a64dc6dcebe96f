#include "src/policy/reason.h"

#include <utility>

namespace graduasi::policy {
namespace {

// The position after the expression that starts at `begin`: its closing brace, braces and quotes inside it respected.
size_t EndOfHole(absl::string_view reason, size_t begin) {
  int depth = 1;
  char quote = 0;
  for (size_t i = begin; i < reason.size(); ++i) {
    const char c = reason[i];
    if (quote != 0) {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = 0;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i;
    }
  }
  return absl::string_view::npos;
}

}  // namespace

bool SplitReason(absl::string_view reason, std::vector<ReasonPiece>* pieces, std::string* mistake, size_t* position) {
  pieces->clear();
  ReasonPiece plain;
  const auto flush = [&] {
    if (!plain.text.empty()) pieces->push_back(std::exchange(plain, ReasonPiece{}));
  };
  for (size_t i = 0; i < reason.size(); ++i) {
    const char c = reason[i];
    const bool doubled = i + 1 < reason.size() && reason[i + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      plain.text += c;
      ++i;
    } else if (c == '{') {
      const size_t end = EndOfHole(reason, i + 1);
      if (end == absl::string_view::npos) {
        *mistake = "the `{` here is not closed; write `}` after the expression, or `{{` for a brace in the text";
        *position = i;
        return false;
      }
      if (end == i + 1) {
        *mistake = "`{}` holds no expression";
        *position = i;
        return false;
      }
      flush();
      pieces->push_back({true, std::string(reason.substr(i + 1, end - i - 1)), i + 1});
      i = end;
    } else if (c == '}') {
      *mistake = "this `}` closes nothing; write `}}` for a brace in the text";
      *position = i;
      return false;
    } else {
      if (plain.text.empty()) plain.offset = i;
      plain.text += c;
    }
  }
  flush();
  return true;
}

}  // namespace graduasi::policy
