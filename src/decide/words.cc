#include "src/decide/words.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/base/text.h"

namespace graduasi::decide {
namespace {

const char* In(Language language, const char* indonesian, const char* english) {
  return language == Language::kIndonesian ? indonesian : english;
}

}  // namespace

const char* Word(Outcome outcome, Language language) {
  switch (outcome) {
    case Outcome::kInvalid:
      return In(language, "DATA PERLU DIPERIKSA", "RECORD NEEDS CHECKING");
    case Outcome::kProtected:
      return In(language, "DILINDUNGI", "PROTECTED");
    case Outcome::kNeedsData:
      return In(language, "PERLU DATA", "NEEDS DATA");
    case Outcome::kNotYet:
      return In(language, "BELUM SIAP", "NOT YET READY");
    case Outcome::kEligible:
      return In(language, "DAPAT DIUSULKAN", "MAY BE PROPOSED");
  }
  return "";
}

const char* Word(WhyMissing why, Language language) {
  switch (why) {
    case WhyMissing::kAbsent:
      return In(language, "belum tercatat", "not recorded");
    case WhyMissing::kStale:
      return In(language, "catatan terlalu lama", "record too old");
    case WhyMissing::kImprecise:
      return In(language, "tanggal kurang rinci", "date not precise enough");
    case WhyMissing::kNoEntry:
      return In(language, "tidak ada nilai untuk keluarga ini", "no value for this family");
  }
  return "";
}

const char* Word(Actor actor, Language language) {
  switch (actor) {
    case Actor::kHousehold:
      return In(language, "oleh keluarga", "by the family");
    case Actor::kMentor:
      return In(language, "oleh pendamping", "by the mentor");
    case Actor::kOfficer:
      return In(language, "oleh petugas", "by the officer");
    case Actor::kNobody:
      return In(language, "hanya oleh waktu", "only by time");
    case Actor::kUnspecified:
      break;
  }
  return "";
}

const char* Word(RouteKind kind, Language language) {
  switch (kind) {
    case RouteKind::kSelfReliant:
      return In(language, "mandiri", "self-reliant");
    case RouteKind::kNatural:
      return In(language, "alamiah", "natural");
    case RouteKind::kBusinessProgramme:
      return In(language, "program usaha", "business programme");
    case RouteKind::kSystem:
      return In(language, "oleh sistem", "by the system");
    case RouteKind::kOther:
    case RouteKind::kUnspecified:
      break;
  }
  return In(language, "lain", "other");
}

const char* Word(MissingPlace place, Language language) {
  const bool id = language == Language::kIndonesian;
  if (place == MissingPlace::kFirst) return id ? "tidak diketahui paling depan" : "not known first";
  return id ? "tidak diketahui paling belakang" : "not known last";
}

std::string UnitWord(int64_t value, absl::string_view unit, Language language) {
  static constexpr struct {
    const char* unit;
    const char* indonesian;
    const char* one;
  } kWords[] = {{"months", "bulan", "month"},  {"years", "tahun", "year"},      {"days", "hari", "day"},
                {"people", "orang", "person"}, {"sessions", "sesi", "session"}, {"findings", "temuan", "finding"},
                {"pieces", "buah", "piece"},   {"points", "poin", "point"}};
  for (const auto& word : kWords) {
    if (unit == word.unit) return absl::StrCat(" ", In(language, word.indonesian, value == 1 ? word.one : word.unit));
  }
  return "";
}

void AppendQuantity(int64_t value, absl::string_view unit, Language language, std::string* text) {
  if (unit.empty()) {
    text->append(FormatInteger(value, language));
  } else if (unit == "IDR" || absl::StartsWith(unit, "IDR ")) {
    const std::string number = FormatInteger(value, language);
    text->append(In(language, value < 0 ? "-Rp" : "Rp", value < 0 ? "-IDR " : "IDR "));
    text->append(number, value < 0 ? 1 : 0, std::string::npos);
  } else if (unit == "year") {
    absl::StrAppend(text, value);
  } else {
    text->append(FormatInteger(value, language));
  }
}

std::string FormatQuantity(int64_t value, absl::string_view unit, Language language) {
  std::string text;
  AppendQuantity(value, unit, language, &text);
  return text;
}

}  // namespace graduasi::decide

namespace graduasi {

const char* Name(Outcome outcome) {
  static constexpr const char* kNames[] = {"INVALID", "PROTECTED", "NEEDS_DATA", "NOT_YET", "ELIGIBLE"};
  return kNames[static_cast<int>(outcome)];
}
const char* Name(CriterionResult result) {
  static constexpr const char* kNames[] = {"PASS", "FAIL", "MISSING", "NOT_APPLICABLE", "ERROR"};
  return kNames[static_cast<int>(result)];
}
const char* Name(RouteResult result) {
  static constexpr const char* kNames[] = {"MET", "NOT_MET", "MISSING", "ERROR"};
  return kNames[static_cast<int>(result)];
}
const char* Name(SafeguardResult result) {
  static constexpr const char* kNames[] = {"CLEAR", "HOLDS", "MISSING", "ERROR"};
  return kNames[static_cast<int>(result)];
}
const char* Name(WhyMissing why) {
  static constexpr const char* kNames[] = {"ABSENT", "STALE", "IMPRECISE", "NO_ENTRY"};
  return kNames[static_cast<int>(why)];
}

}  // namespace graduasi
