#include "src/decide/changes_text.h"

#include <cstdlib>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "src/base/text.h"
#include "src/decide/words.h"
#include "src/model/path.h"

namespace graduasi::decide {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

// What a fact is called where it is told that it changes.
struct Noun {
  const char* record;
  const char* field;
  const char* id;
  const char* en;
};
constexpr Noun kNouns[] = {
    {"Income", "amount_idr", "pendapatan keluarga", "household income"},
    {"Expenditure", "amount_idr", "pengeluaran keluarga", "household expenditure"},
    {"Balance", "savings_idr", "tabungan", "savings"},
    {"Balance", "debt_idr", "utang", "debt"},
    {"Balance", "arrears_idr", "tunggakan", "arrears"},
    {"WelfareRank", "decile", "desil", "decile"},
    {"Dwelling", "floor_area_m2", "luas lantai", "floor area"},
    {"Dwelling", "power_va", "daya listrik", "electric power"},
    {"Dwelling", "floor", "lantai rumah", "floor of the house"},
    {"Dwelling", "wall", "dinding rumah", "walls of the house"},
    {"Dwelling", "roof", "atap rumah", "roof of the house"},
    {"Dwelling", "water", "air minum", "drinking water"},
    {"Dwelling", "toilet", "jamban", "toilet"},
    {"Dwelling", "waste_disposal", "pembuangan tinja", "outlet of the toilet"},
    {"Member", "work", "pekerjaan", "work"},
    {"Member", "income_idr", "pendapatan dari bekerja", "income from work"},
    {"Business", "workers", "tenaga kerja usaha", "people who work in the business"},
    {"MentorOpinion", "opinion", "pendapat pendamping", "opinion of the mentor"},
};

// Choices of a field as people say them.
struct Choice {
  const char* constant;
  const char* id;
  const char* en;
};
constexpr Choice kChoices[] = {
    {"DURABLE", "tahan lama", "durable"},
    {"NOT_DURABLE", "tidak tahan lama", "not durable"},
    {"OWN_TOILET", "jamban sendiri", "the family's own"},
    {"SHARED_TOILET", "jamban bersama", "shared"},
    {"SEPTIC_TANK", "tangki septik", "a septic tank"},
    {"SEWER", "saluran pembuangan", "a sewer"},
    {"PIPED", "air ledeng", "piped"},
    {"BOTTLED", "air kemasan", "bottled"},
    {"PROTECTED_WELL", "sumur terlindung", "a protected well"},
    {"WAGE_WORK", "pekerja dengan upah", "wage work"},
    {"OWN_BUSINESS", "usaha sendiri", "own business"},
    {"READY", "siap", "ready"},
};

constexpr Choice kSources[] = {
    {"WAGES", " dari upah", " from wages"},
    {"BUSINESS", " dari usaha", " from business"},
    {"FARMING", " dari pertanian", " from farming"},
    {"REMITTANCES", " dari kiriman", " from remittances"},
    {"OTHER_INCOME", " dari sumber lain", " from another source"},
};

// What happens where a day is set or a yes is.
constexpr Noun kEvents[] = {
    {"Member", "enrolled", "bersekolah", "at school"},
    {"InspectionFinding", "resolved_on", "diperbaiki", "put right"},
    {"InspectionFinding", "verified_on", "diperiksa kembali dan sudah benar", "inspected again and found right"},
    {"Business", "licensed_on", "izin usaha diperoleh", "the business licensed"},
    {"Procedure", "nominated_on", "keluarga diajukan sebagai calon", "the family put forward as a candidate"},
    {"Procedure", "statement_signed_on", "pernyataan keluarga ditandatangani", "the statement of the family signed"},
    {"Procedure", "willing", "keluarga menyatakan bersedia", "the family willing"},
    {"Procedure", "deliberated_on", "musyawarah desa atau kelurahan diadakan", "the village deliberation held"},
    {"Procedure", "verified_on", "verifikasi Dinsos dilakukan", "verification by the social-affairs office done"},
    {"Objection", "resolved_on", "keberatan diputus", "the objection decided"},
};

template <typename Entry>
const Entry* Find(const Entry* begin, const Entry* end, const RecordInfo& record, const FieldInfo& field) {
  for (const Entry* entry = begin; entry != end; ++entry) {
    if (record.name == entry->record && field.name == entry->field) return entry;
  }
  return nullptr;
}

Text ChoiceWord(const std::string& constant) {
  for (const Choice& choice : kChoices) {
    if (constant == choice.constant) return {choice.id, choice.en};
  }
  return {constant, constant};
}

std::string Quantity(int64_t value, const std::string& unit, Language language) {
  const std::string word = unit == "m2" || unit == "VA" ? absl::StrCat(" ", unit) : UnitWord(value, unit, language);
  return absl::StrCat(FormatQuantity(value, unit, language), word);
}

// What the register calls the record: its first text that is not a person's identity.
std::string NameOf(const RecordInfo& record, const void* owner) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind != FieldKind::kString || field.role == Role::kIdentity) continue;
    return field.String(owner).value_or("");
  }
  return "";
}

bool HasValue(const Lever& lever, const char* name, int64_t number) {
  for (const FieldValue& value : lever.fixed) {
    if (lever.record->fields[static_cast<size_t>(value.field)].name == name && value.number == number) return true;
  }
  return false;
}

std::string ConstantOf(const Lever& lever, const char* name) {
  for (const FieldValue& value : lever.fixed) {
    const FieldInfo& field = lever.record->fields[static_cast<size_t>(value.field)];
    if (field.name == name && field.kind == FieldKind::kEnum) return PlainValue(field, value.number);
  }
  return "";
}

// "2 sesi P2K2 lagi".
Text MoreOf(const Lever& lever, int64_t count) {
  const std::string& type = lever.record->name;
  const std::string id = FormatInteger(count, Language::kIndonesian);
  const std::string en = FormatInteger(count, Language::kEnglish);
  const bool one = count == 1;
  if (type == "Session") {
    const std::string kind = ConstantOf(lever, "kind");
    if (kind == "P2K2")
      return {absl::StrCat(id, " sesi P2K2 lagi"), absl::StrCat(en, one ? " more P2K2 session" : " more P2K2 sessions")};
    return {absl::StrCat(id, " sesi pendampingan lagi"),
            absl::StrCat(en, one ? " more mentoring session" : " more mentoring sessions")};
  }
  if (type == "Inspection") {
    return {absl::StrCat(id, " pemeriksaan usaha lagi tanpa temuan"),
            absl::StrCat(en, one ? " more inspection" : " more inspections", " of the business without findings")};
  }
  if (type == "Enrolment") {
    return {"keluarga mengikuti pendampingan lagi", "the family in mentoring again"};
  }
  if (type == "Business") return {"usaha baru dimulai", "a new business started"};
  if (type == "Asset") {
    const bool productive = HasValue(lever, "productive", 1);
    return {absl::StrCat(id, productive ? " aset produktif lagi" : " aset lagi"),
            absl::StrCat(en, productive ? " more productive " : " more ", one ? "asset" : "assets")};
  }
  return {absl::StrCat(id, " catatan ", type, " lagi"), absl::StrCat(en, " more ", type, one ? " record" : " records")};
}

// "anggota ke-3", "member 3" of "household.members[2]"; nobody is named.
Text MemberOf(const std::string& path) {
  const size_t open = path.find('[');
  int64_t position = 0;
  if (open == std::string::npos || !absl::SimpleAtoi(absl::StripSuffix(path.substr(open + 1), "]"), &position)) return {};
  return {absl::StrCat("anggota ke-", position + 1), absl::StrCat("member ", position + 1)};
}

Text EventText(const Lever& lever, const Noun& event, int64_t value, const std::string& name) {
  if (lever.record->name == "InspectionFinding") {
    return {absl::StrCat("temuan", name.empty() ? "" : " ", name, " ", event.id),
            absl::StrCat("finding", name.empty() ? "" : " ", name, " ", event.en)};
  }
  const bool no = lever.varied()->kind == FieldKind::kBool && value == 0;
  if (lever.record->name == "Member") {
    const Text member = MemberOf(lever.path);
    return {absl::StrCat(member.id, no ? " tidak " : " ", event.id), absl::StrCat(member.en, no ? " not " : " ", event.en)};
  }
  if (no) return {absl::StrCat("tidak: ", event.id), absl::StrCat("no: ", event.en)};
  return {event.id, event.en};
}

// " dari upah", " from wages": of an income that is one of several.
Text SourceOf(const Lever& lever) {
  const std::string source = lever.record->name == "Income" ? ConstantOf(lever, "source") : "";
  for (const Choice& choice : kSources) {
    if (source == choice.constant) return {choice.id, choice.en};
  }
  return {};
}

Text NumberText(const Lever& lever, const Noun* noun, const FieldInfo& field, const PossibleChange& change) {
  const Text source = SourceOf(lever);
  const std::string id = absl::StrCat(noun == nullptr ? field.name : noun->id, source.id);
  const std::string en = absl::StrCat(noun == nullptr ? field.name : noun->en, source.en);
  const auto amount = [&](int64_t value, Language language) { return Quantity(value, change.unit, language); };
  if (!change.from) {
    return {absl::StrCat(id, " ", amount(change.to, Language::kIndonesian)),
            absl::StrCat(en, " of ", amount(change.to, Language::kEnglish))};
  }
  if (change.difference == 0) return {absl::StrCat(id, " dicatat lagi"), absl::StrCat(en, " recorded again")};
  const bool up = change.difference > 0;
  const int64_t by = up ? change.difference : -change.difference;
  return {absl::StrCat(id, up ? " naik " : " turun ", amount(by, Language::kIndonesian), " menjadi ",
                       amount(change.to, Language::kIndonesian)),
          absl::StrCat(en, " ", amount(by, Language::kEnglish), up ? " higher, at " : " lower, at ",
                       amount(change.to, Language::kEnglish))};
}

}  // namespace

void Describe(const Lever& lever, int64_t value, const Household& household, PossibleChange* change) {
  const bool counts = lever.field < 0;
  const FieldInfo* const field = lever.varied();
  change->path = absl::StrCat(lever.path, lever.add && !counts ? "[]" : "", counts ? "" : ".", counts ? "" : field->name);
  if (counts || field->kind == FieldKind::kInt) {
    change->is_number = true;
    change->from = lever.from;
    change->to = value;
    change->difference = value - lever.from.value_or(0);
    change->unit = counts ? "" : field->unit;
  }
  if (counts || (lever.add && lever.record->name == "Asset")) {
    change->text = MoreOf(lever, change->difference);
    return;
  }
  const void* owner = nullptr;
  if (!lever.add) {
    std::string mistake;
    const std::vector<model::PathStep> steps = model::ParsePath(change->path, &mistake);
    if (!steps.empty()) owner = model::OwnerOf(steps, const_cast<Household*>(&household), &mistake);
  }
  if (owner != nullptr) change->name = NameOf(*lever.record, owner);
  const Noun* const noun = Find(std::begin(kNouns), std::end(kNouns), *lever.record, *field);
  if (field->kind == FieldKind::kInt) {
    change->text = NumberText(lever, noun, *field, *change);
    return;
  }
  if (owner != nullptr) change->before = PlainValue(*field, owner);
  change->after = PlainValue(*field, value);
  if (const Noun* event = Find(std::begin(kEvents), std::end(kEvents), *lever.record, *field)) {
    change->text = EventText(lever, *event, value, change->name);
    return;
  }
  const Text choice = ChoiceWord(change->after);
  const Text member = lever.record->name == "Member" ? MemberOf(lever.path) : Text{};
  change->text = {
      absl::StrCat(member.id, member.id.empty() ? "" : ": ", noun == nullptr ? field->name : noun->id, " menjadi ", choice.id),
      absl::StrCat(member.en, member.en.empty() ? "" : ": ", noun == nullptr ? field->name : noun->en, ": ", choice.en)};
}

}  // namespace graduasi::decide
