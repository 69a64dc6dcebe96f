#include "src/cel/unifier.h"

#include "gtest/gtest.h"

namespace graduasi::cel {
namespace {

const Type kInt(TypeKind::kInt), kString(TypeKind::kString);

TEST(UnifierTest, AVariableBecomesWhatItMeets) {
  Unifier unifier;
  const Type a = unifier.Fresh(), b = unifier.Fresh();
  EXPECT_TRUE(unifier.Unify(Type::List(a), Type::List(Type::Map(b, kInt))));
  EXPECT_TRUE(unifier.Unify(b, kString));
  EXPECT_EQ(unifier.Substitute(a, false), Type::Map(kString, kInt));
  EXPECT_FALSE(unifier.Unify(b, kInt));
}

TEST(UnifierTest, ATypeNeverContainsItself) {
  Unifier unifier;
  const Type a = unifier.Fresh();
  EXPECT_FALSE(unifier.Unify(a, Type::List(a)));
  EXPECT_TRUE(unifier.Unify(a, a));
}

TEST(UnifierTest, RollingBackForgetsDecisions) {
  Unifier unifier;
  const Type a = unifier.Fresh();
  const size_t mark = unifier.Mark();
  EXPECT_TRUE(unifier.Unify(a, kInt));
  unifier.RollBack(mark);
  EXPECT_TRUE(unifier.Resolve(a).is(TypeKind::kVariable));
  EXPECT_TRUE(unifier.Unify(a, kString));
}

TEST(UnifierTest, WhatNothingDecidedIsNull) {
  Unifier unifier;
  const Type a = unifier.Fresh();
  EXPECT_EQ(unifier.Substitute(Type::List(a), true), Type::List(Type(TypeKind::kNull)));
  EXPECT_EQ(unifier.Substitute(Type::List(a), false), Type::List(a));
}

}  // namespace
}  // namespace graduasi::cel
