#include "src/analysis/page_parts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "src/cel/utf8.h"

namespace graduasi::analysis {
namespace {

constexpr int64_t kBarWidth = 180;  // in its own units; the page scales it

// Of a bar of `most`, in tenths of a unit: at least one unit of what is not nothing.
int64_t Length(int64_t value, int64_t most) {
  if (value <= 0 || most <= 0) return 0;
  const auto tenths = static_cast<int64_t>(static_cast<__int128>(value) * kBarWidth * 10 / most);
  return std::max<int64_t>(tenths, 10);
}

std::string Tenths(int64_t tenths) { return absl::StrCat(tenths / 10, ".", tenths % 10); }

std::string Rectangle(int64_t x, int64_t y, int64_t width, int64_t height, const char* color) {
  return absl::StrCat("<rect class=\"", color, "\" x=\"", Tenths(x), "\" y=\"", y, "\" width=\"", Tenths(width), "\" height=\"",
                      height, "\"/>");
}

std::string Drawing(int64_t height, absl::string_view inside) {
  return absl::StrCat("<svg class=\"bar\" viewBox=\"0 0 ", kBarWidth, " ", height, "\" width=\"", kBarWidth, "\" height=\"",
                      height, "\" aria-hidden=\"true\" focusable=\"false\">", inside, "</svg>");
}

}  // namespace

std::string Escaped(absl::string_view text) {
  std::string html;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      int length = 1;
      if (cel::DecodeUtf8(text, at, &length) < 0) {
        html += "\xef\xbf\xbd";
        ++at;
        continue;
      }
      absl::StrAppend(&html, text.substr(at, static_cast<size_t>(length)));
      at += static_cast<size_t>(length);
      continue;
    }
    ++at;
    if (c == '-' && at < text.size() && text[at] == '>') {
      html += "\xe2\x86\x92";  // an arrow
      ++at;
    } else if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '"') {
      html += "&quot;";
    } else if (c == '\'') {
      html += "&#39;";
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
      html += "\xef\xbf\xbd";
    } else {
      html += c;
    }
  }
  return html;
}

std::string Bar(const std::vector<BarPart>& parts, int64_t most) {
  std::string inside;
  int64_t x = 0;
  for (const BarPart& part : parts) {
    const int64_t length = Length(part.value, most);
    if (length == 0) continue;
    inside += Rectangle(x, 1, length, 12, part.color);
    x += length;
  }
  return Drawing(14, inside);
}

std::string Bars(const std::vector<BarPart>& bars, int64_t most) {
  std::string inside;
  int64_t y = 1;
  for (const BarPart& bar : bars) {
    if (const int64_t length = Length(bar.value, most); length > 0) inside += Rectangle(0, y, length, 8, bar.color);
    y += 10;
  }
  return Drawing(y, inside);
}

HtmlTable::HtmlTable(absl::string_view caption, const std::vector<std::string>& head, absl::string_view classes) {
  absl::StrAppend(&html_, "<table", classes.empty() ? "" : absl::StrCat(" class=\"", classes, "\""), ">\n<caption>",
                  Escaped(caption), "</caption>\n<thead><tr>");
  for (const std::string& cell : head) absl::StrAppend(&html_, "<th scope=\"col\">", cell, "</th>");
  html_ += "</tr></thead>\n<tbody>\n";
}

void HtmlTable::Row(const std::vector<std::string>& cells, absl::string_view classes) {
  absl::StrAppend(&html_, "<tr", classes.empty() ? "" : absl::StrCat(" class=\"", classes, "\""), ">");
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i == 0) {
      absl::StrAppend(&html_, "<th scope=\"row\">", cells[i], "</th>");
    } else {
      absl::StrAppend(&html_, "<td>", cells[i], "</td>");
    }
  }
  html_ += "</tr>\n";
}

std::string HtmlTable::Finish() {
  html_ += "</tbody>\n</table>\n";
  return std::move(html_);
}

const char* PageStyle() {
  return R"css(
:root{--ink:#1b1f24;--soft:#50585f;--line:#d5dadf;--paper:#fff;--tint:#f4f6f8;--more:#0b6e69;--less:#a3261b;--other:#6c757d;
--was:#9aa5af;--is:#1d4e89;--warn:#7a4a00;--warnpaper:#fff5e0}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--tint);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem;background:var(--paper)}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.4rem 0 .7rem;max-width:46rem}
.lead{font-size:1.1em}
.soft,caption,.key{color:var(--soft)}
.notice{background:var(--warnpaper);color:var(--warn);border:1px solid currentColor;padding:.5rem .75rem;
font-weight:600;max-width:none}

.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.figures li{border:1px solid var(--line);border-top:4px solid var(--other);padding:.5rem .75rem}
.figures b{display:block;font-size:1.6em;line-height:1.2;font-variant-numeric:tabular-nums}
.figures .more{border-top-color:var(--more)}.figures .less{border-top-color:var(--less)}
table{border-collapse:collapse;width:100%;margin:.25rem 0 1rem;font-variant-numeric:tabular-nums;font-size:.925em}
caption{text-align:left;padding:.2rem 0;font-size:.95em}
th,td{padding:.3rem .5rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,.words td{text-align:left}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom;font-weight:600}
tbody th{font-weight:400;overflow-wrap:anywhere}
.total th,.total td{font-weight:600;border-top:2px solid var(--ink)}
.unknown th{font-style:italic}
.matrix td.same{background:var(--tint);color:var(--soft)}
.matrix td.moved{font-weight:600}
td.up{color:var(--more)}td.down{color:var(--less)}
.up{color:var(--more)}.down{color:var(--less)}
th:last-child:empty,td:has(.bar){width:180px;text-align:left}
.bars tbody th{min-width:9em}.causes tbody th{min-width:16em}
.bar{display:block;max-width:100%;height:auto;margin-top:.25rem}
.bar .more,.key .more{fill:#0b6e69}.bar .less,.key .less{fill:#a3261b}.bar .other,.key .other{fill:#6c757d}
.bar .was,.key .was{fill:#9aa5af}.bar .is,.key .is{fill:#1d4e89}
.bar .track,.key .track,.chart .track{fill:#e3e7eb}.bar .ask,.key .ask,.chart .ask{fill:#b7791f}
.bar .safe,.key .safe,.chart .safe{fill:#6b4c9a}.bar .none,.key .none,.chart .none{fill:#c3cad1}
.bar .step1,.key .step1,.chart .step1{fill:#dbe7f3}.bar .step2,.key .step2,.chart .step2{fill:#b5cfe7}
.bar .step3,.key .step3,.chart .step3{fill:#86b0d6}.bar .step4,.key .step4,.chart .step4{fill:#5589ba}
.bar .step5,.key .step5,.chart .step5{fill:#2f6699}.bar .step6,.key .step6,.chart .step6{fill:#173f66}
.bar .gone1,.key .gone1,.chart .gone1{fill:#0b6e69}.bar .gone2,.key .gone2,.chart .gone2{fill:#4ea39d}
.bar .gone3,.key .gone3,.chart .gone3{fill:#9bcdc8}
.chart .more{fill:#0b6e69}.chart .less{fill:#a3261b}.chart .was{fill:#9aa5af}.chart .is{fill:#1d4e89}
.chart .band,.key .band{fill:#f3d9a4}.chart .edge,.key .edge{fill:#7a4a00}
.chart .mark,.key .mark{fill:#e8590c}.chart .grid{fill:#e3e7eb}.chart .axis{fill:#50585f}
.chart{display:block;width:100%;max-width:38rem;height:auto;margin:.5rem 0 1rem}
.chart text{font-size:12px;fill:var(--ink);font-variant-numeric:tabular-nums}.chart text.tick{fill:var(--soft);font-size:11px}
th .key{margin-right:.1rem}tr.cut th{border-top:3px solid var(--warn);border-bottom:3px solid var(--warn);color:var(--warn);
font-weight:600}tr.gap th{color:var(--soft);font-style:italic;text-align:center}
.note{color:var(--soft);font-size:.9em}.noted tbody th{min-width:16em}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.key{font-size:.9em;margin:.25rem 0}.key span{white-space:nowrap;margin-right:1rem}
.key svg{margin-right:.3rem;vertical-align:-1px}
code{font:.875em/1.4 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
ol.edits{padding-left:1.5rem}ol.edits li{margin:.2rem 0;overflow-wrap:anywhere}
.tag{display:inline-block;border:1px solid var(--line);border-radius:3px;padding:0 .35rem;font-size:.8125rem;
color:var(--soft);white-space:nowrap}

.columns{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 2rem}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem}dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:40rem){main{padding:1rem}.figures{grid-template-columns:repeat(2,minmax(0,1fr))}
.columns{grid-template-columns:1fr}
.wide{overflow-x:auto}dl:not(.narrow){grid-template-columns:1fr}.bars tbody th,.causes tbody th{min-width:0}
.many tbody th{min-width:8em}td:has(.bar),th:last-child:empty,td:last-child:empty{display:none}th,td{padding:.3rem .25rem}}
@media screen and (prefers-color-scheme:dark){
:root{--ink:#e6e9ec;--soft:#aab2b9;--line:#3a4148;--paper:#171b1f;--tint:#0e1113;--more:#4fb8af;--less:#f08d82;--other:#8a939b;
--warn:#f0c36a;--warnpaper:#2c2410}
.bar .more,.key .more,.chart .more,.bar .gone1,.key .gone1,.chart .gone1{fill:#35a79c}
.bar .less,.key .less,.chart .less{fill:#e0655a}.bar .is,.key .is,.chart .is{fill:#5f9ed6}
.bar .was,.key .was,.chart .was{fill:#6d7780}.bar .other,.key .other{fill:#8a939b}
.bar .track,.key .track,.chart .track,.chart .grid{fill:#2c3238}.bar .ask,.key .ask,.chart .ask{fill:#d59a3a}
.bar .safe,.key .safe,.chart .safe{fill:#9d7fd1}.bar .none,.key .none,.chart .none{fill:#4b535b}
.bar .step1,.key .step1,.chart .step1{fill:#24425f}.bar .step2,.key .step2,.chart .step2{fill:#2f5c88}
.bar .step3,.key .step3,.chart .step3{fill:#3d74aa}.bar .step4,.key .step4,.chart .step4{fill:#5f97cc}
.bar .step5,.key .step5,.chart .step5{fill:#93bde4}.bar .step6,.key .step6,.chart .step6{fill:#d3e6f7}
.bar .gone2,.key .gone2,.chart .gone2{fill:#257f77}.bar .gone3,.key .gone3,.chart .gone3{fill:#1a5a54}
.chart .band,.key .band{fill:#5c4a1f}.chart .edge,.key .edge{fill:#f0c36a}.chart .axis{fill:#aab2b9}}
@page{size:A4;margin:15mm}
@media print{body{background:#fff;font-size:9.5pt;line-height:1.35}main{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:13pt;margin-top:1.2rem;break-after:avoid}
h3{font-size:10.5pt;margin-top:.8rem;break-after:avoid}
p,.key{break-after:avoid}p.lead,p.notice{break-after:auto}th,td{padding:.15rem .4rem}tr,li,.figures{break-inside:avoid}
.bar{max-height:12px}.chart{max-width:120mm;break-inside:avoid}thead{display:table-header-group}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";
}

}  // namespace graduasi::analysis
