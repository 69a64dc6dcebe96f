// Content as HTML. Everything that stands in it is text until it is escaped here; only drawings come as they are.
#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "src/programme/page_content.h"

namespace graduasi::programme {
namespace {

using analysis::Bar;
using analysis::Escaped;

constexpr size_t kFewColumns = 3;  // of numbers; a telephone has to move tables of more

const char* ClassOf(Sentence::Weight weight) {
  switch (weight) {
    case Sentence::Weight::kLead:
      return " class=\"lead\"";
    case Sentence::Weight::kSoft:
      return " class=\"soft\"";
    case Sentence::Weight::kNotice:
      return " class=\"notice\"";
    case Sentence::Weight::kPlain:
      break;
  }
  return "";
}

std::string Swatch(const char* color) {
  return absl::StrCat("<svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"", color,
                      "\" width=\"12\" height=\"12\"/></svg>");
}

class HtmlWriter {
 public:
  std::string Write(const Content& content) {
    for (const Section& section : content) {
      title_ = section.title;
      if (!section.title.empty()) {
        const char* level = section.level == 1 ? "h2" : "h3";
        absl::StrAppend(&html_, "<", level, section.id.empty() ? "" : absl::StrCat(" id=\"", Escaped(section.id), "\""), ">",
                        Escaped(section.title), "</", level, ">\n");
      }
      for (const Block& block : section.blocks) {
        std::visit([this](const auto& each) { Put(each); }, block);
      }
    }
    return std::move(html_);
  }

 private:
  void Put(const Sentence& sentence) {
    absl::StrAppend(&html_, "<p", ClassOf(sentence.weight), ">", Escaped(sentence.text), "</p>\n");
  }
  void Put(const Entries& entries) {
    if (entries.list.empty()) return;
    html_ += entries.narrow ? "<dl class=\"narrow\">\n" : "<dl>\n";
    for (const Entries::Entry& entry : entries.list) {
      absl::StrAppend(&html_, "<dt>", Escaped(entry.what), "</dt><dd>", Escaped(entry.value));
      for (const std::string& more : entry.more) absl::StrAppend(&html_, "<br><span class=\"soft\">", Escaped(more), "</span>");
      html_ += "</dd>\n";
    }
    html_ += "</dl>\n";
  }
  void Put(const KeyFigures& figures) {
    if (figures.list.empty()) return;
    html_ += "<ul class=\"figures\">\n";
    for (const KeyFigures::Figure& figure : figures.list) {
      absl::StrAppend(&html_, "<li class=\"", figure.color, "\"><b>", Escaped(figure.number), "</b>", Escaped(figure.what),
                      "</li>\n");
    }
    html_ += "</ul>\n";
  }
  void Put(const Chart& chart) {
    if (chart.drawing.empty() && chart.keys.empty()) return;
    if (!chart.caption.empty()) absl::StrAppend(&html_, "<p class=\"key\">", Escaped(chart.caption), "</p>\n");
    if (!chart.keys.empty()) {
      html_ += "<p class=\"key\">";
      for (const Chart::Key& key : chart.keys) {
        absl::StrAppend(&html_, "<span>", Swatch(key.color), Escaped(key.what), "</span> ");
      }
      html_ += "</p>\n";
    }
    if (!chart.drawing.empty()) absl::StrAppend(&html_, chart.drawing, "\n");
  }

  void Put(const NumberTable& table) {
    if (table.rows.empty()) return;
    const bool notes = !table.note_head.empty(), bars = table.bar_most > 0;
    const size_t width = 1 + table.heads.size() + (bars ? 1 : 0);
    absl::StrAppend(&html_, "<div class=\"wide\">\n<table", " class=\"",
                    bars    ? "bars"
                    : notes ? "noted"
                            : "plain",
                    table.heads.size() > kFewColumns ? " many\"" : "\"", ">\n<caption",
                    table.caption == title_ ? " class=\"unseen\"" : "", ">", Escaped(table.caption), "</caption>\n<thead><tr>");
    Head(table.name_head.full);
    for (const NumberTable::Head& head : table.heads) Head(head.full);
    if (bars) Head("");
    html_ += "</tr></thead>\n<tbody>\n";
    for (const NumberTable::Row& row : table.rows) {
      if (row.kind == NumberTable::Row::Kind::kLine || row.kind == NumberTable::Row::Kind::kGap) {
        absl::StrAppend(&html_, "<tr class=\"", row.kind == NumberTable::Row::Kind::kLine ? "cut" : "gap",
                        "\"><th scope=\"row\" colspan=\"", width, "\">", Escaped(row.name), "</th></tr>\n");
        continue;
      }
      absl::StrAppend(
          &html_, row.kind == NumberTable::Row::Kind::kStrong ? "<tr class=\"total\">" : "<tr>", "<th scope=\"row\">",
          *row.key == '\0' ? "" : absl::StrCat("<span class=\"key\">", Swatch(row.key), "</span>"), Escaped(row.name),
          row.note.empty() ? "" : absl::StrCat("<br><span class=\"note\">", Escaped(row.note), "</span>"), "</th>");
      for (size_t i = 0; i < table.heads.size(); ++i) Cell(i < row.cells.size() ? Escaped(row.cells[i]) : "");
      if (bars) Cell(Bar(row.bar, table.bar_most));
      html_ += "</tr>\n";
    }
    html_ += "</tbody>\n</table>\n</div>\n";
  }
  void Head(const std::string& text) { absl::StrAppend(&html_, "<th scope=\"col\">", Escaped(text), "</th>"); }
  void Cell(const std::string& html) { absl::StrAppend(&html_, "<td>", html, "</td>"); }

  std::string html_;
  std::string title_;  // of the section; a caption that repeats it is for those who hear the page
};

}  // namespace

std::string HtmlOf(const Content& content) { return HtmlWriter().Write(content); }

}  // namespace graduasi::programme
