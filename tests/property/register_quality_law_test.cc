// Laws of a register's quality: every record is accounted for; the order of the records and the files they come in change
// nothing but where things are; structs, JSON and columns are the same register; and no output holds an identity, wherever in a
// record it stood.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graduasi/change.h"
#include "graduasi/register_quality.h"
#include "gtest/gtest.h"
#include "tests/property/household_source.h"
#include "tests/property/law.h"
#include "tests/property/random.h"
#include "tests/unit/arrow/register_stream.h"

namespace graduasi::property {
namespace {

using testing::HasSubstr;

constexpr char kRegions[] = "35\n35.14\n35.79\n35.79.02\n";

// A record as it is fed: a household, or a line that is none.
struct Entry {
  Household household;
  std::string line;  // "": the household itself
};

std::vector<Entry> MakeRegister(Date as_of, Random* random) {
  std::vector<Entry> entries;
  const int64_t size = random->Between(0, 40);
  for (int64_t i = 0; i < size; ++i) {
    Entry entry;
    entry.household = AnyHousehold(as_of, random);
    if (random->Percent(60)) entry.household.id = absl::StrCat("F-", random->Below(60));
    if (!entries.empty() && random->Percent(8)) entry = random->Of(entries);  // a copy
    if (random->Percent(5))
      entry.line = random->Of(std::vector<std::string>{"", "[]", "{\"id\":\"F-1\",\"nose\":1}", "{\"id\":"});
    entries.push_back(std::move(entry));
  }
  return entries;
}

// Feeds the entries in an order, cut into feeds, and tells all that is found by the entry's content rather than its row.
struct Outcome {
  RegisterQualityReport report;
  std::vector<QualityPlace> places;
};

Outcome Feed(const std::vector<Entry>& entries, const std::vector<size_t>& order, int feeds, Date as_of) {
  Outcome outcome;
  RegisterQualityOptions options;
  options.as_of = as_of;
  options.places_kept = 1'000'000;
  options.each_place = [&](const QualityPlace& place) { outcome.places.push_back(place); };
  absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(std::move(options));
  EXPECT_TRUE(quality->AddRegions("2025", kRegions).ok());
  for (size_t i = 0; i < order.size(); ++i) {
    if (feeds > 0 && i % static_cast<size_t>(feeds) == 0) {
      EXPECT_TRUE(quality->StartFeed(absl::StrCat("feed ", i)).ok());
    }
    const Entry& entry = entries[order[i]];
    const auto row = static_cast<int64_t>(order[i]);
    const absl::Status status = entry.line.empty() ? quality->Add(row, entry.household) : quality->AddJson(row, entry.line);
    EXPECT_TRUE(status.ok()) << status;
  }
  absl::StatusOr<RegisterQualityReport> report = quality->Finish();
  EXPECT_TRUE(report.ok()) << report.status();
  outcome.report = *std::move(report);
  return outcome;
}

// What must not depend on order and feeds: everything but which of several equal records is meant.
std::vector<std::string> Essence(const Outcome& outcome, const std::vector<Entry>& entries) {
  std::map<std::string, size_t> first_like;
  std::vector<size_t> like;
  for (size_t i = 0; i < entries.size(); ++i) {
    like.push_back(first_like.emplace(entries[i].line + ToJson(entries[i].household), i).first->second);
  }
  std::vector<std::string> essence;
  for (const QualityPlace& place : outcome.places) {
    essence.push_back(absl::StrCat(InfoOf(place.kind).code, " ", like[static_cast<size_t>(place.record.row)], " ",
                                   place.record.household_id, " ", place.region, " ", place.path, " ", place.message, " ",
                                   place.other.has_value() ? place.other->household_id : "-", " ", place.region_part));
  }
  std::sort(essence.begin(), essence.end());
  RegisterQualityReport report = outcome.report;
  for (QualityKindCount& kind : report.kinds) kind.first.clear();
  report.feeds.clear();
  essence.push_back(ToJson(report));
  return essence;
}

std::vector<size_t> InOrder(size_t size) {
  std::vector<size_t> order(size);
  for (size_t i = 0; i < size; ++i) order[i] = i;
  return order;
}

TEST(RegisterQualityLaw, OrderAndFeedsChangeNothingButWhereThingsAre) {
  const int64_t cases = Cases(200);
  int64_t places = 0;
  std::set<QualityKind> kinds;
  for (int64_t i = 0; i < cases && !HasFailure(); ++i) {
    Random random(SeedOf(61, i));
    const Date as_of = RandomAsOf(&random);
    const std::vector<Entry> entries = MakeRegister(as_of, &random);
    std::vector<size_t> order = InOrder(entries.size());
    const Outcome first = Feed(entries, order, 0, as_of);
    const std::vector<std::string> essence = Essence(first, entries);
    places += static_cast<int64_t>(first.places.size());
    for (const QualityPlace& place : first.places) kinds.insert(place.kind);
    for (int k = 0; k < 3; ++k) {
      random.Shuffle(&order);
      EXPECT_EQ(Essence(Feed(entries, order, static_cast<int>(random.Below(5)), as_of), entries), essence) << "group " << i;
    }
  }
  // A law about nothing proves nothing.
  EXPECT_GT(places, 20 * cases);
  EXPECT_GE(kinds.size(), 18u);
}

TEST(RegisterQualityLaw, EveryRecordAndEveryPlaceIsAccountedFor) {
  const int64_t cases = Cases(200);
  for (int64_t i = 0; i < cases && !HasFailure(); ++i) {
    Random random(SeedOf(62, i));
    const Date as_of = RandomAsOf(&random);
    const std::vector<Entry> entries = MakeRegister(as_of, &random);
    const Outcome outcome = Feed(entries, InOrder(entries.size()), 7, as_of);
    const RegisterQualityReport& report = outcome.report;
    EXPECT_EQ(report.fed, static_cast<int64_t>(entries.size()));
    EXPECT_EQ(report.fed, report.readable + report.unreadable);
    EXPECT_EQ(report.readable, report.sound + report.with_findings);
    std::map<QualityKind, int64_t> told;
    std::set<int64_t> rows_told;
    std::map<QualityKind, std::set<int64_t>> rows_of_kind;
    for (const QualityPlace& place : outcome.places) {
      ++told[place.kind];
      rows_told.insert(place.record.row);
      rows_of_kind[place.kind].insert(place.record.row);
    }
    EXPECT_EQ(static_cast<int64_t>(rows_told.size()), report.unreadable + report.with_findings);
    EXPECT_EQ(told.size(), report.kinds.size());
    for (const QualityKindCount& kind : report.kinds) {
      EXPECT_EQ(kind.places, told[kind.kind]);
      EXPECT_EQ(kind.records, static_cast<int64_t>(rows_of_kind[kind.kind].size()));
      EXPECT_EQ(kind.first.size(), static_cast<size_t>(kind.places));
      int64_t in_regions = 0;
      for (const QualityRegionCount& region : kind.regions) in_regions += region.places;
      EXPECT_EQ(in_regions, kind.places);
    }
    // No rule is without a name: what is not listed is only what follows the thousandth finding.
    for (const QualityPlace& place : outcome.places) {
      if (place.kind != QualityKind::kNotListed) continue;
      EXPECT_THAT(place.message, HasSubstr("more findings"));
    }
  }
}

TEST(RegisterQualityLaw, StructsAndColumnsAreTheSameRegister) {
  const int64_t cases = Cases(150);
  for (int64_t i = 0; i < cases && !HasFailure(); ++i) {
    Random random(SeedOf(63, i));
    const Date as_of = RandomAsOf(&random);
    std::vector<Household> households;
    for (const Entry& entry : MakeRegister(as_of, &random)) households.push_back(entry.household);
    if (households.empty()) continue;
    RegisterQualityOptions options;
    options.as_of = as_of;
    absl::StatusOr<RegisterQuality> by_structs = RegisterQuality::Create(options);
    absl::StatusOr<RegisterQuality> by_columns = RegisterQuality::Create(options);
    for (size_t k = 0; k < households.size(); ++k) {
      ASSERT_TRUE(by_structs->Add(static_cast<int64_t>(k), households[k]).ok());
    }
    RegisterStream producer(households, i % 2 == 0 ? kPlain : kEverything, SeedOf(64, i));
    ArrowArrayStream stream = producer.Export();
    const absl::Status status = by_columns->AddStream(&stream);
    // A register of which no column has a value at all may be a stream without columns.
    if (!status.ok()) {
      EXPECT_THAT(std::string(status.message()), HasSubstr("no column"));
      continue;
    }
    EXPECT_EQ(ToJson(*by_columns->Finish()), ToJson(*by_structs->Finish())) << "group " << i;
  }
  EXPECT_EQ(LiveStructures(), 0);
}

TEST(RegisterQualityLaw, StructsAndJsonAreTheSameRegister) {
  const int64_t cases = Cases(150);
  for (int64_t i = 0; i < cases && !HasFailure(); ++i) {
    Random random(SeedOf(65, i));
    const Date as_of = RandomAsOf(&random);
    RegisterQualityOptions options;
    options.as_of = as_of;
    absl::StatusOr<RegisterQuality> by_structs = RegisterQuality::Create(options);
    absl::StatusOr<RegisterQuality> by_json = RegisterQuality::Create(options);
    const int64_t size = random.Between(1, 30);
    for (int64_t k = 0; k < size; ++k) {
      const Household household = SoundHousehold(as_of, &random);
      ASSERT_TRUE(by_structs->Add(k, household).ok());
      ASSERT_TRUE(by_json->AddJson(k, ToJson(household)).ok());
    }
    EXPECT_EQ(ToJson(*by_json->Finish()), ToJson(*by_structs->Finish())) << "group " << i;
  }
}

// ---- nobody is named ----

// Identities that cannot occur by chance, and all of them.
class Identities {
 public:
  explicit Identities(Random* random) : random_(random) {}
  std::string Number(int digits) {
    std::string number = "7";
    while (static_cast<int>(number.size()) < digits) number += static_cast<char>('0' + random_->Below(10));
    return Keep(std::move(number));
  }
  std::string Word(const char* start) {
    std::string word = start;
    for (int i = 0; i < 12; ++i) word += static_cast<char>('a' + random_->Below(26));
    return Keep(std::move(word));
  }
  std::string Any() { return random_->Percent(50) ? Number(16) : Word("Zubaidah "); }
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::string Keep(std::string identity) {
    all_.push_back(identity);
    return identity;
  }
  Random* random_;
  std::vector<std::string> all_;
};

std::string LineWithIdentities(Date as_of, Identities* identities, Random* random) {
  Household household = AnyHousehold(as_of, random);
  household.id = absl::StrCat("F-", random->Below(30));
  household.kk = identities->Number(random->Percent(80) ? 16 : 13);
  household.address = identities->Word("Jalan ");
  if (!household.members.has_value() || household.members->empty()) household.members.emplace(2);
  if (household.members->size() > 6) household.members->resize(6);
  for (Member& member : *household.members) {
    member.nik = identities->Number(random->Percent(80) ? 16 : 14);
    member.name = identities->Word("Siti ");
  }
  switch (random->Below(10)) {
    case 0:
      household.id = household.members->front().nik;
      break;
    case 1:
      household.id = absl::StrCat("keluarga ", *household.members->front().name);
      break;
    case 2:
      household.id = *household.address;
      break;
    case 3:
      household.region = Kemendagri(*household.kk);
      break;
    case 4:
      household.region = Kemendagri(*household.members->back().name);
      break;
    case 5:  // of somebody who is not in the record
      household.id = identities->Number(16);
      break;
    default:
      break;
  }
  std::string json = ToJson(household);
  const auto replace = [&](const std::string& from, const std::string& to) {
    const size_t at = json.find(from);
    if (at != std::string::npos) json.replace(at, from.size(), to);
  };
  switch (random->Below(12)) {
    case 0:
      return json.substr(0, random->Below(json.size()));
    case 1:
      replace("\"kk\":", absl::StrCat("\"", identities->Any(), "\":"));
      break;
    case 2:
      replace("\"id\":", absl::StrCat("\"sex\":\"", identities->Any(), "\",\"id\":"));
      break;
    case 3:
      replace("{", absl::StrCat("{\"registered_on\":\"", identities->Any(), "\","));
      break;
    case 4:
      replace("\"nik\":\"", "\"nik\":7");
      break;
    case 5:
      return identities->Any();
    case 6:
      return json + identities->Any();
    case 7:
      replace("{", absl::StrCat("{\"incomes\":[{\"amount_idr\":\"", identities->Any(), "\",\"source\":\"", identities->Any(),
                                "\",\"observed_on\":", identities->Number(16), "}],"));
      break;
    default:
      break;
  }
  return json;
}

TEST(RegisterQualityLaw, NoOutputHoldsAnIdentityWhereverItStood) {
  const int64_t cases = Cases(150);
  int64_t unreadable = 0;
  int64_t withheld = 0;
  for (int64_t i = 0; i < cases && !HasFailure(); ++i) {
    Random random(SeedOf(66, i));
    const Date as_of = RandomAsOf(&random);
    Identities identities(&random);
    std::string all;
    RegisterQualityOptions options;
    options.as_of = as_of;
    options.each_place = [&](const QualityPlace& place) {
      absl::StrAppend(&all, ToText(place, Language::kIndonesian), "\n", ToText(place, Language::kEnglish), "\n",
                      place.record.household_id, "\n", place.region, "\n", place.path, "\n", place.message, "\n");
    };
    absl::StatusOr<RegisterQuality> quality = RegisterQuality::Create(std::move(options));
    ASSERT_TRUE(quality->AddRegions("2025", kRegions).ok());
    std::string previous = "{}";
    for (int64_t row = 0; row < 30; ++row) {
      const std::string line = random.Percent(15) ? previous : LineWithIdentities(as_of, &identities, &random);
      ASSERT_TRUE(quality->AddJson(row, line).ok());
      previous = line;
    }
    const absl::StatusOr<RegisterQualityReport> report = quality->Finish();
    ASSERT_TRUE(report.ok());
    unreadable += report->unreadable;
    withheld += report->ids_withheld;
    absl::StrAppend(&all, ToText(*report, Language::kIndonesian), ToText(*report, Language::kEnglish), ToJson(*report));
    for (const std::string& identity : identities.all()) {
      EXPECT_EQ(all.find(identity), std::string::npos) << "group " << i << ": " << identity;
    }
  }
  EXPECT_GT(unreadable, cases);
  EXPECT_GT(withheld, cases);
}

}  // namespace
}  // namespace graduasi::property
