// && || and ! with three truths and errors, a word of 64 rows at a time.
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// A bitmap word by word, a constant's bit standing for all rows; null stands for no bit.
struct Words {
  const uint64_t* bits = nullptr;
  uint64_t fixed = 0;
  uint64_t operator[](int64_t w) const { return bits == nullptr ? fixed : bits[w]; }
};

Words WordsOf(const uint64_t* bits, bool constant) {
  if (bits == nullptr) return {};
  if (!constant) return {bits, 0};
  return {nullptr, TestBit(bits, 0) ? ~uint64_t{0} : 0};
}

struct Operand {
  Words truth, missing, error;
  explicit Operand(const Column& c)
      : truth(WordsOf(static_cast<const uint64_t*>(c.data), c.constant)),
        missing(WordsOf(c.missing, c.constant)),
        error(WordsOf(c.error, c.constant)) {}
};

bool Plain(const Column& c) { return c.missing == nullptr && c.error == nullptr; }

// Makes room for a result of all rows of the operation, or of one if both operands are constants.
struct Result {
  uint64_t* truth;
  uint64_t* missing = nullptr;
  uint64_t* error = nullptr;
  int64_t words;

  Result(Step* step, bool with_missing, bool with_error) : words(WordsFor(step->n)) {
    truth = step->NewBits(step->n);
    if (with_missing) missing = step->NewClearBits(step->n);
    if (with_error) error = step->NewClearBits(step->n);
    step->out.layout = Layout::kBits;
    step->out.data = truth;
    step->out.missing = missing;
    step->out.error = error;
  }
  void CleanTails(const Step& step) const {
    if (words == 0) return;
    if (missing != nullptr) missing[words - 1] &= TailMask(step.n);
    if (error != nullptr) error[words - 1] &= TailMask(step.n);
  }
};

// kOr is && of the negations: with `negate`, true and false change places on the way in and out.
template <bool kOr>
void Combine(Step& step) {
  const Column &a = step.A(), &b = step.B();
  if (a.constant && b.constant) {
    step.n = 1;
    step.out.constant = true;
  } else if ((a.constant && Plain(a)) || (b.constant && Plain(b))) {
    // A known constant either decides or leaves the other operand as it is.
    const Column& fixed = a.constant && Plain(a) ? a : b;
    const Column& other = &fixed == &a ? b : a;
    const bool decides = TestBit(Data<uint64_t>(fixed), 0) == kOr;
    if (!decides) return step.Share(&other == &a ? step.op.a : step.op.b);
    if (Plain(other)) return step.Share(&fixed == &a ? step.op.a : step.op.b);
  }
  const Result result(&step, a.missing != nullptr || b.missing != nullptr, a.error != nullptr || b.error != nullptr);
  const Operand x(a), y(b);
  if (result.missing == nullptr && result.error == nullptr) {
    for (int64_t w = 0; w < result.words; ++w) {
      result.truth[w] = kOr ? x.truth[w] | y.truth[w] : x.truth[w] & y.truth[w];
    }
    return;
  }
  const bool absorb = step.op.number != 0;  // an error, by the operand that decides
  for (int64_t w = 0; w < result.words; ++w) {
    const uint64_t missing = x.missing[w] | y.missing[w];
    uint64_t error = x.error[w] | y.error[w];
    const uint64_t true_x = x.truth[w], true_y = y.truth[w];
    const uint64_t false_x = ~(true_x | x.missing[w] | x.error[w]), false_y = ~(true_y | y.missing[w] | y.error[w]);
    uint64_t decided = kOr ? true_x | true_y : false_x | false_y;
    uint64_t lost;
    if (absorb) {
      lost = missing & ~decided;
      error &= ~decided & ~lost;
    } else {
      decided &= ~error;
      lost = missing & ~error & ~decided;
    }
    result.truth[w] = kOr ? decided : true_x & true_y;
    if (result.missing != nullptr) result.missing[w] = lost;
    if (result.error != nullptr) result.error[w] = error;
  }
  result.CleanTails(step);
}

void Not(Step& step) {
  const Column& a = step.A();
  step.n = a.constant ? 1 : step.n;
  step.out.constant = a.constant;
  uint64_t* truth = step.NewBits(step.n);
  const int64_t words = WordsFor(step.n);
  const auto* bits = Data<uint64_t>(a);
  for (int64_t w = 0; w < words; ++w) truth[w] = ~bits[w];
  Validity validity;
  validity.missing = a.missing;
  validity.error = a.error;
  step.SetTruth(truth, validity);
}

}  // namespace

OpFunction LogicFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kAnd:
      return Combine<false>;
    case OpCode::kOr:
      return Combine<true>;
    default:
      return Not;
  }
}

}  // namespace graduasi::columns
