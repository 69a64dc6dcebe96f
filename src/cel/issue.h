// What is wrong with an expression, and how large one may be: shared by the steps from text to tree. An issue is written for
// somebody who has never programmed: it says where, what, and what would be right. Nothing here knows types or trees.
#ifndef GRADUASI_SRC_CEL_ISSUE_H_
#define GRADUASI_SRC_CEL_ISSUE_H_

#include <cstdint>
#include <string>

namespace graduasi::cel {

// Limits of one expression; passing one is an error that names it.
struct Limits {
  int source_bytes = 16 * 1024;
  int nesting = 128;      // of brackets, signs and conditionals that are open at the same place
  int tree_height = 64;   // of the tree, so that chains such as 1+1+... are bounded too
  int macro_nesting = 4;  // of macros inside the bodies of macros
  int nodes = 8 * 1024;
};

// One mistake; `position` is a byte offset into the source.
struct Issue {
  int32_t position = 0;
  std::string message;
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_ISSUE_H_
