#include "src/cel/type.h"

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

TEST(TypeTest, TypesAreComparedByStructure) {
  const Type ints = Type::List(Type(TypeKind::kInt));
  EXPECT_EQ(ints, Type::List(Type(TypeKind::kInt)));
  EXPECT_NE(ints, Type::List(Type(TypeKind::kUint)));
  EXPECT_NE(ints, Type(TypeKind::kInt));
  EXPECT_EQ(Type::Map(Type(TypeKind::kString), ints), Type::Map(Type(TypeKind::kString), ints));
  EXPECT_NE(Type::Enum(Programme()), Type::Enum(Cause()));
  EXPECT_NE(Type::Variable(0), Type::Variable(1));
}

TEST(TypeTest, TypesAreNamedAsAuthorsWriteThem) {
  EXPECT_EQ(Type::Map(Type(TypeKind::kString), Type::List(Type::Struct(Member()))).ToString(), "map(string, list(Member))");
  EXPECT_EQ(Type::Enum(Programme()).ToString(), "Programme");
  EXPECT_EQ(Type(TypeKind::kTimestamp).ToString(), "timestamp");
}

TEST(TypeTest, FieldsAndConstantsAreFoundByName) {
  EXPECT_EQ(Member()->FieldIndex("died_on"), 1);
  EXPECT_EQ(Member()->FieldIndex("died"), -1);
  EXPECT_EQ(Programme()->ValueOf("BPNT"), 1);
  EXPECT_EQ(Programme()->ValueOf("bpnt"), -1);
}

}  // namespace
}  // namespace graduasi::cel
