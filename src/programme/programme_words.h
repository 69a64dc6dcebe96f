// The words of a programme's pages, in both languages: counts, ranges, shares, dates, regions and published values as people
// read them. This file must not know how anything was counted, nor of text or HTML.
#ifndef GRADUASI_SRC_PROGRAMME_PROGRAMME_WORDS_H_
#define GRADUASI_SRC_PROGRAMME_PROGRAMME_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/assistance.h"
#include "graduasi/date.h"
#include "graduasi/language.h"
#include "graduasi/region.h"
#include "graduasi/statistic.h"
#include "graduasi/target.h"

namespace graduasi::programme {

class Words {
 public:
  explicit Words(Language language) : language_(language) {}
  Language language() const { return language_; }

  const char* Say(const char* indonesian, const char* english) const {
    return language_ == Language::kIndonesian ? indonesian : english;
  }
  std::string Number(int64_t value) const;
  std::string Families(int64_t count) const;             // "50 keluarga", "1 family", "50 families"
  std::string Range(int64_t least, int64_t most) const;  // "30-35", "2,820"
  std::string Percent(const Decimal& value) const;       // "60 %", "50.39 %"; decimals that are all 0 are left out
  std::string Percent(const PercentRange& range) const;  // "about 60-70 %"
  std::string Share(int64_t part, int64_t whole) const;  // "12.3 %"; "-" of nothing
  std::string PerMille(int64_t rate) const;              // 650: "65.0 %"
  std::string Thousandths(int64_t thousandths) const;    // 32500: "32.500"
  std::string Probability(double probability) const;     // "56.10 %"; what is neither impossible nor certain is not rounded so
  std::string About(Precision precision, int64_t count) const;  // "about 50"
  std::string Day(Date day) const;
  std::string Day(const PartialDate& day) const;
  std::string ShortMonth(Date day) const;                    // "Des", "Dec"
  std::string Region(const graduasi::Region& region) const;  // "wilayah 35.79 (kode Kemendagri)", "Indonesia"
  std::string RegionCode(absl::string_view code) const;      // of Kemendagri; "" is the nation
  std::string Exit(ExitKind kind) const;
  std::string Unit(const std::string& unit) const;                                           // "people": "orang"
  std::string Value(const Decimal& value, int64_t multiple, const std::string& unit) const;  // "8.12 thousand people"
  std::string Source(const std::string& source) const;                                       // "Sumber: ..."; "" of none

 private:
  const Language language_;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PROGRAMME_WORDS_H_
