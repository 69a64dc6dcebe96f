// Maps: literals, look-ups by key, equality. Keys are few, so they are compared one after the other.
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// The row of the element of `view` whose key equals keys[row of key]; -1 if there is none.
int32_t Find(const Column& keys, const View& view, const Column& key, int64_t row) {
  for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
    if (SameValue(keys, k, key, row)) return k;
  }
  return -1;
}

// a: the list of the keys; b: the keys, as its elements; args: the values. An error if a key stands twice or a value is an
// error, missing if a key is.
void MapLiteral(Step& step) {
  const Column &a = step.A(), &keys = step.B();
  Validity validity;
  validity.missing = a.missing;
  validity.error = a.error;
  for (int64_t i = 0; i < step.n; ++i) {
    if (!IsPresent(a, i)) continue;
    const View view = ViewAt(a, i);
    bool failed = false, lost = false;
    for (int32_t k = 0; k < step.op.arg_count; ++k) failed = failed || IsError(step.Arg(k), i);
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) lost = lost || !IsPresent(keys, k) || IsRange(keys, k);
    for (int32_t k = view.offset; k < view.offset + view.length && !lost && !failed; ++k) {
      failed = Find(keys, {view.offset, k - view.offset}, keys, k) >= 0;
    }
    if (failed) {
      step.Fail(&validity, i);
    } else if (lost) {
      step.Lose(&validity, i);
    }
  }
  step.out = a;
  step.Set(validity);
}

template <bool kHas>
void Look(Step& step) {
  const Column &map = step.A(), &key = step.B();
  const Column& keys = step.ElementsOf(step.op.a);
  Validity validity = step.Strict({&map, &key}, true);
  const uint64_t* skip = step.Skip(validity);
  int32_t* rows = kHas ? nullptr : step.New<int32_t>(step.n);
  uint64_t* truth = kHas ? step.NewClearBits(step.n) : nullptr;
  for (int64_t i = 0; i < step.n; ++i) {
    if (!kHas) rows[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    const int32_t found = Find(keys, ViewAt(map, i), key, i);
    if (kHas) {
      if (found >= 0) SetBit(truth, i);
    } else if (found >= 0) {
      rows[i] = found;
    } else {
      step.Fail(&validity, i);
    }
  }
  if (kHas) return step.SetTruth(truth, validity);
  step.out.layout = Layout::kRows;
  step.out.data = rows;
  step.Set(validity);
}

// For each row of the space of partition a, whose keys are b: where its key stands in map c of the same row; missing if it does
// not.
void Match(Step& step) {
  const Column &a = step.A(), &keys_a = step.B(), &c = step.C();
  const Column& keys_c = step.ElementsOf(step.op.c);
  int32_t* rows = step.New<int32_t>(step.n);
  std::fill_n(rows, step.n, 0);
  Validity validity;
  const int64_t parents = step.Rows(step.op.space).parent_size;
  for (int64_t i = 0; i < parents; ++i) {
    const View view = ViewAt(a, i);
    const bool known = IsPresent(a, i) && IsPresent(c, i);
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      const int32_t found = known ? Find(keys_c, ViewAt(c, i), keys_a, k) : -1;
      if (found < 0) {
        step.Lose(&validity, k);
      } else {
        rows[k] = found;
      }
    }
  }
  step.out.layout = Layout::kRows;
  step.out.data = rows;
  step.Set(validity);
}

void MapEqual(Step& step) {
  const Column &a = step.A(), &b = step.B(), &matches = step.C(), &equal = step.Arg(0);
  Validity validity = step.Strict({&a, &b}, false);
  const uint64_t* skip = step.Skip(validity);
  uint64_t* truth = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View x = ViewAt(a, i);
    if (x.length != ViewAt(b, i).length) continue;
    bool differs = false, known = true;
    for (int32_t k = x.offset; k < x.offset + x.length; ++k) {
      if (IsMissing(matches, k)) {
        differs = true;
      } else if (!IsPresent(equal, k)) {
        known = false;
      } else {
        differs = differs || !TestBit(Data<uint64_t>(equal), Row(equal, k));
      }
    }
    if (differs) continue;
    if (known) {
      SetBit(truth, i);
    } else {
      step.Lose(&validity, i);
    }
  }
  step.SetTruth(truth, validity);
}

}  // namespace

OpFunction MapFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kMapLiteral:
      return MapLiteral;
    case OpCode::kMapFind:
      return Look<false>;
    case OpCode::kMapHas:
      return Look<true>;
    case OpCode::kMapMatch:
      return Match;
    default:
      return MapEqual;
  }
}

}  // namespace graduasi::columns
