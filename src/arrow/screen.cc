#include "src/arrow/screen.h"

#include <optional>

#include "absl/strings/string_view.h"
#include "graduasi/household.h"
#include "src/cel/utf8.h"
#include "src/columns/bits.h"
#include "src/columns/kernels.h"
#include "src/model/region_code.h"
#include "src/model/validate.h"

namespace graduasi::arrow {
namespace {

using columns::Column;
using columns::Layout;
using columns::SetBit;
using columns::TestBit;
using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

constexpr size_t kIdentityDigits = 16;
// A list of more elements is looked at by the rules themselves rather than pair by pair here.
constexpr int32_t kMostPairs = 24;

// A field's column, by name; a field that the model no longer has, or the stream has not, is never present.
class Values {
 public:
  Values(const RecordInfo& record, const RecordColumns& fields, absl::string_view name) {
    const int index = record.FieldIndex(name);
    if (index >= 0) column_ = &fields[static_cast<size_t>(index)].column;
  }
  bool there() const { return column_ != nullptr && column_->layout != Layout::kNone; }
  bool Present(int64_t row) const { return there() && (column_->missing == nullptr || !TestBit(column_->missing, row)); }
  bool Bool(int64_t row) const { return Present(row) && TestBit(static_cast<const uint64_t*>(column_->data), row); }
  int32_t Low(int64_t row) const { return static_cast<const int32_t*>(column_->data)[row]; }  // of a date
  const int32_t* Lows() const { return static_cast<const int32_t*>(column_->data); }
  const int32_t* Highs() const { return static_cast<const int32_t*>(column_->high == nullptr ? column_->data : column_->high); }
  int64_t Enum(int64_t row) const { return Integer(*column_, row); }
  absl::string_view Text(int64_t row) const { return static_cast<const absl::string_view*>(column_->data)[row]; }
  const Column& column() const { return *column_; }

  static int64_t Integer(const Column& column, int64_t row) {
    switch (column.layout) {
      case Layout::kInt8:
        return static_cast<const int8_t*>(column.data)[row];
      case Layout::kInt16:
        return static_cast<const int16_t*>(column.data)[row];
      case Layout::kInt32:
        return static_cast<const int32_t*>(column.data)[row];
      default:
        return static_cast<const int64_t*>(column.data)[row];
    }
  }

 private:
  const Column* column_ = nullptr;
};

bool IsMissing(const Column& column, int64_t row) { return column.missing != nullptr && TestBit(column.missing, row); }

// Rows whose number, or either end of whose date, lies outside.
void Outside(const Column& column, int64_t least, int64_t most, int64_t rows, uint64_t* suspect) {
  if (column.least >= least && column.greatest <= most) return;
  for (int64_t i = 0; i < rows; ++i) {
    if (IsMissing(column, i)) continue;
    const int64_t low = Values::Integer(column, i);
    const int64_t high = column.high == nullptr ? low : static_cast<const int32_t*>(column.high)[i];
    if (low < least || high > most) SetBit(suspect, i);
  }
}

// Rows where `later` certainly comes before `first`.
void Before(const Values& later, const Values& first, int64_t rows, columns::Arena* arena, uint64_t* suspect) {
  if (!later.there() || !first.there() || later.column().least >= first.column().greatest) return;
  uint64_t* before = arena->NewBits(rows);
  columns::kernels::GreaterPairs(first.Lows(), later.Highs(), rows, before);
  const int64_t words = columns::WordsFor(rows);
  for (const uint64_t* missing : {first.column().missing, later.column().missing}) {
    for (int64_t w = 0; missing != nullptr && w < words; ++w) before[w] &= ~missing[w];
  }
  for (int64_t w = 0; w < words; ++w) suspect[w] |= before[w] & (w == words - 1 ? columns::TailMask(rows) : ~uint64_t{0});
}

bool HasDigitsOnly(absl::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

bool IsIdentityNumber(absl::string_view text) { return text.size() == kIdentityDigits && HasDigitsOnly(text); }

bool IsPlain(absl::string_view text) {
  if (text.size() > static_cast<size_t>(model::kMaxTextBytes)) return false;
  bool ascii = true;
  for (const char c : text) {
    if (c == '\0') return false;
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  }
  return ascii || cel::FindInvalidUtf8(text) == absl::string_view::npos;
}

void ScreenTexts(const FieldColumn& field, int64_t rows, uint64_t* suspect) {
  if (field.plain && field.longest <= model::kMaxTextBytes) return;
  const Column& column = field.column;
  const auto* texts = static_cast<const absl::string_view*>(column.data);
  for (int64_t i = 0; i < rows; ++i) {
    if (!IsMissing(column, i) && !IsPlain(texts[i])) SetBit(suspect, i);
  }
}

// Rows whose text is present and is (`wanted`: or is not) an identity number.
void ScreenIdentity(const Values& texts, bool wanted, int64_t rows, uint64_t* suspect) {
  if (!texts.there()) return;
  for (int64_t i = 0; i < rows; ++i) {
    if (texts.Present(i) && IsIdentityNumber(texts.Text(i)) != wanted) SetBit(suspect, i);
  }
}

void ScreenMembers(const RecordInfo& record, const RecordColumns& fields, int64_t rows, Date as_of, columns::Arena* arena,
                   uint64_t* suspect) {
  constexpr int64_t kOldestMonths = 130 * 12;
  ScreenIdentity(Values(record, fields, "nik"), true, rows, suspect);
  const Values born(record, fields, "born_on");
  if (born.there()) {
    const std::optional<Date> oldest = as_of.AddMonths(-kOldestMonths);
    Outside(born.column(), oldest.has_value() ? oldest->days() : as_of.days(), as_of.days(), rows, suspect);
  }
  Before(Values(record, fields, "died_on"), born, rows, arena, suspect);
  const Values pregnant(record, fields, "pregnant");
  const Values sex(record, fields, "sex");
  if (!pregnant.there() || !sex.there()) return;
  for (int64_t i = 0; i < rows; ++i) {
    if (pregnant.Bool(i) && sex.Present(i) && sex.Enum(i) == static_cast<int64_t>(Sex::kMale)) SetBit(suspect, i);
  }
}

// The same two digits in both systems.
bool IsProvince(absl::string_view code) {
  const auto digit = [](char c) { return static_cast<unsigned char>(c - '0') < 10; };
  return code.size() == 2 && digit(code[0]) && digit(code[1]);
}

void ScreenRegions(const RecordInfo& record, const RecordColumns& fields, int64_t rows, uint64_t* suspect) {
  const Values system(record, fields, "system");
  const Values code(record, fields, "code");
  const bool all_there =
      code.there() && code.column().missing == nullptr && system.there() && system.column().missing == nullptr;
  for (int64_t i = 0; i < rows && code.there(); ++i) {
    if (all_there && IsProvince(code.Text(i))) continue;
    if (!code.Present(i)) continue;
    const bool known = system.Present(i) && model::IsRegionCode(static_cast<CodeSystem>(system.Enum(i)), code.Text(i));
    if (!known) SetBit(suspect, i);
  }
}

}  // namespace

int64_t FaultlessBelow(const RecordInfo& record, const FieldInfo& field) {
  const bool household = record.name == Describe<Household>::name;
  if (household && field.name == "id") return static_cast<int64_t>(kIdentityDigits);
  const bool seen = household ? field.name == "kk"
                              : (record.name == Describe<Member>::name && field.name == "nik") ||
                                    (record.name == Describe<Region>::name && field.name == "code");
  return seen ? 0 : model::kMaxTextBytes + 1;
}

void ScreenRecords(const RecordInfo& record, const RecordColumns& fields, int64_t rows, Date as_of, columns::Arena* arena,
                   uint64_t* suspect) {
  const int32_t first_day = Date(1900, 1, 1).days();
  const int32_t last_day = Date(2200, 12, 31).days();
  for (size_t f = 0; f < record.fields.size(); ++f) {
    const FieldInfo& field = record.fields[f];
    const Column& column = fields[f].column;
    if (column.layout == Layout::kNone) continue;
    if (field.kind == FieldKind::kInt) {
      const model::Range range = model::RangeOf(record, field).value_or(model::Range{});
      Outside(column, range.least, range.most, rows, suspect);
    } else if (field.kind == FieldKind::kString) {
      ScreenTexts(fields[f], rows, suspect);
    } else if (field.kind == FieldKind::kDate) {
      Outside(column, first_day, last_day, rows, suspect);
      if (record.recorded_on < 0 || static_cast<size_t>(record.recorded_on) == f) continue;
      const std::string& start = record.fields[static_cast<size_t>(record.recorded_on)].name;
      Before(Values(record, fields, field.name), Values(record, fields, start), rows, arena, suspect);
    }
  }
  if (record.name == Describe<Household>::name) {
    ScreenIdentity(Values(record, fields, "kk"), true, rows, suspect);
    ScreenIdentity(Values(record, fields, "id"), false, rows, suspect);
  } else if (record.name == Describe<Member>::name) {
    ScreenMembers(record, fields, rows, as_of, arena, suspect);
  } else if (record.name == Describe<Region>::name) {
    ScreenRegions(record, fields, rows, suspect);
  } else if (record.name == Describe<InspectionFinding>::name) {
    Before(Values(record, fields, "verified_on"), Values(record, fields, "resolved_on"), rows, arena, suspect);
  } else if (record.name == Describe<Membership>::name) {
    const Values exit(record, fields, "exit_kind");
    const Values ended(record, fields, "ended_on");
    for (int64_t i = 0; i < rows && exit.there(); ++i) {
      if (exit.Present(i) && !ended.Present(i)) SetBit(suspect, i);
    }
  }
}

namespace {

// Two living heads (or a dead one: the rules know), or one NIK twice.
bool MembersClash(const Values& relation, const Values& nik, int64_t first, int32_t count) {
  int heads = 0;
  for (int64_t i = first; i < first + count; ++i) {
    if (relation.Present(i) && relation.Enum(i) == static_cast<int64_t>(Relation::kHead)) ++heads;
    for (int64_t j = first; j < i && nik.there(); ++j) {
      if (nik.Present(i) && nik.Present(j) && nik.Text(i) == nik.Text(j)) return true;
    }
  }
  return heads > 1;
}

// Two deciles of one day.
bool RanksClash(const Values& day, const Values& decile, int64_t first, int32_t count) {
  for (int64_t i = first; i < first + count; ++i) {
    for (int64_t j = first; j < i; ++j) {
      if (!day.Present(i) || !day.Present(j) || !decile.Present(i) || !decile.Present(j)) continue;
      if (day.Low(i) == day.Low(j) && decile.Enum(i) != decile.Enum(j)) return true;
    }
  }
  return false;
}

}  // namespace

void ScreenLists(const RecordInfo& element, const Column& list, const RecordColumns& elements, int64_t rows,
                 uint64_t* suspect) {
  const bool members = element.name == Describe<Member>::name;
  if (!members && element.name != Describe<WelfareRank>::name) return;
  const auto* offsets = static_cast<const int32_t*>(list.data);
  const Values relation(element, elements, "relation");
  const Values nik(element, elements, "nik");
  const Values day(element, elements, "observed_on");
  const Values decile(element, elements, "decile");
  if (members ? !relation.there() && !nik.there() : !day.there() || !decile.there()) return;
  for (int64_t i = 0; i < rows; ++i) {
    const int32_t count = list.lengths[i];
    if (count < 2) continue;
    const bool clash = count > kMostPairs ||
                       (members ? MembersClash(relation, nik, offsets[i], count) : RanksClash(day, decile, offsets[i], count));
    if (clash) SetBit(suspect, i);
  }
}

}  // namespace graduasi::arrow
