// Fills the columns of a plain variable from trees of values.
#include <utility>

#include "src/columns/batch.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

using cel::TypeKind;

class InputWriter {
 public:
  InputWriter(const Program& program, Batch* batch) : program_(program), batch_(batch) {}

  // Writes input column `slot` and, of a list or map, the columns of its parts.
  void Write(size_t slot, const std::vector<const Value*>& values) {
    const InputColumn& input = program_.inputs()[slot];
    Column& out = batch_->columns[slot];
    out = Column();
    const auto rows = static_cast<int64_t>(values.size());
    WriteStanding(values, &out);
    out.layout = LayoutOf(input.type.kind());
    switch (out.layout) {
      case Layout::kNone:
      case Layout::kRows:
        return;
      case Layout::kBits: {
        uint64_t* bits = arena().NewClearBits(rows);
        for (int64_t i = 0; i < rows; ++i) {
          if (At(values, i).standing == Standing::kPresent && At(values, i).boolean) SetBit(bits, i);
        }
        out.data = bits;
        return;
      }
      case Layout::kUint64:
        return Fill<uint64_t>(values, &out, [](const Value& v) { return v.uint; });
      case Layout::kDouble:
        return Fill<double>(values, &out, [](const Value& v) { return v.real; });
      case Layout::kText:
        return Fill<absl::string_view>(values, &out, [this](const Value& v) { return Keep(v.text); });
      case Layout::kTimestamp:
        return Fill<cel::TimestampValue>(values, &out, [](const Value& v) { return v.timestamp; });
      case Layout::kViews:
        return WriteLists(slot, values, &out);
      case Layout::kInt64:
        return FillRanges<int64_t>(values, &out);
      default:
        return FillRanges<int32_t>(values, &out);
    }
  }

 private:
  Arena& arena() { return batch_->arena; }
  static const Value& At(const std::vector<const Value*>& values, int64_t i) { return *values[static_cast<size_t>(i)]; }

  absl::string_view Keep(const std::string& text) {
    char* memory = arena().New<char>(static_cast<int64_t>(text.size()) + 1);
    std::copy(text.begin(), text.end(), memory);
    return absl::string_view(memory, text.size());
  }

  void WriteStanding(const std::vector<const Value*>& values, Column* out) {
    const auto rows = static_cast<int64_t>(values.size());
    uint64_t* missing = arena().NewClearBits(rows);
    uint64_t* error = arena().NewClearBits(rows);
    for (int64_t i = 0; i < rows; ++i) {
      if (At(values, i).standing == Standing::kMissing) SetBit(missing, i);
      if (At(values, i).standing == Standing::kError) SetBit(error, i);
    }
    if (AnyBit(missing, rows)) out->missing = missing;
    if (AnyBit(error, rows)) out->error = error;
  }

  template <typename T, typename F>
  void Fill(const std::vector<const Value*>& values, Column* out, F value_of) {
    T* data = arena().NewPadded<T>(static_cast<int64_t>(values.size()));
    for (size_t i = 0; i < values.size(); ++i) data[i] = static_cast<T>(value_of(*values[i]));
    out->data = data;
  }

  template <typename T>
  void FillRanges(const std::vector<const Value*>& values, Column* out) {
    Fill<T>(values, out, [](const Value& v) { return v.low; });
    bool ranges = false;
    for (const Value* value : values) ranges = ranges || value->high > value->low;
    if (!ranges) return;
    T* high = arena().NewPadded<T>(static_cast<int64_t>(values.size()));
    for (size_t i = 0; i < values.size(); ++i) high[i] = static_cast<T>(std::max(values[i]->low, values[i]->high));
    out->high = high;
  }

  void WriteLists(size_t slot, const std::vector<const Value*>& values, Column* out) {
    const InputColumn& input = program_.inputs()[slot];
    int32_t* offsets = arena().NewPadded<int32_t>(static_cast<int64_t>(values.size()));
    int32_t* lengths = arena().NewPadded<int32_t>(static_cast<int64_t>(values.size()));
    std::vector<const Value*> elements, mapped;
    std::vector<Membership> memberships;
    int64_t longest = 0;
    for (size_t i = 0; i < values.size(); ++i) {
      const Value& value = *values[i];
      offsets[i] = static_cast<int32_t>(elements.size());
      lengths[i] = value.standing == Standing::kPresent ? static_cast<int32_t>(value.elements.size()) : 0;
      longest = std::max<int64_t>(longest, lengths[i]);
      if (lengths[i] == 0) continue;
      for (size_t k = 0; k < value.elements.size(); ++k) {
        elements.push_back(&value.elements[k]);
        if (input.type.is(TypeKind::kMap)) mapped.push_back(&value.values[k]);
        memberships.push_back(k < value.memberships.size() ? value.memberships[k] : Membership::kIn);
      }
    }
    out->data = offsets;
    out->lengths = lengths;
    out->contiguous = true;
    out->greatest = longest;
    WriteMemberships(memberships, out);
    batch_->table_sizes[static_cast<size_t>(input.elements)] = static_cast<int32_t>(elements.size());
    for (size_t part = slot + 1; part < program_.inputs().size(); ++part) {
      const InputColumn& other = program_.inputs()[part];
      if (other.source != InputColumn::Source::kBinding || other.parent != static_cast<int>(slot)) continue;
      Write(part, other.part == InputColumn::Part::kMapValue ? mapped : elements);
    }
  }

  void WriteMemberships(const std::vector<Membership>& memberships, Column* out) {
    const auto count = static_cast<int64_t>(memberships.size());
    uint64_t* in = arena().NewClearBits(count);
    uint64_t* maybe = arena().NewClearBits(count);
    bool all = true;
    for (int64_t k = 0; k < count; ++k) {
      const Membership membership = memberships[static_cast<size_t>(k)];
      all = all && membership == Membership::kIn;
      if (membership == Membership::kIn) SetBit(in, k);
      if (membership == Membership::kMaybeIn) SetBit(maybe, k);
    }
    if (all) return;
    out->in = in;
    out->maybe = maybe;
  }

  const Program& program_;
  Batch* batch_;
};

}  // namespace

void SetInput(const Program& program, int binding, absl::Span<const Value> values, Batch* batch) {
  std::vector<const Value*> pointers;
  for (const Value& value : values) pointers.push_back(&value);
  const auto& inputs = program.inputs();
  for (size_t slot = 0; slot < inputs.size(); ++slot) {
    const InputColumn& input = inputs[slot];
    if (input.source == InputColumn::Source::kBinding && input.binding == binding && input.part == InputColumn::Part::kValue) {
      InputWriter(program, batch).Write(slot, pointers);
    }
  }
}

}  // namespace graduasi::columns
