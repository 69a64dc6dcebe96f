#include "tests/property/near_family.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "src/model/record.h"
#include "tests/property/domain.h"
#include "tests/property/law.h"

namespace graduasi::property {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

const char kRoot[] = GRADUASI_SOURCE_DIR;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

std::optional<CaseFamily> ReadCase(const std::filesystem::path& path) {
  simdjson::dom::parser parser;
  simdjson::dom::element root, household;
  std::string_view policy, as_of;
  if (parser.load(path.string()).get(root) != simdjson::SUCCESS || root["household"].get(household) != simdjson::SUCCESS ||
      root["policy"].get(policy) != simdjson::SUCCESS || root["as_of"].get(as_of) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  CaseFamily family;
  family.name = path.stem().string();
  family.policy = std::string(policy);
  const std::optional<Date> day = Date::Parse(absl::string_view(as_of.data(), as_of.size()));
  absl::StatusOr<Household> parsed = ParseHouseholdJson(simdjson::minify(household));
  if (!day || !parsed.ok()) return std::nullopt;
  family.as_of = *day;
  family.household = *std::move(parsed);
  return family;
}

// Every place of a household at which something can be changed: a record and one of its fields.
struct Place {
  const FieldInfo* field = nullptr;
  void* owner = nullptr;
};
void FindPlaces(const RecordInfo& record, void* owner, std::vector<Place>* places) {
  for (const FieldInfo& field : record.fields) {
    if (field.role == Role::kIdentity || field.name == "id") continue;
    if (field.kind == FieldKind::kRecord) {
      FindPlaces(*field.record, field.MutableRecord(owner), places);
      continue;
    }
    if (field.Present(owner)) places->push_back({&field, owner});
    for (size_t i = 0; field.kind == FieldKind::kList && i < field.ListSize(owner); ++i) {
      FindPlaces(*field.record, field.MutableElement(owner, i), places);
    }
  }
}

void ChangeDate(std::optional<PartialDate>* date, Random* random) {
  const Date day = Date::FromDays((*date)->first().days() + static_cast<int32_t>(random->Between(-400, 700)));
  *date = day;
  if (random->Percent(15)) *date = PartialDate::Month(day.year(), day.month());
  if (random->Percent(3)) *date = PartialDate::Year(day.year());
}

void ChangeValue(const Place& place, Random* random) {
  const FieldInfo& field = *place.field;
  if (random->Percent(5)) return field.Clear(place.owner);
  switch (field.kind) {
    case FieldKind::kBool:
      *field.MutableBool(place.owner) = !**field.MutableBool(place.owner);
      return;
    case FieldKind::kInt: {
      int64_t& value = **field.MutableInt(place.owner);
      value = random->Percent(50) ? value * random->Between(20, 160) / 100 : value + random->Between(-2, 2);
      if (value < 0) value = 0;
      return;
    }
    case FieldKind::kDate:
      return ChangeDate(field.MutableDate(place.owner), random);
    case FieldKind::kEnum:
      return field.SetEnum(place.owner, static_cast<int32_t>(random->Below(field.enumeration->constants.size())));
    case FieldKind::kList: {
      const size_t size = field.ListSize(place.owner);
      if (size == 0) return;
      for (int64_t i = random->Between(1, 3); i > 0 && field.ListSize(place.owner) > 0; --i) {
        field.RemoveElement(place.owner, static_cast<size_t>(random->Below(field.ListSize(place.owner))));
      }
      return;
    }
    case FieldKind::kString:
    case FieldKind::kRecord:
      return;
  }
}

}  // namespace

const std::vector<CaseFamily>& CaseFamilies() {
  static const auto* const families = [] {
    auto* all = new std::vector<CaseFamily>;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(kRoot) / "tests/cases")) {
      if (entry.path().extension() != ".json") continue;
      if (std::optional<CaseFamily> family = ReadCase(entry.path())) all->push_back(*std::move(family));
    }
    std::sort(all->begin(), all->end(), [](const CaseFamily& a, const CaseFamily& b) { return a.name < b.name; });
    return all;
  }();
  return *families;
}

std::vector<const CaseFamily*> CaseFamiliesOf(const std::string& policy) {
  std::vector<const CaseFamily*> families;
  for (const CaseFamily& family : CaseFamilies()) {
    if (family.policy == policy) families.push_back(&family);
  }
  return families;
}

Policy OpenPolicy(const std::string& path) {
  absl::StatusOr<Policy> policy = Policy::Parse(ReadFile(std::filesystem::path(kRoot) / path));
  EXPECT_TRUE(policy.ok()) << path << ": " << policy.status();
  if (!policy.ok()) std::abort();
  PolicyDocument document = policy->document();
  document.effective_until.text.clear();
  absl::StatusOr<Policy> open = Policy::Compile(document);
  EXPECT_TRUE(open.ok()) << path << ": " << open.status();
  if (!open.ok()) std::abort();
  return *std::move(open);
}

int64_t Families(int64_t normally) { return std::min<int64_t>(Cases(normally), 10'000); }

Household NearFamily(const Household& family, int changes, Random* random) {
  Household household = family;
  for (int64_t i = random->Between(0, changes); i > 0; --i) {
    std::vector<Place> places;
    FindPlaces(model::HouseholdRecord(), &household, &places);
    if (places.empty()) break;
    ChangeValue(random->Of(places), random);
  }
  return household;
}

}  // namespace graduasi::property
