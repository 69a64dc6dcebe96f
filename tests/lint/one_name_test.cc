// Reads the sources of the library and fails where two files define a struct, class, union or enum of one name in one
// namespace. No compiler sees it unless both are included together, and no linker ever: it takes one of two members of the
// same name for both. It knows as much of C++ as it takes to see at which brace a namespace or a type begins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/lint/sources.h"

namespace {

using graduasi::lint::Sources;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

bool IsWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The text of one file, word for word and sign for sign, without comments, literals and directives.
class Words {
 public:
  explicit Words(const std::string& text) : text_(text) {
    bool line_begins = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        line_begins = true;
        ++at_;
        continue;
      }
      if (c == '#' && line_begins) {
        SkipDirective();
        continue;
      }
      if (std::isspace(static_cast<unsigned char>(c)) == 0) line_begins = false;
      Take(c);
    }
  }
  const std::vector<std::string>& all() const { return words_; }

 private:
  bool Has(const char* what) const { return text_.compare(at_, std::string(what).size(), what) == 0; }
  void SkipBehind(const std::string& end) {
    const size_t found = text_.find(end, at_);
    at_ = found == std::string::npos ? text_.size() : found + end.size();
  }
  // To the end of its last line; one that ends in a backslash goes on.
  void SkipDirective() {
    while (at_ < text_.size() && text_[at_] != '\n') at_ += text_[at_] == '\\' ? 2 : 1;
  }
  void SkipLiteral(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }
  void Take(char c) {
    if (Has("//")) return SkipDirective();  // it ends likewise
    if (Has("/*")) {
      at_ += 2;
      return SkipBehind("*/");
    }
    if (Has("R\"")) {
      const size_t open = text_.find('(', at_);
      return SkipBehind(")" + text_.substr(at_ + 2, open - at_ - 2) + "\"");
    }
    if (c == '"' || c == '\'') {
      words_.push_back("\"");
      return SkipLiteral(c);
    }
    size_t end = at_ + 1;
    // A number takes its separators along: 10'000.
    const bool number = std::isdigit(static_cast<unsigned char>(c)) != 0;
    const auto goes_on = [&](char next) { return IsWordCharacter(next) || (number && next == '\''); };
    if (IsWordCharacter(c)) {
      while (end < text_.size() && goes_on(text_[end])) ++end;
    } else if (Has("::")) {
      end = at_ + 2;
    }
    if (std::isspace(static_cast<unsigned char>(c)) == 0) words_.push_back(text_.substr(at_, end - at_));
    at_ = end;
  }

  const std::string& text_;
  size_t at_ = 0;
  std::vector<std::string> words_;
};

// Behind a bracket that stands at `at`, and all that is within it.
size_t Behind(const std::vector<std::string>& words, size_t at, const char* open, const char* close) {
  int depth = 0;
  for (; at < words.size(); ++at) {
    if (words[at] == open) ++depth;
    if (words[at] == close && --depth == 0) return at + 1;
  }
  return at;
}

// The name of the type whose definition these words begin, up to its brace; "" if they begin anything else: a function, a
// variable, a template's specialization (which has the name of the template).
std::string DefinedType(const std::vector<std::string>& words) {
  static const std::set<std::string> kinds = {"struct", "class", "union", "enum"};
  const auto is = [&](size_t at, const char* word) { return at < words.size() && words[at] == word; };
  size_t at = 0;
  if (is(at, "typedef")) ++at;
  if (is(at, "template")) at = Behind(words, at + 1, "<", ">");
  if (at >= words.size() || kinds.count(words[at]) == 0) return "";
  const bool enumeration = words[at] == "enum";
  ++at;
  if (enumeration && (is(at, "class") || is(at, "struct"))) ++at;
  while (is(at, "[")) at = Behind(words, at, "[", "]");
  std::string name;
  for (; at < words.size() && (words[at] == "::" || IsWordCharacter(words[at][0])) && words[at] != "final"; ++at) {
    // Two words in a row: a function that gives a struct.
    if (!name.empty() && words[at] != "::" && words[at - 1] != "::") return "";
    name += words[at];
  }
  return at == words.size() || words[at] == ":" || words[at] == "final" ? name : "";
}

struct Scope {
  bool open = false;  // a namespace, or the file: types are named for all to see
  bool hidden = false;
  std::string name;  // "graduasi::cel::"
};

// The scope that a brace opens after these words.
Scope Entered(const Scope& outer, std::vector<std::string> words) {
  Scope scope = outer;
  if (!words.empty() && words[0] == "inline") words.erase(words.begin());
  if (!words.empty() && words[0] == "namespace") {
    if (words.size() == 1) scope.hidden = true;
    for (size_t i = 1; i < words.size(); ++i) scope.name += words[i];
    if (words.size() > 1) scope.name += "::";
    return scope;
  }
  scope.open = outer.open && words.size() == 2 && words[0] == "extern";  // "C"
  return scope;
}

// What each file defines, by full name. `unread` gets the files whose braces do not pair.
std::map<std::string, std::vector<std::string>> DefinitionsIn(const Sources& sources, std::vector<std::string>* unread) {
  std::map<std::string, std::vector<std::string>> files;
  for (const auto& [file, text] : sources) {
    std::set<std::string> defined;
    std::vector<Scope> scopes = {{true, false, ""}};
    std::vector<std::string> begun;  // since the last brace or semicolon
    bool paired = true;
    const Words words(text);
    for (const std::string& word : words.all()) {
      if (word == "{") {
        const Scope& scope = scopes.back();
        const std::string type = scope.open && !scope.hidden ? DefinedType(begun) : "";
        if (!type.empty()) defined.insert(scope.name + type);
        scopes.push_back(Entered(scope, begun));
      } else if (word == "}") {
        paired = paired && scopes.size() > 1;
        if (scopes.size() > 1) scopes.pop_back();
      } else if (word != ";") {
        begun.push_back(word);
        continue;
      }
      begun.clear();
    }
    if (!paired || scopes.size() != 1) unread->push_back(file);
    for (const std::string& name : defined) files[name].push_back(file);
  }
  return files;
}

std::vector<std::string> NamesOfTwo(const Sources& sources) {
  std::vector<std::string> unread;
  std::vector<std::string> found;
  for (const auto& [name, files] : DefinitionsIn(sources, &unread)) {
    if (files.size() < 2) continue;
    std::string all;
    for (const std::string& file : files) all += (all.empty() ? "" : ", ") + file;
    found.push_back(name + ": " + all);
  }
  EXPECT_THAT(unread, IsEmpty()) << "braces that do not pair";
  return found;
}

std::vector<std::string> Defined(const std::string& text) {
  std::vector<std::string> unread;
  std::vector<std::string> names;
  for (const auto& [name, files] : DefinitionsIn({{"a.h", text}}, &unread)) names.push_back(name);
  EXPECT_THAT(unread, IsEmpty());
  return names;
}

TEST(OneNameTest, NoTwoFilesDefineATypeOfOneName) {
  const Sources sources = graduasi::lint::ReadRepository();
  std::vector<std::string> unread;
  const auto files = DefinitionsIn(sources, &unread);
  EXPECT_GT(files.size(), 300u) << "types are not seen";
  EXPECT_EQ(files.count("graduasi::DecisionRecord"), 1u);
  EXPECT_EQ(files.count("graduasi::cel::Function"), 1u);
  EXPECT_EQ(files.count("graduasi_stream_options"), 1u);
  EXPECT_THAT(NamesOfTwo(sources), IsEmpty());
}

TEST(OneNameTest, ANameThatStandsTwiceIsSeen) {
  EXPECT_THAT(NamesOfTwo({{"include/graduasi/flip.h", "namespace graduasi {\nstruct Flip { int a; };\n}\n"},
                          {"include/graduasi/change.h", "namespace graduasi { class Flip final : public A { }; }"},
                          {"src/cel/flip.h", "namespace graduasi::cel { struct Flip {}; }"}}),
              ElementsAre("graduasi::Flip: include/graduasi/change.h, include/graduasi/flip.h"));
  EXPECT_THAT(NamesOfTwo({{"src/cel/a.cc", "namespace graduasi::cel { enum class Kind : uint8_t { kA }; }"},
                          {"src/cel/b.cc", "namespace graduasi { namespace cel { struct Kind {}; } }"}}),
              ElementsAre("graduasi::cel::Kind: src/cel/a.cc, src/cel/b.cc"));
}

TEST(OneNameTest, WhatIsOneFilesOwnMayHaveAnyName) {
  EXPECT_THAT(
      NamesOfTwo({{"src/cel/a.cc", "namespace graduasi::cel { namespace { struct Walk {}; } }"},
                  {"src/cel/b.cc", "namespace graduasi::cel { namespace { struct Walk {}; } struct B { struct In {}; }; }"},
                  {"src/cel/c.cc",
                   "namespace graduasi::cel { struct Walk; void F() { struct Walk {}; } struct C { struct In {}; }; }"}}),
      IsEmpty());
}

TEST(OneNameTest, WhatDefinesATypeIsToldFromWhatNamesIt) {
  EXPECT_THAT(Defined("namespace n { struct A; A F() { return {}; } struct A G() { } struct A a = {}; enum E : int { kX };"
                      "template <typename T> struct T1 { }; template <> struct T1<int> { }; using B = struct A; }"),
              UnorderedElementsAre("n::E", "n::T1"));
  EXPECT_THAT(
      Defined("#define X struct Y { \\\n }\n// struct Z {\n/* struct Z { */ const char* c = \"struct Z {\"; char q = '{';\n"
              "const char* r = R\"x(} struct Z { \")x\"; int n = 10'000; class [[nodiscard]] V { class W { }; };\n"
              "extern \"C\" { typedef struct s_t { int a; } s_t; } class A::Inner { };"),
      UnorderedElementsAre("V", "s_t", "A::Inner"));
}

}  // namespace
