// Rules on one record: one walk down the field tables. No message repeats a value of the record.
#include "src/programme/register_quality_record.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/base/place.h"
#include "src/model/record.h"

namespace graduasi::programme {
namespace {

using model::FieldInfo;
using model::FieldKind;
using model::RecordInfo;

constexpr size_t kIdentityDigits = 16;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsFiller(const std::optional<std::string>& number) {
  return number.has_value() && number->size() == kIdentityDigits && IsDigit(number->front()) &&
         number->find_first_not_of(number->front()) == std::string::npos;
}

// ---- days after the day of the register ----

bool MustLieBehind(const RecordInfo& record, const FieldInfo& field) {
  if (field.role != Role::kRecordedOn && field.role != Role::kHappenedOn) return false;
  return !(record.name == Describe<Member>::name && field.name == "born_on");
}

void CheckDays(const RecordInfo& record, const void* owner, Date as_of, const Place& place,
               std::vector<RecordFinding>* findings) {
  for (const FieldInfo& field : record.fields) {
    const Place here{&place, field.name};
    if (field.kind == FieldKind::kRecord) {
      CheckDays(*field.record, field.Record(owner), as_of, here, findings);
    } else if (field.kind == FieldKind::kList) {
      const size_t size = std::min(field.ListSize(owner), static_cast<size_t>(model::kMaxElements));
      for (size_t i = 0; i < size; ++i) {
        CheckDays(*field.record, field.Element(owner, i), as_of, Place{&place, field.name, static_cast<int64_t>(i)}, findings);
      }
    } else if (field.kind == FieldKind::kDate && MustLieBehind(record, field)) {
      const std::optional<PartialDate>& day = field.Date(owner);
      if (!day.has_value() || day->first() <= as_of) continue;
      findings->push_back({QualityKind::kDateAhead, here.ToString(),
                           absl::StrCat("is after ", as_of.ToString(), ", the day of the register; one of the two is wrong")});
    }
  }
}

// ---- observations of one day ----

bool SameScalar(const FieldInfo& field, const void* a, const void* b) {
  switch (field.kind) {
    case FieldKind::kBool:
      return field.Bool(a) == field.Bool(b);
    case FieldKind::kInt:
      return field.Int(a) == field.Int(b);
    case FieldKind::kString:
      return field.String(a) == field.String(b);
    case FieldKind::kDate:
      return field.Date(a) == field.Date(b);
    case FieldKind::kEnum:
      return field.Enum(a) == field.Enum(b);
    case FieldKind::kList:
    case FieldKind::kRecord:
      return false;  // an observation has none
  }
  return false;
}

// Whether nothing but numbers can tell the two apart.
bool SameObservation(const RecordInfo& record, const void* a, const void* b) {
  return std::all_of(record.fields.begin(), record.fields.end(),
                     [&](const FieldInfo& field) { return field.kind == FieldKind::kInt || SameScalar(field, a, b); });
}

// model::Validate objects to it.
bool LeftToTheRules(const RecordInfo& record, const FieldInfo& field, const void* a) {
  return record.name == Describe<WelfareRank>::name && field.name == "decile" &&
         static_cast<const WelfareRank*>(a)->snapshot.has_value();
}

void CheckObservations(const FieldInfo& list, const void* owner, std::vector<RecordFinding>* findings) {
  const RecordInfo& record = *list.record;
  const FieldInfo& day = record.fields[static_cast<size_t>(record.recorded_on)];
  const size_t size = std::min(list.ListSize(owner), static_cast<size_t>(model::kMaxElements));
  for (size_t j = 1; j < size; ++j) {
    const void* later = list.Element(owner, j);
    if (!day.Date(later).has_value() || !day.Date(later)->exact()) continue;
    for (const FieldInfo& field : record.fields) {
      if (field.kind != FieldKind::kInt || !field.Int(later).has_value()) continue;
      for (size_t i = 0; i < j; ++i) {
        const void* earlier = list.Element(owner, i);
        if (!field.Int(earlier).has_value() || field.Int(earlier) == field.Int(later)) continue;
        if (!SameObservation(record, earlier, later) || LeftToTheRules(record, field, later)) continue;
        findings->push_back(
            {QualityKind::kObservationsDiffer, absl::StrCat(list.name, "[", j, "].", field.name),
             absl::StrCat("differs from that of ", list.name, "[", i, "], of the same day and kind; only one can be right")});
        break;
      }
    }
  }
}

void CheckOpinions(const Household& household, std::vector<RecordFinding>* findings) {
  if (!household.mentoring.opinions.has_value()) return;
  const std::vector<MentorOpinion>& opinions = *household.mentoring.opinions;
  for (size_t j = 1; j < opinions.size() && j < static_cast<size_t>(model::kMaxElements); ++j) {
    const MentorOpinion& later = opinions[j];
    if (!later.given_on.has_value() || !later.given_on->exact() || !later.opinion.has_value()) continue;
    for (size_t i = 0; i < j; ++i) {
      if (opinions[i].given_on != later.given_on || !opinions[i].opinion.has_value() || opinions[i].opinion == later.opinion) {
        continue;
      }
      findings->push_back(
          {QualityKind::kOpinionsDiffer, absl::StrCat("mentoring.opinions[", j, "].opinion"),
           absl::StrCat("differs from that of mentoring.opinions[", i, "], of the same day; only one can be the mentor's")});
      break;
    }
  }
}

// ---- fingerprints ----

class Mixer {
 public:
  void Add(uint64_t word) {
    state_.high = Mix(state_.high ^ word, 0x9e3779b97f4a7c15u);
    state_.low = Mix(state_.low + word, 0xc2b2ae3d27d4eb4fu);
  }
  void Add(absl::string_view text) {
    Add(text.size());
    for (size_t at = 0; at < text.size(); at += 8) {
      uint64_t word = 0;
      for (size_t i = at; i < std::min(at + 8, text.size()); ++i) word = word << 8 | static_cast<unsigned char>(text[i]);
      Add(word);
    }
  }
  Fingerprint Finish() {
    Add(uint64_t{0});
    Add(uint64_t{1});
    return state_;
  }

 private:
  static uint64_t Mix(uint64_t x, uint64_t multiplier) {
    x ^= x >> 32;
    x *= multiplier;
    x ^= x >> 29;
    x *= multiplier;
    return x ^ (x >> 31);
  }
  Fingerprint state_{0x243f6a8885a308d3u, 0x13198a2e03707344u};
};

void MixRecord(const RecordInfo& record, const void* owner, Mixer* mixer) {
  for (const FieldInfo& field : record.fields) {
    if (field.kind == FieldKind::kRecord) {
      MixRecord(*field.record, field.Record(owner), mixer);
      continue;
    }
    const bool present = field.Present(owner);
    mixer->Add(present ? uint64_t{1} : uint64_t{0});
    if (!present) continue;
    switch (field.kind) {
      case FieldKind::kBool:
        mixer->Add(*field.Bool(owner) ? uint64_t{1} : uint64_t{0});
        break;
      case FieldKind::kInt:
        mixer->Add(static_cast<uint64_t>(*field.Int(owner)));
        break;
      case FieldKind::kString:
        mixer->Add(absl::string_view(*field.String(owner)));
        break;
      case FieldKind::kDate:
        mixer->Add(static_cast<uint64_t>(static_cast<uint32_t>(field.Date(owner)->first().days())) << 32 |
                   static_cast<uint32_t>(field.Date(owner)->last().days()));
        break;
      case FieldKind::kEnum:
        mixer->Add(static_cast<uint64_t>(field.Enum(owner)));
        break;
      case FieldKind::kList:
        mixer->Add(field.ListSize(owner));
        for (size_t i = 0; i < field.ListSize(owner); ++i) MixRecord(*field.record, field.Element(owner, i), mixer);
        break;
      case FieldKind::kRecord:
        break;
    }
  }
}

std::string DigitsOf(absl::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (IsDigit(c)) digits.push_back(c);
  }
  return digits;
}

}  // namespace

void CheckRecord(const Household& household, Date as_of, std::vector<RecordFinding>* findings) {
  const Place root;
  if (IsFiller(household.kk)) {
    findings->push_back(
        {QualityKind::kKkFiller, "kk", "is sixteen times the same digit; leave out a number that is not known"});
  }
  if (household.members.has_value()) {
    for (size_t i = 0; i < household.members->size() && i < static_cast<size_t>(model::kMaxElements); ++i) {
      if (!IsFiller((*household.members)[i].nik)) continue;
      findings->push_back({QualityKind::kNikFiller, absl::StrCat("members[", i, "].nik"),
                           "is sixteen times the same digit; leave out a number that is not known"});
    }
  }
  const RecordInfo& record = model::HouseholdRecord();
  CheckDays(record, &household, as_of, root, findings);
  for (const FieldInfo& field : record.fields) {
    if (field.kind != FieldKind::kList || field.record->recorded_on < 0) continue;
    const FieldInfo& day = field.record->fields[static_cast<size_t>(field.record->recorded_on)];
    if (day.name != "observed_on" || field.record->name == Describe<Asset>::name) continue;
    CheckObservations(field, &household, findings);
  }
  CheckOpinions(household, findings);
}

int64_t IdentityNumber(absl::string_view text) {
  if (text.size() != kIdentityDigits || text.find_first_not_of(text.front()) == absl::string_view::npos) return -1;
  int64_t number = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool IdMayIdentify(const Household& household) {
  constexpr size_t kFewestBytes = 3;   // of a name or address that an id can be said to hold
  constexpr size_t kFewestDigits = 8;  // of a malformed number, likewise
  if (!household.id.has_value()) return false;
  const std::string& id = *household.id;
  size_t run = 0;
  for (const char c : id) {
    run = IsDigit(c) ? run + 1 : 0;
    if (run >= kIdentityDigits) return true;
  }
  const std::string digits = DigitsOf(id);
  const std::string plain_id = absl::AsciiStrToLower(id);
  const auto holds_number = [&](const std::optional<std::string>& number) {
    if (!number.has_value()) return false;
    const std::string of_number = DigitsOf(*number);
    return of_number.size() >= kFewestDigits && absl::StrContains(digits, of_number);
  };
  const auto holds_text = [&](const std::optional<std::string>& text) {
    return text.has_value() && text->size() >= kFewestBytes && absl::StrContains(plain_id, absl::AsciiStrToLower(*text));
  };
  if (holds_number(household.kk) || holds_text(household.kk) || holds_text(household.address)) return true;
  if (!household.members.has_value()) return false;
  return std::any_of(household.members->begin(), household.members->end(), [&](const Member& member) {
    return holds_number(member.nik) || holds_text(member.nik) || holds_text(member.name);
  });
}

Fingerprint FingerprintOf(const Household& household) {
  Mixer mixer;
  MixRecord(model::HouseholdRecord(), &household, &mixer);
  return mixer.Finish();
}

}  // namespace graduasi::programme
