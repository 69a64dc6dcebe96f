// Charts as drawings in SVG that need nothing but the page's style: parts of a whole, a number against a range, columns month
// by month, the shape of a distribution. Every number of a chart must stand in a table beside it: who hears the page skips the
// drawing. This file must not know what is drawn.
#ifndef GRADUASI_SRC_ANALYSIS_PAGE_CHARTS_H_
#define GRADUASI_SRC_ANALYSIS_PAGE_CHARTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graduasi/language.h"
#include "src/analysis/page_parts.h"

namespace graduasi::analysis {

// A whole cut into parts, from left to right. "" if there are not two of them.
std::string StackedBar(const std::vector<BarPart>& parts);

// How far a number has come on its way to a range (or a single number, where both ends are the same).
struct RangeBar {
  int64_t value = 0;
  int64_t least = 0;
  int64_t most = 0;
  std::optional<int64_t> whole;  // where the scale ends, if that means something
};
std::string RangeDrawing(const RangeBar& bar, Language language);

// Columns on a common scale, each of what was there before and what is new, and a band across them.
struct ColumnChart {
  struct Column {
    std::string label;
    std::string second_label;  // below the first; "" for most
    int64_t before = 0;
    int64_t added = 0;
    std::optional<int64_t> mark;  // a line across the column
  };
  std::vector<Column> columns;
  std::optional<int64_t> band_least, band_most;
};
std::string Columns(const ColumnChart& chart, Language language);

// Bars of a histogram over whole numbers; each bar covers [first, last].
struct Histogram {
  struct Bin {
    int64_t first = 0;
    int64_t last = 0;
    double weight = 0;  // of all of the bin together; not negative
    const char* color = "";
  };
  std::vector<Bin> bins;  // ascending, without gaps
  std::optional<int64_t> band_least, band_most;
};
std::string HistogramDrawing(const Histogram& histogram, Language language);

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_PAGE_CHARTS_H_
