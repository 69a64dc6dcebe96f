// Reads the #include lines of include/, src/ and capi/ and fails on any that points the wrong way: a room may include only
// itself and the rooms above it on the ladder. It knows the ladder and nothing of what the files do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "tests/lint/sources.h"

namespace {

using graduasi::lint::Sources;
using testing::ElementsAre;
using testing::IsEmpty;

// From the top: each room may include itself and those before it.
const std::vector<std::string>& Ladder() {
  static const auto& rooms = *new std::vector<std::string>{"base",   "cel",      "model",     "columns", "policy",
                                                           "decide", "analysis", "programme", "wire",    "arrow"};
  return rooms;
}

bool StartsWith(const std::string& text, const std::string& start) { return text.compare(0, start.size(), start) == 0; }

// The second part of "src/columns/batch.h".
std::string RoomOf(const std::string& path) {
  const size_t slash = path.find('/', 4);
  return slash == std::string::npos ? "" : path.substr(4, slash - 4);
}

int Rung(const std::string& room) {
  const auto found = std::find(Ladder().begin(), Ladder().end(), room);
  return found == Ladder().end() ? -1 : static_cast<int>(found - Ladder().begin());
}

bool IsProtobuf(const std::string& include) {
  return StartsWith(include, "google/protobuf/") || include.find(".pb.h") != std::string::npos;
}

bool IsOurs(const std::string& include) {
  return StartsWith(include, "src/") || StartsWith(include, "graduasi/") || StartsWith(include, "capi/");
}

// What is wrong with one include of one file; "" if nothing.
std::string Wrong(const std::string& file, const std::string& include) {
  const bool cli = StartsWith(file, "src/cli/");
  if (IsProtobuf(include)) return StartsWith(file, "src/wire/") ? "" : "only src/wire may include protobuf";
  if (!IsOurs(include)) {
    return cli && StartsWith(include, "absl/") ? "the command stands on capi/graduasi.h, std and its option parser alone" : "";
  }
  if (cli) {
    return include == "capi/graduasi.h" || StartsWith(include, "src/cli/") ? ""
                                                                           : "the command may include only capi/graduasi.h";
  }
  if (include == "graduasi/testing.h") return "it stands on GoogleTest and is for tests alone";
  if (StartsWith(file, "include/"))
    return StartsWith(include, "graduasi/") ? "" : "include/ may include nothing of ours but itself";
  if (StartsWith(file, "capi/")) return StartsWith(include, "src/") ? "capi/ may include only include/ and itself" : "";
  if (StartsWith(include, "graduasi/")) return "";
  if (StartsWith(include, "capi/")) return "src/ may not include capi/";
  const int from = Rung(RoomOf(file));
  const int to = Rung(RoomOf(include));
  if (from < 0) return "the file stands in no room of the ladder";
  if (to < 0) return "the include stands in no room of the ladder";
  return to <= from ? "" : "it points down the ladder";
}

std::vector<std::string> WrongIncludes(const Sources& sources) {
  std::vector<std::string> wrong;
  for (const auto& [file, text] : sources) {
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      const size_t hash = line.find_first_not_of(" \t");
      if (hash == std::string::npos || line[hash] != '#') continue;
      const size_t word = line.find_first_not_of(" \t", hash + 1);
      if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
      const size_t open = line.find_first_of("<\"", word);
      const size_t close = open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
      if (close == std::string::npos) continue;
      const std::string include = line.substr(open + 1, close - open - 1);
      const std::string why = Wrong(file, include);
      if (!why.empty()) wrong.push_back(file + ":" + std::to_string(number) + ": " + include + ": " + why);
    }
  }
  return wrong;
}

TEST(IncludeDirectionTest, EverythingPointsUpTheLadder) {
  const Sources sources = graduasi::lint::ReadRepository();
  EXPECT_GT(sources.size(), 50u);
  EXPECT_THAT(WrongIncludes(sources), IsEmpty());
}

TEST(IncludeDirectionTest, AnIncludeThatPointsDownIsSeen) {
  EXPECT_THAT(WrongIncludes({{"src/cel/parser.cc", "#include \"src/cel/parser.h\"\n#include \"src/model/record.h\"\n"}}),
              ElementsAre("src/cel/parser.cc:2: src/model/record.h: it points down the ladder"));
  EXPECT_THAT(WrongIncludes({{"src/model/record.cc", "#include \"src/cel/type.h\"\n#include \"graduasi/date.h\"\n"}}),
              IsEmpty());
}

TEST(IncludeDirectionTest, ProtobufOutsideTheWireIsSeen) {
  EXPECT_THAT(WrongIncludes({{"src/policy/a.cc", "  #  include <google/protobuf/message.h>\n"},
                             {"src/wire/a.cc", "#include \"graduasi/v1/policy.pb.h\"\n"},
                             {"capi/a.cc", "#include \"graduasi/v1/policy.pb.h\"\n"}}),
              ElementsAre("capi/a.cc:1: graduasi/v1/policy.pb.h: only src/wire may include protobuf",
                          "src/policy/a.cc:1: google/protobuf/message.h: only src/wire may include protobuf"));
}

TEST(IncludeDirectionTest, TheDoorsAreKept) {
  EXPECT_THAT(
      WrongIncludes({{"include/graduasi/date.h", "#include \"src/base/civil.h\"\n"},
                     {"capi/graduasi.cc", "#include \"src/model/record.h\"\n#include \"graduasi/engine.h\"\n"},
                     {"src/base/a.cc", "#include \"capi/graduasi.h\"\n"},
                     {"src/cli/a.cc", "#include \"graduasi/date.h\"\n#include \"capi/graduasi.h\"\n#include <vector>\n"},
                     {"src/cli/b.cc", "#include \"absl/strings/str_cat.h\"\n#include \"capi/handles.h\"\n"}}),
      testing::SizeIs(6));
}

TEST(IncludeDirectionTest, WhatIsForTestsStaysWithThem) {
  EXPECT_THAT(WrongIncludes({{"src/wire/a.cc", "#include \"graduasi/testing.h\"\n"},
                             {"include/graduasi/engine.h", "#include \"graduasi/testing.h\"\n"},
                             {"include/graduasi/testing.h", "#include \"gmock/gmock.h\"\n"}}),
              testing::SizeIs(2));
}

TEST(IncludeDirectionTest, ANewRoomMustTakeItsPlaceOnTheLadder) {
  EXPECT_THAT(
      WrongIncludes({{"src/shed/a.cc", "#include \"src/base/civil.h\"\n"}, {"src/wire/a.cc", "#include \"src/shed/a.h\"\n"}}),
      testing::SizeIs(2));
}

}  // namespace
