// A comparison as a page of text for a terminal.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graduasi/comparison.h"
#include "src/analysis/comparison_words.h"
#include "src/base/text.h"
#include "src/cel/utf8.h"
#include "src/decide/words.h"

namespace graduasi {
namespace {

using analysis::In;

constexpr size_t kMostRows = 12;  // of one table; the page and the JSON have them all

size_t Width(absl::string_view text) {
  size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return width;
}

// Columns as wide as their widest cell; the first is text, the others are numbers.
class Table {
 public:
  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string ToText() const {
    std::vector<size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()), 0);
      for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], Width(row[i]));
    }
    std::string text;
    for (const auto& row : rows_) {
      std::string line = "  ";
      for (size_t i = 0; i < row.size(); ++i) {
        const std::string space(widths[i] - Width(row[i]), ' ');
        absl::StrAppend(&line, i == 0 ? "" : "  ", i == 0 ? row[i] : space, i == 0 ? space : row[i]);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      absl::StrAppend(&text, line, "\n");
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

class Page {
 public:
  Page(const PolicyComparison& comparison, Language language) : comparison_(comparison), language_(language) {}

  std::string Write() {
    Head();
    Causes();
    Edits();
    Matrix();
    Breakdowns();
    Missing();
    Margins();
    return std::move(text_);
  }

 private:
  std::string Number(int64_t value) const { return FormatInteger(value, language_); }
  const char* Say(const char* id, const char* en) const { return In(language_, id, en); }

  void Head() {
    const Transitions& all = comparison_.transitions;
    absl::StrAppend(&text_, Number(comparison_.families), Say(" keluarga: ", " families: "), Number(all.newly_eligible()),
                    Say(" menjadi layak diusulkan, ", " newly eligible, "), Number(all.no_longer_eligible()),
                    Say(" tidak lagi.", " no longer."), "\n");
    absl::StrAppend(&text_, analysis::NameText(comparison_.before), " -> ", analysis::NameText(comparison_.after), ", ",
                    Say("per ", "as of "), analysis::DaysText(comparison_, language_), "\n");
    if (comparison_.synthetic) text_ += Say("DATA BUATAN, bukan keluarga nyata.\n", "SYNTHETIC DATA, no real families.\n");
    if (comparison_.unreadable > 0) {
      absl::StrAppend(&text_, Number(comparison_.unreadable),
                      Say(" baris tidak dapat dibaca; dihitung sebagai ", " lines cannot be read; they count as "),
                      decide::Word(Outcome::kInvalid, language_), ".\n");
    }
  }

  void Causes() {
    absl::StrAppend(&text_, "\n", Say("Jawaban yang berubah: ", "Answers that change: "),
                    Number(comparison_.transitions.flips()), "\n");
    size_t width = 0;
    for (const FlipCause& cause : comparison_.causes) width = std::max(width, Number(cause.flips).size());
    for (size_t i = 0; i < comparison_.causes.size() && i < kMostRows; ++i) {
      const FlipCause& cause = comparison_.causes[i];
      const std::string count = Number(cause.flips);
      absl::StrAppend(&text_, "  ", std::string(width - count.size(), ' '), count, "  ",
                      CauseText(comparison_, cause.sets, cause.narrowed, language_));
      if (cause.newly_eligible + cause.no_longer_eligible > 0) {
        absl::StrAppend(&text_, Say("  (layak", "  (eligible"));
        if (cause.newly_eligible > 0) absl::StrAppend(&text_, " ", analysis::Signed(cause.newly_eligible, language_));
        if (cause.no_longer_eligible > 0) absl::StrAppend(&text_, " ", analysis::Signed(-cause.no_longer_eligible, language_));
        text_ += ")";
      }
      text_ += "\n";
    }
    More(comparison_.causes.size());
  }

  void More(size_t count) {
    if (count > kMostRows)
      absl::StrAppend(&text_, "  ", Say("dan ", "and "), count - kMostRows, Say(" lainnya", " more"), "\n");
  }

  void Edits() {
    absl::StrAppend(&text_, "\n", Say("Perubahan kebijakan: ", "Edits of the policy: "), comparison_.edits.size(), "\n");
    for (const PolicyEdit& edit : comparison_.edits) {
      absl::StrAppend(&text_, "  ", edit.text.in(language_),
                      edit.can_change_answers ? "" : Say("  (tidak mengubah jawaban)", "  (changes no answer)"), "\n");
    }
  }

  void Matrix() {
    absl::StrAppend(&text_, "\n", Say("Sebelum (baris) dan sesudah (kolom)", "Before (rows) and after (columns)"), "\n");
    Table table;
    std::vector<std::string> head{""};
    for (size_t i = kOutcomes; i-- > 0;) head.push_back(decide::Word(static_cast<Outcome>(i), language_));
    head.push_back(Say("jumlah", "total"));
    table.Add(std::move(head));
    const Transitions& all = comparison_.transitions;
    for (size_t i = kOutcomes; i-- > 0;) {
      std::vector<std::string> row{decide::Word(static_cast<Outcome>(i), language_)};
      for (size_t j = kOutcomes; j-- > 0;) row.push_back(Number(all.counts[i][j]));
      row.push_back(Number(all.before(static_cast<Outcome>(i))));
      table.Add(std::move(row));
    }
    std::vector<std::string> sums{Say("jumlah", "total")};
    for (size_t j = kOutcomes; j-- > 0;) sums.push_back(Number(all.after(static_cast<Outcome>(j))));
    sums.push_back(Number(all.total()));
    table.Add(std::move(sums));
    text_ += table.ToText();
    if (all.other_route > 0) {
      absl::StrAppend(&text_, "  ", Number(all.other_route),
                      Say(" tetap layak, lewat jalur lain.", " stay eligible, by another route."), "\n");
    }
  }

  void Breakdowns() {
    for (const Breakdown& breakdown : comparison_.breakdowns) OneBreakdown(breakdown);
    OneBreakdown(comparison_.open_rules);
  }

  // Classes in which nothing changes are left out.
  void OneBreakdown(const Breakdown& breakdown) {
    Table table;
    table.Add({breakdown.title.in(language_), Say("keluarga", "families"), Say("berubah", "change"),
               Say("layak +", "eligible +"), Say("layak -", "eligible -")});
    size_t shown = 0;
    size_t changing = 0;
    for (const Breakdown::Class& entry : breakdown.classes) {
      if (entry.transitions.flips() == 0) continue;
      if (++changing > kMostRows) continue;
      ++shown;
      table.Add({entry.title.in(language_), Number(entry.transitions.total()), Number(entry.transitions.flips()),
                 Number(entry.transitions.newly_eligible()), Number(entry.transitions.no_longer_eligible())});
    }
    if (shown == 0) return;
    absl::StrAppend(&text_, "\n", table.ToText());
    More(changing);
  }

  void Missing() {
    absl::StrAppend(&text_, "\n", Say("Perlu data: ", "Need data: "), Number(comparison_.missing_before.needs_data), " -> ",
                    Number(comparison_.missing_after.needs_data), Say(" keluarga; ", " families; "),
                    Number(comparison_.flips_with_missing),
                    Say(" jawaban yang berubah menyangkut data yang kurang.", " changing answers involve missing data."), "\n");
    const MissingData& missing = comparison_.missing_after;
    for (size_t i = 0; i < std::min<size_t>(missing.facts.size(), 5); ++i) {
      absl::StrAppend(&text_, "  ", missing.facts[i].name, "  ", Number(missing.facts[i].families), "\n");
    }
    const std::string sample = analysis::SampleText(missing, language_);
    if (!sample.empty()) absl::StrAppend(&text_, "  ", sample, "\n");
  }

  void Margins() {
    bool some = false;
    Table table;
    table.Add({Say("Dekat ambang", "Close to a threshold"), Say("sedikit di dalam", "just holds"),
               Say("sedikit di luar", "just fails")});
    for (const Margin& margin : comparison_.margins) {
      if (margin.just_holds + margin.just_fails == 0) continue;
      some = true;
      table.Add({absl::StrCat(analysis::OwnerText(margin.owner, language_), ": ", margin.expression), Number(margin.just_holds),
                 Number(margin.just_fails)});
    }
    if (!some) return;
    absl::StrAppend(&text_, "\n", table.ToText(), "  ", Say("Dekat: dalam ", "Close: within "), comparison_.margin_percent,
                    Say(" persen atau ", " percent or "), comparison_.margin_months,
                    Say(" bulan dari ambang.", comparison_.margin_months == 1 ? " month." : " months."), "\n");
  }

  const PolicyComparison& comparison_;
  const Language language_;
  std::string text_;
};

}  // namespace

std::string ToText(const PolicyComparison& comparison, Language language) { return Page(comparison, language).Write(); }

}  // namespace graduasi
