#include "src/cel/unifier.h"

namespace graduasi::cel {

Type Unifier::Fresh() {
  meaning_.emplace_back();
  return Type::Variable(static_cast<int>(meaning_.size()) - 1);
}

Type Unifier::Resolve(const Type& type) const {
  Type result = type;
  while (result.is(TypeKind::kVariable) && meaning_[static_cast<size_t>(result.variable())].has_value()) {
    result = *meaning_[static_cast<size_t>(result.variable())];
  }
  return result;
}

bool Unifier::Occurs(int variable, const Type& type) const {
  const Type resolved = Resolve(type);
  switch (resolved.kind()) {
    case TypeKind::kVariable:
      return resolved.variable() == variable;
    case TypeKind::kList:
      return Occurs(variable, resolved.element());
    case TypeKind::kMap:
      return Occurs(variable, resolved.key()) || Occurs(variable, resolved.value());
    default:
      return false;
  }
}

bool Unifier::Unify(const Type& a, const Type& b) {
  const Type left = Resolve(a);
  const Type right = Resolve(b);
  if (left.is(TypeKind::kVariable)) {
    if (right.is(TypeKind::kVariable) && right.variable() == left.variable()) return true;
    if (Occurs(left.variable(), right)) return false;
    meaning_[static_cast<size_t>(left.variable())] = right;
    decided_.push_back(left.variable());
    return true;
  }
  if (right.is(TypeKind::kVariable)) return Unify(right, left);
  if (left.is(TypeKind::kList) && right.is(TypeKind::kList)) return Unify(left.element(), right.element());
  if (left.is(TypeKind::kMap) && right.is(TypeKind::kMap)) {
    return Unify(left.key(), right.key()) && Unify(left.value(), right.value());
  }
  return left == right;
}

Type Unifier::Substitute(const Type& type, bool close) const {
  const Type resolved = Resolve(type);
  switch (resolved.kind()) {
    case TypeKind::kVariable:
      return close ? Type(TypeKind::kNull) : resolved;
    case TypeKind::kList:
      return Type::List(Substitute(resolved.element(), close));
    case TypeKind::kMap:
      return Type::Map(Substitute(resolved.key(), close), Substitute(resolved.value(), close));
    default:
      return resolved;
  }
}

Type Unifier::Instantiate(const Type& type, const std::vector<Type>& variables) {
  switch (type.kind()) {
    case TypeKind::kVariable:
      return variables[static_cast<size_t>(type.variable())];
    case TypeKind::kList:
      return Type::List(Instantiate(type.element(), variables));
    case TypeKind::kMap:
      return Type::Map(Instantiate(type.key(), variables), Instantiate(type.value(), variables));
    default:
      return type;
  }
}

void Unifier::RollBack(size_t mark) {
  for (; decided_.size() > mark; decided_.pop_back()) meaning_[static_cast<size_t>(decided_.back())].reset();
}

}  // namespace graduasi::cel
