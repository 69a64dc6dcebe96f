#include "src/cel/overload.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace graduasi::cel {
namespace {

// int stands first: where a type is open (as in `[].all(x, x > x)`), the first signature that fits decides it.
constexpr TypeKind kOrderedKinds[] = {TypeKind::kInt,  TypeKind::kUint,      TypeKind::kDouble,
                                      TypeKind::kBool, TypeKind::kString,    TypeKind::kBytes,
                                      TypeKind::kDate, TypeKind::kTimestamp, TypeKind::kDuration};

class Table {
 public:
  Table() {
    AddLogic();
    AddArithmetic();
    AddContainersAndText();
    AddConversions();
    AddTimeParts();
    AddExtensions();
    for (const auto& [name, overloads] : by_name_) {
      for (const Overload& overload : overloads) name_of_.emplace(overload.function, name);
    }
  }

  const std::map<std::string, std::vector<Overload>, std::less<>>& by_name() const { return by_name_; }
  const std::map<Function, std::string>& name_of() const { return name_of_; }

 private:
  void Add(const char* name, Function function, CallStyle style, std::vector<Type> params, Type result) {
    by_name_[name].push_back({name, function, style, std::move(params), std::move(result)});
  }
  void Operator(const char* sign, Function function, std::vector<Type> params, Type result) {
    Add(sign, function, CallStyle::kOperator, std::move(params), std::move(result));
  }
  void Global(const char* name, Function function, std::vector<Type> params, Type result) {
    Add(name, function, CallStyle::kGlobal, std::move(params), std::move(result));
  }
  void Member(const char* name, Function function, std::vector<Type> params, Type result) {
    Add(name, function, CallStyle::kMember, std::move(params), std::move(result));
  }
  void Both(const char* name, Function function, std::vector<Type> params, Type result) {
    Add(name, function, CallStyle::kBoth, std::move(params), std::move(result));
  }

  void AddLogic();
  void AddArithmetic();
  void AddContainersAndText();
  void AddConversions();
  void AddTimeParts();
  void AddExtensions();

  const Type bool_{TypeKind::kBool}, int_{TypeKind::kInt}, uint_{TypeKind::kUint}, double_{TypeKind::kDouble},
      string_{TypeKind::kString}, bytes_{TypeKind::kBytes}, date_{TypeKind::kDate}, timestamp_{TypeKind::kTimestamp},
      duration_{TypeKind::kDuration}, type_{TypeKind::kType};
  const Type a_ = Type::Variable(0), b_ = Type::Variable(1);
  const Type list_ = Type::List(a_), map_ = Type::Map(a_, b_);

  std::map<std::string, std::vector<Overload>, std::less<>> by_name_;
  std::map<Function, std::string> name_of_;
};

void Table::AddLogic() {
  Operator("&&", Function::kAnd, {bool_, bool_}, bool_);
  Operator("||", Function::kOr, {bool_, bool_}, bool_);
  Operator("!", Function::kNot, {bool_}, bool_);
  Operator("? :", Function::kConditional, {bool_, a_, a_}, a_);
  Operator("==", Function::kEqual, {a_, a_}, bool_);
  Operator("!=", Function::kNotEqual, {a_, a_}, bool_);
  for (const TypeKind kind : kOrderedKinds) {
    const Type type(kind);
    Operator("<", Function::kLess, {type, type}, bool_);
    Operator("<=", Function::kLessEqual, {type, type}, bool_);
    Operator(">", Function::kGreater, {type, type}, bool_);
    Operator(">=", Function::kGreaterEqual, {type, type}, bool_);
  }
  Operator("in", Function::kIn, {a_, list_}, bool_);
  Operator("in", Function::kIn, {a_, map_}, bool_);
}

void Table::AddArithmetic() {
  for (const Type& type : {int_, uint_, double_}) {
    Operator("+", Function::kAdd, {type, type}, type);
    Operator("-", Function::kSubtract, {type, type}, type);
    Operator("*", Function::kMultiply, {type, type}, type);
    Operator("/", Function::kDivide, {type, type}, type);
  }
  for (const Type& type : {int_, uint_}) Operator("%", Function::kModulo, {type, type}, type);
  for (const Type& type : {int_, double_}) Operator("unary -", Function::kNegate, {type}, type);
  for (const Type& type : {string_, bytes_, list_}) Operator("+", Function::kAdd, {type, type}, type);
  Operator("+", Function::kAdd, {timestamp_, duration_}, timestamp_);
  Operator("+", Function::kAdd, {duration_, timestamp_}, timestamp_);
  Operator("+", Function::kAdd, {duration_, duration_}, duration_);
  Operator("-", Function::kSubtract, {timestamp_, timestamp_}, duration_);
  Operator("-", Function::kSubtract, {timestamp_, duration_}, timestamp_);
  Operator("-", Function::kSubtract, {duration_, duration_}, duration_);
}

void Table::AddContainersAndText() {
  Operator("[]", Function::kIndex, {list_, int_}, a_);
  Operator("[]", Function::kIndex, {map_, a_}, b_);
  for (const Type& type : {string_, bytes_, list_, map_}) Both("size", Function::kSize, {type}, int_);
  Member("contains", Function::kContains, {string_, string_}, bool_);
  Member("startsWith", Function::kStartsWith, {string_, string_}, bool_);
  Member("endsWith", Function::kEndsWith, {string_, string_}, bool_);
  Both("matches", Function::kMatches, {string_, string_}, bool_);
}

void Table::AddConversions() {
  for (const Type& from : {bool_, string_}) Global("bool", Function::kToBool, {from}, bool_);
  for (const Type& from : {int_, uint_, double_, string_, timestamp_}) Global("int", Function::kToInt, {from}, int_);
  for (const Type& from : {uint_, int_, double_, string_}) Global("uint", Function::kToUint, {from}, uint_);
  for (const Type& from : {double_, int_, uint_, string_}) Global("double", Function::kToDouble, {from}, double_);
  for (const Type& from : {string_, bool_, int_, uint_, double_, bytes_, timestamp_, duration_, date_}) {
    Global("string", Function::kToString, {from}, string_);
  }
  for (const Type& from : {bytes_, string_}) Global("bytes", Function::kToBytes, {from}, bytes_);
  for (const Type& from : {timestamp_, string_, int_}) Global("timestamp", Function::kToTimestamp, {from}, timestamp_);
  for (const Type& from : {duration_, string_}) Global("duration", Function::kToDuration, {from}, duration_);
  for (const Type& from : {date_, string_, timestamp_}) Global("date", Function::kToDate, {from}, date_);
  Global("type", Function::kTypeOf, {a_}, type_);
}

void Table::AddTimeParts() {
  constexpr std::pair<const char*, Function> kParts[] = {
      {"getDate", Function::kGetDate},           {"getDayOfMonth", Function::kGetDayOfMonth},
      {"getDayOfWeek", Function::kGetDayOfWeek}, {"getDayOfYear", Function::kGetDayOfYear},
      {"getFullYear", Function::kGetFullYear},   {"getMonth", Function::kGetMonth},
      {"getHours", Function::kGetHours},         {"getMinutes", Function::kGetMinutes},
      {"getSeconds", Function::kGetSeconds},     {"getMilliseconds", Function::kGetMilliseconds},
  };
  for (const auto& [name, function] : kParts) {
    Member(name, function, {timestamp_}, int_);
    Member(name, function, {timestamp_, string_}, int_);
  }
  for (size_t i = 6; i < std::size(kParts); ++i) Member(kParts[i].first, kParts[i].second, {duration_}, int_);
}

void Table::AddExtensions() {
  Both("months_between", Function::kMonthsBetween, {date_, date_}, int_);
  Both("years_between", Function::kYearsBetween, {date_, date_}, int_);
  Both("days_between", Function::kDaysBetween, {date_, date_}, int_);
  Both("add_months", Function::kAddMonths, {date_, int_}, date_);
  Both("add_days", Function::kAddDays, {date_, int_}, date_);
  Both("latest", Function::kLatest, {list_}, a_);
  for (const Type& type : {int_, uint_, double_, duration_}) Both("sum", Function::kSum, {Type::List(type)}, type);
  for (const TypeKind kind : kOrderedKinds) {
    Both("min", Function::kMin, {Type::List(Type(kind))}, Type(kind));
    Both("max", Function::kMax, {Type::List(Type(kind))}, Type(kind));
  }
  Both("count", Function::kCount, {list_}, int_);
}

// Built at first use and never destroyed, so that unloading the library runs nothing.
const Table& TheTable() {
  static const Table* const table = new Table();
  return *table;
}

}  // namespace

std::string Overload::Signature() const {
  return absl::StrCat(
      "(", absl::StrJoin(params, ", ", [](std::string* out, const Type& type) { out->append(type.ToString()); }), ")");
}

const std::vector<Overload>& OverloadsOf(absl::string_view name) {
  static const std::vector<Overload>* const none = new std::vector<Overload>();
  const auto& by_name = TheTable().by_name();
  const auto found = by_name.find(std::string(name));
  return found == by_name.end() ? *none : found->second;
}

std::vector<std::string> FunctionNames(CallStyle style) {
  std::vector<std::string> names;
  for (const auto& [name, overloads] : TheTable().by_name()) {
    const CallStyle declared = overloads[0].style;
    if (declared == style || (declared == CallStyle::kBoth && style != CallStyle::kOperator)) names.push_back(name);
  }
  return names;
}

absl::string_view NameOf(Function function) { return TheTable().name_of().at(function); }

CallStyle PrintedStyle(Function function) {
  const CallStyle style = OverloadsOf(NameOf(function))[0].style;
  if (style != CallStyle::kBoth) return style;
  return function == Function::kMatches ? CallStyle::kMember : CallStyle::kGlobal;
}

bool IsOrdered(TypeKind kind) {
  for (const TypeKind ordered : kOrderedKinds) {
    if (ordered == kind) return true;
  }
  return false;
}

}  // namespace graduasi::cel
