// Expressions of a policy in a form in which those that are the same by a few rules look the same. Each rule can be switched
// off, so that it can be said which of them a proof needs. A rule keeps not only true and false but missing and error too, for
// every record that does not contradict itself, on every day on which the policy decides. This file must not know mutants.
#ifndef GRADUASI_SRC_ANALYSIS_NORMAL_FORM_H_
#define GRADUASI_SRC_ANALYSIS_NORMAL_FORM_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "src/policy/checked_policy.h"

namespace graduasi::analysis {

enum class NormalRule {
  kFixedFigures,   // arithmetic on constants is done
  kWholeNumbers,   // x > n is x >= n + 1, a > b is b < a, and x == n is both x >= n and x <= n
  kBounds,         // what a value can never be does not matter: a count is not negative, a decile is 1 to 10
  kPeriod,         // dated values that are in force on no day of the policy do not matter
  kJurisdiction,   // entries of regions outside the policy's do not matter
  kEveryEntry,     // arithmetic on a table and a constant is done entry by entry
  kAnyOrder,       // && and || do not depend on order or repetition
  kNegation,       // !(a && b) is !a || !b, !(a < b) is a >= b, !exists(x, p) is all(x, !p)
  kEachBranch,     // (c ? a : b) > n is c ? a > n : b > n
  kOpposedRoutes,  // routes that ask for opposite things may stand in any order
  kCombinations,   // a sum of choices among numbers is told by which combinations reach the figure it is compared with
  kOneElement,     // of a list with one element all(x, p) is exists(x, p)
  kGuarded,        // a route need not ask for what a safeguard makes sure of
};
inline constexpr int kNormalRules = 13;
using NormalRules = uint32_t;  // bit i: rule i is on
inline constexpr NormalRules kAllNormalRules = (1u << kNormalRules) - 1;

// Numbers for normal forms: equal forms have equal numbers, whichever policy and rules they come from. Confined to one thread.
class NormalForms {
 public:
  NormalForms();

  // Everything that decides, part by part; equal lists mean that both policies answer every sound record alike.
  std::vector<std::string> Of(const policy::CheckedPolicy& policy, NormalRules rules);

 private:
  friend class Normalizer;
  using Interval = std::pair<int64_t, int64_t>;  // both ends included

  enum class Tag : uint8_t {
    kNumber,  // an int or a date
    kBool,
    kOther,  // any other literal
    kRoot,   // household, as_of
    kLocal,
    kTable,
    kField,
    kHas,
    kCall,
    kContainer,
    kMacro,
    kAll,  // && of sorted parts
    kAny,  // ||
    kNot,
    kWithin,  // a number of `sets`
    kKnown,   // whether the argument is known; true if it is
    kChosen,  // a truth for each combination of what the arguments choose
  };
  struct Value {
    int64_t number = 0;
    std::string text;
    friend bool operator==(const Value& a, const Value& b) { return a.number == b.number && a.text == b.text; }
  };
  struct TableVersion {
    int32_t from = INT32_MIN;
    std::vector<std::pair<std::string, Value>> entries;  // sorted by key; of a parameter without key: one, under ""
  };
  struct Form {
    Tag tag = Tag::kOther;
    int code = 0;  // kCall: function; kMacro: macro
    cel::TypeKind type = cel::TypeKind::kNull;
    std::vector<int> args;
    Interval bounds{INT64_MIN, INT64_MAX};  // of an int; of a list of ints: of its elements
    int64_t number = 0;                     // kNumber, kBool
    std::vector<Interval> sets;             // kWithin: ascending, apart
    std::vector<TableVersion> table;        // kTable; args: the key, if it has one
    bool by_region = false;
  };

  int Intern(Form form, const std::string& text);
  const Form& at(int form) const { return forms_[static_cast<size_t>(form)]; }

  std::vector<Form> forms_;
  std::map<std::string, int> numbers_;
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_NORMAL_FORM_H_
