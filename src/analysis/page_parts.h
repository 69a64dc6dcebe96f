// Pieces of a page in HTML that needs nothing but itself: text made safe, tables, bars drawn as SVG. This file must not know
// what the page is about.
#ifndef GRADUASI_SRC_ANALYSIS_PAGE_PARTS_H_
#define GRADUASI_SRC_ANALYSIS_PAGE_PARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/language.h"

namespace graduasi::analysis {

// Text as it stands between tags or in an attribute; what is not UTF-8 or a control character becomes U+FFFD, "->" an arrow.
std::string Escaped(absl::string_view text);

// A part of a bar: how long, and the class that colours it.
struct BarPart {
  int64_t value = 0;
  const char* color = "";
};

// A horizontal bar, `most` being its full length. It repeats numbers that stand beside it, so readers of the page aloud skip
// it.
std::string Bar(const std::vector<BarPart>& parts, int64_t most);
// Several bars one below the other in the same space.
std::string Bars(const std::vector<BarPart>& bars, int64_t most);

// A table: a caption for those who cannot see what stands around it, head cells, and rows whose first cell names the row.
class HtmlTable {
 public:
  HtmlTable(absl::string_view caption, const std::vector<std::string>& head, absl::string_view classes = "");
  // Cells are HTML.
  void Row(const std::vector<std::string>& cells, absl::string_view classes = "");
  std::string Finish();

 private:
  std::string html_;
};

// The style of all pages.
const char* PageStyle();

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_PAGE_PARTS_H_
