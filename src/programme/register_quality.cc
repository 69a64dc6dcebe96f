// Counts what is wrong with a register as its records come by, keeps of each record only what the comparison of records needs,
// and compares at the end. It knows neither bytes nor columns, and lets no identity out.
#include "graduasi/register_quality.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/finding_list.h"
#include "src/cel/utf8.h"
#include "src/model/region_code.h"
#include "src/model/validate.h"
#include "src/programme/region_list.h"
#include "src/programme/register_quality_completeness.h"
#include "src/programme/register_quality_record.h"
#include "src/programme/register_quality_repeats.h"

namespace graduasi {
namespace {

using programme::Fingerprint;
using programme::RegionList;

constexpr int kLevels = 4;
constexpr size_t kMostFeeds = std::numeric_limits<uint16_t>::max();
constexpr uint32_t kMostRecords = std::numeric_limits<uint32_t>::max();

// What is kept of a record.
struct Record {
  uint64_t id_begin = 0;  // of its id; it ends where that of the next one begins
  int64_t row = 0;
  Fingerprint content;
  uint32_t region = 0;  // number of its region
  uint16_t feed = 0;
  bool unreadable : 1;
  bool found : 1;     // something is wrong with it
  bool refused : 1;   // the engine would decide INVALID
  bool copy : 1;      // an earlier record is the same
  bool withheld : 1;  // its id is not to be shown
};

// A region that records say they are of, and what the lists say of it.
struct SeenRegion {
  std::optional<CodeSystem> system;
  std::string code;
  RegionList::Verdict verdict;
};

struct Tally {
  int64_t cases = 0;
  int64_t places = 0;
  int64_t records = 0;
  int64_t last_record = -1;             // that was counted in `records`
  std::map<uint32_t, int64_t> regions;  // places by number of the region
  std::vector<QualityPlace> first;
};

// Two records that contradict each other, by number.
struct Clash {
  uint32_t record = 0;
  uint32_t other = 0;
  int element = -1;  // of members; -1: not there
  int other_element = -1;
};

// What can be told to people and programs.
bool IsText(const std::string& text) {
  return text.find('\0') == std::string::npos && cel::FindInvalidUtf8(text) == std::string::npos;
}

// Static texts of rules to kinds.
const std::map<absl::string_view, QualityKind>& KindsByCode() {
  static const std::map<absl::string_view, QualityKind>* const kinds = [] {
    auto* built = new std::map<absl::string_view, QualityKind>;
    for (const QualityKindInfo& info : QualityKinds()) built->emplace(info.code, info.kind);
    return built;
  }();
  return *kinds;
}

std::string RegionAt(const SeenRegion& region, int level) {
  std::string code = region.code;
  while (region.system.has_value() && RegionList::LevelOf(*region.system, code) > level) {
    code = std::string(model::ParentRegion(*region.system, code));
  }
  return code;
}

// Regions in the order of reports: none first, then by system and code.
using RegionKey = std::pair<int, std::string>;
RegionKey KeyOf(const SeenRegion& region, int level) {
  return {region.system.has_value() ? static_cast<int>(*region.system) : -1, RegionAt(region, level)};
}
std::optional<CodeSystem> SystemOf(const RegionKey& key) {
  if (key.first < 0) return std::nullopt;
  return static_cast<CodeSystem>(key.first);
}

}  // namespace

class RegisterQuality::Impl {
 public:
  explicit Impl(RegisterQualityOptions options) : options_(std::move(options)) {
    feeds_.emplace_back();
    regions_.emplace_back();
  }

  absl::Status Choose() { return completeness_.Choose(options_.facts, options_.recorded_when_true); }

  absl::Status AddRegions(absl::string_view vintage, absl::string_view text, Findings* findings) {
    if (absl::Status status = Ready(); !status.ok()) return status;
    if (!records_.empty()) return absl::InvalidArgumentError("a list of regions must come before the first record");
    return list_.Add(vintage, text, findings);
  }

  absl::Status StartFeed(absl::string_view name) {
    if (absl::Status status = Ready(); !status.ok()) return status;
    QualityFeed feed;
    feed.name = std::string(name);
    if (!IsText(feed.name)) return absl::InvalidArgumentError("the name of a feed must be UTF-8 without NUL");
    if (feeds_.size() == 1 && records_.empty()) {
      feeds_[0] = std::move(feed);
    } else if (feeds_.size() < kMostFeeds) {
      feeds_.push_back(std::move(feed));
    } else {
      return absl::InvalidArgumentError(absl::StrCat("at most ", kMostFeeds, " feeds make a register"));
    }
    return absl::OkStatus();
  }

  absl::Status Add(int64_t row, const Household& household) {
    if (absl::Status status = Begin(); !status.ok()) return status;
    Start(row, household);
    RuleNames rules;
    const Findings contradictions = model::Validate(household, options_.as_of, &rules);
    for (size_t i = 0; i < contradictions.size(); ++i) {
      Found(KindOf(rules[i]), contradictions[i].path, contradictions[i].message, 0);
    }
    if (!contradictions.empty()) records_.back().refused = true;
    std::vector<programme::RecordFinding> doubts;
    programme::CheckRecord(household, options_.as_of, &doubts);
    for (const programme::RecordFinding& doubt : doubts) Found(doubt.kind, doubt.path, doubt.message, 0);
    records_.back().content = programme::FingerprintOf(household);
    completeness_.Add(household);
    members_ += household.members.has_value() ? static_cast<int64_t>(household.members->size()) : 0;
    whole_ = true;
    return absl::OkStatus();
  }

  absl::Status AddUnreadable(int64_t row, const Household& read, const Findings& findings,
                             absl::Span<const char* const> codes) {
    if (findings.empty() || findings.size() != codes.size()) {
      return absl::InvalidArgumentError("a record that cannot be read has at least one finding, and each has a code");
    }
    for (const char* code : codes) {
      if (KindsByCode().count(code) == 0) return absl::InvalidArgumentError(absl::StrCat("no kind has the code ", code));
    }
    if (absl::Status status = Begin(); !status.ok()) return status;
    Start(row, read);
    records_.back().unreadable = true;
    for (size_t i = 0; i < findings.size(); ++i) {
      Found(KindOf(codes[i]), findings[i].path, findings[i].message, findings[i].column);
    }
    whole_ = true;
    return absl::OkStatus();
  }

  absl::StatusOr<RegisterQualityReport> Finish() {
    if (absl::Status status = Begin(); !status.ok()) return status;
    whole_ = false;
    CompareIds();
    const auto is_copy = [this](uint32_t record) { return records_[record].copy; };
    CompareNumbers(QualityKind::kNikInTwoRecords, "nik", &niks_, is_copy);
    CompareNumbers(QualityKind::kKkInTwoRecords, "kk", &kks_, is_copy);
    RegisterQualityReport report = Report();
    finished_ = true;
    return report;
  }

 private:
  static QualityKind KindOf(const char* rule) {
    const auto found = KindsByCode().find(rule);
    return found == KindsByCode().end() ? QualityKind::kNotListed : found->second;
  }

  absl::Status Ready() const {
    if (finished_) return absl::FailedPreconditionError("the report has been made; a new register needs a new one");
    if (!whole_) {
      return absl::FailedPreconditionError(
          "memory ran out on the way, so not every record can be accounted for; start again with more memory");
    }
    return absl::OkStatus();
  }

  // Before every record, and before the report.
  absl::Status Begin() {
    if (absl::Status status = Ready(); !status.ok()) return status;
    if (!chosen_ && (!list_.empty() || !options_.vintage.empty())) {
      if (absl::Status status = list_.Choose(options_.vintage); !status.ok()) return status;
    }
    chosen_ = true;
    if (records_.size() >= kMostRecords) return absl::InvalidArgumentError("the register has more than 4,294,967,295 records");
    return absl::OkStatus();
  }

  // Keeps what the record has to be compared by. From here to the end of the record an exception leaves the tables torn.
  void Start(int64_t row, const Household& household) {
    whole_ = false;
    Record record{};
    record.row = row;
    record.feed = static_cast<uint16_t>(feeds_.size() - 1);
    record.id_begin = ids_.size();
    record.region = NumberOf(household.region);
    if (household.id.has_value()) {
      record.withheld = household.id->size() > static_cast<size_t>(model::kMaxTextBytes) || !IsText(*household.id) ||
                        programme::IdMayIdentify(household);
      if (household.id->size() <= static_cast<size_t>(model::kMaxTextBytes)) ids_ += *household.id;
      if (record.withheld) ++ids_withheld_;
    }
    records_.push_back(record);
    ++feeds_.back().records;
    const auto number = static_cast<uint32_t>(records_.size() - 1);
    if (household.kk.has_value()) AddNumber(*household.kk, number, 0, &kks_);
    if (household.members.has_value()) {
      const size_t size = std::min(household.members->size(), static_cast<size_t>(model::kMaxElements));
      for (size_t i = 0; i < size; ++i) {
        const std::optional<std::string>& nik = (*household.members)[i].nik;
        if (nik.has_value()) AddNumber(*nik, number, static_cast<int>(i), &niks_);
      }
    }
    CheckRegion();
  }

  static void AddNumber(const std::string& text, uint32_t record, int element, programme::Repeats* repeats) {
    const int64_t number = programme::IdentityNumber(text);
    if (number >= 0) repeats->Add(number, record, element);
  }

  uint32_t NumberOf(const Region& region) {
    if (!region.system.has_value() || !region.code.has_value() || !model::IsRegionCode(*region.system, *region.code)) return 0;
    const auto [at, added] =
        region_numbers_.emplace(std::pair(*region.system, *region.code), static_cast<uint32_t>(regions_.size()));
    if (added) regions_.push_back({*region.system, *region.code, list_.Look(*region.system, *region.code)});
    return at->second;
  }

  void CheckRegion() {
    const RegionList::Verdict& verdict = regions_[records_.back().region].verdict;
    if (verdict.answer == RegionList::Answer::kNotListed) {
      ++regions_unchecked_;
      return;
    }
    ++regions_checked_;
    if (verdict.answer == RegionList::Answer::kExists) return;
    const bool moved = verdict.answer == RegionList::Answer::kAnotherVintage;
    Found(moved ? QualityKind::kRegionOfAnotherVintage : QualityKind::kRegionNeverExisted, "region.code", "", 0);
  }

  // ---- findings on the record that came last ----

  void Found(QualityKind kind, const std::string& path, const std::string& message, int column) {
    const auto number = static_cast<uint32_t>(records_.size() - 1);
    Tally& tally = Count(kind, number);
    ++tally.cases;
    if (!Wanted(tally)) return;
    QualityPlace place = PlaceOf(kind, number);
    place.path = path;
    place.message = message;
    place.column = column;
    const bool of_region = kind == QualityKind::kRegionOfAnotherVintage || kind == QualityKind::kRegionNeverExisted;
    if (of_region) {
      const RegionList::Verdict& verdict = regions_[records_.back().region].verdict;
      place.region_part = verdict.part;
      place.existed_in = verdict.existed_in;
      place.successor = verdict.successor;
    }
    Tell(std::move(place), &tally);
  }

  Tally& Count(QualityKind kind, uint32_t record) {
    Tally& tally = tallies_[static_cast<size_t>(kind)];
    ++tally.places;
    ++tally.regions[records_[record].region];
    if (tally.last_record != static_cast<int64_t>(record)) ++tally.records;
    tally.last_record = record;
    records_[record].found = true;
    return tally;
  }

  // Whether anybody hears of a place that has just been counted.
  bool Wanted(const Tally& tally) const {
    return options_.each_place != nullptr || static_cast<int64_t>(tally.first.size()) < options_.places_kept;
  }

  void Tell(QualityPlace place, Tally* tally) {
    if (options_.each_place != nullptr) options_.each_place(place);
    if (static_cast<int64_t>(tally->first.size()) < options_.places_kept) tally->first.push_back(std::move(place));
  }

  absl::string_view IdOf(uint32_t record) const {
    const uint64_t begin = records_[record].id_begin;
    const uint64_t end = record + 1 < records_.size() ? records_[record + 1].id_begin : ids_.size();
    return absl::string_view(ids_).substr(begin, end - begin);
  }

  QualityRecord Shown(uint32_t number) const {
    const Record& record = records_[number];
    QualityRecord shown;
    shown.feed = feeds_[record.feed].name;
    shown.row = record.row;
    if (!record.withheld) shown.household_id = std::string(IdOf(number));
    return shown;
  }

  QualityPlace PlaceOf(QualityKind kind, uint32_t record) const {
    QualityPlace place;
    place.kind = kind;
    place.record = Shown(record);
    place.region = regions_[records_[record].region].code;
    return place;
  }

  // ---- records against each other ----

  // Of the records of a group, each with the one of the others that comes first by id.
  template <typename Occurrences>
  void AddClashes(const Occurrences& places, std::vector<Clash>* clashes) const {
    const auto before = [this](const auto& a, const auto& b) {
      const absl::string_view id_a = records_[a.record].withheld ? "" : IdOf(a.record);
      const absl::string_view id_b = records_[b.record].withheld ? "" : IdOf(b.record);
      return id_a != id_b ? id_a < id_b : a.record < b.record;
    };
    auto first = places.begin();
    auto second = places.end();
    for (auto at = places.begin() + 1; at != places.end(); ++at) {
      if (before(*at, *first)) {
        second = first;
        first = at;
      } else if (second == places.end() || before(*at, *second)) {
        second = at;
      }
    }
    for (auto at = places.begin(); at != places.end(); ++at) {
      const auto& other = at == first ? *second : *first;
      clashes->push_back({at->record, other.record, at->element, other.element});
    }
  }

  void TellClashes(QualityKind kind, absl::string_view field, std::vector<Clash>* clashes) {
    std::sort(clashes->begin(), clashes->end(), [](const Clash& a, const Clash& b) {
      return a.record != b.record ? a.record < b.record : a.element < b.element;
    });
    const auto path = [&](int element) {
      return kind == QualityKind::kNikInTwoRecords ? absl::StrCat("members[", element, "].", field) : std::string(field);
    };
    for (const Clash& clash : *clashes) {
      Tally& tally = Count(kind, clash.record);
      if (!Wanted(tally)) continue;
      QualityPlace place = PlaceOf(kind, clash.record);
      place.path = path(clash.element);
      place.other = Shown(clash.other);
      place.other_path = path(clash.other_element);
      Tell(std::move(place), &tally);
    }
  }

  void CompareNumbers(QualityKind kind, absl::string_view field, programme::Repeats* repeats,
                      const std::function<bool(uint32_t)>& left_out) {
    std::vector<Clash> clashes;
    repeats->ForEach(left_out, [&](const std::vector<programme::Repeats::Occurrence>& places) {
      ++tallies_[static_cast<size_t>(kind)].cases;
      AddClashes(places, &clashes);
    });
    TellClashes(kind, field, &clashes);
  }

  // One id twice: either the same record again, and then it is left out of all other comparisons, or another one.
  void CompareIds() {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < records_.size(); ++i) {
      if (!IdOf(i).empty()) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
      if (const int less = IdOf(a).compare(IdOf(b)); less != 0) return less < 0;
      return records_[a].content == records_[b].content ? a < b : records_[a].content < records_[b].content;
    });
    std::vector<Clash> copies, others;
    for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      std::vector<programme::Repeats::Occurrence> different;
      for (end = begin; end < order.size() && IdOf(order[end]) == IdOf(order[begin]);) {
        std::vector<programme::Repeats::Occurrence> same;
        const Record& first = records_[order[end]];
        different.push_back({order[end], -1});
        do {
          same.push_back({order[end++], -1});
        } while (end < order.size() && !first.unreadable && !records_[order[end]].unreadable &&
                 IdOf(order[end]) == IdOf(order[begin]) && records_[order[end]].content == first.content);
        for (size_t i = 1; i < same.size(); ++i) records_[same[i].record].copy = true;
        if (same.size() == 1) continue;
        ++tallies_[static_cast<size_t>(QualityKind::kRecordTwice)].cases;
        AddClashes(same, &copies);
      }
      if (different.size() == 1) continue;
      ++tallies_[static_cast<size_t>(QualityKind::kIdInTwoRecords)].cases;
      AddClashes(different, &others);
    }
    TellClashes(QualityKind::kRecordTwice, "id", &copies);
    TellClashes(QualityKind::kIdInTwoRecords, "id", &others);
  }

  // ---- the report ----

  RegisterQualityReport Report() {
    RegisterQualityReport report;
    report.as_of = options_.as_of;
    report.feeds = std::move(feeds_);
    report.fed = static_cast<int64_t>(records_.size());
    report.members = members_;
    report.ids_withheld = ids_withheld_;
    report.regions_checked = regions_checked_;
    report.regions_unchecked = regions_unchecked_;
    report.vintages = list_.Vintages();
    report.facts = completeness_.facts();
    std::map<RegionKey, QualityRegion> regions;
    std::vector<QualityRegion*> by_number;
    for (const SeenRegion& region : regions_) {
      by_number.push_back(&regions[KeyOf(region, options_.region_level)]);
    }
    for (const Record& record : records_) {
      QualityRegion& region = *by_number[record.region];
      ++region.records;
      ++(record.unreadable ? region.unreadable : record.found ? region.with_findings : region.sound);
      ++(record.unreadable ? report.unreadable : record.found ? report.with_findings : report.sound);
      if (!record.unreadable && record.refused) ++report.invalid;
    }
    report.readable = report.sound + report.with_findings;
    for (auto& [key, region] : regions) {
      if (region.records == 0) continue;
      region.system = SystemOf(key);
      region.code = key.second;
      report.regions.push_back(std::move(region));
    }
    for (const QualityKindInfo& info : QualityKinds()) {
      Tally& tally = tallies_[static_cast<size_t>(info.kind)];
      if (tally.places > 0) report.kinds.push_back(CountOf(info.kind, &tally));
    }
    return report;
  }

  QualityKindCount CountOf(QualityKind kind, Tally* tally) const {
    QualityKindCount count;
    count.kind = kind;
    count.cases = tally->cases;
    count.places = tally->places;
    count.records = tally->records;
    count.first = std::move(tally->first);
    std::map<RegionKey, int64_t> regions;
    for (const auto& [number, places] : tally->regions) regions[KeyOf(regions_[number], options_.region_level)] += places;
    for (const auto& [key, places] : regions) count.regions.push_back({SystemOf(key), key.second, places});
    return count;
  }

  const RegisterQualityOptions options_;
  RegionList list_;
  bool chosen_ = false;
  bool finished_ = false;
  bool whole_ = true;
  programme::Completeness completeness_;
  std::vector<QualityFeed> feeds_;
  std::vector<Record> records_;
  std::string ids_;  // of all records, one after the other
  programme::Repeats niks_;
  programme::Repeats kks_;
  std::vector<SeenRegion> regions_;  // number 0: none
  std::map<std::pair<CodeSystem, std::string>, uint32_t> region_numbers_;
  std::array<Tally, static_cast<size_t>(QualityKind::kOpinionsDiffer) + 1> tallies_;
  int64_t members_ = 0;
  int64_t ids_withheld_ = 0;
  int64_t regions_checked_ = 0;
  int64_t regions_unchecked_ = 0;
};

RegisterQuality::RegisterQuality(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RegisterQuality::RegisterQuality(RegisterQuality&&) noexcept = default;
RegisterQuality& RegisterQuality::operator=(RegisterQuality&&) noexcept = default;
RegisterQuality::~RegisterQuality() = default;

absl::StatusOr<RegisterQuality> RegisterQuality::Create(RegisterQualityOptions options) {
  if (options.region_level < 1 || options.region_level > kLevels) {
    return absl::InvalidArgumentError("region_level must be 1 (province), 2 (regency or city), 3 (district) or 4 (village)");
  }
  if (options.places_kept < 0) return absl::InvalidArgumentError("places_kept must not be negative");
  auto impl = std::make_unique<Impl>(std::move(options));
  if (absl::Status status = impl->Choose(); !status.ok()) return status;
  return RegisterQuality(std::move(impl));
}

absl::Status RegisterQuality::AddRegions(absl::string_view vintage, absl::string_view text, Findings* findings) {
  return impl_->AddRegions(vintage, text, findings);
}

absl::Status RegisterQuality::StartFeed(absl::string_view name) { return impl_->StartFeed(name); }

absl::Status RegisterQuality::Add(int64_t row, const Household& household) { return impl_->Add(row, household); }

absl::Status RegisterQuality::AddUnreadable(int64_t row, const Household& what_was_read, const Findings& findings,
                                            absl::Span<const char* const> codes) {
  return impl_->AddUnreadable(row, what_was_read, findings, codes);
}

absl::StatusOr<RegisterQualityReport> RegisterQuality::Finish() { return impl_->Finish(); }

}  // namespace graduasi
