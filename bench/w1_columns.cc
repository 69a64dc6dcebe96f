#include "bench/w1_columns.h"

#include <cstring>
#include <deque>
#include <utility>

#include "tests/cases/w1.h"

namespace graduasi::bench {
namespace {

constexpr size_t kPadding = 64;  // values that may be read past the last

template <typename T>
struct Values {
  std::vector<T> values;
  size_t count = 0;  // without padding
  void Add(T value) {
    values.push_back(value);
    ++count;
  }
  const T* Seal() {
    values.resize(values.size() + kPadding);
    return values.data();
  }
};

struct Bits {
  std::vector<uint64_t> words;
  int64_t count = 0;
  void Add(bool value) {
    if ((count & 63) == 0) words.push_back(0);
    words.back() |= uint64_t{value} << (count & 63);
    ++count;
  }
  const uint64_t* Seal() {
    words.resize(words.size() + 2);
    return words.data();
  }
};

// One value in twenty of a column, by its place there.
bool Lost(int column, int64_t place) {
  uint64_t z = static_cast<uint64_t>(column) * 0x9E3779B97F4A7C15u + static_cast<uint64_t>(place) * 0xD1342543DE82EF95u + 1;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (z ^ (z >> 31)) % 20 == 0;
}

// Takes values away from households that are handed to it one after the other.
class Loser {
 public:
  void Lose(Household* household) {
    for (WelfareRank& rank : *household->ranks) Take(0, &rank.decile);
    for (Member& member : *household->members) Take(1, &member.born_on);
    for (Assistance& item : *household->assistance) Take(2, &item.recorded_on);
    for (Income& income : *household->incomes) Take(3, &income.amount_idr);
    for (Balance& balance : *household->balances) Take(4, &balance.arrears_idr);
  }

 private:
  template <typename T>
  void Take(int column, std::optional<T>* value) {
    if (Lost(column, places_[column]++)) value->reset();
  }
  int64_t places_[5] = {};
};

// The Arrow side: a tree of arrays that no one releases before the register itself is gone.
struct Tree {
  std::string name, format;
  int64_t length = 0;
  std::vector<const void*> buffers;
  std::vector<Tree*> children;
  Tree* dictionary = nullptr;

  ArrowArray array{};
  std::vector<ArrowArray*> array_children;
  ArrowSchema schema{};
  std::vector<ArrowSchema*> schema_children;

  void Link() {
    array = ArrowArray{};
    array.length = length;
    array.null_count = -1;
    array.n_buffers = static_cast<int64_t>(buffers.size());
    array.buffers = buffers.data();
    schema = ArrowSchema{};
    schema.format = format.c_str();
    schema.name = name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    for (Tree* child : children) {
      child->Link();
      array_children.push_back(&child->array);
      schema_children.push_back(&child->schema);
    }
    array.n_children = schema.n_children = static_cast<int64_t>(children.size());
    array.children = array_children.data();
    schema.children = schema_children.data();
    if (dictionary != nullptr) {
      dictionary->Link();
      array.dictionary = &dictionary->array;
      schema.dictionary = &dictionary->schema;
    }
    array.release = [](ArrowArray* released) { released->release = nullptr; };
    schema.release = [](ArrowSchema* released) { released->release = nullptr; };
  }
};

struct Producer {
  const Tree* root = nullptr;
  int64_t left = 0;
};

}  // namespace

struct W1Columns::Memory {
  Values<int32_t> id_at, region_at, members_at, ranks_at, incomes_at, balances_at, assistance_at, memberships_at, sessions_at,
      inspections_at, findings_at;
  Values<char> id, region_code;
  Values<int8_t> region_system, school_level, decile, income_source, assistance_kind, severity;
  Values<int32_t> born_on, rank_observed_on, income_observed_on, amount_idr, balance_observed_on, arrears_idr,
      assistance_recorded_on, started_on, held_on, inspected_on, found_on, resolved_on, nominated_on;
  Bits severely_disabled, pregnant, enrolled, resolved, nominated, willing;
  Bits has_decile, has_born_on, has_recorded_on, has_amount, has_arrears;
  bool missing = false;

  std::deque<Tree> trees;
  std::deque<Values<char>> dictionary_texts;
  std::deque<Values<int32_t>> dictionary_offsets;
  Tree* root = nullptr;

  void Add(const Household& household);
  void AddMembers(const std::vector<Member>& members);
  void AddVisits(const std::vector<Inspection>& inspections);

  static int32_t DayOf(const std::optional<PartialDate>& date) { return date.has_value() ? date->first().days() : 0; }

  Tree* Leaf(std::string name, std::string format, size_t length, std::vector<const void*> buffers) {
    trees.emplace_back();
    Tree& tree = trees.back();
    tree.name = std::move(name);
    tree.format = std::move(format);
    tree.length = static_cast<int64_t>(length);
    tree.buffers = std::move(buffers);
    return &tree;
  }
  Tree* Struct(std::string name, size_t length, std::vector<Tree*> children) {
    Tree* tree = Leaf(std::move(name), "+s", length, {nullptr});
    tree->children = std::move(children);
    return tree;
  }
  Tree* List(std::string name, Values<int32_t>* at, std::vector<Tree*> item) {
    const auto items = static_cast<size_t>(at->values[at->count - 1]);
    Tree* tree = Leaf(std::move(name), "+l", at->count - 1, {nullptr, at->values.data()});
    tree->children = {Struct("item", items, std::move(item))};
    return tree;
  }
  template <typename Enum>
  Tree* Named(std::string name, const Values<int8_t>& column) {
    dictionary_texts.emplace_back();
    dictionary_offsets.emplace_back();
    Values<char>& texts = dictionary_texts.back();
    Values<int32_t>& offsets = dictionary_offsets.back();
    offsets.Add(0);
    for (const EnumName<Enum>& constant : DescribeEnum<Enum>::names) {
      for (const char* c = constant.name; *c != '\0'; ++c) texts.Add(*c);
      offsets.Add(static_cast<int32_t>(texts.count));
    }
    Tree* tree = Leaf(std::move(name), "c", column.count, {nullptr, column.values.data()});
    tree->dictionary = Leaf("", "u", offsets.count - 1, {nullptr, offsets.values.data(), texts.values.data()});
    return tree;
  }
  Tree* Days(std::string name, const Values<int32_t>& column, const Bits* valid = nullptr) {
    return Leaf(std::move(name), "tdD", column.count, {valid == nullptr ? nullptr : valid->words.data(), column.values.data()});
  }
  Tree* Money(std::string name, const Values<int32_t>& column, const Bits* valid) {
    return Leaf(std::move(name), "i", column.count, {valid == nullptr ? nullptr : valid->words.data(), column.values.data()});
  }
  Tree* Bools(std::string name, const Bits& column) {
    return Leaf(std::move(name), "b", static_cast<size_t>(column.count), {nullptr, column.words.data()});
  }
  const Bits* IfMissing(const Bits& valid) const { return missing ? &valid : nullptr; }
  void MakeTree();
};

void W1Columns::Memory::AddMembers(const std::vector<Member>& members) {
  for (const Member& member : members) {
    born_on.Add(DayOf(member.born_on));
    has_born_on.Add(member.born_on.has_value());
    severely_disabled.Add(*member.severely_disabled);
    pregnant.Add(*member.pregnant);
    enrolled.Add(*member.enrolled);
    school_level.Add(static_cast<int8_t>(*member.school_level));
  }
}

void W1Columns::Memory::AddVisits(const std::vector<Inspection>& inspections) {
  for (const Inspection& inspection : inspections) {
    inspected_on.Add(DayOf(inspection.inspected_on));
    for (const InspectionFinding& finding : *inspection.findings) {
      found_on.Add(DayOf(finding.found_on));
      severity.Add(static_cast<int8_t>(*finding.severity));
      resolved_on.Add(DayOf(finding.resolved_on));
      resolved.Add(finding.resolved_on.has_value());
    }
    findings_at.Add(static_cast<int32_t>(found_on.count));
  }
}

void W1Columns::Memory::Add(const Household& household) {
  for (const char c : *household.id) id.Add(c);
  id_at.Add(static_cast<int32_t>(id.count));
  region_system.Add(static_cast<int8_t>(*household.region.system));
  for (const char c : *household.region.code) region_code.Add(c);
  region_at.Add(static_cast<int32_t>(region_code.count));
  AddMembers(*household.members);
  members_at.Add(static_cast<int32_t>(born_on.count));
  for (const WelfareRank& rank : *household.ranks) {
    rank_observed_on.Add(DayOf(rank.observed_on));
    decile.Add(static_cast<int8_t>(rank.decile.value_or(0)));
    has_decile.Add(rank.decile.has_value());
  }
  ranks_at.Add(static_cast<int32_t>(decile.count));
  for (const Income& income : *household.incomes) {
    income_observed_on.Add(DayOf(income.observed_on));
    income_source.Add(static_cast<int8_t>(*income.source));
    amount_idr.Add(static_cast<int32_t>(income.amount_idr.value_or(0)));
    has_amount.Add(income.amount_idr.has_value());
  }
  incomes_at.Add(static_cast<int32_t>(amount_idr.count));
  for (const Balance& balance : *household.balances) {
    balance_observed_on.Add(DayOf(balance.observed_on));
    arrears_idr.Add(static_cast<int32_t>(balance.arrears_idr.value_or(0)));
    has_arrears.Add(balance.arrears_idr.has_value());
  }
  balances_at.Add(static_cast<int32_t>(arrears_idr.count));
  for (const Assistance& item : *household.assistance) {
    assistance_recorded_on.Add(DayOf(item.recorded_on));
    has_recorded_on.Add(item.recorded_on.has_value());
    assistance_kind.Add(static_cast<int8_t>(*item.kind));
  }
  assistance_at.Add(static_cast<int32_t>(assistance_kind.count));
  for (const Membership& membership : *household.memberships) started_on.Add(DayOf(membership.started_on));
  memberships_at.Add(static_cast<int32_t>(started_on.count));
  for (const Session& session : *household.mentoring.sessions) held_on.Add(DayOf(session.held_on));
  sessions_at.Add(static_cast<int32_t>(held_on.count));
  AddVisits(*household.mentoring.inspections);
  inspections_at.Add(static_cast<int32_t>(inspected_on.count));
  nominated_on.Add(DayOf(household.procedure.nominated_on));
  nominated.Add(household.procedure.nominated_on.has_value());
  willing.Add(*household.procedure.willing);
}

void W1Columns::Memory::MakeTree() {
  const size_t rows = region_system.count;
  Tree* region = Struct("region", rows,
                        {Named<CodeSystem>("system", region_system),
                         Leaf("code", "u", rows, {nullptr, region_at.values.data(), region_code.values.data()})});
  Tree* members =
      List("members", &members_at,
           {Days("born_on", born_on, IfMissing(has_born_on)), Bools("severely_disabled", severely_disabled),
            Bools("pregnant", pregnant), Bools("enrolled", enrolled), Named<SchoolLevel>("school_level", school_level)});
  Tree* ranks = List("ranks", &ranks_at,
                     {Days("observed_on", rank_observed_on),
                      Leaf("decile", "c", decile.count, {missing ? has_decile.words.data() : nullptr, decile.values.data()})});
  Tree* incomes = List("incomes", &incomes_at,
                       {Days("observed_on", income_observed_on), Money("amount_idr", amount_idr, IfMissing(has_amount)),
                        Named<IncomeSource>("source", income_source)});
  Tree* balances = List("balances", &balances_at,
                        {Days("observed_on", balance_observed_on), Money("arrears_idr", arrears_idr, IfMissing(has_arrears))});
  Tree* assistance = List("assistance", &assistance_at,
                          {Days("recorded_on", assistance_recorded_on, IfMissing(has_recorded_on)),
                           Named<AssistanceKind>("kind", assistance_kind)});
  Tree* memberships = List("memberships", &memberships_at, {Days("started_on", started_on)});
  Tree* findings =
      List("findings", &findings_at,
           {Days("found_on", found_on), Named<Severity>("severity", severity), Days("resolved_on", resolved_on, &resolved)});
  Tree* mentoring = Struct("mentoring", rows,
                           {List("sessions", &sessions_at, {Days("held_on", held_on)}),
                            List("inspections", &inspections_at, {Days("inspected_on", inspected_on), findings})});
  Tree* procedure = Struct("procedure", rows, {Days("nominated_on", nominated_on, &nominated), Bools("willing", willing)});
  root = Struct("", rows,
                {Leaf("id", "u", rows, {nullptr, id_at.values.data(), id.values.data()}), region, members, ranks, incomes,
                 balances, assistance, memberships, mentoring, procedure});
}

W1Columns::W1Columns(int64_t households, bool missing) : memory_(std::make_unique<Memory>()) {
  Memory& m = *memory_;
  m.missing = missing;
  for (Values<int32_t>* at : {&m.id_at, &m.region_at, &m.members_at, &m.ranks_at, &m.incomes_at, &m.balances_at,
                              &m.assistance_at, &m.memberships_at, &m.sessions_at, &m.inspections_at, &m.findings_at}) {
    at->Add(0);
  }
  Loser loser;
  for (int64_t i = 0; i < households; ++i) {
    Household household = w1::ToHousehold(w1::Draw(static_cast<uint64_t>(i)));
    if (missing) loser.Lose(&household);
    m.Add(household);
  }
  view_.households = households;
  view_.region_at = m.region_at.values.data();
  view_.region_code = m.region_code.values.data();
  view_.members_at = m.members_at.values.data();
  view_.born_on = m.born_on.Seal();
  view_.severely_disabled = m.severely_disabled.Seal();
  view_.pregnant = m.pregnant.Seal();
  view_.enrolled = m.enrolled.Seal();
  view_.school_level = m.school_level.Seal();
  view_.ranks_at = m.ranks_at.values.data();
  view_.rank_observed_on = m.rank_observed_on.Seal();
  view_.decile = m.decile.Seal();
  view_.incomes_at = m.incomes_at.values.data();
  view_.income_observed_on = m.income_observed_on.Seal();
  view_.income_source = m.income_source.Seal();
  view_.amount_idr = m.amount_idr.Seal();
  view_.balances_at = m.balances_at.values.data();
  view_.balance_observed_on = m.balance_observed_on.Seal();
  view_.arrears_idr = m.arrears_idr.Seal();
  view_.assistance_at = m.assistance_at.values.data();
  view_.assistance_recorded_on = m.assistance_recorded_on.Seal();
  view_.assistance_kind = m.assistance_kind.Seal();
  view_.memberships_at = m.memberships_at.values.data();
  view_.started_on = m.started_on.Seal();
  view_.sessions_at = m.sessions_at.values.data();
  view_.held_on = m.held_on.Seal();
  view_.inspections_at = m.inspections_at.values.data();
  view_.inspected_on = m.inspected_on.Seal();
  view_.findings_at = m.findings_at.values.data();
  view_.found_on = m.found_on.Seal();
  view_.severity = m.severity.Seal();
  view_.resolved_on = m.resolved_on.Seal();
  view_.resolved = m.resolved.Seal();
  view_.nominated = m.nominated.Seal();
  view_.nominated_on = m.nominated_on.Seal();
  view_.willing = m.willing.Seal();
  for (Bits* valid : {&m.has_decile, &m.has_born_on, &m.has_recorded_on, &m.has_amount, &m.has_arrears}) valid->Seal();
  m.MakeTree();
  m.root->Link();
}

W1Columns::~W1Columns() = default;

W1Names W1Columns::Names() {
  W1Names names;
  names.business_income = static_cast<int8_t>(IncomeSource::kBusiness);
  names.business_capital = static_cast<int8_t>(AssistanceKind::kBusinessCapital);
  names.major = static_cast<int8_t>(Severity::kMajor);
  names.tertiary = static_cast<int8_t>(SchoolLevel::kTertiary);
  return names;
}

const std::vector<int32_t>& W1Columns::PovertyLines() {
  static const std::vector<int32_t> lines = [] {
    std::vector<int32_t> all(100);
    for (int region = 0; region < w1::kRegions; ++region) {
      const char* code = w1::RegionCode(region);
      all[static_cast<size_t>((code[0] - '0') * 10 + (code[1] - '0'))] = static_cast<int32_t>(w1::PovertyLine(region));
    }
    return all;
  }();
  return lines;
}

ArrowArrayStream W1Columns::Stream(int64_t times) const {
  ArrowArrayStream stream{};
  stream.private_data = new Producer{memory_->root, times};
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    *out = static_cast<Producer*>(self->private_data)->root->schema;
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto* producer = static_cast<Producer*>(self->private_data);
    *out = producer->left > 0 ? producer->root->array : ArrowArray{};
    --producer->left;
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  stream.release = [](ArrowArrayStream* self) {
    delete static_cast<Producer*>(self->private_data);
    self->release = nullptr;
  };
  return stream;
}

std::vector<Household> W1Columns::Structs(int64_t households, bool missing) {
  std::vector<Household> all;
  Loser loser;
  for (int64_t i = 0; i < households; ++i) {
    all.push_back(w1::ToHousehold(w1::Draw(static_cast<uint64_t>(i))));
    if (missing) loser.Lose(&all.back());
  }
  return all;
}

}  // namespace graduasi::bench
