// Random well-typed expressions as source text, made from the wanted type downwards. It knows the types of the language and of
// the model, and nothing of what an expression is worth.
#ifndef GRADUASI_TESTS_PROPERTY_EXPRESSION_SOURCE_H_
#define GRADUASI_TESTS_PROPERTY_EXPRESSION_SOURCE_H_

#include <string>
#include <vector>

#include "graduasi/date.h"
#include "src/cel/check.h"
#include "src/model/record.h"
#include "tests/property/random.h"

namespace graduasi::property {

struct ExpressionOptions {
  Date as_of;                   // days near it are interesting
  int depth = 4;                // of the tree, about
  int macro_nesting = 3;        // at most
  bool whole_language = false;  // also uint, double, bytes, timestamps, durations: what policies may not use
  bool order_free = false;      // nothing that depends on the order of a list
  bool identities = true;       // may read NIK, KK, name and address
};

class ExpressionSource {
 public:
  // The variables of `names` may be used; `names` must outlive the source.
  ExpressionSource(const cel::Environment& names, const ExpressionOptions& options, Random* random);

  // An expression of the type. Its size is bounded whatever the depth.
  std::string Make(const cel::Type& type);

  // A type that an expression of a policy may have: bool, int, date, string, an enum, a record or a list of these.
  cel::Type AnyType();

 private:
  struct Name {
    std::string text;
    cel::Type type;
    const model::FieldInfo* field = nullptr;  // null: not a field
  };

  std::string Of(const cel::Type& type, int depth);
  std::string Leaf(const cel::Type& type);

  std::string BoolOf(int depth);
  std::string Comparison(int depth);
  std::string MacroTest(int depth);
  std::string Membership(int depth);
  std::string Presence();
  std::string TextTest(int depth);
  std::string IntOf(int depth);
  std::string Arithmetic(int depth);
  std::string Aggregate(const cel::Type& element, int depth);
  std::string DateDistance(int depth);
  std::string DateOf(int depth);
  std::string StringOf(int depth);
  std::string EnumOf(const cel::Type& type, int depth);
  std::string RecordOf(const cel::Type& type, int depth);
  std::string Position();
  std::string ListOf(const cel::Type& type, int depth);
  std::string MapLookup(const cel::Type& value, int depth);
  std::string Conditional(const cel::Type& type, int depth);
  std::string RareBool(int depth);

  // list.macro(x, body) with the new name in scope inside the body.
  std::string Macro(const std::string& list, const char* macro, const cel::Type& element, const std::vector<cel::Type>& bodies,
                    int depth);

  // A field of the type of some record in scope, or of an element of a list; "" if there is none.
  std::string Field(const cel::Type& type, int depth, const model::FieldInfo** info);
  std::string VariableOf(const cel::Type& type);
  std::vector<Name> PathsOf(const std::string& text, const cel::Type& record) const;
  std::vector<Name> PathsInScope() const;

  std::string IntLiteral(const model::FieldInfo* near);
  std::string DateLiteral();
  std::string Literal(const cel::Type& type, const model::FieldInfo* near);
  cel::Type ScalarType();
  cel::Type RecordType(bool dated);
  bool Room() const { return macros_ < options_.macro_nesting && size_ < 60; }

  const cel::Environment& names_;
  const ExpressionOptions options_;
  Random* const random_;
  std::vector<Name> locals_;
  int macros_ = 0;  // open at this place
  int size_ = 0;    // nodes made so far
  int next_local_ = 0;
};

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_EXPRESSION_SOURCE_H_
