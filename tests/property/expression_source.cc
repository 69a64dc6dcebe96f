#include "tests/property/expression_source.h"

#include <algorithm>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/property/domain.h"

namespace graduasi::property {
namespace {

using cel::Type;
using cel::TypeKind;

const Type& BoolType() {
  static const Type* const type = new Type(TypeKind::kBool);
  return *type;
}
const Type& IntType() {
  static const Type* const type = new Type(TypeKind::kInt);
  return *type;
}
const Type& StringType() {
  static const Type* const type = new Type(TypeKind::kString);
  return *type;
}
const Type& DateType() {
  static const Type* const type = new Type(TypeKind::kDate);
  return *type;
}

bool IsScalar(const Type& type) {
  return type.is(TypeKind::kBool) || type.is(TypeKind::kInt) || type.is(TypeKind::kString) || type.is(TypeKind::kDate) ||
         type.is(TypeKind::kEnum);
}

// The parts, one behind the other. Arguments of a function are worked out in any order, what stands in braces from left to
// right: so every compiler draws the same.
std::string InOrder(std::initializer_list<absl::string_view> parts) { return absl::StrJoin(parts, ""); }

std::string Quoted(const std::string& text) { return absl::StrCat("\"", text, "\""); }

}  // namespace

ExpressionSource::ExpressionSource(const cel::Environment& names, const ExpressionOptions& options, Random* random)
    : names_(names), options_(options), random_(random) {}

std::string ExpressionSource::Make(const Type& type) {
  size_ = 0;
  next_local_ = 0;
  return Of(type, options_.depth);
}

// ---- types ----

Type ExpressionSource::ScalarType() {
  switch (random_->Below(10)) {
    case 0:
    case 1:
      return BoolType();
    case 2:
    case 3:
      return DateType();
    case 4:
      return StringType();
    case 5:
    case 6:
      return Type::Enum(random_->Of(names_.enums));
    default:
      return IntType();
  }
}

// A record that stands in a list; dated: one that latest() takes.
Type ExpressionSource::RecordType(bool dated) {
  std::vector<Type> types;
  for (const Name& path : PathsInScope()) {
    if (!path.type.is(TypeKind::kList) || !path.type.element().is(TypeKind::kStruct)) continue;
    if (!dated || path.type.element().structure()->date_field >= 0) types.push_back(path.type.element());
  }
  return random_->Of(types);
}

Type ExpressionSource::AnyType() {
  switch (random_->Below(10)) {
    case 0:
      return RecordType(true);
    case 1:
      return Type::List(RecordType(false));
    case 2:
      return Type::List(ScalarType());
    case 3:
    case 4:
    case 5:
      return BoolType();
    default:
      return ScalarType();
  }
}

// ---- what is in scope ----

// The fields that can be read from a record without a list in between, the record itself left out.
std::vector<ExpressionSource::Name> ExpressionSource::PathsOf(const std::string& text, const Type& record) const {
  std::vector<Name> paths;
  const model::RecordInfo* info = model::RecordOf(record.structure());
  for (size_t i = 0; i < info->fields.size(); ++i) {
    if (!options_.identities && info->fields[i].role == Role::kIdentity) continue;
    Name field{absl::StrCat(text, ".", info->fields[i].name), record.structure()->fields[i].type, &info->fields[i]};
    paths.push_back(field);
    if (field.type.is(TypeKind::kStruct)) {
      for (Name& inner : PathsOf(field.text, field.type)) paths.push_back(std::move(inner));
    }
  }
  return paths;
}

std::vector<ExpressionSource::Name> ExpressionSource::PathsInScope() const {
  std::vector<Name> paths;
  const auto add = [&](const std::string& text, const Type& type) {
    if (type.is(TypeKind::kStruct)) {
      for (Name& path : PathsOf(text, type)) paths.push_back(std::move(path));
    }
  };
  for (const cel::Variable& variable : names_.variables) add(variable.name, variable.type);
  for (const Name& local : locals_) add(local.text, local.type);
  return paths;
}

std::string ExpressionSource::VariableOf(const Type& type) {
  std::vector<std::string> found;
  for (const cel::Variable& variable : names_.variables) {
    if (variable.type == type) found.push_back(variable.name);
  }
  for (const Name& local : locals_) {
    if (local.type == type) found.insert(found.end(), 3, local.text);  // what is near is what one asks about
  }
  return found.empty() ? "" : random_->Of(found);
}

std::string ExpressionSource::Field(const Type& type, int depth, const model::FieldInfo** info) {
  std::vector<Name> paths = PathsInScope();
  std::vector<Name> found;
  for (const Name& path : paths) {
    if (path.type == type) found.insert(found.end(), path.text.rfind("household", 0) == 0 ? 1 : 3, path);
  }
  if ((found.empty() || random_->Percent(35)) && depth > 0 && !type.is(TypeKind::kStruct)) {
    // A field of an element: latest(list).field or list[0].field.
    std::vector<Name> lists;
    for (const Name& path : paths) {
      if (!path.type.is(TypeKind::kList)) continue;
      for (const Name& inner : PathsOf("", path.type.element())) {
        if (inner.type == type) lists.push_back({inner.text, path.type.element(), inner.field});
      }
    }
    if (!lists.empty()) {
      const Name& chosen = random_->Of(lists);
      const bool dated = chosen.type.structure()->date_field >= 0;
      if (dated || !options_.order_free) found = {{RecordOf(chosen.type, depth - 1) + chosen.text, type, chosen.field}};
    }
  }
  if (found.empty()) return "";
  const Name& chosen = random_->Of(found);
  if (info != nullptr) *info = chosen.field;
  return chosen.text;
}

// ---- literals ----

std::string ExpressionSource::IntLiteral(const model::FieldInfo* near) {
  const uint64_t draw = random_->Below(100);
  if (draw < 2) return absl::StrCat(AbsurdNumber(random_));
  if (near != nullptr && draw < 90) return absl::StrCat(PlausibleNumber(near->unit, random_));
  if (draw < 20) return absl::StrCat(PlausibleNumber("IDR", random_));
  return absl::StrCat(random_->Between(-2, 12));
}

std::string ExpressionSource::DateLiteral() {
  const Date day = random_->Percent(3) ? AbsurdDay(random_) : NearDay(options_.as_of, random_);
  return absl::StrCat("date(\"", day.ToString(), "\")");
}

std::string ExpressionSource::Literal(const Type& type, const model::FieldInfo* near) {
  switch (type.kind()) {
    case TypeKind::kInt:
      return IntLiteral(near);
    case TypeKind::kDate:
      return random_->Percent(40) ? "as_of" : DateLiteral();
    case TypeKind::kString:
      return Quoted(near != nullptr && near->name == "code" ? RegionCode(random_) : PlausibleText(random_));
    case TypeKind::kEnum:
      return absl::StrCat(type.enumeration()->name, ".", random_->Of(type.enumeration()->constants));
    default:
      return random_->Percent(50) ? "true" : "false";
  }
}

std::string ExpressionSource::Leaf(const Type& type) {
  std::string text;
  if (type.is(TypeKind::kBool) && random_->Percent(70)) return Comparison(0);
  if (random_->Percent(30)) text = VariableOf(type);
  if (text.empty() && (!IsScalar(type) || random_->Percent(75))) text = Field(type, 0, nullptr);
  if (text.empty()) text = VariableOf(type);
  if (!text.empty()) return text;
  if (IsScalar(type)) return Literal(type, nullptr);
  if (type.is(TypeKind::kList)) return IsScalar(type.element()) ? absl::StrCat("[", Leaf(type.element()), "]") : "";
  return "";
}

// ---- any type ----

std::string ExpressionSource::Of(const Type& type, int depth) {
  ++size_;
  if (depth <= 0 || size_ > 60) {
    std::string leaf = Leaf(type);
    if (!leaf.empty()) return leaf;
  }
  if (IsScalar(type) && random_->Percent(12)) return Leaf(type);
  switch (type.kind()) {
    case TypeKind::kBool:
      return BoolOf(depth - 1);
    case TypeKind::kInt:
      return IntOf(depth - 1);
    case TypeKind::kDate:
      return DateOf(depth - 1);
    case TypeKind::kString:
      return StringOf(depth - 1);
    case TypeKind::kEnum:
      return EnumOf(type, depth - 1);
    case TypeKind::kStruct:
      return RecordOf(type, depth - 1);
    default:
      return ListOf(type, depth - 1);
  }
}

std::string ExpressionSource::Conditional(const Type& type, int depth) {
  return InOrder({"(", Of(BoolType(), depth), " ? ", Of(type, depth), " : ", Of(type, depth), ")"});
}

std::string ExpressionSource::MapLookup(const Type& value, int depth) {
  const bool by_text = random_->Percent(40);
  std::vector<std::string> entries;
  for (int64_t i = random_->Between(1, 3); i > 0; --i) {
    std::string key =
        by_text ? Quoted(absl::StrCat("k", random_->Percent(5) ? 1 : i)) : absl::StrCat(random_->Percent(5) ? 1 : i);
    if (random_->Percent(6) && !by_text) key = Of(IntType(), 0);
    entries.push_back(absl::StrCat(key, ": ", Of(value, random_->Percent(50) ? 0 : depth)));
  }
  const std::string map = absl::StrCat("{", absl::StrJoin(entries, ", "), "}");
  if (!by_text)
    return absl::StrCat(map, "[", random_->Percent(60) ? absl::StrCat(random_->Between(1, 3)) : Of(IntType(), depth), "]");
  return random_->Percent(50) ? absl::StrCat(map, "[\"k", random_->Between(1, 3), "\"]")
                              : absl::StrCat(map, ".k", random_->Between(1, 3));
}

std::string ExpressionSource::Macro(const std::string& list, const char* macro, const Type& element,
                                    const std::vector<Type>& bodies, int depth) {
  static const char* const kLetters[] = {"x", "y", "z", "u", "v", "w"};
  const std::string name = absl::StrCat(kLetters[next_local_ % 6], next_local_ < 6 ? "" : absl::StrCat(next_local_));
  ++next_local_;
  locals_.push_back({name, element, nullptr});
  ++macros_;
  std::string text = absl::StrCat(list, ".", macro, "(", name);
  for (const Type& body : bodies) absl::StrAppend(&text, ", ", Of(body, depth));
  --macros_;
  locals_.pop_back();
  return text + ")";
}

// ---- bool ----

std::string ExpressionSource::BoolOf(int depth) {
  const uint64_t draw = random_->Below(100);
  if (draw < 30) return Comparison(depth);
  if (draw < 40) return InOrder({"(", Of(BoolType(), depth), " && ", Of(BoolType(), depth), ")"});
  if (draw < 50) return InOrder({"(", Of(BoolType(), depth), " || ", Of(BoolType(), depth), ")"});
  if (draw < 55) return absl::StrCat("!", Of(BoolType(), depth));
  if (draw < 59) return Conditional(BoolType(), depth);
  if (draw < 78 && Room()) return MacroTest(depth);
  if (draw < 84) return Membership(depth);
  if (draw < 90) return Presence();
  if (draw < 93) return TextTest(depth);
  if (draw < 95) return MapLookup(BoolType(), depth);
  if (draw < 97 && options_.whole_language) return RareBool(depth);
  std::string field = Field(BoolType(), depth, nullptr);
  return field.empty() ? Comparison(depth) : field;
}

std::string ExpressionSource::Comparison(int depth) {
  static const std::vector<std::string> order = {"<", "<=", ">", ">=", "==", "!="};
  static const std::vector<std::string> equality = {"==", "!="};
  if (random_->Percent(6) && !options_.order_free) {
    const Type list = Type::List(ScalarType());
    return InOrder({"(", Of(list, depth), random_->Of(equality) == "==" ? " == " : " != ", Of(list, depth), ")"});
  }
  if (random_->Percent(3)) {
    const Type record = RecordType(options_.order_free);
    if (random_->Percent(30)) return InOrder({"(", Of(record, depth), " in ", Of(Type::List(record), depth), ")"});
    return InOrder({"(", Of(record, depth), random_->Of(equality) == "==" ? " == " : " != ", Of(record, depth), ")"});
  }
  const Type type = ScalarType();
  const std::string& op = random_->Of(type.is(TypeKind::kEnum) ? equality : order);
  if (random_->Percent(55)) {
    const model::FieldInfo* info = nullptr;
    const std::string field = Field(type, depth, &info);
    if (!field.empty()) return absl::StrCat("(", field, " ", op, " ", Literal(type, info), ")");
  }
  return InOrder({"(", Of(type, depth), " ", op, " ", Of(type, depth), ")"});
}

std::string ExpressionSource::MacroTest(int depth) {
  static const std::vector<std::string> macros = {"all", "exists", "exists", "all", "exists_one"};
  const std::string& macro = random_->Of(macros);
  const uint64_t draw = random_->Below(100);
  if (draw < 4) {  // over the keys of a map
    return Macro(InOrder({"{1: ", Of(IntType(), 0), ", 5: ", Of(IntType(), 0), "}"}), macro.c_str(), IntType(), {BoolType()},
                 depth);
  }
  if (draw < 10 && Room()) {  // over a list of lists
    const Type inner = Type::List(draw < 7 ? IntType() : RecordType(false));
    return Macro(Of(Type::List(inner), depth), macro.c_str(), inner, {BoolType()}, depth);
  }
  const Type element = draw < 75 ? RecordType(false) : ScalarType();
  return Macro(Of(Type::List(element), depth - 1), macro.c_str(), element, {BoolType()}, depth);
}

std::string ExpressionSource::Membership(int depth) {
  const Type type = ScalarType();
  const uint64_t draw = random_->Below(10);
  if (draw == 0) {
    return InOrder({"(", Of(IntType(), depth), " in {1: ", Of(BoolType(), 0), ", 3: ", Of(BoolType(), 0), "})"});
  }
  if (draw == 1) return InOrder({"has({\"k1\": ", Of(IntType(), 0), "}.k", absl::StrCat(random_->Between(1, 2)), ")"});
  if (draw < 5) return InOrder({"(", Of(type, depth), " in ", Of(Type::List(type), depth), ")"});
  std::vector<std::string> items;
  for (int64_t i = random_->Between(0, 3); i > 0; --i) {
    items.push_back(random_->Percent(80) ? Literal(type, nullptr) : Of(type, 0));
  }
  return absl::StrCat("(", Of(type, depth), " in [", absl::StrJoin(items, ", "), "])");
}

// has() on a field whose absence means none.
std::string ExpressionSource::Presence() {
  std::vector<std::string> found;
  const auto add = [&](const std::string& text, const Type& type) {
    if (!type.is(TypeKind::kStruct)) return;
    for (const Name& path : PathsOf(text, type)) {
      if (path.field->absent == Absent::kNone) found.push_back(path.text);
    }
  };
  for (const Name& local : locals_) add(local.text, local.type);
  if (found.empty()) add("household", Type::Struct(model::HouseholdType()));
  return absl::StrCat("has(", random_->Of(found), ")");
}

std::string ExpressionSource::TextTest(int depth) {
  static const std::vector<std::string> tests = {"startsWith", "endsWith", "contains"};
  if (options_.whole_language && random_->Percent(20)) {
    return InOrder({Of(StringType(), depth), ".matches(\"", random_->Percent(50) ? "^E" : "[0-9]+$", "\")"});
  }
  return InOrder({Of(StringType(), depth), ".", random_->Of(tests), "(", Of(StringType(), 0), ")"});
}

// Types that policies may not use, each brought back to bool.
std::string ExpressionSource::RareBool(int depth) {
  const std::string number = Of(IntType(), depth);
  const std::string other = Of(IntType(), 0);
  static const std::vector<std::string> signs = {"+", "-", "*", "/"};
  const std::string& sign = random_->Of(signs);
  switch (random_->Below(6)) {
    case 0:
      return absl::StrCat("(uint(", number, ") ", sign, " uint(", other, ") ", sign == "/" ? ">=" : "<", " 5u)");
    case 1:
      return absl::StrCat("(double(", number, ") ", sign, " double(", other, ") < 2.5)");
    case 2:
      return absl::StrCat("(timestamp(", number, ") + duration(\"36h\") > timestamp(\"2026-01-01T00:00:00Z\"))");
    case 3:
      return absl::StrCat("(duration(\"90m\") + duration(string(", number, ") + \"s\") > duration(\"2h\"))");
    case 4:
      return absl::StrCat("(int(string(", number, ")) % 7 == ", other, ")");
    default:
      return absl::StrCat("(bytes(", Of(StringType(), depth), ") < b\"E\")");
  }
}

// ---- int ----

std::string ExpressionSource::IntOf(int depth) {
  const uint64_t draw = random_->Below(100);
  if (draw < 25) {
    std::string field = Field(IntType(), depth, nullptr);
    if (!field.empty()) return field;
  }
  if (draw < 45) return Arithmetic(depth);
  if (draw < 58) return DateDistance(depth);
  if (draw < 62) return Conditional(IntType(), depth);
  if (draw < 65) return MapLookup(IntType(), depth);
  if (draw < 68) return absl::StrCat("size(", Of(StringType(), depth), ")");
  if (draw < 74)
    return absl::StrCat("size(", Of(Type::List(random_->Percent(60) ? RecordType(false) : ScalarType()), depth), ")");
  if (draw < 80) return absl::StrCat("count(", Of(Type::List(random_->Percent(70) ? BoolType() : ScalarType()), depth), ")");
  if (draw < 88) return absl::StrCat("sum(", Of(Type::List(IntType()), depth), ")");
  if (draw < 92)
    return InOrder({random_->Percent(50) ? "min(" : "max(", Of(IntType(), depth), ", ", Of(IntType(), depth), ")"});
  return Aggregate(IntType(), depth);
}

std::string ExpressionSource::Arithmetic(int depth) {
  static const std::vector<std::string> signs = {"+", "-", "*", "+", "-", "*", "/", "%"};
  if (random_->Percent(10)) return absl::StrCat("-(", Of(IntType(), depth), ")");
  const std::string& sign = random_->Of(signs);
  return InOrder({"(", Of(IntType(), depth), " ", sign, " ", Of(IntType(), depth), ")"});
}

// An element of a list of scalars: its least, its greatest, or by position.
std::string ExpressionSource::Aggregate(const Type& element, int depth) {
  const std::string list = Of(Type::List(element), depth);
  const bool ordered = !element.is(TypeKind::kEnum);
  const uint64_t draw = random_->Below(3);
  if (ordered && (draw > 0 || options_.order_free)) return absl::StrCat(draw == 1 ? "min(" : "max(", list, ")");
  if (options_.order_free) return Leaf(element);
  return absl::StrCat(list, "[", Position(), "]");
}

std::string ExpressionSource::DateDistance(int depth) {
  static const std::vector<std::string> functions = {"months_between", "years_between", "days_between"};
  return InOrder(
      {random_->Of(functions), "(", Of(DateType(), depth), ", ", random_->Percent(50) ? "as_of" : Of(DateType(), depth), ")"});
}

// ---- date, string, enum ----

std::string ExpressionSource::DateOf(int depth) {
  const uint64_t draw = random_->Below(100);
  if (draw < 45) {
    std::string field = Field(DateType(), depth, nullptr);
    if (!field.empty()) return field;
  }
  if (draw < 65)
    return InOrder({"add_months(", Of(DateType(), depth), ", ", Of(IntType(), random_->Percent(60) ? 0 : depth), ")"});
  if (draw < 75)
    return InOrder({"add_days(", Of(DateType(), depth), ", ", Of(IntType(), random_->Percent(60) ? 0 : depth), ")"});
  if (draw < 80) return Conditional(DateType(), depth);
  if (draw < 85)
    return InOrder({random_->Percent(50) ? "min(" : "max(", Of(DateType(), depth), ", ", Of(DateType(), depth), ")"});
  if (draw < 95) return Aggregate(DateType(), depth);
  return Literal(DateType(), nullptr);
}

std::string ExpressionSource::StringOf(int depth) {
  const uint64_t draw = random_->Below(100);
  if (draw < 50) {
    std::string field = Field(StringType(), depth, nullptr);
    if (!field.empty()) return field;
  }
  if (draw < 62) return InOrder({"(", Of(StringType(), depth), " + ", Of(StringType(), 0), ")"});
  if (draw < 68) return absl::StrCat("string(", Of(IntType(), depth), ")");
  if (draw < 72) return absl::StrCat("string(", Of(DateType(), depth), ")");
  if (draw < 76) return absl::StrCat("string(", Of(Type::Enum(random_->Of(names_.enums)), depth), ")");
  if (draw < 82) return Conditional(StringType(), depth);
  if (draw < 92) return Aggregate(StringType(), depth);
  return Literal(StringType(), nullptr);
}

std::string ExpressionSource::EnumOf(const Type& type, int depth) {
  const uint64_t draw = random_->Below(100);
  if (draw < 70) {
    std::string field = Field(type, depth, nullptr);
    if (!field.empty()) return field;
  }
  if (draw < 80) return Conditional(type, depth);
  if (draw < 88) return Aggregate(type, depth);
  return Literal(type, nullptr);
}

// ---- records and lists ----

std::string ExpressionSource::RecordOf(const Type& type, int depth) {
  std::string variable = VariableOf(type);
  if (!variable.empty() && random_->Percent(70)) return variable;
  const bool dated = type.structure()->date_field >= 0;
  const std::string list = Of(Type::List(type), depth);
  if (list.empty()) return variable.empty() ? Field(type, 0, nullptr) : variable;
  if (random_->Percent(8)) return Conditional(type, depth - 2);
  if (dated && (options_.order_free || random_->Percent(75))) return absl::StrCat("latest(", list, ")");
  if (options_.order_free && !variable.empty()) return variable;
  return absl::StrCat(list, "[", Position(), "]");
}

// Of an element: mostly the first, so that not every record is contradicted by an index outside its list.
std::string ExpressionSource::Position() {
  const uint64_t draw = random_->Below(100);
  if (draw < 75) return "0";
  return draw < 90 ? absl::StrCat(random_->Between(1, 2)) : Of(IntType(), 0);
}

std::string ExpressionSource::ListOf(const Type& type, int depth) {
  const Type& element = type.element();
  const uint64_t draw = random_->Below(100);
  if (draw < 25 && depth > 0 && Room()) return Macro(Of(type, depth), "filter", element, {BoolType()}, depth);
  if (draw < 30 && depth > 0) return InOrder({"(", Of(type, depth), " + ", Of(type, depth), ")"});
  if (draw < 34 && depth > 0) return Conditional(type, depth);
  if (element.is(TypeKind::kStruct)) {
    std::string list = Field(type, 0, nullptr);
    if (list.empty()) list = VariableOf(type);
    if (!list.empty() && (draw < 95 || depth <= 0)) return list;
    // No list of these records in reach: the elements of the elements of one that is.
    for (const Name& path : PathsInScope()) {
      if (!path.type.is(TypeKind::kList)) continue;
      for (const Name& inner : PathsOf("", path.type.element())) {
        if (inner.type == type && Room()) {
          return absl::StrCat(path.text, "[", random_->Between(0, 1), "]", inner.text);
        }
      }
    }
    if (!list.empty()) return list;
    return "";
  }
  if (draw < 80 && Room()) {
    if (element.is(TypeKind::kList) && element.element().is(TypeKind::kStruct)) {
      // A list of lists of records: the lists that a record holds.
      for (const Name& path : PathsInScope()) {
        if (!path.type.is(TypeKind::kList) || !path.type.element().is(TypeKind::kStruct)) continue;
        for (const Name& inner : PathsOf("", path.type.element())) {
          if (inner.type == element) return absl::StrCat(path.text, ".map(l", next_local_, ", l", next_local_, inner.text, ")");
        }
      }
    }
    const Type from = random_->Percent(80) ? RecordType(false) : ScalarType();
    const std::string range = Of(Type::List(from), depth - 1);
    if (!range.empty()) {
      if (random_->Percent(25)) return Macro(range, "map", from, {BoolType(), element}, depth);
      return Macro(range, "map", from, {element}, depth);
    }
  }
  std::vector<std::string> items;
  for (int64_t i = random_->Between(1, 3); i > 0; --i) {  // the type of an empty list is not known
    items.push_back(random_->Percent(50) && IsScalar(element) ? Literal(element, nullptr) : Of(element, std::min(depth, 1)));
  }
  return absl::StrCat("[", absl::StrJoin(items, ", "), "]");
}

}  // namespace graduasi::property
