#include "src/decide/judge.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "absl/base/attributes.h"
#include "src/columns/bits.h"

namespace graduasi::decide {
namespace {

bool Bit(const uint64_t* bits, int32_t row) {
  return (bits[static_cast<size_t>(row) / 64] >> (static_cast<size_t>(row) % 64) & 1) != 0;
}

// One word of a bool register; a constant register is spread over all rows.
struct Truth {
  uint64_t is_true = 0, missing = 0, error = 0;
};
Truth At(const columns::TruthBits& bits, size_t word) {
  if (!bits.constant) {
    return {bits.truth[word], bits.missing == nullptr ? 0 : bits.missing[word], bits.error == nullptr ? 0 : bits.error[word]};
  }
  const auto spread = [](const uint64_t* p) { return p != nullptr && (p[0] & 1) != 0 ? ~uint64_t{0} : uint64_t{0}; };
  return {spread(bits.truth), spread(bits.missing), spread(bits.error)};
}

// A bool register as three bitmaps of so many words.
ABSL_ATTRIBUTE_NOINLINE void CopyWords(const columns::TruthBits& from, size_t words, uint64_t* is_true, uint64_t* missing,
                                       uint64_t* error) {
  for (size_t w = 0; w < words; ++w) {
    const Truth truth = At(from, w);
    is_true[w] = truth.is_true;
    missing[w] = truth.missing;
    error[w] = truth.error;
  }
}

// One word is the case of a single household; it has no loop to set up.
inline void CopyTruth(const columns::TruthBits& from, size_t words, uint64_t* is_true, uint64_t* missing, uint64_t* error) {
  if (words != 1 || from.constant) return CopyWords(from, words, is_true, missing, error);
  *is_true = *from.truth;
  *missing = from.missing == nullptr ? 0 : *from.missing;
  *error = from.error == nullptr ? 0 : *from.error;
}

void Clear(uint64_t* bits, size_t words) {
  if (words == 1) {
    *bits = 0;
  } else {
    std::fill_n(bits, words, uint64_t{0});
  }
}

// Counts bits of 64 rows at once: plane k holds bit k of every row's count.
class Counter {
 public:
  void Add(uint64_t rows) {
    for (size_t k = 0; rows != 0 && k < planes_.size(); ++k) {
      const uint64_t carry = planes_[k] & rows;
      planes_[k] ^= rows;
      rows = carry;
    }
  }
  // The rows whose count is at least n.
  uint64_t AtLeast(int64_t n) const {
    uint64_t greater = 0;
    uint64_t equal = ~uint64_t{0};
    for (size_t k = planes_.size(); k-- > 0;) {
      if ((n >> k & 1) != 0) {
        equal &= planes_[k];
      } else {
        greater |= equal & planes_[k];
        equal &= ~planes_[k];
      }
    }
    return greater | equal;
  }

 private:
  std::array<uint64_t, 16> planes_{};  // counts below 65,536: more criteria than a document of the largest size holds
};

}  // namespace

// Pass and missing are not kept apart from the results that stand above them, so those come off here.
uint64_t Judgement::missing(size_t criterion, size_t word) const {
  const CriterionBits& bits = criteria_[criterion];
  return bits.missing[word] & ~(bits.error[word] | bits.not_applicable[word]);
}

uint64_t Judgement::failed(size_t criterion, size_t word) const {
  const CriterionBits& bits = criteria_[criterion];
  return ~(bits.pass[word] | bits.missing[word] | bits.not_applicable[word] | bits.error[word]);
}

uint64_t Judgement::holds(size_t safeguard, size_t word) const {
  const SafeguardBits& bits = safeguards_[safeguard];
  return bits.holds[word] & ~(bits.missing[word] | bits.error[word]);
}

uint64_t Judgement::safeguard_missing(size_t safeguard, size_t word) const {
  const SafeguardBits& bits = safeguards_[safeguard];
  return bits.missing[word] & ~bits.error[word];
}

RouteResult Judgement::route_result(size_t index, int32_t row) const {
  const RouteBits& bits = route_bits_[index];
  if (Bit(bits.error, row)) return RouteResult::kError;
  if (Bit(bits.missing, row)) return RouteResult::kMissing;
  return Bit(bits.met, row) ? RouteResult::kMet : RouteResult::kNotMet;
}

void Judgement::JudgeConditional(const columns::TruthBits& applies, const columns::TruthBits& require, CriterionBits* out) {
  for (size_t w = 0; w < words_; ++w) {
    const Truth a = At(applies, w);
    const Truth r = At(require, w);
    out->error[w] = a.error | (a.is_true & r.error);
    out->not_applicable[w] = ~(a.is_true | a.missing | a.error);
    out->missing[w] = a.missing | (a.is_true & r.missing);
    out->pass[w] = a.is_true & r.is_true;
  }
}

void Judgement::JudgeAtLeast(const policy::CheckedRoute::AtLeast& at_least, size_t word, uint64_t* met,
                             uint64_t* possible) const {
  Counter passed;
  Counter could_pass;
  for (const int number : at_least.of) {
    const CriterionBits& criterion = criteria_[static_cast<size_t>(number)];
    passed.Add(criterion.pass[word]);
    could_pass.Add(criterion.pass[word] | criterion.missing[word]);
  }
  *met &= passed.AtLeast(at_least.n);
  *possible &= could_pass.AtLeast(at_least.n);
}

void Judgement::JudgeRoute(const policy::CheckedRoute& route, const policy::CompiledScore* score,
                           const columns::Program& program, columns::Run* run, RouteBits* out) {
  columns::TruthBits reached;
  if (score != nullptr) reached = run->Truth(program.expression(score->reached).root());
  for (size_t w = 0; w < words_; ++w) {
    uint64_t met = ~uint64_t{0};
    uint64_t possible = ~uint64_t{0};
    uint64_t error = 0;
    for (const int number : route.all_of) {
      const CriterionBits& criterion = criteria_[static_cast<size_t>(number)];
      const uint64_t fine = criterion.pass[w] | criterion.not_applicable[w];
      met &= fine;
      possible &= fine | criterion.missing[w];
      error |= criterion.error[w];
    }
    for (const policy::CheckedRoute::AtLeast& at_least : route.at_least) {
      JudgeAtLeast(at_least, w, &met, &possible);
      for (const int number : at_least.of) error |= criteria_[static_cast<size_t>(number)].error[w];
    }
    if (score != nullptr) {
      const Truth truth = At(reached, w);
      met &= truth.is_true;
      possible &= truth.is_true | truth.missing;
      error |= truth.error;
    }
    out->error[w] = error;
    out->met[w] = met & ~error;
    out->missing[w] = possible & ~met & ~error;
  }
}

void Judgement::MakeRoom(size_t criteria, size_t safeguards, size_t routes, size_t words) {
  if (criteria == criteria_.size() && safeguards == safeguards_.size() && routes == route_bits_.size() && words == words_) {
    return;
  }
  words_ = 0;  // until all is done
  criteria_.resize(criteria);
  safeguards_.resize(safeguards);
  route_bits_.resize(routes);
  memory_.resize((4 * criteria + 3 * safeguards + 3 * routes) * words);
  uint64_t* next = memory_.data();
  const auto take = [&](std::initializer_list<uint64_t**> bitmaps) {
    for (uint64_t** bitmap : bitmaps) {
      *bitmap = next;
      next += words;
    }
  };
  for (CriterionBits& bits : criteria_) take({&bits.pass, &bits.missing, &bits.not_applicable, &bits.error});
  for (SafeguardBits& bits : safeguards_) take({&bits.holds, &bits.missing, &bits.error});
  for (RouteBits& bits : route_bits_) take({&bits.met, &bits.missing, &bits.error});
  words_ = words;
}

// FormOutcomes puts an outcome together from its bits.
static_assert(static_cast<int>(Outcome::kInvalid) == 0 && static_cast<int>(Outcome::kProtected) == 1 &&
              static_cast<int>(Outcome::kNeedsData) == 2 && static_cast<int>(Outcome::kNotYet) == 3 &&
              static_cast<int>(Outcome::kEligible) == 4);

void Judgement::FormOutcomes(int32_t rows, const uint64_t* unsound, const uint64_t* unplaced) {
  outcomes_.resize(static_cast<size_t>(rows));
  routes_.resize(static_cast<size_t>(rows));
  invalid_.resize(words_);
  eligible_.resize(words_);
  for (size_t w = 0; w < words_; ++w) {
    uint64_t invalid = unsound == nullptr ? 0 : unsound[w];
    uint64_t protected_rows = 0;
    uint64_t guarded = unplaced == nullptr ? 0 : unplaced[w];  // something that could forbid is not known
    uint64_t met = 0;
    uint64_t open = 0;
    for (const CriterionBits& criterion : criteria_) invalid |= criterion.error[w];
    for (const SafeguardBits& safeguard : safeguards_) {
      invalid |= safeguard.error[w];
      protected_rows |= safeguard.holds[w];
      guarded |= safeguard.missing[w];
    }
    for (const RouteBits& route : route_bits_) {
      invalid |= route.error[w];
      met |= route.met[w];
      open |= route.missing[w];
    }
    // The first that applies, from the most protective on.
    const uint64_t is_protected = protected_rows & ~invalid;
    const uint64_t eligible = met & ~guarded & ~(invalid | is_protected);
    const uint64_t needs_data = (met | open) & ~(invalid | is_protected | eligible);
    const uint64_t not_yet = ~(invalid | is_protected | eligible | needs_data);
    invalid_[w] = invalid;
    eligible_[w] = eligible;
    const uint64_t ones = is_protected | not_yet;
    const uint64_t twos = needs_data | not_yet;
    const size_t end = std::min<size_t>(static_cast<size_t>(rows) - w * 64, 64);
    Outcome* outcome = &outcomes_[w * 64];
    int* first = &routes_[w * 64];
    for (size_t i = 0; i < end; ++i) {
      outcome[i] = static_cast<Outcome>((ones >> i & 1) | (twos >> i & 1) << 1 | (eligible >> i & 1) << 2);
      first[i] = -1;
    }
    for (size_t r = route_bits_.size(); r-- > 0;) {
      for (uint64_t rows_met = route_bits_[r].met[w] & columns::LowMask(static_cast<int64_t>(end)); rows_met != 0;
           rows_met &= rows_met - 1) {
        first[__builtin_ctzll(rows_met)] = static_cast<int>(r);
      }
    }
  }
}

void Judgement::Judge(const policy::CheckedPolicy& policy, const policy::Form& form, columns::Run* run, int32_t rows,
                      const uint64_t* unsound, const uint64_t* unplaced) {
  const columns::Program& program = *form.program;
  MakeRoom(form.criteria.size(), form.safeguards.size(), policy.routes.size(), (static_cast<size_t>(rows) + 63) / 64);
  const auto truth = [&](columns::ExpressionId id) { return run->Truth(program.expression(id).root()); };
  for (size_t i = 0; i < form.criteria.size(); ++i) {
    const policy::CompiledCriterion& criterion = form.criteria[i];
    if (criterion.applies_when == columns::kNoExpression) {
      CopyTruth(truth(criterion.require), words_, criteria_[i].pass, criteria_[i].missing, criteria_[i].error);
      Clear(criteria_[i].not_applicable, words_);
    } else {
      JudgeConditional(truth(criterion.applies_when), truth(criterion.require), &criteria_[i]);
    }
    if (policy.criteria[i].missing_is_fail) Clear(criteria_[i].missing, words_);
  }
  for (size_t i = 0; i < form.safeguards.size(); ++i) {
    const SafeguardBits& out = safeguards_[i];
    CopyTruth(truth(form.safeguards[i].when), words_, out.holds, out.missing, out.error);
    if (policy.safeguards[i].missing_is_clear) Clear(out.missing, words_);
  }
  for (size_t i = 0; i < policy.routes.size(); ++i) {
    const policy::CompiledScore* score = form.scores[i] ? &*form.scores[i] : nullptr;
    JudgeRoute(policy.routes[i], score, program, run, &route_bits_[i]);
  }
  FormOutcomes(rows, unsound, unplaced);
}

}  // namespace graduasi::decide
