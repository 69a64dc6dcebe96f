// What stands on a page before it has a form: sections of sentences, entries, tables of numbers and charts. A terminal shows it
// as text, a browser as HTML, so each thing is worded once. This file must not know what a page is about.
#ifndef GRADUASI_SRC_PROGRAMME_PAGE_CONTENT_H_
#define GRADUASI_SRC_PROGRAMME_PAGE_CONTENT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "graduasi/language.h"
#include "src/analysis/page_charts.h"
#include "src/analysis/page_parts.h"

namespace graduasi::programme {

struct Sentence {
  enum class Weight { kPlain, kLead, kSoft, kNotice };
  std::string text;
  Weight weight = Weight::kPlain;
  int indent = 0;  // in a terminal
};

// "what: how much", one below the other.
struct Entries {
  struct Entry {
    std::string what;
    std::string value;
    std::vector<std::string> more;  // each on a line of its own
  };
  std::vector<Entry> list;
  bool narrow = false;  // all are short enough to stand side by side on a telephone
};

// The few numbers that are seen first. Each stands elsewhere on the page with its unit and source; a terminal skips them.
struct KeyFigures {
  struct Figure {
    std::string number;
    std::string what;
    const char* color = "";  // a class
  };
  std::vector<Figure> list;
};

// Rows of numbers; a terminal writes the numbers before the name, a browser after it.
struct NumberTable {
  struct Head {
    std::string full;
    std::string brief;  // for a terminal; the same where it is empty
    const std::string& in_brief() const { return brief.empty() ? full : brief; }
  };
  struct Row {
    enum class Kind {
      kPlain,
      kStrong,
      kLine,  // a line across the table with `name` on it; no cells
      kGap,   // stands for rows that are not shown; no cells
    };
    std::string name;
    std::vector<std::string> cells;
    std::string note;  // on a line of its own
    std::vector<analysis::BarPart> bar{};  // repeats numbers of the row
    const char* key = "";                  // class of the swatch beside the name, which a chart uses too
    Kind kind = Kind::kPlain;
  };
  std::string caption;
  Head name_head;
  std::vector<Head> heads;  // one for each cell
  std::string note_head;    // what the notes of the rows say; "": no row has one
  std::vector<Row> rows;
  int64_t bar_most = 0;  // 0: no bars
  // What a terminal writes where there is one number only: the name alone says what it is.
  bool text_without_head = false;
};

// A drawing that repeats numbers of a table beside it; a terminal skips it.
struct Chart {
  std::string drawing;  // HTML; "": only the keys, of the bars of the table that follows
  struct Key {
    const char* color;  // class
    std::string what;
  };
  std::vector<Key> keys;
  std::string caption;
};

using Block = std::variant<Sentence, Entries, KeyFigures, NumberTable, Chart>;

struct Section {
  int level = 2;      // 1: a part of the page; 2: a heading within
  std::string id;     // of level 1: of the anchor
  std::string title;  // "": what opens the part before any heading
  std::vector<Block> blocks;
  bool not_in_text = false;  // a terminal skips it
};
using Content = std::vector<Section>;

// Lines of at most 120 columns.
std::string TextOf(const Content& content);
// The sections as HTML, without the page around them.
std::string HtmlOf(const Content& content);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_PAGE_CONTENT_H_
