// Walks the constexpr field tables and writes them down; what a field is follows from its C++ type alone. It must not know any
// field by name.
#include "capi/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/field.h"
#include "graduasi/household.h"

namespace graduasi::capi {
namespace {

template <typename Struct>
void AppendFields(const std::string& owner, std::vector<FactEntry>* facts);

// How a field's C++ type is written down, and what stands below it.
template <typename T>
struct Kind {  // a record by value
  static std::string Type() { return Describe<T>::name; }
  static std::vector<std::string> Values() { return {}; }
  static void AppendBelow(const std::string& path, std::vector<FactEntry>* facts) { AppendFields<T>(path, facts); }
};

template <typename T>
struct Kind<std::optional<T>> {  // a scalar, or one of a list of names
  static std::string Type() {
    if constexpr (std::is_same_v<T, bool>) return "bool";
    if constexpr (std::is_same_v<T, int64_t>) return "int";
    if constexpr (std::is_same_v<T, std::string>) return "string";
    if constexpr (std::is_same_v<T, PartialDate>) return "date";
    if constexpr (std::is_enum_v<T>) return DescribeEnum<T>::name;
  }
  static std::vector<std::string> Values() {
    std::vector<std::string> values;
    if constexpr (std::is_enum_v<T>) {
      for (const auto& value : DescribeEnum<T>::names) values.emplace_back(value.name);
    }
    return values;
  }
  static void AppendBelow(const std::string&, std::vector<FactEntry>*) {}
};

template <typename T>
struct Kind<std::optional<std::vector<T>>> {
  static std::string Type() { return std::string("list(") + Describe<T>::name + ")"; }
  static std::vector<std::string> Values() { return {}; }
  static void AppendBelow(const std::string& path, std::vector<FactEntry>* facts) { AppendFields<T>(path + "[]", facts); }
};

template <typename Owner, typename T>
void AppendField(const std::string& owner, const Field<Owner, T>& field, std::vector<FactEntry>* facts) {
  FactEntry entry;
  entry.path = owner + "." + field.name;
  entry.type = Kind<T>::Type();
  entry.unit = field.unit;
  entry.meaning = field.meaning;
  entry.absent_is_none = field.absent == Absent::kNone;
  entry.identity = field.role == Role::kIdentity;
  entry.values = Kind<T>::Values();
  const std::string path = entry.path;
  facts->push_back(std::move(entry));
  Kind<T>::AppendBelow(path, facts);
}

template <typename Struct>
void AppendFields(const std::string& owner, std::vector<FactEntry>* facts) {
  std::apply([&](const auto&... field) { (AppendField(owner, field, facts), ...); }, Describe<Struct>::fields);
}

}  // namespace

std::vector<FactEntry> ListFacts() {
  std::vector<FactEntry> facts;
  AppendFields<Household>("household", &facts);
  return facts;
}

}  // namespace graduasi::capi
