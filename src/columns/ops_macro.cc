// The macros, over lists whose elements are the rows of a space (partitions). src/SEMANTICS.md section 4.
#include "src/columns/kernels.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// What the elements contribute, word by word over the space: in-elements with their truth, missing where it is not known.
// Null: no such element.
struct Contribution {
  const uint64_t* truth = nullptr;  // what decides: true for exists, false for all
  const uint64_t* missing = nullptr;
  const uint64_t* error = nullptr;
};

const uint64_t* Masked(const Step& step, const uint64_t* bits, const uint64_t* mask, int64_t rows) {
  if (bits == nullptr || mask == nullptr) return bits;
  uint64_t* masked = step.NewBits(rows);
  for (int64_t w = 0; w < WordsFor(rows); ++w) masked[w] = bits[w] & mask[w];
  masked[WordsFor(rows)] = 0;
  return masked;
}

// The predicate of each element of a list that may have maybe-in elements: they contribute missing unless they cannot decide.
// `decides` is whether true (exists) or false (all) decides.
Contribution Contribute(const Step& step, const Column& list, const Column& predicate, bool decides, int64_t rows) {
  Contribution out;
  const int64_t words = WordsFor(rows);
  const uint64_t* truth = step.TruthOf(predicate, rows);
  const uint64_t* missing = step.Spread(predicate.missing, predicate.constant, rows);
  const uint64_t* error = step.Spread(predicate.error, predicate.constant, rows);
  const bool plain = list.in == nullptr && list.maybe == nullptr && missing == nullptr && error == nullptr;
  if (plain && decides) {
    out.truth = truth;
    return out;
  }
  uint64_t* deciding = step.NewBits(rows);
  if (decides) {
    for (int64_t w = 0; w < words; ++w) deciding[w] = truth[w] & (list.in == nullptr ? ~uint64_t{0} : list.in[w]);
  } else {
    for (int64_t w = 0; w < words; ++w) {
      const uint64_t falsehood = ~(truth[w] | (missing == nullptr ? 0 : missing[w]) | (error == nullptr ? 0 : error[w]));
      deciding[w] = falsehood & (list.in == nullptr ? ~uint64_t{0} : list.in[w]);
    }
  }
  out.truth = deciding;
  out.error = Masked(step, error, list.in, rows);
  if (list.maybe == nullptr) {
    out.missing = Masked(step, missing, list.in, rows);
    return out;
  }
  uint64_t* unknown = step.NewBits(rows);
  for (int64_t w = 0; w < words; ++w) {
    const uint64_t lost = missing == nullptr ? 0 : missing[w];
    const uint64_t failed = error == nullptr ? 0 : error[w];
    const uint64_t could_decide = decides ? truth[w] | lost | failed : ~truth[w];
    unknown[w] = (lost & (list.in == nullptr ? ~uint64_t{0} : list.in[w])) | (list.maybe[w] & could_decide);
  }
  out.missing = unknown;
  return out;
}

// One bit for each list: some element's bit is set. Null stays null, and so does a bitmap without a set bit.
uint64_t* AnyOf(const Step& step, const Column& list, const uint64_t* bits) {
  if (bits == nullptr) return nullptr;
  uint64_t* any = step.NewBits(step.n);
  kernels::AnyOfRanges(bits, Data<int32_t>(list), list.lengths, step.n, list.greatest, any);
  const int64_t words = WordsFor(step.n);
  if (words > 0) any[words - 1] &= TailMask(step.n);
  any[words] = 0;
  return AnyBit(any, step.n) ? any : nullptr;
}

// Adds to the missing and error rows of the list those of its elements. Rows that `decided` names are neither, unless the rules
// never absorb an error.
Validity Fold(const Step& step, const Column& list, const uint64_t* decided, uint64_t* missing, uint64_t* error) {
  const bool absorb = step.op.number != 0;
  const int64_t words = WordsFor(step.n);
  Validity validity;
  if (missing == nullptr && error == nullptr) {
    validity.missing = list.missing;
    validity.error = list.error;
    return validity;
  }
  for (int64_t w = 0; w < words; ++w) {
    uint64_t lost = missing == nullptr ? 0 : missing[w];
    uint64_t failed = error == nullptr ? 0 : error[w];
    const uint64_t fixed = decided == nullptr ? 0 : decided[w];
    if (absorb) {
      lost &= ~fixed;
      failed &= ~(fixed | lost);
    } else {
      lost &= ~(fixed | failed);
    }
    const uint64_t list_error = list.error == nullptr ? 0 : list.error[w];
    const uint64_t list_missing = list.missing == nullptr ? 0 : list.missing[w];
    if (missing != nullptr) missing[w] = (lost & ~list_error) | list_missing;
    if (error != nullptr) error[w] = (failed & ~list_missing) | list_error;
  }
  validity.missing = missing != nullptr ? missing : list.missing;
  validity.error = error != nullptr ? error : list.error;
  return validity;
}

// One list of at most 64 elements: the same in one word of each bitmap.
template <bool kExists>
void QuantifyOne(Step& step, const Column& list, const Column& predicate) {
  const auto word = [](const uint64_t* bits, bool constant) -> uint64_t {
    if (bits == nullptr) return 0;
    return constant ? uint64_t{0} - (bits[0] & 1) : bits[0];
  };
  const View view = ViewAt(list, 0);
  const uint64_t range = view.length == 0 ? 0 : LowMask(view.length) << view.offset;
  const uint64_t in = list.in == nullptr ? range : list.in[0] & range;
  const uint64_t maybe = word(list.maybe, false) & range;
  const uint64_t truth = word(Data<uint64_t>(predicate), predicate.constant);
  const uint64_t lost = word(predicate.missing, predicate.constant);
  const uint64_t failed = word(predicate.error, predicate.constant);
  const uint64_t could_decide = kExists ? truth | lost | failed : ~truth;
  const bool decided = ((kExists ? truth : ~(truth | lost | failed)) & in) != 0;
  const bool any_error = (failed & in) != 0;
  const bool any_missing = ((lost & in) | (maybe & could_decide)) != 0;
  const bool absorb = step.op.number != 0;
  const bool list_missing = IsMissing(list, 0), list_error = IsError(list, 0);
  const bool error = list_error || (any_error && !list_missing && !(absorb && (decided || any_missing)));
  const bool missing = list_missing || (any_missing && !list_error && !decided && !(any_error && !absorb));
  const auto one = [&](bool bit) -> const uint64_t* {
    if (!bit) return nullptr;
    uint64_t* bits = step.NewClearBits(1);
    bits[0] = 1;
    return bits;
  };
  uint64_t* result = step.NewBits(1);
  result[0] = decided == kExists && !missing && !error ? 1 : 0;
  step.out.layout = Layout::kBits;
  step.out.data = result;
  step.out.missing = one(missing);
  step.out.error = one(error);
}

template <bool kExists>
void Quantify(Step& step) {
  const Column &list = step.A(), &predicate = step.B();
  const int64_t elements = step.ElementCount(step.op.a);
  step.out.constant = step.op.space == kConstant;
  if (step.n == 1 && elements <= 64) return QuantifyOne<kExists>(step, list, predicate);
  const Contribution given = Contribute(step, list, predicate, kExists, elements);
  uint64_t* decided = step.NewBits(step.n);
  kernels::AnyOfRanges(given.truth, Data<int32_t>(list), list.lengths, step.n, list.greatest, decided);
  const Validity validity = Fold(step, list, decided, AnyOf(step, list, given.missing), AnyOf(step, list, given.error));
  if (!kExists) {
    for (int64_t w = 0; w < WordsFor(step.n); ++w) decided[w] = ~decided[w];
  }
  step.SetTruth(decided, validity);
}

void ExistsOne(Step& step) {
  const Column &list = step.A(), &predicate = step.B();
  const int64_t elements = step.ElementCount(step.op.a);
  step.out.constant = step.op.space == kConstant;
  const Contribution given = Contribute(step, list, predicate, true, elements);
  Validity validity;
  validity.missing = list.missing;
  validity.error = list.error;
  uint64_t* truth = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (!IsPresent(list, i)) continue;
    const View view = ViewAt(list, i);
    if (given.error != nullptr && AnyInRange(given.error, view.offset, view.length)) {
      step.Fail(&validity, i);
      continue;
    }
    const int64_t certain = CountInRange(given.truth, view.offset, view.length);
    if (certain > 1) continue;
    if (given.missing != nullptr && AnyInRange(given.missing, view.offset, view.length)) {
      step.Lose(&validity, i);
    } else if (certain == 1) {
      SetBit(truth, i);
    }
  }
  step.SetTruth(truth, validity);
}

// The list itself, an error where `error` has a bit on one of its elements.
void SetList(Step& step, const Column& list, const uint64_t* error) {
  step.out = list;
  uint64_t* failed = AnyOf(step, list, error);
  if (failed == nullptr) return;
  for (int64_t w = 0; w < WordsFor(step.n); ++w) {
    if (list.missing != nullptr) failed[w] &= ~list.missing[w];
    if (list.error != nullptr) failed[w] |= list.error[w];
  }
  step.out.error = failed;
}

void Filter(Step& step) {
  const Column& list = step.A();
  if (const Op& visible = Step::OpOf(step.program, step.op.b); IsOnDemand(visible)) {
    if (ShowsAll(step.Of(visible.a), step.Of(visible.b))) return step.Share(step.op.a);
    step.Demand(step.op.b);
  }
  const Column& predicate = step.B();
  if (predicate.constant && IsPresent(predicate, 0) && TestBit(Data<uint64_t>(predicate), 0)) {
    return step.Share(step.op.a);
  }
  const int64_t elements = step.ElementCount(step.op.a);
  const int64_t words = WordsFor(elements);
  const uint64_t* truth = step.TruthOf(predicate, elements);
  const uint64_t* missing = step.Spread(predicate.missing, predicate.constant, elements);
  const uint64_t* error = step.Spread(predicate.error, predicate.constant, elements);
  SetList(step, list, Masked(step, error, list.in, elements));
  uint64_t* in = step.NewBits(elements);
  for (int64_t w = 0; w < words; ++w) in[w] = truth[w] & (list.in == nullptr ? ~uint64_t{0} : list.in[w]);
  in[words] = 0;
  step.out.in = in;
  if (missing == nullptr && list.maybe == nullptr) return;
  uint64_t* maybe = step.NewBits(elements);
  for (int64_t w = 0; w < words; ++w) {
    const uint64_t lost = missing == nullptr ? 0 : missing[w];
    const uint64_t failed = error == nullptr ? 0 : error[w];
    maybe[w] = (lost & (list.in == nullptr ? ~uint64_t{0} : list.in[w])) |
               (list.maybe == nullptr ? 0 : list.maybe[w] & (truth[w] | lost | failed));
  }
  maybe[words] = 0;
  step.out.maybe = AnyBit(maybe, elements) ? maybe : nullptr;
}

void MapList(Step& step) {
  const Column &list = step.A(), &element = step.B();
  const int64_t elements = step.ElementCount(step.op.a);
  SetList(step, list, Masked(step, step.Spread(element.error, element.constant, elements), list.in, elements));
}

void CleanElement(Step& step) {
  const Column& a = step.A();
  step.out = a;
  if (a.error == nullptr) return;
  const int64_t rows = a.constant ? 1 : step.n;
  step.out.error = nullptr;
  if (a.missing == nullptr) {
    step.out.missing = a.error;
    return;
  }
  uint64_t* missing = step.CopyBits(a.missing, rows);
  for (int64_t w = 0; w < WordsFor(rows); ++w) missing[w] |= a.error[w];
  step.out.missing = missing;
}

}  // namespace

OpFunction MacroFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kAll:
      return Quantify<false>;
    case OpCode::kExists:
      return Quantify<true>;
    case OpCode::kExistsOne:
      return ExistsOne;
    case OpCode::kFilter:
      return Filter;
    case OpCode::kMapList:
      return MapList;
    default:
      return CleanElement;
  }
}

}  // namespace graduasi::columns
