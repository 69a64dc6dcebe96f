// A policy document: the rules of a programme written as data. The document owns the structure; expressions of the policy
// language stand only in its leaves. This is the document as written; graduasi::Policy (engine.h) is the document checked and
// compiled. Field by field it mirrors graduasi/v1/policy.proto, which is how authors write it.
#ifndef GRADUASI_POLICY_H_
#define GRADUASI_POLICY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/language.h"

namespace graduasi {

// Where in the author's text something stands, and what it is called in messages. Line 0: not known (binary).
struct SourcePlace {
  std::string path;  // "criterion[3].require"
  int line = 0;      // 1-based
  int column = 0;    // 1-based, in bytes
};

// A string of the document with its place.
struct Placed {
  std::string text;
  SourcePlace place;
  // For an expression: where in the file each byte of `text` stands (size text.size() + 1), so that a mistake inside is pointed
  // at exactly. Empty if not known.
  struct Position {
    int line = 0;
    int column = 0;
  };
  std::vector<Position> positions;

  bool empty() const { return text.empty(); }
};

// Who can do something about a criterion that is not met.
enum class Actor { kUnspecified, kHousehold, kMentor, kOfficer, kNobody };

enum class ParameterType { kUnspecified, kInt, kBool, kString, kDate };

// A value of a parameter. Exactly one of the members is set.
struct ParameterValue {
  std::optional<int64_t> integer;
  std::optional<bool> boolean;
  std::optional<std::string> string;
  std::optional<Date> date;
  SourcePlace place;
};

// A named number (or text, day, bool) with a unit, a source and a history of dated values.
struct Parameter {
  struct Entry {
    std::string key;  // a region code, or a key of another table; ints and enum names are written as text
    ParameterValue value;
    SourcePlace place;
  };
  // In force from `from` until the next version starts.
  struct Version {
    Placed from;  // a day
    std::optional<ParameterValue> value;
    std::vector<Entry> entries;  // of a table: instead of `value`
    SourcePlace place;
  };
  Placed id;
  Text title;
  ParameterType type = ParameterType::kUnspecified;
  std::string unit;
  Placed key;  // expression that gives the key of a table; `household.region` finds the most specific region. Empty: no table
  std::vector<Version> versions;
  std::string source;
  bool proposal = false;  // not set by any authority
  SourcePlace place;
};

// A named expression.
struct Fact {
  Placed id;
  Text title;
  Placed expr;
  std::string unit;
  SourcePlace place;
};

// A record must not be older than this where a criterion reads it; older counts as missing (stale).
struct MaxAge {
  Placed fact;  // path of a dated record or list of them: "household.incomes"
  int64_t months = 0;
  SourcePlace place;
};

// A do-no-harm lock above every route: true means PROTECTED whatever else holds.
struct Safeguard {
  Placed id;
  Text title;
  Placed when;
  std::vector<MaxAge> max_age;
  Placed reason_id, reason_en;  // texts with {expression} holes
  std::string source;
  bool proposal = false;
  SourcePlace place;
};

struct Criterion {
  Placed id;
  Text title;
  Placed applies_when;  // empty: always
  Placed require;
  std::vector<MaxAge> max_age;
  Placed pass_id, pass_en;  // texts with {expression} holes; empty: the title
  Placed fail_id, fail_en;
  Actor can_act = Actor::kUnspecified;
  std::string source;
  bool proposal = false;
  SourcePlace place;
};

// A weighted sum of items against a threshold: sum(weight * value) >= threshold * sum(weight). Weights sum to 100, or the score
// is declared normalised.
struct Score {
  struct Item {
    Placed id;
    Text title;
    Placed value;  // int expression
    int64_t weight = 0;
    SourcePlace place;
  };
  std::vector<Item> items;
  Placed threshold;  // int expression
  bool normalised = false;
  std::vector<MaxAge> max_age;
  SourcePlace place;
};

enum class RouteKind { kUnspecified, kSelfReliant, kNatural, kBusinessProgramme, kSystem, kOther };

// A way out of assistance. Routes stand in order of priority.
struct Route {
  struct AtLeast {
    int64_t n = 0;
    std::vector<Placed> of;
    SourcePlace place;
  };
  Placed id;
  Text title;
  RouteKind kind = RouteKind::kUnspecified;
  std::vector<Placed> all_of;
  std::vector<AtLeast> at_least;
  std::optional<Score> score;
  std::string source;
  SourcePlace place;
};

enum class Direction { kUnspecified, kAscending, kDescending };  // which values stand first: small ones, large ones
enum class MissingPlace { kUnspecified, kFirst, kLast };         // where families stand whose value is not known

struct RankingKey {
  Placed id;
  Text title;
  // A whole number, a day or a bool (false before true) in the language of policies; it may use the policy's parameters and
  // facts, but no NIK, KK number, name or address.
  Placed expr;
  std::string unit;
  Direction direction = Direction::kUnspecified;      // must be said
  MissingPlace missing = MissingPlace::kUnspecified;  // must be said
  std::vector<MaxAge> max_age;                        // an older record counts as missing
  std::string source;                                 // what the order rests on
  SourcePlace place;
};

// In which order those who are eligible stand before a target that is smaller than their number (ranking.h). It decides nothing
// about who is eligible.
struct RankingRule {
  Placed id;
  Text title;
  std::vector<RankingKey> keys;  // the first decides; each other among families that are equal in those before it
  std::string source;
  bool proposal = false;  // not set by any authority
  SourcePlace place;
};

struct PolicyDocument {
  Placed id;
  Placed version;
  Text title;
  std::vector<std::string> legal_basis;
  std::vector<Placed> jurisdiction;  // Kemendagri region codes; empty: everywhere
  Placed effective_from;             // first day
  Placed effective_until;            // first day after; empty: open
  std::vector<Parameter> parameters;
  std::vector<Fact> facts;
  std::vector<Safeguard> safeguards;
  std::vector<Criterion> criteria;
  std::vector<Route> routes;
  std::optional<RankingRule> ranking;
  bool synthetic = false;  // an example, not for decisions about people
};

}  // namespace graduasi

#endif  // GRADUASI_POLICY_H_
