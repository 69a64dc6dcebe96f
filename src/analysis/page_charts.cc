#include "src/analysis/page_charts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "absl/strings/str_cat.h"
#include "src/base/text.h"

namespace graduasi::analysis {
namespace {

constexpr int64_t kWidth = 480;  // in its own units; the page scales a drawing to the room that there is

// In tenths of a unit.
std::string Tenths(int64_t tenths) { return absl::StrCat(tenths / 10, ".", tenths % 10); }

// part / whole of a length in tenths, whatever the size of the numbers.
int64_t Proportion(int64_t part, int64_t whole, int64_t length) {
  if (part <= 0 || whole <= 0) return 0;
  return static_cast<int64_t>(static_cast<__int128>(std::min(part, whole)) * length / whole);
}

class Drawing {
 public:
  explicit Drawing(int64_t height) : height_(height) {}

  // Places and lengths in tenths of a unit; what has no length is not drawn.
  void Rectangle(const char* color, int64_t x, int64_t y, int64_t width, int64_t height) {
    if (width <= 0 || height <= 0) return;
    absl::StrAppend(&inside_, "<rect class=\"", color, "\" x=\"", Tenths(x), "\" y=\"", Tenths(y), "\" width=\"", Tenths(width),
                    "\" height=\"", Tenths(height), "\"/>");
  }
  enum class Anchor { kStart, kMiddle, kEnd };
  void Words(int64_t x, int64_t y, Anchor anchor, const std::string& text, const char* color = "label") {
    static constexpr const char* kNames[] = {"start", "middle", "end"};
    absl::StrAppend(&inside_, "<text class=\"", color, "\" x=\"", Tenths(x), "\" y=\"", Tenths(y), "\" text-anchor=\"",
                    kNames[static_cast<int>(anchor)], "\">", Escaped(text), "</text>");
  }
  std::string Finish() const {
    return absl::StrCat("<svg class=\"chart\" viewBox=\"0 0 ", kWidth, " ", height_, "\" width=\"", kWidth, "\" height=\"",
                        height_, "\" aria-hidden=\"true\" focusable=\"false\">", inside_, "</svg>");
  }

 private:
  int64_t height_;
  std::string inside_;
};

using Anchor = Drawing::Anchor;

// How wide a label is at most, in tenths: digits and letters of the size that the style gives labels.
int64_t WidthOf(const std::string& text) { return static_cast<int64_t>(text.size()) * 68; }

// A label centred at x but inside the drawing.
struct Label {
  int64_t left = 0, right = 0;
};
Label PutLabel(Drawing* drawing, int64_t x, int64_t y, const std::string& text, int64_t from, int64_t until) {
  const int64_t half = WidthOf(text) / 2;
  const int64_t centre = std::max(from + half, std::min(x, until - half));
  drawing->Words(centre, y, Anchor::kMiddle, text);
  return {centre - half, centre + half};
}

// A step of 1, 2 or 5 times a power of ten, so that about `steps` of them reach `most`.
int64_t RoundStep(int64_t most, int64_t steps) {
  int64_t step = 1;
  for (int64_t i = 0; step < (most - 1) / steps + 1; ++i) {
    // 1, 2, 5, 10, ...
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  }
  return step;
}

constexpr int64_t kPlotTop = 180;  // tenths
constexpr int64_t kPlotHeight = 1500;
constexpr int64_t kPlotBottom = kPlotTop + kPlotHeight;

// Grid lines and their numbers; returns where the plot begins on the left.
int64_t Scale(int64_t most, Language language, Drawing* drawing) {
  const int64_t step = RoundStep(most, 4);
  const int64_t left = WidthOf(FormatInteger(most / step * step, language)) + 60;
  for (int64_t tick = 0; tick <= most; tick += step) {
    const int64_t y = kPlotBottom - Proportion(tick, most, kPlotHeight);
    drawing->Rectangle(tick == 0 ? "axis" : "grid", left, y - 5, kWidth * 10 - left, 10);
    drawing->Words(left - 40, y + 40, Anchor::kEnd, FormatInteger(tick, language), "tick");
    if (tick > most - step) break;
  }
  return left;
}

}  // namespace

std::string StackedBar(const std::vector<BarPart>& parts) {
  constexpr int64_t kLeast = 30;  // what is not nothing is seen
  constexpr int64_t kGap = 10;
  __int128 whole = 0;
  size_t drawn = 0;
  for (const BarPart& part : parts) {
    if (part.value <= 0) continue;
    whole += part.value;
    ++drawn;
  }
  if (drawn < 2) return "";
  const int64_t room = kWidth * 10 - static_cast<int64_t>(drawn - 1) * kGap;
  std::vector<int64_t> lengths;
  int64_t used = 0;
  for (const BarPart& part : parts) {
    const auto length = part.value <= 0 ? 0 : static_cast<int64_t>(part.value * static_cast<__int128>(room) / whole);
    lengths.push_back(part.value <= 0 ? 0 : std::max(length, kLeast));
    used += lengths.back();
  }
  // What roundings left over, or small parts were given, is the longest part's.
  *std::max_element(lengths.begin(), lengths.end()) += room - used;
  Drawing drawing(26);
  int64_t x = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (lengths[i] <= 0) continue;
    drawing.Rectangle(parts[i].color, x, 10, lengths[i], 240);
    x += lengths[i] + kGap;
  }
  return drawing.Finish();
}

std::string RangeDrawing(const RangeBar& bar, Language language) {
  const int64_t end = std::max({bar.whole.value_or(0), bar.most, bar.value, int64_t{1}});
  constexpr int64_t kTop = 170, kTrack = 240, kRoom = kWidth * 10;
  Drawing drawing(64);
  drawing.Rectangle("track", 0, kTop, kRoom, kTrack);
  const int64_t value = Proportion(bar.value, end, kRoom);
  const int64_t least = Proportion(bar.least, end, kRoom);
  const int64_t most = Proportion(bar.most, end, kRoom);
  drawing.Rectangle("band", least, kTop - 30, most - least, kTrack + 60);
  drawing.Rectangle(bar.value >= bar.least ? "more" : "is", 0, kTop + 50, value, kTrack - 100);
  drawing.Rectangle("edge", std::max<int64_t>(least - 15, 0), kTop - 30, 30, kTrack + 60);
  if (most != least) drawing.Rectangle("edge", most - 15, kTop - 30, 15, kTrack + 60);
  PutLabel(&drawing, value, kTop - 50, FormatInteger(bar.value, language), 0, kRoom);
  const std::string target = bar.least == bar.most
                                 ? FormatInteger(bar.least, language)
                                 : absl::StrCat(FormatInteger(bar.least, language), "-", FormatInteger(bar.most, language));
  const int64_t below = kTop + kTrack + 160;
  const Label label = PutLabel(&drawing, (least + most) / 2, below, target, 0, kRoom);
  if (label.left > 150) drawing.Words(0, below, Anchor::kStart, "0", "tick");
  const std::string last = FormatInteger(end, language);
  if (label.right + WidthOf(last) + 100 < kRoom) drawing.Words(kRoom, below, Anchor::kEnd, last, "tick");
  return drawing.Finish();
}

std::string Columns(const ColumnChart& chart, Language language) {
  if (chart.columns.empty()) return "";
  int64_t most = chart.band_most.value_or(0);
  for (const ColumnChart::Column& column : chart.columns) most = std::max(most, column.before + column.added);
  most = std::max<int64_t>(most, 1);
  most = std::min<int64_t>(most, std::numeric_limits<int64_t>::max() / 2);
  most += std::max<int64_t>(most / 12, most > 12 ? 0 : 1);  // room for the number above the highest column
  Drawing drawing(212);
  const int64_t left = Scale(most, language, &drawing);
  const int64_t room = kWidth * 10 - left;
  const auto height = [&](int64_t count) { return Proportion(count, most, kPlotHeight); };
  if (chart.band_least.has_value() && chart.band_most.has_value()) {
    const int64_t top = height(*chart.band_most), bottom = height(*chart.band_least);
    drawing.Rectangle("band", left, kPlotBottom - top - 10, room, std::max<int64_t>(top - bottom, 0) + 20);
  }
  const auto count = static_cast<int64_t>(chart.columns.size());
  const int64_t each = room / count;
  const int64_t gap = std::max<int64_t>(each / 6, std::min<int64_t>(each / 2, 10));
  int64_t widest = 0;
  for (const ColumnChart::Column& column : chart.columns) {
    widest = std::max({widest, WidthOf(column.label), WidthOf(FormatInteger(column.before + column.added, language))});
  }
  const int64_t every = std::max<int64_t>((widest + each - 1) / std::max<int64_t>(each, 1), 1);
  for (int64_t i = 0; i < count; ++i) {
    const ColumnChart::Column& column = chart.columns[static_cast<size_t>(i)];
    const int64_t x = left + i * each + gap / 2, width = each - gap, middle = x + width / 2;
    const int64_t before = height(column.before), all = height(column.before + column.added);
    drawing.Rectangle("was", x, kPlotBottom - before, width, before);
    drawing.Rectangle("is", x, kPlotBottom - all, width, all - before);
    if (column.mark.has_value()) drawing.Rectangle("mark", x, kPlotBottom - height(*column.mark) - 12, width, 24);
    const bool told = i % every == 0;
    if (told) {
      PutLabel(&drawing, middle, kPlotBottom - all - 40, FormatInteger(column.before + column.added, language), left,
               kWidth * 10);
      drawing.Words(middle, kPlotBottom + 150, Anchor::kMiddle, column.label, "tick");
    }
    if (!column.second_label.empty()) {
      drawing.Words(middle, kPlotBottom + 290, Anchor::kMiddle, column.second_label, "tick");
    }
  }
  return drawing.Finish();
}

std::string HistogramDrawing(const Histogram& histogram, Language language) {
  if (histogram.bins.empty()) return "";
  const int64_t first = histogram.bins.front().first;
  const int64_t numbers = histogram.bins.back().last - first + 1;
  // A bin's height is what falls to each of its numbers, so that wide bins do not look more probable.
  const auto density = [](const Histogram::Bin& bin) { return bin.weight / static_cast<double>(bin.last - bin.first + 1); };
  double most = 0;
  for (const Histogram::Bin& bin : histogram.bins) most = std::max(most, density(bin));
  if (!(most > 0)) return "";
  Drawing drawing(200);
  constexpr int64_t kRoom = kWidth * 10;
  const auto place = [&](int64_t number) { return Proportion(number - first, numbers, kRoom); };
  if (histogram.band_least.has_value() && histogram.band_most.has_value()) {
    const int64_t from = place(std::max(*histogram.band_least, first));
    const int64_t until = place(std::min(*histogram.band_most, histogram.bins.back().last) + 1);
    drawing.Rectangle("band", from, kPlotTop - 100, until - from, kPlotHeight + 100);
  }
  for (const Histogram::Bin& bin : histogram.bins) {
    const int64_t from = place(bin.first), until = place(bin.last + 1);
    const auto height = static_cast<int64_t>(std::lround(density(bin) / most * static_cast<double>(kPlotHeight)));
    const int64_t gap = std::min<int64_t>((until - from) / 8, 20);
    drawing.Rectangle(bin.color, from + gap / 2, kPlotBottom - height, until - from - gap, height);
  }
  drawing.Rectangle("axis", 0, kPlotBottom - 5, kRoom, 10);
  const int64_t widest = WidthOf(FormatInteger(histogram.bins.back().last, language)) + 120;
  const int64_t step = RoundStep(numbers, std::max<int64_t>(kRoom / std::max<int64_t>(widest, 300), 1));
  for (int64_t number = (first + step - 1) / step * step; number <= histogram.bins.back().last; number += step) {
    const int64_t middle = (place(number) + place(number + 1)) / 2;
    PutLabel(&drawing, middle, kPlotBottom + 150, FormatInteger(number, language), 0, kRoom);
    if (number > histogram.bins.back().last - step) break;
  }
  return drawing.Finish();
}

}  // namespace graduasi::analysis
