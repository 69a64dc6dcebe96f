// What can be said of a page of HTML without a browser: tags that close, headings in order, tables whose rows are as wide as
// their heads, bars that stay in their drawing, nothing that is loaded and nothing that runs. It knows HTML, not what the page
// says.
#ifndef GRADUASI_TESTS_UNIT_ANALYSIS_PAGE_STRUCTURE_H_
#define GRADUASI_TESTS_UNIT_ANALYSIS_PAGE_STRUCTURE_H_

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace graduasi::testing_page {

struct Tag {
  std::string name;
  bool closing = false;
  bool empty = false;  // <rect/>
  std::map<std::string, std::string> attributes;
};

class PageReader {
 public:
  explicit PageReader(const std::string& html) : html_(html) {}

  // What is wrong with the page; empty if nothing is.
  std::vector<std::string> Problems() {
    if (html_.rfind("<!DOCTYPE html>\n", 0) != 0) Problem("it does not begin as a page");
    for (const char* word : {"<script", "javascript:", "http:", "https:", "src=", "href=", "url(", "@import", "NaN"}) {
      if (html_.find(word) != std::string::npos) Problem(std::string("it holds ") + word);
    }
    size_t at = html_.find('\n') + 1;
    while (at < html_.size()) {
      const size_t open = html_.find('<', at);
      ReadText(html_.substr(at, open == std::string::npos ? std::string::npos : open - at));
      if (open == std::string::npos) break;
      const size_t close = html_.find('>', open);
      if (close == std::string::npos) {
        Problem("a tag does not end");
        break;
      }
      const Tag tag = ReadTag(html_.substr(open + 1, close - open - 1));
      at = close + 1;
      Visit(tag);
      if (tag.name == "style" && !tag.closing) at = html_.find("</style>", at);
    }
    if (!open_.empty()) Problem("<" + open_.back() + "> is not closed");
    if (headings_[1] != 1) Problem("there is not one h1");
    if (!titled_) Problem("the page has no title");
    if (language_.empty()) Problem("the page names no language");
    return problems_;
  }

  int tables() const { return tables_; }
  int bars() const { return bars_; }
  const std::string& text() const { return text_; }  // what people read
  const std::string& language() const { return language_; }

 private:
  struct Label {
    double left = 0, right = 0, y = 0;
  };
  void Problem(const std::string& what) {
    if (problems_.size() < 20) problems_.push_back(what);
  }

  Tag ReadTag(std::string inside) {
    Tag tag;
    if (!inside.empty() && inside.front() == '/') {
      tag.closing = true;
      inside.erase(0, 1);
    }
    if (!inside.empty() && inside.back() == '/') {
      tag.empty = true;
      inside.pop_back();
    }
    size_t at = 0;
    while (at < inside.size() && std::isalnum(static_cast<unsigned char>(inside[at]))) ++at;
    tag.name = inside.substr(0, at);
    while (at < inside.size()) {
      while (at < inside.size() && inside[at] == ' ') ++at;
      const size_t equals = inside.find("=\"", at);
      if (equals == std::string::npos) break;
      const size_t end = inside.find('"', equals + 2);
      if (end == std::string::npos) {
        Problem("an attribute of <" + tag.name + "> does not end");
        break;
      }
      tag.attributes[inside.substr(at, equals - at)] = inside.substr(equals + 2, end - equals - 2);
      at = end + 1;
    }
    return tag;
  }

  void Visit(const Tag& tag) {
    static const std::set<std::string> kVoid = {"meta", "br"};
    static const std::set<std::string> kKnown = {"html", "head", "meta",  "title", "style", "body", "main",   "h1",   "h2",
                                                 "h3",   "p",    "ul",    "ol",    "li",    "b",    "strong", "span", "code",
                                                 "br",   "div",  "table", "thead", "tbody", "tr",   "th",     "td",   "caption",
                                                 "svg",  "rect", "dl",    "dt",    "dd",    "text"};
    if (kKnown.count(tag.name) == 0) Problem("<" + tag.name + "> is not a tag of these pages");
    if (tag.closing) return Close(tag.name);
    Check(tag);
    if (kVoid.count(tag.name) == 0 && !tag.empty) open_.push_back(tag.name);
  }

  void Close(const std::string& name) {
    if (open_.empty() || open_.back() != name) {
      Problem("</" + name + "> closes " + (open_.empty() ? "nothing" : "<" + open_.back() + ">"));
      return;
    }
    open_.pop_back();
    if (name == "tr") EndRow();
    if (name == "table" && (!captioned_ || rows_ == 0)) Problem("a table without caption or rows");
  }

  void Check(const Tag& tag) {
    const auto attribute = [&](const char* key) {
      const auto found = tag.attributes.find(key);
      return found == tag.attributes.end() ? std::string() : found->second;
    };
    if (const std::string id = attribute("id"); !id.empty() && !ids_.insert(id).second)
      Problem("the id " + id + " stands twice");
    for (const auto& [key, value] : tag.attributes) {
      if (key.rfind("on", 0) == 0) Problem("<" + tag.name + "> has " + key);
    }
    if (tag.name == "html") language_ = attribute("lang");
    if (tag.name == "title") titled_ = true;
    if (tag.name.size() == 2 && tag.name[0] == 'h' && std::isdigit(static_cast<unsigned char>(tag.name[1]))) {
      const int level = tag.name[1] - '0';
      if (level > last_heading_ + 1)
        Problem("a heading of level " + std::to_string(level) + " after one of " + std::to_string(last_heading_));
      last_heading_ = level;
      ++headings_[level];
    }
    if (tag.name == "table") {
      ++tables_;
      rows_ = width_ = 0;
      captioned_ = false;
    }
    if (tag.name == "caption") captioned_ = true;
    if (tag.name == "tr") {
      cells_ = 0;
      begun_ = false;
    }
    if (tag.name == "th" || tag.name == "td") {
      cells_ += std::max(std::atoi(attribute("colspan").c_str()), 1);
      const bool first_cell = !std::exchange(begun_, true);
      const std::string scope = attribute("scope");
      const bool head = std::find(open_.begin(), open_.end(), "thead") != open_.end();
      if (tag.name == "th" && scope != (head ? "col" : "row")) Problem("a head cell without its scope");
      if (!head && first_cell != (tag.name == "th")) Problem("a row must begin with what names it, and only that is a head");
    }
    if (tag.name == "svg") {
      ++bars_;
      if (attribute("aria-hidden") != "true") Problem("a drawing that is read aloud");
      drawing_ = std::atof(attribute("width").c_str());
      height_ = std::atof(attribute("height").c_str());
      labels_.clear();
    }
    if (tag.name == "text") {
      label_ = {std::atof(attribute("x").c_str()), 0, std::atof(attribute("y").c_str())};
      anchor_ = attribute("text-anchor");
    }
    if (tag.name == "rect") {
      const double x = std::atof(attribute("x").c_str());
      const double width = std::atof(attribute("width").c_str());
      if (width <= 0 || x < 0 || x + width > drawing_ + 3.5) Problem("a bar that leaves its drawing");
      const double y = std::atof(attribute("y").c_str());
      const double height = std::atof(attribute("height").c_str());
      if (height <= 0 || y < 0 || y + height > height_) Problem("a bar that leaves its drawing above or below");
    }
  }

  void EndRow() {
    if (width_ == 0) width_ = cells_;
    if (cells_ != width_) Problem("a row of " + std::to_string(cells_) + " cells in a table of " + std::to_string(width_));
    ++rows_;
  }

  void ReadText(const std::string& text) {
    for (size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1)) {
      const size_t end = text.find(';', at);
      if (end == std::string::npos || end - at > 8) Problem("an & that stands for nothing");
    }
    if (!open_.empty() && open_.back() == "text") CheckLabel(text);
    text_ += text;
  }

  // A label of a drawing lies inside it and on no other.
  void CheckLabel(const std::string& text) {
    constexpr double kCharacter = 6;  // how wide one is, in a drawing's units
    const double width = kCharacter * static_cast<double>(text.size());
    if (anchor_ == "middle") label_.left -= width / 2;
    if (anchor_ == "end") label_.left -= width;
    label_.right = label_.left + width;
    if (label_.left < -1 || label_.right > drawing_ + 1 || label_.y < 0 || label_.y > height_) {
      Problem("the label " + text + " leaves its drawing");
    }
    for (const Label& other : labels_) {
      if (std::abs(other.y - label_.y) < 9 && other.left < label_.right && label_.left < other.right) {
        Problem("the label " + text + " lies on another");
      }
    }
    labels_.push_back(label_);
  }

  const std::string& html_;
  std::vector<std::string> problems_, open_;
  std::set<std::string> ids_;
  std::map<int, int> headings_;
  std::string language_, text_;
  bool titled_ = false, captioned_ = false, begun_ = false;
  int last_heading_ = 0, tables_ = 0, rows_ = 0, width_ = 0, cells_ = 0, bars_ = 0;
  double drawing_ = 0, height_ = 0;
  std::vector<Label> labels_;  // of the drawing
  Label label_;
  std::string anchor_;
};

}  // namespace graduasi::testing_page

#endif  // GRADUASI_TESTS_UNIT_ANALYSIS_PAGE_STRUCTURE_H_
