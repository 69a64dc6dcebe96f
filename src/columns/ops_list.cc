// Operations that make lists, and with them spaces: the elements of a range as rows, literals, concatenation, pairs.
#include "src/columns/assemble.h"
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

// The household that each row of a space belongs to; null: row i to household i, or all to the first of a constant space.
const int32_t* HouseholdsOf(const Step& step, Space space) {
  if (space <= kHouseholds) return nullptr;
  const int32_t* households = step.ParentsOf(space);
  for (Space outer = step.program.Parent(space); outer > kHouseholds; outer = step.program.Parent(outer)) {
    const int32_t* parents = step.ParentsOf(outer);
    const int32_t size = step.Rows(space).size;
    int32_t* further = step.New<int32_t>(size);
    for (int32_t i = 0; i < size; ++i) further[i] = parents[households[i]];
    households = further;
  }
  return households;
}

// Makes the lists of every household that has more elements than a space may hold for one empty, and an error. Returns the
// number of elements that are left, or -1 if the run must be given up.
int64_t Limit(const Step& step, int32_t* lengths, Validity* validity) {
  int64_t total = 0;
  for (int64_t i = 0; i < step.n; ++i) total += lengths[i];
  if (total > kMaxElementsPerHousehold) {
    const int32_t* households = HouseholdsOf(step, step.op.space);
    const bool own_row = step.op.space == kHouseholds;
    const int32_t count = step.run.SizeOf(kHouseholds);
    auto household = [&](int64_t i) { return households != nullptr ? households[i] : (own_row ? i : 0); };
    int64_t* sums = step.New<int64_t>(std::max(count, 1));
    std::fill_n(sums, std::max(count, 1), 0);
    for (int64_t i = 0; i < step.n; ++i) sums[household(i)] += lengths[i];
    total = 0;
    for (int64_t i = 0; i < step.n; ++i) {
      if (sums[household(i)] <= kMaxElementsPerHousehold) {
        total += lengths[i];
        continue;
      }
      lengths[i] = 0;
      const bool known = (validity->error != nullptr && TestBit(validity->error, i)) ||
                         (validity->missing != nullptr && TestBit(validity->missing, i));
      if (!known) step.Fail(validity, i);
    }
  }
  return step.Take(total) ? total : -1;
}

// Fills in offsets from lengths and opens the space that the operation makes.
void Open(Step& step, const int32_t* lengths, int64_t total, const int32_t* source) {
  int32_t* offsets = step.New<int32_t>(step.n);
  int32_t offset = 0;
  int32_t longest = 0;
  for (int64_t i = 0; i < step.n; ++i) {
    offsets[i] = offset;
    offset += lengths[i];
    longest = std::max(longest, lengths[i]);
  }
  step.out.layout = Layout::kViews;
  step.out.data = offsets;
  step.out.lengths = lengths;
  step.out.contiguous = true;
  step.out.constant = step.op.space == kConstant;
  step.out.greatest = longest;
  SpaceRows& rows = step.Rows(step.op.made);
  rows = SpaceRows();
  rows.size = static_cast<int32_t>(total);
  rows.source = source;
  rows.lists = &step.out;
  rows.parent_size = static_cast<int32_t>(step.n);
}

// The rows of the operation, whether its operands are constant or not.
Validity StrictRows(Step& step, std::initializer_list<const Column*> columns) {
  Validity validity = step.Strict(columns, false);
  const int64_t n = step.run.SizeOf(step.op.space);
  if (n == step.n) return validity;
  // All constant: one verdict for all rows.
  Validity spread;
  if (validity.missing != nullptr && TestBit(validity.missing, 0)) spread.missing = step.NewFullBits(n);
  if (validity.error != nullptr && TestBit(validity.error, 0)) spread.error = step.NewFullBits(n);
  step.n = n;
  step.out.constant = false;
  return spread;
}

const uint64_t* PickBits(const Step& step, const uint64_t* bits, const int32_t* rows, int64_t count) {
  if (bits == nullptr) return nullptr;
  uint64_t* picked = step.NewClearBits(count);
  for (int64_t i = 0; i < count; ++i) {
    if (TestBit(bits, rows[i])) SetBit(picked, i);
  }
  return picked;
}

void Own(Step& step) {
  const Column& a = step.A();
  const int32_t element_count = step.ElementCount(step.op.a);
  const bool whole = step.n == 1 && ViewAt(a, 0).offset == 0 && ViewAt(a, 0).length == element_count;
  if (whole || (a.contiguous && !a.constant)) {
    const bool constant = step.op.space == kConstant;
    if (a.contiguous && a.constant == constant) {
      step.Share(step.op.a);
    } else {
      step.out = a;
      step.out.contiguous = true;
      step.out.constant = constant;
    }
    SpaceRows& rows = step.Rows(step.op.made);
    rows = SpaceRows();
    rows.size = element_count;
    rows.lists = &step.Of(step.self);
    rows.parent_size = static_cast<int32_t>(step.n);
    return;
  }
  Validity validity = StrictRows(step, {&a});
  const uint64_t* skip = step.Skip(validity);
  int32_t* lengths = step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) lengths[i] = skip != nullptr && TestBit(skip, i) ? 0 : ViewAt(a, i).length;
  const int64_t total = Limit(step, lengths, &validity);
  if (total < 0) return;
  int32_t* source = step.New<int32_t>(total);
  int32_t* next = source;
  for (int64_t i = 0; i < step.n; ++i) {
    const int32_t offset = ViewAt(a, i).offset;
    for (int32_t k = 0; k < lengths[i]; ++k) *next++ = offset + k;
  }
  Open(step, lengths, total, source);
  step.out.in = PickBits(step, a.in, source, total);
  step.out.maybe = PickBits(step, a.maybe, source, total);
  step.Set(validity);
}

void ListOf(Step& step) {
  const int32_t count = step.op.arg_count;
  Validity validity;
  for (int32_t k = 0; k < count; ++k) {
    const Column& arg = step.Arg(k);
    if (arg.error == nullptr) continue;
    for (int64_t i = 0; i < step.n; ++i) {
      if (IsError(arg, i)) step.Fail(&validity, i);
    }
  }
  int32_t* lengths = step.New<int32_t>(step.n);
  std::fill_n(lengths, step.n, count);
  const int64_t total = Limit(step, lengths, &validity);
  if (total < 0) return;
  Open(step, lengths, total, nullptr);
  step.Set(validity);
}

void Interleave(Step& step) {
  const Column& lists = step.B();
  const int32_t count = step.op.arg_count;
  const int64_t rows = step.Rows(step.op.space).parent_size;
  // A household over the limit leaves holes that only a row-by-row copy can follow.
  const bool whole = step.n == rows * count;
  auto* parts = step.New<Part>(count);
  for (int32_t k = 0; k < count; ++k) parts[k] = {&step.Arg(k), k, count, whole ? rows : 0};
  if (whole) return Assemble(step, step.op.kind, parts, count, step.n, &step.out);
  auto* pieces = step.New<Part>(step.n);
  auto* rows_of = step.New<Column>(step.n);
  int64_t next = 0;
  for (int64_t i = 0; i < rows; ++i) {
    if (ViewAt(lists, i).length == 0) continue;
    for (int32_t k = 0; k < count; ++k, ++next) {
      int32_t* row = step.New<int32_t>(1);
      row[0] = static_cast<int32_t>(Row(step.Arg(k), i));
      rows_of[next] = Column();
      GatherInto(step, step.Arg(k), {row, 1}, nullptr, 1, &rows_of[next]);
      pieces[next] = {&rows_of[next], next, 1, 1};
    }
  }
  Assemble(step, step.op.kind, pieces, static_cast<int32_t>(next), step.n, &step.out);
}

// ---- joins ----

// The `count` bits of `from`, ones if it is null and `fill` is set, at position `at` of `to`, whose bits there are 0.
void PutBits(const uint64_t* from, bool fill, int64_t count, uint64_t* to, int64_t at) {
  for (int64_t i = 0; i < count; ++i) {
    if (from == nullptr ? fill : TestBit(from, i)) SetBit(to, at + i);
  }
}

void Join(Step& step) {
  const int32_t count = step.op.arg_count;
  int32_t* bases = step.New<int32_t>(count);
  int64_t total = 0;
  bool selected = false, maybe = false;
  for (int32_t k = 0; k < count; ++k) {
    bases[k] = static_cast<int32_t>(total);
    total += step.ElementCount(step.Argument(k));
    selected = selected || step.Arg(k).in != nullptr;
    maybe = maybe || step.Arg(k).maybe != nullptr;
  }
  if (!step.Take(total)) return;
  uint64_t* in = selected ? step.NewClearBits(total) : nullptr;
  uint64_t* perhaps = maybe ? step.NewClearBits(total) : nullptr;
  for (int32_t k = 0; k < count; ++k) {
    const int32_t size = step.ElementCount(step.Argument(k));
    if (selected) PutBits(step.Arg(k).in, true, size, in, bases[k]);
    if (maybe) PutBits(step.Arg(k).maybe, false, size, perhaps, bases[k]);
  }
  step.out.layout = Layout::kNone;
  step.out.in = in;
  step.out.maybe = perhaps;
  SpaceRows& rows = step.Rows(step.op.made);
  rows = SpaceRows();
  rows.size = static_cast<int32_t>(total);
  rows.bases = bases;
}

void Rebase(Step& step) {
  const Column &a = step.A(), &join = step.B();
  const int32_t base = step.Rows(step.Info(step.self).elements).bases[step.op.number];
  step.out = a;
  step.out.contiguous = false;
  step.out.in = join.in;
  step.out.maybe = join.maybe;
  if (base == 0) return;
  const int64_t rows = a.constant ? 1 : step.n;
  int32_t* offsets = step.New<int32_t>(rows);
  for (int64_t i = 0; i < rows; ++i) offsets[i] = Data<int32_t>(a)[i] + base;
  step.out.data = offsets;
}

void Concatenate(Step& step) {
  const SpaceRows& joined = step.Rows(step.op.space);
  const int32_t count = step.op.arg_count;
  auto* parts = step.New<Part>(count);
  for (int32_t k = 0; k < count; ++k) {
    const int32_t end = k + 1 < count ? joined.bases[k + 1] : joined.size;
    parts[k] = {&step.Arg(k), joined.bases[k], 1, end - joined.bases[k]};
  }
  Assemble(step, step.op.kind, parts, count, step.n, &step.out);
}

// ---- two lists ----

bool HasMaybe(const Column& list, const View& view) {
  return list.maybe != nullptr && AnyInRange(list.maybe, view.offset, view.length);
}

int64_t CountIn(const Column& list, const View& view) {
  return list.in == nullptr ? view.length : CountInRange(list.in, view.offset, view.length);
}

// The elements of a list that are in, from position `base` of a join on.
int32_t* PutElements(const Column& list, const View& view, int32_t base, int32_t* next) {
  for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
    if (IsIn(list, k)) *next++ = base + k;
  }
  return next;
}

void Append(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = StrictRows(step, {&a, &b});
  const int32_t* bases = step.Rows(step.Info(step.op.c).elements).bases;
  const uint64_t* skip = step.Skip(validity);
  int32_t* lengths = step.New<int32_t>(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    lengths[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View x = ViewAt(a, i), y = ViewAt(b, i);
    if (HasMaybe(a, x) || HasMaybe(b, y)) {
      step.Lose(&validity, i);
    } else {
      lengths[i] = static_cast<int32_t>(CountIn(a, x) + CountIn(b, y));
    }
  }
  const int64_t total = Limit(step, lengths, &validity);
  if (total < 0) return;
  int32_t* source = step.New<int32_t>(total);
  int32_t* next = source;
  for (int64_t i = 0; i < step.n; ++i) {
    if (lengths[i] == 0) continue;
    next = PutElements(a, ViewAt(a, i), bases[0], next);
    next = PutElements(b, ViewAt(b, i), bases[1], next);
  }
  Open(step, lengths, total, source);
  step.Set(validity);
}

void Pairs(Step& step) {
  const Column &a = step.A(), &b = step.B();
  Validity validity = StrictRows(step, {&a, &b});
  const uint64_t* skip = step.Skip(validity);
  int32_t* lengths = step.New<int32_t>(step.n);
  uint64_t* unequal = step.NewClearBits(step.n);
  for (int64_t i = 0; i < step.n; ++i) {
    lengths[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View x = ViewAt(a, i), y = ViewAt(b, i);
    const int64_t size = CountIn(a, x);
    if (HasMaybe(a, x) || HasMaybe(b, y)) {
      step.Lose(&validity, i);
    } else if (size != CountIn(b, y)) {
      SetBit(unequal, i);
    } else {
      lengths[i] = static_cast<int32_t>(size);
    }
  }
  const int64_t total = Limit(step, lengths, &validity);
  if (total < 0) return;
  int32_t* left = step.New<int32_t>(total);
  int32_t* right = step.New<int32_t>(total);
  int32_t *next_left = left, *next_right = right;
  for (int64_t i = 0; i < step.n; ++i) {
    if (lengths[i] == 0) continue;
    next_left = PutElements(a, ViewAt(a, i), 0, next_left);
    next_right = PutElements(b, ViewAt(b, i), 0, next_right);
  }
  Open(step, lengths, total, left);
  step.Rows(step.op.made).second = right;
  step.Rows(step.op.made).unequal = unequal;
  step.Set(validity);
}

void ListEqual(Step& step) {
  const Column& pairs = step.A();
  const Column& equal = step.B();
  const SpaceRows& rows = step.Rows(step.Info(step.op.a).elements);
  Validity validity;
  validity.missing = pairs.missing;
  validity.error = pairs.error;
  uint64_t* truth = step.NewClearBits(step.n);
  step.out.constant = step.op.space == kConstant;
  for (int64_t i = 0; i < step.n; ++i) {
    if (!IsPresent(pairs, i) || TestBit(rows.unequal, i)) continue;
    const View view = ViewAt(pairs, i);
    bool known = true, differs = false;
    for (int32_t k = view.offset; k < view.offset + view.length; ++k) {
      if (!IsPresent(equal, k)) {
        known = false;
      } else if (!TestBit(Data<uint64_t>(equal), Row(equal, k))) {
        differs = true;
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

// A list before a strict function: missing where an element is missing or maybe in.
void Collapse(Step& step) {
  const Column &a = step.A(), &elements = step.B();
  Validity validity = step.Strict({&a}, false);
  const uint64_t* skip = step.Skip(validity);
  for (int64_t i = 0; i < step.n; ++i) {
    if (skip != nullptr && TestBit(skip, i)) continue;
    const View view = ViewAt(a, i);
    bool lost = HasMaybe(a, view);
    for (int32_t k = view.offset; k < view.offset + view.length && !lost; ++k) lost = IsIn(a, k) && !IsPresent(elements, k);
    if (lost) step.Lose(&validity, i);
  }
  const bool constant = step.out.constant;
  step.out = a;
  step.out.constant = constant;
  step.Set(validity);
}

}  // namespace

OpFunction ListFunction(const Op& op) {
  switch (op.code) {
    case OpCode::kOwn:
      return Own;
    case OpCode::kListOf:
      return ListOf;
    case OpCode::kInterleave:
      return Interleave;
    case OpCode::kJoin:
      return Join;
    case OpCode::kRebase:
      return Rebase;
    case OpCode::kConcatenate:
      return Concatenate;
    case OpCode::kAppend:
      return Append;
    case OpCode::kPairs:
      return Pairs;
    case OpCode::kListEqual:
      return ListEqual;
    default:
      return Collapse;
  }
}

}  // namespace graduasi::columns
