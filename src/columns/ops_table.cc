// Values with a history: which version is in force on a day, and which of its entries a key finds.
#include "src/columns/operations.h"
#include "src/columns/step.h"

namespace graduasi::columns {
namespace {

using Version = TableIndex::Version;

// The version in force; null before the first.
const Version* InForce(const TableIndex& table, int32_t day) {
  const Version* found = nullptr;
  for (const Version& version : table.versions) {
    if (version.from_days > day) break;
    found = &version;
  }
  return found;
}

int32_t FindNumber(const Version& version, int64_t key) {
  const auto& entries = version.numbers;
  const auto at = std::lower_bound(entries.begin(), entries.end(), key,
                                   [](const std::pair<int64_t, int32_t>& entry, int64_t k) { return entry.first < k; });
  return at != entries.end() && at->first == key ? at->second : -1;
}

int32_t FindText(const Version& version, absl::string_view key) { return version.slots.Find(key); }

// The entry with the longest code that is the key or a region around it.
int32_t FindRegion(const Version& version, absl::string_view code) {
  while (true) {
    const int32_t row = FindText(version, code);
    if (row >= 0) return row;
    const size_t dot = code.rfind('.');
    if (dot == absl::string_view::npos) return -1;
    code = code.substr(0, dot);
  }
}

// The key of a row as a number: bool, int, uint, enum, date.
int64_t NumberAt(const Column& key, int64_t row) {
  row = Row(key, row);
  if (key.layout == Layout::kBits) return TestBit(Data<uint64_t>(key), row) ? 1 : 0;
  if (key.layout == Layout::kUint64) return static_cast<int64_t>(Data<uint64_t>(key)[row]);
  return IntegerAt(key.layout, key.data, row);
}

// Calls find(version, row) for every row that has a key, for its row of the table's pool or -1.
template <typename Find>
void LookUp(Step& step, Validity validity, const Find& find) {
  const TableIndex& table = step.Constants().tables[static_cast<size_t>(step.op.number)];
  const uint64_t* skip = step.Skip(validity);
  const Values<int32_t> as_of = ValuesOf<int32_t>(step.A());
  int32_t* out = step.New<int32_t>(step.n);
  const Version* version = nullptr;
  int32_t day = 0;
  bool fresh = true;
  for (int64_t i = 0; i < step.n; ++i) {
    out[i] = 0;
    if (skip != nullptr && TestBit(skip, i)) continue;
    if (fresh || as_of[i] != day) {
      day = as_of[i];
      version = InForce(table, day);
      fresh = false;
    }
    const int32_t row = version == nullptr ? -1 : find(*version, i);
    if (row >= 0) {
      out[i] = row;
    } else {
      step.Lose(&validity, i);
    }
  }
  step.out.layout = Layout::kRows;
  step.out.data = out;
  step.Set(validity);
}

// a: as_of; b: the key, or none; c: the code system of a region, or none. Gives rows of the table's pool.
void TableRow(Step& step) {
  const Column& a = step.A();
  if (step.op.b == kNoRegister) {
    return LookUp(step, step.Strict({&a}, true), [](const Version& version, int64_t) { return version.row; });
  }
  const Column& key = step.B();
  if (step.op.c != kNoRegister) {
    const Column& system = step.C();
    const Validity validity = step.Strict({&a, &key, &system}, true);
    const Values<absl::string_view> codes = ValuesOf<absl::string_view>(key);
    return LookUp(step, validity, [&](const Version& version, int64_t row) {
      const bool kemendagri = IntegerAt(system.layout, system.data, Row(system, row)) == 0;
      return kemendagri ? FindRegion(version, codes[row]) : -1;
    });
  }
  const Validity validity = step.Strict({&a, &key}, true);
  if (step.op.kind == cel::TypeKind::kString) {
    const Values<absl::string_view> texts = ValuesOf<absl::string_view>(key);
    return LookUp(step, validity, [&](const Version& version, int64_t row) { return FindText(version, texts[row]); });
  }
  LookUp(step, validity, [&](const Version& version, int64_t row) { return FindNumber(version, NumberAt(key, row)); });
}

}  // namespace

OpFunction TableFunction(const Op&) { return TableRow; }

}  // namespace graduasi::columns
