// What a name means in an environment: a variable, a type, a constant of an enum. It follows the language's rules for
// containers and qualified names, and does not know the tree in which the name stands; iteration variables are the checker's.
#ifndef GRADUASI_SRC_CEL_NAMES_H_
#define GRADUASI_SRC_CEL_NAMES_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/cel/check.h"

namespace graduasi::cel {

struct Meaning {
  enum Kind : uint8_t { kNothing, kVariable, kTypeName, kConstant, kAmbiguousConstant };
  Kind kind = kNothing;
  int index = -1;                    // kVariable: its number; kConstant: its value
  Type type;                         // kVariable: its type; kTypeName: the type named; kConstant: its enum
  std::vector<std::string> choices;  // kAmbiguousConstant: the qualified names
};

class Names {
 public:
  explicit Names(const Environment& environment);

  // Looks a dotted name up in the container and then outwards to the root; from the root only if `from_root`.
  Meaning Find(absl::string_view name, bool from_root) const;

  // The sentence for a name that means nothing, with the name that was probably meant. `locals` are the iteration variables.
  std::string Unknown(absl::string_view name, const std::vector<std::string>& locals) const;

 private:
  Meaning FindExactly(const std::string& name) const;

  const Environment& environment_;
  std::unordered_map<std::string, int> variables_;  // Abseil's does not survive a failed allocation
};

// The types that can be named in an expression, as in type(x) == int; null-typed parameters stand for "of anything".
const std::vector<std::pair<std::string, Type>>& NamedTypes();

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_NAMES_H_
