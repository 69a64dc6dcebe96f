// Measures what the tests of a policy have seen of it: one sweep over the cases, whose registers are read; and one more for
// each comparison that tells which elements are counted, with that comparison turned.
#include "graduasi/coverage.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/analysis/coverage_outcome.h"
#include "src/analysis/coverage_walk.h"
#include "src/analysis/possible_results.h"
#include "src/analysis/test_bench.h"
#include "src/base/findings.h"
#include "src/decide/admission.h"
#include "src/policy/leaves.h"

namespace graduasi {
namespace {

using analysis::HouseholdResults;
using analysis::Table;
using analysis::Truth;
using policy::Leaf;

// Comparisons below values that are turned one by one, each compiling the policy twice; a policy with more is not looked
// through.
constexpr size_t kMaxTurned = 400;

constexpr uint8_t Bit(Truth value) { return static_cast<uint8_t>(1U << value); }

CoveredItem Item(std::string owner, const SourcePlace& place, const std::vector<const char*>& results) {
  CoveredItem item;
  item.owner = std::move(owner);
  item.place = place;
  for (const char* result : results) item.results.push_back({result, false, false});
  return item;
}

// The results of an item are few: they are looked up by name.
CoveredResult* Find(CoveredItem* item, absl::string_view result) {
  for (CoveredResult& one : item->results) {
    if (one.result == result) return &one;
  }
  return nullptr;
}

void Note(CoveredItem* item, absl::string_view result, bool decided) {
  CoveredResult* one = Find(item, result);
  if (one == nullptr) return;
  one->seen = true;
  one->decided = one->decided || decided;
}

const char* NameOf(Truth value) {
  static constexpr const char* kNames[] = {"FALSE", "TRUE", "MISSING", "ERROR"};
  return kNames[value];
}

// The leaves that a safeguard, a criterion or a score depends on: a fact may be there for reasons alone.
std::vector<Leaf> LeavesOfRules(const policy::CheckedPolicy& policy) {
  const std::vector<Leaf> all = policy::LeavesOf(policy);
  std::vector<bool> wanted(all.size());
  const auto add = [&](const policy::ExpressionPtr& expression) {
    if (expression == nullptr) return;
    for (const size_t leaf : policy::LeavesUnder(policy, all, *expression)) wanted[leaf] = true;
  };
  for (const policy::CheckedSafeguard& safeguard : policy.safeguards) add(safeguard.when);
  for (const policy::CheckedCriterion& criterion : policy.criteria) {
    add(criterion.applies_when);
    add(criterion.require);
  }
  for (const policy::CheckedRoute& route : policy.routes) {
    if (route.score) add(route.score->reached);
  }
  std::vector<Leaf> leaves;
  for (size_t i = 0; i < all.size(); ++i) {
    if (wanted[i]) leaves.push_back(all[i]);
  }
  return leaves;
}

// The text of the document in which a leaf is written, and the byte at which it begins; null if it is in none: the comparison
// of a score is made of several.
Placed* WrittenAt(const Leaf& leaf, PolicyDocument* document, size_t* begin) {
  *begin = static_cast<size_t>(leaf.node->span.begin);
  switch (leaf.part) {
    case Leaf::Part::kFact:
      return &document->facts[leaf.index].expr;
    case Leaf::Part::kSafeguardWhen:
      return &document->safeguards[leaf.index].when;
    case Leaf::Part::kAppliesWhen:
      return &document->criteria[leaf.index].applies_when;
    case Leaf::Part::kRequire:
      return &document->criteria[leaf.index].require;
    case Leaf::Part::kScore:
      break;
  }
  // The items stand in the score's comparison one after the other, then the threshold, each in brackets before its weight.
  Score& score = *document->routes[leaf.index].score;
  std::vector<Placed*> parts;
  for (Score::Item& item : score.items) parts.push_back(&item.value);
  parts.push_back(&score.threshold);
  size_t from = 0;
  for (Placed* part : parts) {
    const size_t at = leaf.expression->source.find(absl::StrCat("(", part->text, ") * "), from);
    if (at == std::string::npos) return nullptr;
    const size_t first = at + 1;
    from = first + part->text.size();
    if (*begin < first || *begin >= from) continue;
    *begin -= first;
    return part;
  }
  return nullptr;
}

SourcePlace PlaceAt(const Placed& written, size_t byte) {
  SourcePlace place = written.place;
  if (byte < written.positions.size()) {
    place.line = written.positions[byte].line;
    place.column = written.positions[byte].column;
  }
  return place;
}

class Measurement {
 public:
  explicit Measurement(const Policy& policy)
      : policy_(policy),
        compiled_(decide::CompiledOf(policy)),
        checked_(compiled_.checked()),
        leaves_(LeavesOfRules(checked_)) {
    const PolicyDocument& document = policy.document();
    coverage_.policy_id = document.id.text;
    coverage_.policy_version = document.version.text;
    for (size_t i = 0; i < document.criteria.size(); ++i) {
      const Criterion& criterion = document.criteria[i];
      std::vector<const char*> results = {"PASS", "FAIL", "MISSING"};
      if (checked_.criteria[i].applies_when != nullptr) results.push_back("NOT_APPLICABLE");
      coverage_.criteria.push_back(Item(absl::StrCat("criterion ", criterion.id.text), criterion.place, results));
    }
    for (const Safeguard& safeguard : document.safeguards) {
      coverage_.safeguards.push_back(
          Item(absl::StrCat("safeguard ", safeguard.id.text), safeguard.place, {"HOLDS", "CLEAR", "MISSING"}));
    }
    for (const Route& route : document.routes) {
      const std::string owner = absl::StrCat("route ", route.id.text);
      coverage_.routes.push_back(Item(owner, route.place, {"MET", "NOT_MET", "MISSING"}));
      for (size_t i = 0; i < route.at_least.size(); ++i) {
        coverage_.routes.push_back(
            Item(absl::StrCat(owner, ", at_least ", i + 1), route.at_least[i].place, {"MET", "NOT_MET", "MISSING"}));
      }
    }
    for (size_t i = 0; i < leaves_.size(); ++i) {
      const analysis::PossibleResults possible = analysis::ResultsOf(checked_, leaves_[i]);
      std::vector<const char*> results;
      if (possible.is_true) results.push_back("TRUE");
      if (possible.is_false) results.push_back("FALSE");
      if (possible.missing) results.push_back("MISSING");
      coverage_.comparisons.push_back(Item(leaves_[i].owner, leaves_[i].place, results));
      coverage_.comparisons.back().expression = leaves_[i].text;
      if (leaves_[i].part == Leaf::Part::kScore) {  // is placed where its item is written
        PolicyDocument copy = document;
        size_t begin = 0;
        const Placed* written = WrittenAt(leaves_[i], &copy, &begin);
        if (written != nullptr) coverage_.comparisons.back().place = PlaceAt(*written, begin);
      }
      by_node_.emplace(leaves_[i].node, i);
    }
    below_values_.resize(leaves_.size());
  }

  absl::Status Add(const analysis::TestBench& bench) {
    const size_t first = cases_.size();
    cases_.resize(first + bench.rows().size());
    return sweep_.Run(compiled_, bench.rows(), bench.recorded_when_true(), [&](const decide::Sweep::Decided& batch) {
      for (int32_t row = 0; row < batch.count; ++row) {
        const size_t in_bench = batch.first + static_cast<size_t>(row);
        AddRow(batch, row, *bench.rows()[in_bench].household, first + in_bench);
      }
    });
  }

  // Turns each comparison that stands below a value, in all cases at once.
  absl::Status Turn(const std::vector<std::unique_ptr<analysis::TestBench>>& benches) {
    size_t turned = 0;
    for (size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      if (below_values_[leaf].empty()) continue;
      if (++turned > kMaxTurned) {
        coverage_.comparisons[leaf].judged = false;
        continue;
      }
      for (const Turned& how : kTurns) {
        const std::shared_ptr<const policy::CompiledPolicy> variant = VariantOf(leaf, how);
        if (variant == nullptr) {
          coverage_.comparisons[leaf].judged = false;
          break;
        }
        if (absl::Status status = Compare(leaf, how, *variant, benches); !status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  PolicyCoverage Take() {
    std::stable_sort(coverage_.comparisons.begin(), coverage_.comparisons.end(),
                     [](const CoveredItem& a, const CoveredItem& b) {
                       return std::make_pair(a.place.line, a.place.column) < std::make_pair(b.place.line, b.place.column);
                     });
    return std::move(coverage_);
  }

 private:
  // Of a case that counts: its results, for comparing with those of a variant.
  struct Case {
    bool counts = false;
    std::vector<CriterionResult> criteria;
    std::vector<SafeguardResult> safeguards;
    std::vector<RouteResult> routes;
    bool operator!=(const Case& other) const {
      return criteria != other.criteria || safeguards != other.safeguards || routes != other.routes;
    }
  };

  static Case CaseOf(const decide::Judgement& judgement, int32_t row, const policy::CheckedPolicy& policy) {
    Case made;
    made.counts = judgement.outcome(row) != Outcome::kInvalid;
    for (size_t i = 0; i < policy.criteria.size(); ++i) made.criteria.push_back(judgement.criterion(i, row));
    for (size_t i = 0; i < policy.safeguards.size(); ++i) made.safeguards.push_back(judgement.safeguard(i, row));
    for (size_t i = 0; i < policy.routes.size(); ++i) made.routes.push_back(judgement.route_result(i, row));
    return made;
  }

  void AddRow(const decide::Sweep::Decided& batch, int32_t row, const Household& household, size_t index) {
    cases_[index] = CaseOf(batch.judgement, row, checked_);
    if (!cases_[index].counts) {
      ++coverage_.invalid_cases;
      return;
    }
    ++coverage_.cases;
    HouseholdResults results;
    results.criteria = cases_[index].criteria;
    results.safeguards = cases_[index].safeguards;
    for (const std::optional<policy::CompiledScore>& score : batch.form.scores) {
      results.scores.push_back(score ? analysis::ValueOf(*batch.form.program, batch.run, score->reached, row)
                                     : analysis::kTrue);
    }
    results.unplaced = decide::PlacementOf(policy_.document(), household) == decide::Placement::kUnknown;
    NoteResults(results);
    NoteComparisons(batch, row, index);
  }

  // Criteria, safeguards and routes: each result, and whether the household's would be another without it.
  void NoteResults(const HouseholdResults& results) {
    const std::pair<Outcome, int> outcome = OutcomeOf(checked_, results);
    HouseholdResults other = results;
    for (size_t i = 0; i < results.criteria.size(); ++i) {
      bool decided = false;
      for (const CriterionResult instead : {CriterionResult::kPass, CriterionResult::kFail}) {
        other.criteria[i] = instead;
        decided = decided || OutcomeOf(checked_, other) != outcome;
      }
      other.criteria[i] = results.criteria[i];
      Note(&coverage_.criteria[i], Name(results.criteria[i]), decided);
    }
    for (size_t i = 0; i < results.safeguards.size(); ++i) {
      bool decided = false;
      for (const SafeguardResult instead : {SafeguardResult::kHolds, SafeguardResult::kClear}) {
        other.safeguards[i] = instead;
        decided = decided || OutcomeOf(checked_, other) != outcome;
      }
      other.safeguards[i] = results.safeguards[i];
      Note(&coverage_.safeguards[i], Name(results.safeguards[i]), decided);
    }
    size_t item = 0;
    for (size_t i = 0; i < checked_.routes.size(); ++i) {
      Note(&coverage_.routes[item++], Name(ResultOf(checked_.routes[i], results, i)), false);
      for (const policy::CheckedRoute::AtLeast& at_least : checked_.routes[i].at_least) {
        Note(&coverage_.routes[item++], Name(ResultOf(at_least, results)), false);
      }
    }
  }

  void NoteComparisons(const decide::Sweep::Decided& batch, int32_t row, size_t index) {
    const columns::Program& program = *batch.form.program;
    const analysis::TellLeaf tell = [&](const cel::Node* node, Truth value, const Table* table) {
      const auto found = by_node_.find(node);
      if (found == by_node_.end()) return;
      const size_t leaf = found->second;
      bool decided = false;
      if (table != nullptr) {
        decided = (*table)[analysis::kFalse] != (*table)[value] || (*table)[analysis::kTrue] != (*table)[value];
      } else {
        below_values_[leaf][index] |= Bit(value);
      }
      Note(&coverage_.comparisons[leaf], NameOf(value), decided);
    };
    const auto walk = [&](columns::ExpressionId expression, const Table& table) {
      analysis::WalkCondition(program, batch.run, expression, row, table, tell);
    };
    constexpr Table kAsItIs = {0, 1, 2, 3};
    for (const policy::CompiledSafeguard& safeguard : batch.form.safeguards) walk(safeguard.when, kAsItIs);
    for (const policy::CompiledCriterion& criterion : batch.form.criteria) {
      if (criterion.applies_when == columns::kNoExpression) {
        walk(criterion.require, kAsItIs);
        continue;
      }
      const Truth applies = analysis::ValueOf(program, batch.run, criterion.applies_when, row);
      const Truth require = analysis::ValueOf(program, batch.run, criterion.require, row);
      // Codes: those of Truth for what `require` says, and one more for "does not apply".
      walk(criterion.applies_when, {4, static_cast<uint8_t>(require), analysis::kMissing, analysis::kError});
      if (applies == analysis::kTrue) walk(criterion.require, kAsItIs);
      if (applies == analysis::kMissing) walk(criterion.require, {2, 2, 2, 2});
    }
    for (const std::optional<policy::CompiledScore>& score : batch.form.scores) {
      if (score) walk(score->reached, kAsItIs);
    }
  }

  // One way of turning a comparison: what is written before and after it, perhaps twice; which value it then no longer has; and
  // which must not occur in a case, for it is turned too.
  struct Turned {
    const char *before, *between, *after;
    Truth from;
    uint8_t without;
  };
  static constexpr Turned kTurns[] = {
      {"((", ") && !(", "))", analysis::kTrue, 0},                               // true becomes false, and nothing else
      {"((", ") || !(", "))", analysis::kFalse, 0},                              // false becomes true
      {"(false && (", nullptr, "))", analysis::kMissing, Bit(analysis::kTrue)},  // missing becomes false, and so does true
      {"(true || (", nullptr, "))", analysis::kMissing, Bit(analysis::kFalse)},  // missing becomes true, and so does false
  };

  // The policy with one comparison turned; null if that is no policy.
  std::shared_ptr<const policy::CompiledPolicy> VariantOf(size_t index, const Turned& how) const {
    const Leaf& leaf = leaves_[index];
    PolicyDocument document = policy_.document();
    size_t begin = 0;
    Placed* written = WrittenAt(leaf, &document, &begin);
    if (written == nullptr) return nullptr;
    const std::string text = written->text;
    const size_t end = begin + static_cast<size_t>(leaf.node->span.end - leaf.node->span.begin);
    const std::string comparison = text.substr(begin, end - begin);
    written->text =
        absl::StrCat(text.substr(0, begin), how.before, comparison,
                     how.between == nullptr ? "" : absl::StrCat(how.between, comparison), how.after, text.substr(end));
    written->positions.clear();
    Findings findings;
    return policy::CompiledPolicy::CompileVariant(document, policy::Misreading{}, &findings);
  }

  absl::Status Compare(size_t leaf, const Turned& how, const policy::CompiledPolicy& variant,
                       const std::vector<std::unique_ptr<analysis::TestBench>>& benches) {
    size_t first = 0;
    for (const std::unique_ptr<analysis::TestBench>& bench : benches) {
      absl::Status status =
          sweep_.Run(variant, bench->rows(), bench->recorded_when_true(), [&](const decide::Sweep::Decided& batch) {
            for (int32_t row = 0; row < batch.count; ++row) {
              const size_t index = first + batch.first + static_cast<size_t>(row);
              const auto seen = below_values_[leaf].find(index);
              if (seen == below_values_[leaf].end()) continue;
              if ((seen->second & Bit(how.from)) == 0 || (seen->second & how.without) != 0) continue;
              if (cases_[index] != CaseOf(batch.judgement, row, checked_)) {
                Note(&coverage_.comparisons[leaf], NameOf(how.from), true);
              }
            }
          });
      if (!status.ok()) return status;
      first += bench->rows().size();
    }
    return absl::OkStatus();
  }

  const Policy& policy_;
  const policy::CompiledPolicy& compiled_;
  const policy::CheckedPolicy& checked_;
  const std::vector<Leaf> leaves_;
  std::map<const cel::Node*, size_t> by_node_;
  std::vector<Case> cases_;  // of all suites
  // Of each leaf, by case, which values it had where it stands below a value, as bits.
  std::vector<std::map<size_t, uint8_t>> below_values_;
  decide::Sweep sweep_;
  PolicyCoverage coverage_;
};

}  // namespace

bool CoveredItem::all_seen() const {
  return std::all_of(results.begin(), results.end(), [](const CoveredResult& result) { return result.seen; });
}

bool CoveredItem::decided_both_ways() const {
  for (const CoveredResult& result : results) {
    const bool way = result.result == "PASS" || result.result == "FAIL" || result.result == "HOLDS" ||
                     result.result == "CLEAR" || result.result == "TRUE" || result.result == "FALSE";
    if (way && !result.decided) return false;
  }
  return true;
}

absl::StatusOr<PolicyCoverage> MeasureCoverage(const Policy& policy, absl::Span<const PolicyTestSuite> suites,
                                               Findings* findings) {
  std::vector<std::unique_ptr<analysis::TestBench>> benches;
  Findings found;
  for (const PolicyTestSuite& suite : suites) benches.push_back(analysis::TestBench::Prepare(policy, suite, &found));
  if (!found.empty()) {
    absl::Status status = InvalidArgument(found);
    if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
    return status;
  }
  Measurement measurement(policy);
  for (const std::unique_ptr<analysis::TestBench>& bench : benches) {
    if (absl::Status status = measurement.Add(*bench); !status.ok()) return status;
  }
  if (absl::Status status = measurement.Turn(benches); !status.ok()) return status;
  return measurement.Take();
}

}  // namespace graduasi
