#include "src/analysis/dimension.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/cel/check.h"
#include "src/columns/bits.h"
#include "src/model/record.h"
#include "src/policy/environment.h"

namespace graduasi {
namespace {

Dimension Named(const char* id, const char* title_id, const char* title_en, std::string expression) {
  Dimension dimension;
  dimension.id = id;
  dimension.title = {title_id, title_en};
  dimension.expression = std::move(expression);
  return dimension;
}

std::vector<Dimension::Label> YesNo(const char* yes_id, const char* yes_en, const char* no_id, const char* no_en) {
  return {{"true", {yes_id, yes_en}}, {"false", {no_id, no_en}}};
}

}  // namespace

std::vector<Dimension> DefaultDimensions() {
  std::vector<Dimension> all;
  all.push_back(Named("regency", "Kabupaten atau kota", "Regency or city", "household.region.code"));
  all.back().region_level = 2;
  all.push_back(Named("district", "Kecamatan", "District", "household.region.code"));
  all.back().region_level = 3;
  all.push_back(Named("decile", "Desil terakhir", "Latest decile", "latest(household.ranks).decile"));
  all.push_back(Named("size", "Jumlah anggota keluarga", "Members of the family",
                      "min(size(household.members.filter(m, !has(m.died_on))), 8)"));
  for (int size = 0; size <= 8; ++size) {
    const std::string value = absl::StrCat(size);
    const bool last = size == 8;
    all.back().labels.push_back({value, {last ? "8 atau lebih" : value, last ? "8 or more" : value}});
  }
  all.push_back(Named("head", "Jenis kelamin kepala keluarga", "Sex of the head of the family",
                      "household.members.exists(m, !has(m.died_on) && m.relation == HEAD && m.sex == FEMALE) ? \"FEMALE\" : "
                      "household.members.exists(m, !has(m.died_on) && m.relation == HEAD) ? \"MALE\" : \"NONE\""));
  all.back().labels = {
      {"FEMALE", {"perempuan", "female"}}, {"MALE", {"laki-laki", "male"}}, {"NONE", {"tidak ada kepala keluarga", "no head"}}};
  all.push_back(Named("disability", "Penyandang disabilitas", "Disability",
                      "household.members.exists(m, !has(m.died_on) && (m.severely_disabled || "
                      "m.difficulty in [A_LOT_OF_DIFFICULTY, CANNOT_DO]))"));
  all.back().labels = YesNo("ada", "a member with a disability", "tidak ada", "none");
  all.push_back(Named("elderly", "Lanjut usia 60 tahun ke atas", "Elderly, 60 and over",
                      "household.members.exists(m, !has(m.died_on) && years_between(m.born_on, as_of) >= 60)"));
  all.back().labels = YesNo("ada", "an elderly member", "tidak ada", "none");
  return all;
}

}  // namespace graduasi

namespace graduasi::analysis {
namespace {

using cel::TypeKind;

bool NamesClasses(const cel::Type& type) {
  return type.is(TypeKind::kBool) || type.is(TypeKind::kInt) || type.is(TypeKind::kString) || type.is(TypeKind::kEnum);
}

struct TextHash {  // FNV-1a
  size_t operator()(absl::string_view text) const {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return static_cast<size_t>(hash);
  }
};

std::string NumberText(const cel::Type& type, int64_t value) {
  if (type.is(TypeKind::kBool)) return value != 0 ? "true" : "false";
  if (type.is(TypeKind::kEnum)) return type.enumeration()->constants[static_cast<size_t>(value)];
  return absl::StrCat(value);
}

}  // namespace

absl::string_view RegionAtLevel(absl::string_view code, int level) {
  if (code.find('.') == absl::string_view::npos && code.size() > 2) {  // BPS: 2, 4, 7, 10 digits
    constexpr size_t kDigits[] = {2, 4, 7, 10};
    return code.substr(0, kDigits[std::clamp(level, 1, 4) - 1]);
  }
  size_t end = 0;
  for (int part = 0; part < level && end != absl::string_view::npos; ++part) end = code.find('.', part == 0 ? 0 : end + 1);
  return code.substr(0, end);
}

std::unique_ptr<const Traits> Traits::Compile(const std::vector<Dimension>& dimensions, Findings* findings) {
  std::unique_ptr<Traits> traits(new Traits);
  traits->dimensions_ = dimensions;
  const cel::Environment environment = policy::StartEnvironment(PolicyDocument());
  columns::Builder builder({columns::HouseholdBinding{}, columns::AsOfBinding{}}, columns::Rules::kPolicy);
  std::set<std::string> ids;
  bool sound = true;
  for (const Dimension& dimension : dimensions) {
    const auto refuse = [&](int column, std::string message) {
      findings->push_back({absl::StrCat("dimension ", dimension.id), column > 0 ? 1 : 0, column, std::move(message)});
      sound = false;
    };
    if (dimension.id.empty() || !ids.insert(dimension.id).second) refuse(0, "needs an id of its own");
    std::vector<cel::Issue> issues;
    const std::shared_ptr<const cel::Expression> expression = cel::Check(dimension.expression, environment, &issues);
    for (const cel::Issue& issue : issues) refuse(issue.position + 1, issue.message);
    if (expression == nullptr) continue;
    if (!NamesClasses(expression->root->type)) {
      refuse(1, "must give a yes or no, a whole number, a text or a named value, which then names the class");
    } else if (dimension.region_level != 0 && !expression->root->type.is(TypeKind::kString)) {
      refuse(1, "must give a region code");
    } else {
      traits->expressions_.push_back(builder.Compile(expression, {}));
    }
  }
  if (!sound) return nullptr;
  traits->program_ = builder.Finish();
  return traits;
}

void Traits::Classify(size_t dimension, const columns::Run& run, int32_t rows, Classes* classes) const {
  const columns::CompiledExpression& expression = program_->expression(expressions_[dimension]);
  const columns::Register reg = expression.root();
  const cel::Type& type = expression.expression().root->type;
  const int level = dimensions_[dimension].region_level;
  const bool constant = program_->info(reg).space == columns::kConstant;
  classes->values.clear();
  classes->of_row.assign(static_cast<size_t>(rows), -1);
  std::unordered_map<int64_t, int32_t> numbers;
  std::array<int32_t, 256> small_numbers;  // which most values are
  small_numbers.fill(-1);
  std::unordered_map<absl::string_view, int32_t, TextHash> texts;  // the run's texts stay where they are
  const auto add = [&](std::string value) {
    classes->values.push_back(std::move(value));
    return static_cast<int32_t>(classes->values.size()) - 1;
  };
  absl::string_view last;
  int32_t last_class = -1;
  for (int32_t row = 0; row < rows; ++row) {
    const int32_t at = constant ? 0 : row;
    if (run.StandingOf(reg, at) != columns::Standing::kPresent) continue;
    int32_t* out = &classes->of_row[static_cast<size_t>(row)];
    if (type.is(TypeKind::kString)) {
      const absl::string_view whole = run.Text(reg, at);
      const absl::string_view text = level == 0 ? whole : RegionAtLevel(whole, level);
      if (last_class < 0 || text != last) {
        const auto [found, added] = texts.emplace(text, 0);
        if (added) found->second = add(std::string(text));
        last = text;
        last_class = found->second;
      }
      *out = last_class;
      continue;
    }
    int64_t value = 0;
    if (type.is(TypeKind::kBool)) {
      value = run.Bool(reg, at) ? 1 : 0;
    } else {
      const columns::IntRange range = run.Int(reg, at);
      if (range.low != range.high) continue;  // not known exactly
      value = range.low;
    }
    if (value >= 0 && value < static_cast<int64_t>(small_numbers.size())) {
      int32_t& known = small_numbers[static_cast<size_t>(value)];
      if (known < 0) known = add(NumberText(type, value));
      *out = known;
      continue;
    }
    const auto [found, added] = numbers.emplace(value, 0);
    if (added) found->second = add(NumberText(type, value));
    *out = found->second;
  }
}

FactGaps::FactGaps(const columns::Program& program, const columns::Program* others) : program_(program) {
  std::set<std::vector<int>> counted;
  if (others != nullptr) {
    for (const columns::InputColumn& input : others->inputs()) counted.insert(input.path);
  }
  list_of_table_.assign(static_cast<size_t>(program.table_count()), -1);
  owner_.resize(list_of_table_.size());
  const std::vector<columns::InputColumn>& inputs = program.inputs();
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].source != columns::InputColumn::Source::kHouseholdField) continue;
    if (inputs[i].elements > 0) list_of_table_[static_cast<size_t>(inputs[i].elements)] = static_cast<int>(i);
    if (!counted.insert(inputs[i].path).second) continue;
    const model::RecordInfo* record = &model::HouseholdRecord();
    const model::FieldInfo* field = nullptr;
    for (const int number : inputs[i].path) {
      field = &record->fields[static_cast<size_t>(number)];
      record = field->record;
    }
    if (field != nullptr && field->absent == Absent::kMissing) inputs_.push_back(i);
  }
}

void FactGaps::Count(const columns::Batch& batch, std::vector<int32_t>* counts) {
  const std::vector<columns::InputColumn>& inputs = program_.inputs();
  for (std::vector<int32_t>& owner : owner_) owner.clear();
  const std::function<const std::vector<int32_t>*(int32_t)> owners = [&](int32_t table) -> const std::vector<int32_t>* {
    std::vector<int32_t>& owner = owner_[static_cast<size_t>(table)];
    const int list = list_of_table_[static_cast<size_t>(table)];
    if (list < 0) return nullptr;
    const auto size = static_cast<size_t>(batch.table_sizes[static_cast<size_t>(table)]);
    if (owner.size() == size) return &owner;
    owner.assign(size, 0);
    const columns::Column& views = batch.columns[static_cast<size_t>(list)];
    const int32_t parent = inputs[static_cast<size_t>(list)].table;
    const std::vector<int32_t>* parents = parent == 0 ? nullptr : owners(parent);
    const auto* offsets = static_cast<const int32_t*>(views.data);
    const int32_t lists = batch.table_sizes[static_cast<size_t>(parent)];
    for (int32_t p = 0; p < lists; ++p) {
      const int32_t household = parents == nullptr ? p : (*parents)[static_cast<size_t>(p)];
      const int32_t at = views.constant ? 0 : p;
      for (int32_t k = 0; k < views.lengths[at]; ++k) owner[static_cast<size_t>(offsets[at] + k)] = household;
    }
    return &owner;
  };
  for (const size_t i : inputs_) {
    const columns::Column& column = batch.columns[i];
    if (column.missing == nullptr) continue;
    const int32_t table = inputs[i].table;
    const std::vector<int32_t>* owner = table == 0 ? nullptr : owners(table);
    if (table != 0 && owner == nullptr) continue;
    const int32_t rows = batch.table_sizes[static_cast<size_t>(table)];
    int32_t last = -1;
    for (int64_t w = 0; w < columns::WordsFor(rows); ++w) {
      uint64_t bits = column.constant ? ((column.missing[0] & 1) != 0 ? ~uint64_t{0} : 0) : column.missing[w];
      bits &= columns::LowMask(rows - w * 64);
      for (; bits != 0; bits &= bits - 1) {
        const auto row = static_cast<int32_t>(w * 64 + __builtin_ctzll(bits));
        const int32_t household = owner == nullptr ? row : (*owner)[static_cast<size_t>(row)];
        if (household == last) continue;
        last = household;
        ++(*counts)[static_cast<size_t>(household)];
      }
    }
  }
}

}  // namespace graduasi::analysis
