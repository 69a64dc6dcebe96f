#include "src/columns/assemble.h"

namespace graduasi::columns {
namespace {

class Assembler {
 public:
  Assembler(const Step& step, const Part* parts, int32_t part_count, int64_t total)
      : step_(step), parts_(parts), part_count_(part_count), total_(total) {}

  template <typename T>
  const T* Values() const {
    T* to = step_.New<T>(total_);
    for (const Part& part : *this) {
      const columns::Values<T> from = ValuesOf<T>(*part.column);
      for (int64_t i = 0; i < part.count; ++i) to[part.start + i * part.stride] = from[i];
    }
    return to;
  }

  template <typename T>
  const T* Integers(bool high) const {
    T* to = step_.New<T>(total_);
    for (const Part& part : *this) {
      const Column& c = *part.column;
      const columns::Values<T> from = Widened<T>(step_, c, high && c.high != nullptr ? c.high : c.data, part.count);
      for (int64_t i = 0; i < part.count; ++i) to[part.start + i * part.stride] = from[i];
    }
    return to;
  }

  const int32_t* Rows() const {
    int32_t* to = step_.New<int32_t>(total_);
    for (const Part& part : *this) {
      const RowIndex from = IndexOf(*part.column);
      for (int64_t i = 0; i < part.count; ++i) to[part.start + i * part.stride] = from[i];
    }
    return to;
  }

  const int32_t* Lengths() const {
    int32_t* to = step_.New<int32_t>(total_);
    for (const Part& part : *this) {
      for (int64_t i = 0; i < part.count; ++i) to[part.start + i * part.stride] = ViewAt(*part.column, i).length;
    }
    return to;
  }

  // The bits of `bits_of(column)`, which may be null.
  template <typename F>
  void AddBits(F bits_of, uint64_t* to) const {
    for (const Part& part : *this) {
      const uint64_t* from = bits_of(*part.column);
      if (from == nullptr) continue;
      for (int64_t i = 0; i < part.count; ++i) {
        if (TestBit(from, Row(*part.column, i))) SetBit(to, part.start + i * part.stride);
      }
    }
  }

  template <typename F>
  bool Any(F test) const {
    for (const Part& part : *this) {
      if (test(*part.column)) return true;
    }
    return false;
  }

  const Part* begin() const { return parts_; }
  const Part* end() const { return parts_ + part_count_; }

 private:
  const Step& step_;
  const Part* parts_;
  int32_t part_count_;
  int64_t total_;
};

template <typename T>
void AssembleIntegers(const Assembler& assembler, Column* out) {
  out->data = assembler.Integers<T>(false);
  if (assembler.Any([](const Column& c) { return c.high != nullptr; })) out->high = assembler.Integers<T>(true);
}

}  // namespace

void Assemble(const Step& step, cel::TypeKind kind, const Part* parts, int32_t part_count, int64_t total, Column* out) {
  const Assembler assembler(step, parts, part_count, total);
  out->layout = LayoutOf(kind);
  switch (out->layout) {
    case Layout::kNone:
      break;
    case Layout::kBits: {
      uint64_t* bits = step.NewClearBits(total);
      assembler.AddBits([](const Column& c) { return Data<uint64_t>(c); }, bits);
      out->data = bits;
      break;
    }
    case Layout::kUint64:
      out->data = assembler.Values<uint64_t>();
      break;
    case Layout::kDouble:
      out->data = assembler.Values<double>();
      break;
    case Layout::kText:
      out->data = assembler.Values<absl::string_view>();
      break;
    case Layout::kTimestamp:
      out->data = assembler.Values<cel::TimestampValue>();
      break;
    case Layout::kRows:
      out->data = assembler.Rows();
      break;
    case Layout::kViews:
      out->data = assembler.Rows();
      out->lengths = assembler.Lengths();
      if (part_count > 0) {
        out->in = parts[0].column->in;
        out->maybe = parts[0].column->maybe;
      }
      break;
    case Layout::kInt64:
      AssembleIntegers<int64_t>(assembler, out);
      break;
    default:
      AssembleIntegers<int32_t>(assembler, out);
      break;
  }
  if (assembler.Any([](const Column& c) { return c.missing != nullptr || c.error != nullptr; })) {
    uint64_t* missing = step.NewClearBits(total);
    assembler.AddBits([](const Column& c) { return c.missing; }, missing);
    assembler.AddBits([](const Column& c) { return c.error; }, missing);
    out->missing = missing;
  }
}

}  // namespace graduasi::columns
