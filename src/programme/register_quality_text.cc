// The report on a register's quality as people read it, in both languages. It knows the report, not how it came about.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graduasi/register_quality.h"
#include "src/base/text.h"

namespace graduasi {
namespace {

constexpr size_t kRegionsTold = 8;  // of a kind, those with most places
constexpr size_t kFactsTold = 15;   // lacking most
constexpr size_t kWorstRegions = 10;

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  const char* Say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  std::string Number(int64_t value) const { return FormatInteger(value, language_); }

  // "1 record", "1,234 records"; Indonesian has no plural.
  std::string Count(int64_t value, const char* indonesian, const char* singular, const char* plural) const {
    return absl::StrCat(Number(value), " ", Say(indonesian, value == 1 ? singular : plural));
  }
  std::string Records(int64_t value) const { return Count(value, "catatan", "record", "records"); }

  // "12,3 %"; what is not nothing never reads as nothing.
  std::string Share(int64_t part, int64_t whole) const {
    if (whole == 0) return "-";
    const int64_t tenths = part / whole * 1000 + (part % whole * 1000 + whole / 2) / whole;
    const char* point = Say(",", ".");
    if (tenths == 0 && part > 0) return absl::StrCat("<0", point, "1 %");
    if (tenths == 1000 && part < whole) return absl::StrCat(">99", point, "9 %");
    return absl::StrCat(Number(tenths / 10), point, tenths % 10, " %");
  }

  std::string Region(const std::string& code) const {
    return code.empty() ? Say("tanpa kode wilayah", "no region code") : code;
  }

  void Line(absl::string_view text) { absl::StrAppend(&text_, text, "\n"); }
  std::string Take() { return std::move(text_); }
  Language language() const { return language_; }

 private:
  const Language language_;
  std::string text_;
};

const char* LevelName(const Page& page, int level) {
  switch (level) {
    case 1:
      return page.Say("provinsi", "provinces");
    case 2:
      return page.Say("kabupaten dan kota", "regencies and cities");
    case 3:
      return page.Say("kecamatan", "districts");
    default:
      return page.Say("desa dan kelurahan", "villages");
  }
}

void AppendHead(const RegisterQualityReport& report, Page* page) {
  page->Line(absl::StrCat(page->Say("MUTU DATA REGISTER per ", "QUALITY OF THE REGISTER as of "),
                          FormatDate(report.as_of, page->language())));
  for (const QualityFeed& feed : report.feeds) {
    if (feed.name.empty()) continue;
    page->Line(absl::StrCat("  ", feed.name, ": ", page->Records(feed.records)));
  }
  page->Line(absl::StrCat("  ", page->Number(report.fed), page->Say(" catatan = ", " records = "),
                          page->Number(report.readable), page->Say(" dapat dibaca + ", " readable + "),
                          page->Number(report.unreadable), page->Say(" tidak dapat dibaca", " unreadable")));
  page->Line(absl::StrCat("  ", page->Number(report.readable), page->Say(" dapat dibaca = ", " readable = "),
                          page->Number(report.sound), page->Say(" tanpa temuan + ", " without findings + "),
                          page->Number(report.with_findings), page->Say(" dengan temuan", " with findings")));
  page->Line(absl::StrCat("  ", page->Records(report.unreadable + report.invalid),
                          page->Say(" tidak dapat dipakai untuk keputusan (tidak terbaca atau bertentangan sendiri)",
                                    " cannot be decided on (unreadable, or self-contradictory)")));
  page->Line(absl::StrCat("  ", page->Count(report.members, "anggota keluarga", "member", "members")));
  if (report.ids_withheld > 0) {
    page->Line(absl::StrCat("  ", page->Number(report.ids_withheld),
                            page->Say(" id keluarga tidak ditampilkan karena mungkin memuat identitas",
                                      " household ids are not shown, for they may hold an identity")));
  }
}

void AppendVintages(const RegisterQualityReport& report, Page* page) {
  if (report.vintages.empty()) {
    page->Line(absl::StrCat("  ", page->Say("Kode wilayah tidak dicocokkan: tidak ada daftar yang diberikan",
                                            "Region codes were not checked: no list was given")));
    return;
  }
  std::vector<std::string> others;
  for (const QualityVintage& vintage : report.vintages) {
    if (!vintage.held_against) {
      others.push_back(vintage.name);
      continue;
    }
    page->Line(absl::StrCat("  ", page->Say("Kode wilayah dicocokkan dengan daftar ", "Region codes held against the list of "),
                            vintage.name, vintage.system == CodeSystem::kKemendagri ? " (KEMENDAGRI, " : " (BPS, ",
                            page->Number(vintage.codes), page->Say(" kode, sampai ", " codes, down to "),
                            LevelName(*page, vintage.deepest_level), ")"));
  }
  if (!others.empty()) {
    page->Line(absl::StrCat("  ", page->Say("Daftar lain: ", "Other lists: "), absl::StrJoin(others, ", ")));
  }
  page->Line(absl::StrCat("  ", page->Records(report.regions_checked), page->Say(" dicocokkan, ", " checked, "),
                          page->Number(report.regions_unchecked),
                          page->Say(" tidak dapat dicocokkan", " could not be checked")));
}

void AppendKind(const QualityKindCount& count, Page* page) {
  const QualityKindInfo& info = InfoOf(count.kind);
  std::string figures;
  if (count.cases != count.places) figures = absl::StrCat(page->Count(count.cases, "kasus", "case", "cases"), ", ");
  absl::StrAppend(&figures, page->Count(count.places, "tempat", "place", "places"), page->Say(" di ", " in "),
                  page->Records(count.records));
  page->Line(absl::StrCat("  ", info.code, ": ", info.sentence.in(page->language()), ": ", figures));
  page->Line(absl::StrCat("    ", info.ask.in(page->language())));
  std::vector<QualityRegionCount> regions = count.regions;
  std::stable_sort(regions.begin(), regions.end(),
                   [](const QualityRegionCount& a, const QualityRegionCount& b) { return a.places > b.places; });
  std::vector<std::string> told;
  for (size_t i = 0; i < std::min(regions.size(), kRegionsTold); ++i) {
    told.push_back(absl::StrCat(page->Region(regions[i].code), ": ", page->Number(regions[i].places)));
  }
  std::string more;
  if (regions.size() > kRegionsTold) {
    more = absl::StrCat(page->Say(" dan ", " and "), page->Number(static_cast<int64_t>(regions.size() - kRegionsTold)),
                        page->Say(" wilayah lain", " other regions"));
  }
  page->Line(absl::StrCat("    ", page->Say("Wilayah: ", "Regions: "), absl::StrJoin(told, ", "), more));
  for (const QualityPlace& place : count.first) page->Line(absl::StrCat("      ", ToText(place, page->language())));
  const int64_t untold = count.places - static_cast<int64_t>(count.first.size());
  if (untold > 0 && !count.first.empty()) {
    page->Line(
        absl::StrCat("      ", page->Say("dan ", "and "), page->Number(untold), page->Say(" tempat lain", " other places")));
  }
}

void AppendKinds(const RegisterQualityReport& report, QualityEffect effect, const char* title, Page* page) {
  const bool any = std::any_of(report.kinds.begin(), report.kinds.end(),
                               [&](const QualityKindCount& count) { return InfoOf(count.kind).effect == effect; });
  if (!any) return;
  page->Line("");
  page->Line(title);
  for (const QualityKindCount& count : report.kinds) {
    if (InfoOf(count.kind).effect == effect) AppendKind(count, page);
  }
}

void AppendRegions(const RegisterQualityReport& report, Page* page) {
  std::vector<QualityRegion> regions;
  for (const QualityRegion& region : report.regions) {
    if (region.sound != region.records) regions.push_back(region);
  }
  if (regions.empty()) return;
  std::stable_sort(regions.begin(), regions.end(), [](const QualityRegion& a, const QualityRegion& b) {
    return a.unreadable + a.with_findings > b.unreadable + b.with_findings;
  });
  page->Line("");
  page->Line(page->Say("WILAYAH DENGAN CATATAN BERMASALAH TERBANYAK", "REGIONS WITH MOST RECORDS TO LOOK AT"));
  for (size_t i = 0; i < std::min(regions.size(), kWorstRegions); ++i) {
    const QualityRegion& region = regions[i];
    const int64_t bad = region.unreadable + region.with_findings;
    page->Line(absl::StrCat("  ", page->Region(region.code), ": ", page->Number(bad), page->Say(" dari ", " of "),
                            page->Records(region.records), " (", page->Share(bad, region.records), ")"));
  }
  if (regions.size() > kWorstRegions) {
    page->Line(absl::StrCat("  ", page->Say("dan ", "and "), page->Number(static_cast<int64_t>(regions.size() - kWorstRegions)),
                            page->Say(" wilayah lain", " other regions")));
  }
}

// What several elements of a record can hold is told by its values too.
std::string OfValues(const FactCompleteness& fact, const RegisterQualityReport& report, const Page& page) {
  if (fact.values == report.readable) return "";
  return absl::StrCat(", ", page.Number(fact.values_lacking), page.Say(" dari ", " of "), page.Number(fact.values),
                      page.Say(" nilai", " values"));
}

void AppendFacts(const RegisterQualityReport& report, Page* page) {
  std::vector<FactCompleteness> lacking;
  for (const FactCompleteness& fact : report.facts) {
    if (fact.records_lacking > 0) lacking.push_back(fact);
  }
  std::stable_sort(lacking.begin(), lacking.end(),
                   [](const FactCompleteness& a, const FactCompleteness& b) { return a.records_lacking > b.records_lacking; });
  page->Line("");
  page->Line(absl::StrCat(
      page->Say("KELENGKAPAN: ", "COMPLETENESS: "), page->Number(static_cast<int64_t>(report.facts.size() - lacking.size())),
      page->Say(" dari ", " of "), page->Number(static_cast<int64_t>(report.facts.size())),
      page->Say(" fakta lengkap di semua catatan yang dapat dibaca", " facts are complete in all readable records")));
  for (size_t i = 0; i < std::min(lacking.size(), kFactsTold); ++i) {
    const FactCompleteness& fact = lacking[i];
    page->Line(absl::StrCat("  ", fact.path, ": ", page->Say("kurang di ", "lacking in "), page->Records(fact.records_lacking),
                            " (", page->Share(fact.records_lacking, report.readable), ")", OfValues(fact, report, *page)));
  }
  if (lacking.size() > kFactsTold) {
    page->Line(absl::StrCat("  ", page->Say("dan ", "and "), page->Number(static_cast<int64_t>(lacking.size() - kFactsTold)),
                            page->Say(" fakta lain", " other facts")));
  }
}

// A file is written as editors and compilers do; where there is none, a word says what the number counts.
std::string Where(const QualityRecord& record, int32_t column, const Page& page) {
  std::string text = record.feed.empty() ? absl::StrCat(page.Say("catatan ", "record "), record.row)
                                         : absl::StrCat(record.feed, ":", record.row);
  if (column > 0) absl::StrAppend(&text, ":", column);
  if (!record.household_id.empty()) absl::StrAppend(&text, " (", record.household_id, ")");
  return text;
}

}  // namespace

std::string ToText(const QualityPlace& place, Language language) {
  const Page page(language);
  const QualityKindInfo& info = InfoOf(place.kind);
  std::string text = absl::StrCat(Where(place.record, place.column, page), ": ");
  if (!place.path.empty()) absl::StrAppend(&text, place.path, ": ");
  const bool rules_say = language == Language::kEnglish && !place.message.empty();
  absl::StrAppend(&text, rules_say ? place.message : info.sentence.in(language));
  if (place.other.has_value()) absl::StrAppend(&text, ": ", Where(*place.other, 0, page), " ", place.other_path);
  if (!place.region_part.empty()) absl::StrAppend(&text, ": ", place.region_part);
  if (!place.existed_in.empty()) absl::StrAppend(&text, page.Say(", ada pada ", ", existed in "), place.existed_in);
  if (!place.successor.empty()) absl::StrAppend(&text, page.Say(", kini ", ", now "), place.successor);
  // An id is the register's own text: it must not break a line or steer a terminal.
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text;
}

std::string ToText(const RegisterQualityReport& report, Language language) {
  Page page(language);
  AppendHead(report, &page);
  AppendVintages(report, &page);
  AppendKinds(report, QualityEffect::kUnreadable, page.Say("TIDAK DAPAT DIBACA", "CANNOT BE READ"), &page);
  AppendKinds(report, QualityEffect::kInvalid,
              page.Say("BERTENTANGAN SENDIRI: keputusan akan INVALID", "CONTRADICTS ITSELF: the decision will be INVALID"),
              &page);
  AppendKinds(report, QualityEffect::kQuestionable,
              page.Say("HARUS DIPERIKSA: diputuskan, tetapi seseorang harus melihatnya",
                       "TO BE CHECKED: is decided, but somebody must look"),
              &page);
  AppendRegions(report, &page);
  AppendFacts(report, &page);
  return page.Take();
}

}  // namespace graduasi
