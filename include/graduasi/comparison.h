// What a change of policy does to a register: two policies decide the same families, and every family whose answer differs is
// laid at the door of the edit, or the edits, that make it differ. Nothing here judges which policy is better.
//
//   absl::StatusOr<std::unique_ptr<graduasi::Comparer>> comparer = graduasi::Comparer::Start(before, after, day, {});
//   for (const std::vector<graduasi::Household>& some : register_in_parts) (*comparer)->Add(some);
//   absl::StatusOr<graduasi::PolicyComparison> comparison = (*comparer)->Finish();
//   std::cout << graduasi::ToText(*comparison, graduasi::Language::kIndonesian);
#ifndef GRADUASI_COMPARISON_H_
#define GRADUASI_COMPARISON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/household.h"
#include "graduasi/language.h"

struct ArrowArrayStream;

namespace graduasi {

// ---- The difference between two policies ---------------------------------------------------------------------------

// One difference as an analyst would name it. Differences that only make sense together (a new criterion and its place in a
// route, an expression and the parameter that only it reads) are one edit.
struct PolicyEdit {
  std::string where;  // "parameter hold_months", "criterion G07", "route mandiri"
  Text text;          // "hold_months 6 -> 3"
  // False: titles, sources, reasons, versions, the period, the ranking and what it alone reads, the order in which results are
  // listed.
  bool can_change_answers = true;
};

namespace analysis {
class Difference;
}

// What turns one policy into another, as edits each of which applies to the first policy by itself. Immutable.
class PolicyDifference {
 public:
  static absl::StatusOr<PolicyDifference> Between(const Policy& before, const Policy& after);

  const std::vector<PolicyEdit>& edits() const;  // none if the policies say the same

  // The first policy with these edits (positions in edits(), in any order); with all of them the second, hash and all.
  // InvalidArgument if they do not make a policy; one alone always does.
  absl::StatusOr<Policy> Apply(const std::vector<size_t>& edits) const;

  const analysis::Difference& difference() const { return *difference_; }

 private:
  explicit PolicyDifference(std::shared_ptr<const analysis::Difference> difference) : difference_(std::move(difference)) {}
  std::shared_ptr<const analysis::Difference> difference_;
};

// ---- What the families are broken down by ----------------------------------------------------------------------------

// A way of dividing the families into classes: an expression of the policy language over `household` and `as_of`, of type bool,
// int, string or an enum. Its value names the class; families for whom it is not known are a class of their own.
struct Dimension {
  struct Label {
    std::string value;  // "true", "3", "FEMALE"
    Text title;
  };
  std::string id;
  Text title;
  std::string expression;
  std::vector<Label> labels;  // of values that are not to be shown as they are; classes stand in this order, then the others
  // Of a region code: how much of it counts. 2: regency or city, 3: district, 4: village; 0: the value is no region code.
  int region_level = 0;
};

// Region (regency or city, district), decile, size, sex of the head, disability, elderly. The completeness of data is always
// there besides.
std::vector<Dimension> DefaultDimensions();

// ---- The comparison --------------------------------------------------------------------------------------------------

inline constexpr size_t kOutcomes = 5;

// An answer: what counts as the same for a family.
struct FlipAnswer {
  Outcome outcome = Outcome::kInvalid;
  std::string route;  // id; of ELIGIBLE only
};
inline bool operator==(const FlipAnswer& a, const FlipAnswer& b) { return a.outcome == b.outcome && a.route == b.route; }
inline bool operator!=(const FlipAnswer& a, const FlipAnswer& b) { return !(a == b); }

// Why answers differ: each set of edits, applied to the first policy, gives the second policy's answer, and no smaller set
// does. One edit: it alone. Several sets: each of them would have been enough. A set of several edits: only together.
struct FlipCause {
  std::vector<std::vector<size_t>> sets;  // positions in PolicyComparison::edits; all of the same size, in order
  // False: there are too many edits to try all combinations of them; no combination of fewer edits than were tried gives the
  // answer, and the one set that stands here is all of them.
  bool narrowed = true;
  int64_t flips = 0;
  int64_t newly_eligible = 0;
  int64_t no_longer_eligible = 0;
};

// A family whose answer differs.
struct Flip {
  int64_t row = 0;  // of the register, from 0
  std::string id;   // "" if the record has none
  FlipAnswer before, after;
  std::vector<std::vector<size_t>> sets;  // as FlipCause::sets
  bool narrowed = true;                   // as FlipCause::narrowed
};

// Families by what they are before and after.
struct Transitions {
  std::array<std::array<int64_t, kOutcomes>, kOutcomes> counts{};  // [before][after], by Outcome
  int64_t other_route = 0;                                         // of ELIGIBLE to ELIGIBLE: by another route

  int64_t total() const;
  int64_t before(Outcome outcome) const;
  int64_t after(Outcome outcome) const;
  int64_t flips() const;  // other_route included
  int64_t newly_eligible() const;
  int64_t no_longer_eligible() const;
};

struct Breakdown {
  struct Class {
    std::string value;  // "" where unknown
    Text title;
    bool unknown = false;
    Transitions transitions;
  };
  std::string id;
  Text title;
  std::vector<Class> classes;  // labelled ones first, then by value, the unknown last
  int64_t other_classes = 0;   // families of classes beyond those that are kept; they stand in `rest`
  Transitions rest;
};

// A comparison with a threshold that the second policy makes of a household, and how many families are close to it.
struct Margin {
  std::string owner;       // "criterion G07"
  std::string expression;  // as the policy has it
  std::string unit;        // of the figures; "" if not known
  bool days = false;       // dates: within months, else within percent
  int64_t known = 0;       // families of which both sides are known
  int64_t just_holds = 0;  // within the margin, and it holds
  int64_t just_fails = 0;  // within the margin, and it does not hold
};

// How much is not known under one of the policies.
struct MissingData {
  struct Count {
    std::string name;  // id of a criterion or safeguard; path of a fact without positions: "household.members[].born_on"
    int64_t families = 0;
  };
  int64_t needs_data = 0;    // families whose outcome is NEEDS_DATA
  std::vector<Count> open;   // of these, by criterion and safeguard that is MISSING; most frequent first
  std::vector<Count> facts;  // of `sampled` of these, by fact that keeps them from being eligible; most frequent first
  int64_t sampled = 0;       // families looked into for `facts`: all of them, or every `sample_every`-th row
  int64_t sample_every = 1;
};

struct PolicyName {
  std::string id, version, hash;
  Text title;
  bool synthetic = false;
  Date as_of;
};

// A row whose record cannot be read or contradicts itself.
struct InvalidRow {
  int64_t row = 0;
  std::string id;
  Findings findings;
};

struct PolicyComparison {
  PolicyName before, after;
  std::vector<std::string> recorded_when_true;
  std::vector<PolicyEdit> edits;  // where the days differ, the last is the day
  int64_t families = 0;           // all rows, those that cannot be read included
  int64_t unreadable = 0;         // rows that are no record; INVALID before and after
  Transitions transitions;
  // [before][after]; the last row and column are those who meet no route.
  std::vector<std::string> routes_before, routes_after;
  std::vector<std::vector<int64_t>> routes;
  std::vector<FlipCause> causes;  // most flips first; they add up to transitions.flips()
  std::vector<Flip> flips;        // in the register's order, at most options.kept_flips
  std::vector<Breakdown> breakdowns;
  // By how many facts that the policies read are not recorded: of anybody, whether the family is asked for them or not.
  Breakdown completeness;
  Breakdown open_rules;  // by how many criteria and safeguards of the second policy are MISSING
  std::vector<Margin> margins;
  int margin_percent = 5;
  int margin_months = 1;
  MissingData missing_before, missing_after;
  int64_t flips_with_missing = 0;   // from or to NEEDS_DATA
  std::vector<InvalidRow> invalid;  // the first of those that are INVALID under the second policy, at most options.kept_invalid
  bool synthetic = false;           // a family of the register, or a policy, says that it is made up
};

struct ComparisonOptions {
  std::vector<std::string> recorded_when_true;  // as in DecideOptions
  std::vector<Dimension> dimensions = DefaultDimensions();
  size_t kept_flips = 10'000;
  size_t kept_invalid = 100;
  // Called for every flip, in the register's order, before Finish returns; nothing is lost however many there are.
  std::function<void(const Flip&)> each_flip;
  int margin_percent = 5;  // 0 to 100
  int margin_months = 1;   // 0 to 120
  // Combinations of edits are tried by size as long as all of a size can be tried with so many policies in total. Single edits
  // are always tried.
  size_t most_policies = 256;
  int threads = 1;  // at least 1; the comparison is the same, byte for byte, whatever their number
};

namespace analysis {
class Comparing;
}

// Takes a register in parts, in any number, and compares. Memory does not grow with the register. Confined to one thread at a
// time.
class Comparer {
 public:
  // FailedPrecondition if a policy is not in effect on its day; InvalidArgument if an option names no fact or a dimension's
  // expression has mistakes (`findings`, which may be null, says which).
  static absl::StatusOr<std::unique_ptr<Comparer>> Start(const Policy& before, const Policy& after, Date as_of,
                                                         const ComparisonOptions& options, Findings* findings = nullptr);
  // The same on two days: the day is then one of the edits.
  static absl::StatusOr<std::unique_ptr<Comparer>> Start(const Policy& before, const Policy& after, Date before_as_of,
                                                         Date after_as_of, const ComparisonOptions& options,
                                                         Findings* findings = nullptr);
  ~Comparer();

  absl::Status Add(absl::Span<const Household> households);
  // A row that cannot be read: INVALID under both policies.
  absl::Status AddUnreadable(absl::string_view id, const Findings& findings);

  // What has been added, compared. The comparer is spent.
  absl::StatusOr<PolicyComparison> Finish();

  const std::vector<PolicyEdit>& edits() const;  // as the comparison will have them
  int64_t rows() const;                          // that have been added

  analysis::Comparing* comparing() { return comparing_.get(); }

 private:
  explicit Comparer(std::unique_ptr<analysis::Comparing> comparing);
  std::unique_ptr<analysis::Comparing> comparing_;
};

// Adds households written as JSON, one a line; a line that is no record, an empty one too, is a row that is INVALID under both
// policies. `first_line` numbers the first of them in the findings.
absl::Status AddJsonLines(absl::string_view lines, int64_t first_line, Comparer* comparer);

// Adds the households of a stream of Arrow columns, as DecideStream (arrow.h) takes them, to its end. Takes `*in` in all cases.
// InvalidArgument, with a finding for each column of a wrong type, or where an array breaks the rules of Arrow; Unavailable if
// `in` itself fails. After an error the comparer is spent.
absl::Status AddStream(ArrowArrayStream* in, Comparer* comparer, Findings* findings = nullptr);

// The flips that a comparison keeps as a stream of Arrow columns: row int64; id, before, before_route, after, after_route,
// because_id, because_en utf8 (id and routes are null where there is none).
void FlipsStream(std::shared_ptr<const PolicyComparison> comparison, ArrowArrayStream* out);

// "because hold_months 6 -> 3", "only because of both ...": the sets in words.
std::string CauseText(const PolicyComparison& comparison, const std::vector<std::vector<size_t>>& sets, bool narrowed,
                      Language language);

// A page of text for a terminal.
std::string ToText(const PolicyComparison& comparison, Language language);
// The whole comparison as one line of JSON.
std::string ToJson(const PolicyComparison& comparison);
// A flip as one line of JSON; `edits` are Comparer::edits.
std::string FlipJson(const std::vector<PolicyEdit>& edits, const Flip& flip);
// One self-contained page for a browser or a printer: no scripts, nothing loaded.
std::string ToHtml(const PolicyComparison& comparison, Language language);

}  // namespace graduasi

#endif  // GRADUASI_COMPARISON_H_
