#include "src/columns/step.h"

namespace graduasi::columns {

uint64_t* Step::NewFullBits(int64_t rows) const {
  uint64_t* bits = NewBits(rows);
  const int64_t words = WordsFor(rows);
  for (int64_t w = 0; w < words; ++w) bits[w] = ~uint64_t{0};
  if (words > 0) bits[words - 1] &= TailMask(rows);
  bits[words] = 0;
  return bits;
}

uint64_t* Step::CopyBits(const uint64_t* bits, int64_t rows) const {
  uint64_t* copy = NewBits(rows);
  const int64_t words = WordsFor(rows);
  if (words == 1) {
    copy[0] = bits[0];
  } else {
    std::memcpy(copy, bits, static_cast<size_t>(words) * sizeof(uint64_t));
  }
  copy[words] = 0;
  return copy;
}

const uint64_t* Step::Spread(const uint64_t* bits, bool constant, int64_t rows) const {
  if (bits == nullptr || !constant) return bits;
  if (!TestBit(bits, 0)) return nullptr;
  return rows == 1 ? bits : NewFullBits(rows);
}

const uint64_t* Step::TruthOf(const Column& column, int64_t rows) const {
  if (!column.constant) return Data<uint64_t>(column);
  return TestBit(Data<uint64_t>(column), 0) ? NewFullBits(rows) : NewClearBits(rows);
}

Validity Step::Merge(std::initializer_list<const Column*> columns, bool collapse) const {
  Validity validity;
  const int64_t words = WordsFor(n);
  auto merge = [&](const uint64_t* bits, const uint64_t** into, uint64_t** own) {
    if (bits == nullptr) return;
    if (*into == nullptr) {
      *into = bits;
      return;
    }
    if (*own == nullptr) *into = *own = CopyBits(*into, n);
    for (int64_t w = 0; w < words; ++w) (*own)[w] |= bits[w];
  };
  for (const Column* c : columns) {
    merge(Spread(c->missing, c->constant, n), &validity.missing, &validity.own_missing);
    merge(Spread(c->error, c->constant, n), &validity.error, &validity.own_error);
    if (!collapse || c->high == nullptr) continue;
    uint64_t* ranges = nullptr;
    for (int64_t i = 0; i < n; ++i) {
      if (!IsPresent(*c, i) || !IsRange(*c, i)) continue;
      if (ranges == nullptr) ranges = NewClearBits(n);
      SetBit(ranges, i);
    }
    merge(ranges, &validity.missing, &validity.own_missing);
  }
  if (validity.missing != nullptr && validity.error != nullptr) {
    if (validity.own_missing == nullptr) validity.missing = validity.own_missing = CopyBits(validity.missing, n);
    for (int64_t w = 0; w < words; ++w) validity.own_missing[w] &= ~validity.error[w];
  }
  return validity;
}

const uint64_t* Step::SkipEither(const Validity& validity) const {
  uint64_t* skip = CopyBits(validity.missing, n);
  for (int64_t w = 0; w < WordsFor(n); ++w) skip[w] |= validity.error[w];
  return skip;
}

void Step::ClearRows(uint64_t* truth, const Validity& validity) const {
  const int64_t words = WordsFor(n);
  if (validity.missing != nullptr) {
    for (int64_t w = 0; w < words; ++w) truth[w] &= ~validity.missing[w];
  }
  if (validity.error != nullptr) {
    for (int64_t w = 0; w < words; ++w) truth[w] &= ~validity.error[w];
  }
}

const int32_t* Step::ParentsOf(Space space) const {
  SpaceRows& rows = Rows(space);
  if (rows.parents != nullptr) return rows.parents;
  int32_t* parents = New<int32_t>(rows.size);
  for (int32_t i = 0; i < rows.parent_size; ++i) {
    const View view = ViewAt(*rows.lists, i);
    for (int32_t k = 0; k < view.length; ++k) parents[view.offset + k] = i;
  }
  rows.parents = parents;
  return parents;
}

bool Step::Take(int64_t count) const {
  if (count > run.allowed) {
    run.too_large = true;
    return false;
  }
  run.allowed -= count;
  return true;
}

Layout LayoutOf(cel::TypeKind kind) {
  switch (kind) {
    case cel::TypeKind::kNull:
    case cel::TypeKind::kVariable:
      return Layout::kNone;
    case cel::TypeKind::kBool:
      return Layout::kBits;
    case cel::TypeKind::kInt:
    case cel::TypeKind::kDuration:
      return Layout::kInt64;
    case cel::TypeKind::kUint:
      return Layout::kUint64;
    case cel::TypeKind::kDouble:
      return Layout::kDouble;
    case cel::TypeKind::kString:
    case cel::TypeKind::kBytes:
      return Layout::kText;
    case cel::TypeKind::kDate:
    case cel::TypeKind::kEnum:
      return Layout::kInt32;
    case cel::TypeKind::kTimestamp:
      return Layout::kTimestamp;
    case cel::TypeKind::kType:
      return Layout::kType;
    case cel::TypeKind::kStruct:
      return Layout::kRows;
    case cel::TypeKind::kList:
    case cel::TypeKind::kMap:
      return Layout::kViews;
  }
  return Layout::kNone;
}

template <typename T>
Values<T> Widened(const Step& step, const Column& column, const void* data, int64_t rows) {
  const int64_t count = column.constant ? 1 : rows;
  const int64_t stride = column.constant ? 0 : 1;
  const bool same =
      sizeof(T) == 8 ? column.layout == Layout::kInt64 : column.layout == Layout::kInt32 || column.layout == Layout::kType;
  if (same) return {static_cast<const T*>(data), stride};
  T* wide = step.New<T>(count);
  switch (column.layout) {
    case Layout::kInt8:
      for (int64_t i = 0; i < count; ++i) wide[i] = static_cast<const int8_t*>(data)[i];
      break;
    case Layout::kInt16:
      for (int64_t i = 0; i < count; ++i) wide[i] = static_cast<const int16_t*>(data)[i];
      break;
    case Layout::kInt32:
    case Layout::kType:
      for (int64_t i = 0; i < count; ++i) wide[i] = static_cast<const int32_t*>(data)[i];
      break;
    default:  // narrowing: the caller knows that the values fit
      for (int64_t i = 0; i < count; ++i) wide[i] = static_cast<T>(static_cast<const int64_t*>(data)[i]);
      break;
  }
  return {wide, stride};
}

template Values<int32_t> Widened<int32_t>(const Step&, const Column&, const void*, int64_t);
template Values<int64_t> Widened<int64_t>(const Step&, const Column&, const void*, int64_t);

bool SameValue(const Column& x, int64_t i, const Column& y, int64_t j) {
  i = Row(x, i);
  j = Row(y, j);
  switch (x.layout) {
    case Layout::kNone:
      return true;
    case Layout::kBits:
      return TestBit(Data<uint64_t>(x), i) == TestBit(Data<uint64_t>(y), j);
    case Layout::kUint64:
      return Data<uint64_t>(x)[i] == Data<uint64_t>(y)[j];
    case Layout::kDouble:
      return Data<double>(x)[i] == Data<double>(y)[j];
    case Layout::kText:
      return Data<absl::string_view>(x)[i] == Data<absl::string_view>(y)[j];
    case Layout::kTimestamp: {
      const auto &a = Data<cel::TimestampValue>(x)[i], &b = Data<cel::TimestampValue>(y)[j];
      return a.seconds == b.seconds && a.nanos == b.nanos;
    }
    default:
      return IntegerAt(x.layout, x.data, i) == IntegerAt(y.layout, y.data, j);
  }
}

bool LessValue(const Column& x, int64_t i, const Column& y, int64_t j) {
  i = Row(x, i);
  j = Row(y, j);
  switch (x.layout) {
    case Layout::kNone:
      return false;
    case Layout::kBits:
      return !TestBit(Data<uint64_t>(x), i) && TestBit(Data<uint64_t>(y), j);
    case Layout::kUint64:
      return Data<uint64_t>(x)[i] < Data<uint64_t>(y)[j];
    case Layout::kDouble:
      return Data<double>(x)[i] < Data<double>(y)[j];
    case Layout::kText:
      return Data<absl::string_view>(x)[i] < Data<absl::string_view>(y)[j];
    case Layout::kTimestamp: {
      const auto &a = Data<cel::TimestampValue>(x)[i], &b = Data<cel::TimestampValue>(y)[j];
      return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanos < b.nanos;
    }
    default:
      return IntegerAt(x.layout, x.data, i) < IntegerAt(y.layout, y.data, j);
  }
}

namespace {

template <typename T>
const void* GatherValues(const Step& step, const void* from, const RowIndex& index, const uint64_t* skip, int64_t count) {
  if (from == nullptr) return nullptr;
  const T* source = static_cast<const T*>(from);
  T* to = step.New<T>(count);
  if (skip == nullptr) {
    for (int64_t i = 0; i < count; ++i) to[i] = source[index[i]];
  } else {
    for (int64_t i = 0; i < count; ++i) to[i] = TestBit(skip, i) ? T() : source[index[i]];
  }
  return to;
}

const uint64_t* GatherBits(const Step& step, const uint64_t* from, const RowIndex& index, const uint64_t* skip, int64_t count) {
  if (from == nullptr) return nullptr;
  uint64_t* to = step.NewBits(count);
  to[WordsFor(count)] = 0;
  for (int64_t base = 0; base < count; base += 64) {
    const int64_t end = std::min<int64_t>(64, count - base);
    const uint64_t skipped = skip == nullptr ? 0 : skip[base >> 6];
    uint64_t word = 0;
    for (int64_t k = 0; k < end; ++k) {
      if ((skipped >> k & 1) == 0) word |= uint64_t{TestBit(from, index[base + k])} << k;
    }
    to[base >> 6] = word;
  }
  return to;
}

}  // namespace

namespace {

const uint64_t* GatherBit(const Step& step, const uint64_t* from, int64_t row) {
  if (from == nullptr) return nullptr;
  uint64_t* to = step.NewClearBits(1);
  to[0] = TestBit(from, row) ? 1 : 0;
  return to;
}

int64_t WidthOf(Layout layout) {
  switch (layout) {
    case Layout::kInt8:
      return 1;
    case Layout::kInt16:
      return 2;
    case Layout::kInt32:
    case Layout::kType:
    case Layout::kViews:
      return 4;
    case Layout::kText:
    case Layout::kTimestamp:
      return 16;
    default:
      return 8;
  }
}
static_assert(sizeof(absl::string_view) == 16 && sizeof(cel::TimestampValue) == 16);

// One row: nothing is copied but bits, the result points at the values where they are.
void GatherRow(const Step& step, const Column& from, int64_t row, Column* to) {
  *to = from;
  to->constant = false;
  to->contiguous = false;
  to->missing = GatherBit(step, from.missing, row);
  to->error = GatherBit(step, from.error, row);
  if (from.layout == Layout::kBits) {
    to->data = GatherBit(step, Data<uint64_t>(from), row);
  } else if (from.layout == Layout::kRows) {
    int32_t* rows = step.New<int32_t>(1);
    rows[0] = IndexOf(from)[row];
    to->data = rows;
  } else if (from.layout != Layout::kNone) {
    const int64_t bytes = row * WidthOf(from.layout);
    to->data = static_cast<const char*>(from.data) + bytes;
    if (from.high != nullptr) to->high = static_cast<const char*>(from.high) + bytes;
    if (from.lengths != nullptr) to->lengths = from.lengths + row;
  }
}

}  // namespace

void GatherInto(const Step& step, const Column& from, const RowIndex& index, const uint64_t* skip, int64_t count, Column* to) {
  if (count == 1 && skip == nullptr && !from.constant) {
    const bool constant = to->constant;
    GatherRow(step, from, index[0], to);
    to->constant = constant;
    return;
  }
  to->layout = from.layout;
  to->in = from.in;
  to->maybe = from.maybe;
  to->least = from.least;
  to->greatest = from.greatest;
  to->missing = GatherBits(step, from.missing, index, skip, count);
  to->error = GatherBits(step, from.error, index, skip, count);
  switch (from.layout) {
    case Layout::kNone:
      break;
    case Layout::kBits:
      to->data = GatherBits(step, Data<uint64_t>(from), index, skip, count);
      break;
    case Layout::kInt8:
      to->data = GatherValues<int8_t>(step, from.data, index, skip, count);
      to->high = GatherValues<int8_t>(step, from.high, index, skip, count);
      break;
    case Layout::kInt16:
      to->data = GatherValues<int16_t>(step, from.data, index, skip, count);
      to->high = GatherValues<int16_t>(step, from.high, index, skip, count);
      break;
    case Layout::kInt32:
    case Layout::kType:
      to->data = GatherValues<int32_t>(step, from.data, index, skip, count);
      to->high = GatherValues<int32_t>(step, from.high, index, skip, count);
      break;
    case Layout::kInt64:
      to->data = GatherValues<int64_t>(step, from.data, index, skip, count);
      to->high = GatherValues<int64_t>(step, from.high, index, skip, count);
      break;
    case Layout::kUint64:
      to->data = GatherValues<uint64_t>(step, from.data, index, skip, count);
      break;
    case Layout::kDouble:
      to->data = GatherValues<double>(step, from.data, index, skip, count);
      break;
    case Layout::kText:
      to->data = GatherValues<absl::string_view>(step, from.data, index, skip, count);
      break;
    case Layout::kTimestamp:
      to->data = GatherValues<cel::TimestampValue>(step, from.data, index, skip, count);
      break;
    case Layout::kRows: {
      if (from.data != nullptr) {
        to->data = GatherValues<int32_t>(step, from.data, index, skip, count);
        break;
      }
      int32_t* rows = step.New<int32_t>(count);
      for (int64_t i = 0; i < count; ++i) rows[i] = skip != nullptr && TestBit(skip, i) ? 0 : index[i];
      to->data = rows;
      break;
    }
    case Layout::kViews:
      to->data = GatherValues<int32_t>(step, from.data, index, skip, count);
      to->lengths = static_cast<const int32_t*>(GatherValues<int32_t>(step, from.lengths, index, skip, count));
      break;
  }
}

}  // namespace graduasi::columns
