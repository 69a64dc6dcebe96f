// Content as text for a terminal: no line longer than 120 columns.
#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "src/programme/page_content.h"

namespace graduasi::programme {
namespace {

constexpr size_t kColumns = 120;
constexpr size_t kFirstNumber = 7;  // a column of numbers is at least so wide
constexpr size_t kNextNumber = 6;
constexpr size_t kNote = 10;        // where what is said of a row begins, below it
constexpr size_t kMostIndent = 80;  // where numbers take more, words do not stand beside them

// How many columns a terminal needs: characters of UTF-8, not bytes.
size_t WidthOf(absl::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string Right(const std::string& text, size_t width) {
  const size_t own = WidthOf(text);
  return own < width ? std::string(width - own, ' ') + text : text;
}

// Text from elsewhere on one line: what would break a terminal's lines is a space.
std::string OneLine(absl::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return line;
}

class TextWriter {
 public:
  std::string Write(const Content& content) {
    for (const Section& section : content) {
      if (section.not_in_text) continue;
      if (!section.title.empty()) {
        if (!text_.empty()) text_ += '\n';
        Wrapped("", section.title, 0);
        if (section.level == 1) absl::StrAppend(&text_, std::string(std::min(WidthOf(section.title), kColumns), '='), "\n");
      }
      for (const Block& block : section.blocks) {
        std::visit([this](const auto& each) { Put(each); }, block);
      }
    }
    return std::move(text_);
  }

 private:
  // `head`, then the words of `body`; further lines begin with `indent` spaces. A word that is too long for a line is cut.
  void Wrapped(const std::string& head, absl::string_view body, size_t indent) {
    if (std::max(WidthOf(head), indent) > kMostIndent) return Wrapped("", absl::StrCat(head, body), 4);
    std::string line = head;
    bool begun = false;  // a word stands on the line
    const auto end_line = [&] {
      absl::StrAppend(&text_, line, "\n");
      line.assign(indent, ' ');
      begun = false;
    };
    for (absl::string_view word : absl::StrSplit(OneLine(body), ' ')) {
      if (begun && WidthOf(line) + 1 + WidthOf(word) > kColumns) end_line();
      if (begun) line += ' ';
      while (!word.empty() && WidthOf(line) + WidthOf(word) > kColumns) {
        size_t bytes = 0;
        for (size_t room = kColumns - WidthOf(line); bytes < word.size();) {
          size_t next = bytes + 1;
          while (next < word.size() && (word[next] & 0xc0) == 0x80) ++next;
          if (room-- == 0) break;
          bytes = next;
        }
        line.append(word.data(), bytes);
        word.remove_prefix(bytes);
        end_line();
      }
      line.append(word.data(), word.size());
      begun = true;
    }
    absl::StrAppend(&text_, line, "\n");
  }

  void Put(const Sentence& sentence) {
    const auto indent = static_cast<size_t>(sentence.indent);
    Wrapped(std::string(indent, ' ') + (sentence.weight == Sentence::Weight::kNotice ? "! " : ""), sentence.text,
            indent + (sentence.weight == Sentence::Weight::kNotice ? 2 : 0));
  }
  void Put(const Entries& entries) {
    for (const Entries::Entry& entry : entries.list) {
      Wrapped("  ", absl::StrCat(entry.what, ": ", entry.value), 4);
      for (const std::string& more : entry.more) Wrapped("    ", more, 4);
    }
  }
  void Put(const KeyFigures&) {}
  void Put(const Chart&) {}

  void Put(const NumberTable& table) {
    if (table.rows.empty()) return;
    std::vector<size_t> widths;
    for (size_t i = 0; i < table.heads.size(); ++i) {
      size_t width = i == 0 ? kFirstNumber : kNextNumber;
      if (!table.text_without_head) width = std::max(width, WidthOf(table.heads[i].in_brief()));
      for (const NumberTable::Row& row : table.rows) {
        if (i < row.cells.size()) width = std::max(width, WidthOf(row.cells[i]));
      }
      widths.push_back(width);
    }
    size_t indent = 0;
    for (const size_t width : widths) indent += width + 2;
    if (!table.text_without_head) {
      std::string head;
      for (size_t i = 0; i < widths.size(); ++i) {
        absl::StrAppend(&head, i == 0 ? "" : "  ", Right(table.heads[i].in_brief(), widths[i]));
      }
      Wrapped(head + "  ", table.name_head.in_brief(), indent);
    }
    for (const NumberTable::Row& row : table.rows) {
      if (row.kind == NumberTable::Row::Kind::kLine || row.kind == NumberTable::Row::Kind::kGap) {
        const bool line = row.kind == NumberTable::Row::Kind::kLine;
        Wrapped(line ? "  ---- " : "   ... ", row.name, 7);
        continue;
      }
      std::string numbers;
      for (size_t i = 0; i < widths.size(); ++i) {
        absl::StrAppend(&numbers, i == 0 ? "" : "  ", Right(i < row.cells.size() ? row.cells[i] : "", widths[i]));
      }
      Wrapped(numbers + "  ", row.name, indent);
      if (!row.note.empty()) Wrapped(std::string(kNote, ' '), row.note, kNote);
    }
  }

  std::string text_;
};

}  // namespace

std::string TextOf(const Content& content) { return TextWriter().Write(content); }

}  // namespace graduasi::programme
