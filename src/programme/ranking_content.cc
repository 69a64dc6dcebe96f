// An order of families as content: the keys, the places, why each stands before the next, and where the places end. This file
// must not know how a place was found.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "src/decide/words.h"
#include "src/programme/report_content.h"

namespace graduasi::programme {
namespace {

using Row = NumberTable::Row;

class RankingWords {
 public:
  RankingWords(const Ranking& ranking, const Words& words) : ranking_(ranking), words_(words) {}

  std::string Title(size_t key) const {
    const std::string& title = ranking_.rule.keys[key].title.in(words_.language());
    return title.empty() ? ranking_.rule.keys[key].id.text : title;
  }
  std::string Value(const RankingValue& value, size_t key) const {
    if (value.imprecise) return words_.Say("tidak diketahui dengan tepat", "not known exactly");
    if (!value.value.has_value()) return words_.Say("tidak diketahui", "not known");
    switch (value.kind) {
      case RankingValue::Kind::kDate:
        return words_.Day(Date::FromDays(static_cast<int32_t>(*value.value)));
      case RankingValue::Kind::kBool:
        return *value.value != 0 ? words_.Say("ya", "yes") : words_.Say("tidak", "no");
      case RankingValue::Kind::kInteger:
        break;
    }
    const std::string& unit = ranking_.rule.keys[key].unit;
    return absl::StrCat(decide::FormatQuantity(*value.value, unit, words_.language()),
                        decide::UnitWord(*value.value, unit, words_.language()));
  }
  std::string KeyLine(size_t key) const {
    const RankingKey& rule = ranking_.rule.keys[key];
    return absl::StrCat(key + 1, ". ", Title(key), ": ", Order(key, rule.direction == Direction::kAscending), ", ",
                        decide::Word(rule.missing, words_.language()));
  }
  // Which values stand first, as is said of their kind; it is not known where nobody is ranked.
  const char* Order(size_t key, bool ascending) const {
    if (ranking_.ranked.empty()) return ascending ? words_.Say("menaik", "ascending") : words_.Say("menurun", "descending");
    switch (ranking_.ranked[0].values[key].kind) {
      case RankingValue::Kind::kDate:
        return ascending ? words_.Say("paling awal di depan", "earliest first")
                         : words_.Say("paling akhir di depan", "latest first");
      case RankingValue::Kind::kBool:
        return ascending ? words_.Say("tidak di depan", "no first") : words_.Say("ya di depan", "yes first");
      case RankingValue::Kind::kInteger:
        break;
    }
    return ascending ? words_.Say("terkecil di depan", "smallest first") : words_.Say("terbesar di depan", "largest first");
  }
  // Why the family stands where it does: whom it shares its place with, or by what it is before the next.
  std::string Note(size_t index) const {
    const RankedFamily& family = ranking_.ranked[index];
    std::string note;
    if (family.sharing > 1) {
      note = absl::StrCat(words_.Say("berbagi tempat, ", "shares the place, "), words_.Families(family.sharing));
    }
    if (!family.before_next_by.has_value() || index + 1 >= ranking_.ranked.size()) return note;
    const size_t key = *family.before_next_by;
    absl::StrAppend(&note, note.empty() ? "" : "; ", words_.Say("di depan yang berikut karena ", "before the next by "),
                    Title(key), ": ", Value(family.values[key], key), words_.Say(" berbanding ", " against "),
                    Value(ranking_.ranked[index + 1].values[key], key));
    return note;
  }

 private:
  const Ranking& ranking_;
  const Words& words_;
};

// Which families are shown, ascending.
std::vector<size_t> Shown(const Ranking& ranking, const std::vector<Cut>& cuts, size_t limit) {
  const size_t size = ranking.ranked.size();
  std::set<size_t> shown;
  const auto add = [&](size_t first, size_t last) {  // [first, last)
    for (size_t i = first; i < std::min(last, size); ++i) shown.insert(i);
  };
  if (limit == 0 || size <= limit) {
    add(0, size);
  } else {
    // Half of them at the top, the rest around the lines.
    add(0, limit / 2);
    const size_t around = limit / 2 / (4 * std::max<size_t>(cuts.size(), 1));
    for (const Cut& cut : cuts) {
      for (const int64_t line : {cut.inside, cut.inside + cut.tied}) {
        const auto at = static_cast<size_t>(std::max<int64_t>(line, 0));
        add(at > around ? at - around : 0, at + around);
      }
    }
  }
  return std::vector<size_t>(shown.begin(), shown.end());
}

std::string CutLine(const Cut& cut, const Words& words) {
  const std::string places =
      absl::StrCat(words.Number(cut.places), words.Say(" tempat", cut.places == 1 ? " place" : " places"));
  if (cut.tied > 0) {
    return absl::StrCat(words.Say("Di sini ", "Here "), places,
                        words.Say(" berakhir pada keluarga yang setara: sisa tempat ", " end within a tie: places left "),
                        words.Number(cut.left), words.Say(" untuk ", " for "), words.Families(cut.tied));
  }
  return absl::StrCat(words.Say("Sampai di sini ", "Up to here "), places);
}

Sentence CutSentence(const Cut& cut, const Words& words) {
  std::string text = absl::StrCat(words.Say("Tempat: ", "Places: "), words.Number(cut.places),
                                  words.Say("; keluarga di dalamnya: ", "; families within: "), words.Number(cut.inside), ".");
  if (cut.tied > 0) {
    absl::StrAppend(
        &text, words.Say(" Tempat terakhir setara; keluarga: ", " The last place is a tie; families: "), words.Number(cut.tied),
        words.Say(", setara dalam semua kunci; sisa tempat: ", ", equal in every key; places left: "), words.Number(cut.left),
        words.Say(". Aturan tidak memilih di antaranya; petugas memutuskan.",
                  ". The rule does not choose among them; an officer decides."));
  }
  if (cut.unfilled > 0) {
    absl::StrAppend(&text, words.Say(" Tempat yang tidak terisi: ", " Places that stay empty: "), words.Number(cut.unfilled),
                    ".");
  }
  return Sentence{text};
}

}  // namespace

void AddRanking(const Ranking& ranking, const std::vector<Cut>& cuts, size_t limit, const Words& words, Content* content) {
  const RankingWords told(ranking, words);
  Section section;
  section.blocks.push_back(Sentence{absl::StrCat(
      words.Number(static_cast<int64_t>(ranking.ranked.size())),
      words.Say(" keluarga yang dapat diusulkan, menurut urutan, per ", " families that may be proposed, in order, as of "),
      words.Day(ranking.as_of), ".")});
  section.blocks.push_back(Sentence{words.Say("Urutan ini bukan keputusan; yang setara berbagi tempat.",
                                              "An order is no decision; families that are equal share a place.")});
  if (ranking.left > 0) {
    section.blocks.push_back(Sentence{
        absl::StrCat(words.Say("Tidak termasuk: ", "Not among them: "), words.Families(ranking.left),
                     words.Say(" yang memenuhi syarat tetapi sudah keluar menurut riwayatnya.",
                               ranking.left == 1 ? " that meets the criteria and has left already by its history."
                                                 : " that meet the criteria and have left already by their histories."))});
  }
  if (!ranking.declared) {
    section.blocks.push_back(Sentence{words.Say("Urutan ini menurut aturan lain, bukan aturan yang dinyatakan kebijakan.",
                                                "This order is by another rule than the policy declares."),
                                      Sentence::Weight::kNotice});
  }
  if (ranking.rule.proposal) {
    section.blocks.push_back(Sentence{words.Say("Aturan urutan ini usulan; belum ditetapkan oleh yang berwenang.",
                                                "The rule of this order is a proposal; no authority has set it."),
                                      Sentence::Weight::kSoft});
  }
  for (size_t key = 0; key < ranking.rule.keys.size(); ++key) {
    section.blocks.push_back(Sentence{told.KeyLine(key), Sentence::Weight::kPlain, 2});
  }
  if (!ranking.rule.source.empty())
    section.blocks.push_back(Sentence{words.Source(ranking.rule.source), Sentence::Weight::kSoft, 2});
  for (const Cut& cut : cuts) section.blocks.push_back(CutSentence(cut, words));

  NumberTable table;
  table.caption = words.Say("Keluarga yang dapat diusulkan, menurut urutan", "Families that may be proposed, in order");
  table.name_head = {words.Say("Keluarga", "Family"), words.Say("keluarga", "family")};
  table.heads.push_back({words.Say("Tempat", "Place"), words.Say("tempat", "place")});
  for (size_t key = 0; key < ranking.rule.keys.size(); ++key) {
    table.heads.push_back({told.Title(key), absl::StrCat("(", key + 1, ")")});
  }
  table.note_head = words.Say("Mengapa di sini", "Why here");
  std::vector<size_t> next_cut;
  const auto lines_before = [&](size_t index) {
    for (const Cut& cut : cuts) {
      if (cut.places > 0 && static_cast<size_t>(cut.inside) == index && (cut.unfilled == 0 || index > 0)) {
        Row line;
        line.kind = Row::Kind::kLine;
        line.name = CutLine(cut, words);
        table.rows.push_back(std::move(line));
      }
    }
  };
  const std::vector<size_t> shown = Shown(ranking, cuts, limit);
  size_t expected = 0;
  const auto gap = [&](size_t until) {
    if (until <= expected) return;
    Row row;
    row.kind = Row::Kind::kGap;
    row.name = absl::StrCat(words.Say("dan ", "and "), words.Number(static_cast<int64_t>(until - expected)),
                            words.Say(" keluarga lagi yang tidak ditampilkan", " more that are not shown"));
    table.rows.push_back(std::move(row));
  };
  for (const size_t index : shown) {
    gap(index);
    lines_before(index);
    const RankedFamily& family = ranking.ranked[index];
    Row row;
    row.name = family.household_id;
    row.cells.push_back(words.Number(family.place));
    for (size_t key = 0; key < family.values.size(); ++key) row.cells.push_back(told.Value(family.values[key], key));
    row.note = told.Note(index);
    table.rows.push_back(std::move(row));
    expected = index + 1;
  }
  gap(ranking.ranked.size());
  if (!ranking.ranked.empty() && expected == ranking.ranked.size()) lines_before(expected);
  section.blocks.push_back(std::move(table));
  size_t told_unranked = 0;
  for (const UnrankedFamily& family : ranking.unranked) {
    if (limit != 0 && told_unranked++ >= limit) break;
    section.blocks.push_back(Sentence{
        absl::StrCat(family.household_id, ": ", words.Say("tidak dapat diurutkan, galat pada ", "has no place, an error in "),
                     told.Title(family.key)),
        Sentence::Weight::kNotice});
  }
  if (limit != 0 && ranking.unranked.size() > limit) {
    section.blocks.push_back(Sentence{absl::StrCat(words.Say("Tidak dapat diurutkan seluruhnya: ", "Without a place in all: "),
                                                   words.Families(static_cast<int64_t>(ranking.unranked.size())))});
  }
  content->push_back(std::move(section));
}

}  // namespace graduasi::programme

namespace graduasi {

std::string Explain(const Ranking& ranking, Language language, std::optional<int64_t> places) {
  std::vector<Cut> cuts;
  if (places.has_value()) cuts.push_back(CutAt(ranking, *places));
  programme::Content content;
  programme::AddRanking(ranking, cuts, 0, programme::Words(language), &content);
  return programme::TextOf(content);
}

}  // namespace graduasi
