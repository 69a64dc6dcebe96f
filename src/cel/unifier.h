// Type variables and what they turn out to be: `[]` is a list of some type that the rest of the expression decides. It knows
// types only, neither trees nor functions.
#ifndef GRADUASI_SRC_CEL_UNIFIER_H_
#define GRADUASI_SRC_CEL_UNIFIER_H_

#include <optional>
#include <vector>

#include "src/cel/type.h"

namespace graduasi::cel {

class Unifier {
 public:
  // A type variable that nothing is known about yet.
  Type Fresh();

  // Makes both types the same by deciding variables; false if they cannot be, and then some variables may have been decided:
  // roll back to a mark taken before.
  bool Unify(const Type& a, const Type& b);

  // What a variable stands for, as far as the outermost type; any other type as it is.
  Type Resolve(const Type& type) const;

  // The type with every decided variable replaced; an undecided one stays, or becomes null if `close` is set.
  Type Substitute(const Type& type, bool close) const;

  // The signature type with variable i replaced by variables[i].
  static Type Instantiate(const Type& type, const std::vector<Type>& variables);

  size_t Mark() const { return decided_.size(); }
  void RollBack(size_t mark);

 private:
  bool Occurs(int variable, const Type& type) const;

  std::vector<std::optional<Type>> meaning_;  // by variable
  std::vector<int> decided_;                  // variables in the order of their decision
};

}  // namespace graduasi::cel

#endif  // GRADUASI_SRC_CEL_UNIFIER_H_
