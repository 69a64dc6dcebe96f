// A ranking as people read it.
#include <string>

#include "absl/strings/str_cat.h"
#include "graduasi/ranking.h"
#include "src/base/text.h"

namespace graduasi {
namespace {

class Page {
 public:
  Page(const Ranking& ranking, Language language) : ranking_(ranking), language_(language) {}

  std::string Write(std::optional<int64_t> places) {
    const int64_t count = static_cast<int64_t>(ranking_.ranked.size());
    Line(absl::StrCat(Count(count), Say(" keluarga layak diurutkan, per ", " eligible families in order, as of "),
                      FormatDate(ranking_.as_of, language_)));
    Line(Say("Urutan ini bukan keputusan; yang setara berbagi tempat.",
             "An order is no decision; families that are equal share a place."));
    for (size_t i = 0; i < ranking_.rule.keys.size(); ++i) Key(i);
    Line("");
    for (size_t i = 0; i < ranking_.ranked.size(); ++i) Family(i);
    for (const UnrankedFamily& family : ranking_.unranked) {
      Line(absl::StrCat("     -  ", family.household_id, ": ",
                        Say("tidak dapat diurutkan, galat pada ", "has no place, an error in "), Title(family.key)));
    }
    if (places.has_value()) Places(CutAt(ranking_, *places));
    return std::move(text_);
  }

 private:
  void Key(size_t index) {
    const RankingKey& key = ranking_.rule.keys[index];
    const bool ascending = key.direction == Direction::kAscending;
    Line(absl::StrCat("  ", index + 1, ". ", Title(index), ": ",
                      ascending ? Say("kecil dulu", "small first") : Say("besar dulu", "large first"), ", ",
                      key.missing == MissingPlace::kFirst ? Say("tidak diketahui paling depan", "not known first")
                                                          : Say("tidak diketahui paling belakang", "not known last")));
  }

  void Family(size_t index) {
    const RankedFamily& family = ranking_.ranked[index];
    std::string place = Count(family.place);
    if (place.size() < 6) place.insert(0, 6 - place.size(), ' ');
    std::string line = absl::StrCat(place, "  ", family.household_id);
    for (size_t i = 0; i < family.values.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? ": " : "; ", Title(i), " ", Value(family.values[i], i));
    }
    if (family.sharing > 1) {
      absl::StrAppend(&line, Say(" (berbagi tempat, ", " (shares the place, "), Count(family.sharing),
                      Say(" keluarga)", " families)"));
    }
    Line(line);
    if (!family.before_next_by.has_value()) return;
    const size_t key = *family.before_next_by;
    Line(absl::StrCat("          ", Say("di depan yang berikut karena ", "before the next by "), Title(key), ": ",
                      Value(family.values[key], key), Say(" berbanding ", " against "),
                      Value(ranking_.ranked[index + 1].values[key], key)));
  }

  void Places(const Cut& cut) {
    Line("");
    Line(absl::StrCat(Say("Tempat: ", "Places: "), Count(cut.places), Say("; keluarga di dalamnya: ", "; families within: "),
                      Count(cut.inside)));
    if (cut.tied > 0) {
      Line(absl::StrCat(Say("  Tempat terakhir setara; keluarga: ", "  The last place is a tie; families: "), Count(cut.tied),
                        Say(", setara dalam semua kunci; sisa tempat: ", ", equal in every key; places left: "),
                        Count(cut.left),
                        Say(". Aturan tidak memilih di antaranya; petugas memutuskan.",
                            ". The rule does not choose among them; an officer decides.")));
    }
    if (cut.unfilled > 0)
      Line(absl::StrCat(Say("  Tempat yang tidak terisi: ", "  Places that stay empty: "), Count(cut.unfilled)));
  }

  std::string Title(size_t key) const {
    const std::string& title = ranking_.rule.keys[key].title.in(language_);
    return title.empty() ? ranking_.rule.keys[key].id.text : title;
  }
  std::string Value(const RankingValue& value, size_t key) const {
    if (value.imprecise) return Say("tidak diketahui dengan tepat", "not known exactly");
    if (!value.value.has_value()) return Say("tidak diketahui", "not known");
    switch (value.kind) {
      case RankingValue::Kind::kDate:
        return FormatDate(Date::FromDays(static_cast<int32_t>(*value.value)), language_);
      case RankingValue::Kind::kBool:
        return *value.value != 0 ? Say("ya", "yes") : Say("tidak", "no");
      case RankingValue::Kind::kInteger:
        break;
    }
    const std::string& unit = ranking_.rule.keys[key].unit;
    return absl::StrCat(Count(*value.value), unit.empty() ? "" : " ", unit);
  }
  std::string Count(int64_t count) const { return FormatInteger(count, language_); }
  std::string Say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  void Line(const std::string& line) { absl::StrAppend(&text_, line, "\n"); }

  const Ranking& ranking_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string Explain(const Ranking& ranking, Language language, std::optional<int64_t> places) {
  return Page(ranking, language).Write(places);
}

}  // namespace graduasi
