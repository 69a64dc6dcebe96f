// Lists of region codes from outside: what forms are read, what is refused, and what is said of a code that is not in force.
// The public lists themselves are outside data: the tests that want them skip where they are not.
#include "src/programme/region_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace graduasi::programme {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Answer = RegionList::Answer;

constexpr CodeSystem kDots = CodeSystem::kKemendagri;

RegionList ListOf(const std::vector<std::pair<std::string, std::string>>& files, const std::string& chosen = "") {
  RegionList list;
  for (const auto& [vintage, text] : files) {
    const absl::Status status = list.Add(vintage, text, nullptr);
    EXPECT_TRUE(status.ok()) << status;
  }
  EXPECT_TRUE(list.Choose(chosen).ok());
  return list;
}

TEST(RegionListTest, AVillageIsHeldAgainstAListAsFarAsTheListGoes) {
  const RegionList list = ListOf({{"2025", "35\n35.79\n35.79.01\n35.79.02\n"}});
  EXPECT_EQ(list.Look(kDots, "35.79.02.1004").answer, Answer::kExists);
  EXPECT_EQ(list.Look(kDots, "35.79.02").answer, Answer::kExists);
  EXPECT_EQ(list.Look(kDots, "35").answer, Answer::kExists);
  EXPECT_EQ(list.Look(kDots, "35.79.03.1004").answer, Answer::kNeverExisted);
  EXPECT_EQ(list.Look(kDots, "35.79.03.1004").part, "35.79.03");
  EXPECT_EQ(list.Look(kDots, "36.79.02").part, "36");
}

TEST(RegionListTest, AListThatBeginsBelowTheProvinceDoesNotMissProvinces) {
  const RegionList list = ListOf({{"2025", "35.79\n"}});
  EXPECT_EQ(list.Look(kDots, "35").answer, Answer::kNotListed);
  EXPECT_EQ(list.Look(kDots, "35.79").answer, Answer::kExists);
  EXPECT_EQ(list.Look(kDots, "35.14").part, "35.14");
}

TEST(RegionListTest, ACodeOfAnotherSystemIsNotJudged) {
  const RegionList list = ListOf({{"2025", "35\n35.79\n"}});
  EXPECT_EQ(list.Look(CodeSystem::kBps, "3579").answer, Answer::kNotListed);
  const RegionList bps = ListOf({{"2025", "35\n3579\n3579020\n"}});
  EXPECT_EQ(bps.Look(CodeSystem::kBps, "3579020004").answer, Answer::kExists);
  EXPECT_EQ(bps.Look(CodeSystem::kBps, "3578").answer, Answer::kNeverExisted);
  EXPECT_EQ(bps.Look(kDots, "35.79").answer, Answer::kNotListed);
}

TEST(RegionListTest, ColumnsAreFoundByNameWhateverStandsBesideThem) {
  const RegionList list = ListOf({{"2025", "\xef\xbb\xbfnama;Kode\r\n\"Jawa; Timur\";35\r\nKota Batu;35.79\r\n"}});
  EXPECT_EQ(list.Look(kDots, "35.79").answer, Answer::kExists);
  EXPECT_THAT(list.Vintages(), testing::SizeIs(1));
  EXPECT_EQ(list.Vintages()[0].codes, 2);
  EXPECT_EQ(list.Vintages()[0].deepest_level, 2);
}

TEST(RegionListTest, FlagsMakeSeveralVintagesAndTheGreatestNameIsHeldAgainst) {
  const std::string flags = "kode,in_2022,in_2023,nama\n91,1,1,Papua\n91.01,1,0,Merauke\n91.02,1,1,Jayawijaya\n";
  const RegionList list = ListOf({{"", flags}});
  EXPECT_EQ(list.Look(kDots, "91.01").answer, Answer::kAnotherVintage);
  EXPECT_EQ(list.Look(kDots, "91.01.05").existed_in, "2022");
  EXPECT_EQ(list.Look(kDots, "91.01.05").part, "91.01");
  EXPECT_EQ(list.Look(kDots, "91.03").answer, Answer::kNeverExisted);
  EXPECT_EQ(ListOf({{"", flags}}, "2022").Look(kDots, "91.01").answer, Answer::kExists);
}

TEST(RegionListTest, AVintageThatEndsAtDistrictsDoesNotVouchForAVillage) {
  const RegionList list = ListOf({{"2025", "35\n35.79\n35.79.02\n35.79.02.1004\n"}, {"2018", "35\n35.79\n35.79.02\n"}});
  EXPECT_EQ(list.Look(kDots, "35.79.02.1009").answer, Answer::kNeverExisted);
}

TEST(RegionListTest, ASuccessorBearsTheNameOfTheOneRemovedInTheSameChange) {
  const std::string changes =
      "from_vintage,to_vintage,kode,change,nama_from,nama_to\n"
      "2022,2023,91.01,removed,KAB. MERAUKE,\n2022,2023,93.01,added,,Kabupaten Merauke\n"
      "2022,2023,91.01.01,removed,Merauke,\n2022,2023,93.01.01,added,,Merauke\n"
      "2022,2023,91.01.02,removed,Muara,\n2022,2023,93.01.02,added,,Muara\n2022,2023,93.02.02,added,,Muara\n"
      "2022,2023,91.02,renamed,a,b\n";
  const RegionList list = ListOf({{"2023", "91\n93\n93.01\n93.02\n93.01.01\n93.01.02\n93.02.02\n"}, {"", changes}});
  EXPECT_EQ(list.Look(kDots, "91.01").successor, "93.01");
  EXPECT_EQ(list.Look(kDots, "91.01").existed_in, "2022");
  EXPECT_EQ(list.Look(kDots, "91.01.01.2001").successor, "93.01.01");
  // Two districts of that name were added, so which one follows is not known; its regency's is.
  EXPECT_EQ(list.Look(kDots, "91.01.02").successor, "93.01");
  EXPECT_EQ(list.Look(kDots, "91.07").answer, Answer::kNeverExisted);
}

TEST(RegionListTest, ASuccessorIsFollowedToACodeInForce) {
  const RegionList list = ListOf({{"2025", "kode,successor\n91,\n93,\n"},
                                  {"2022", "kode,successor\n90,92\n"},
                                  {"2023", "kode,successor\n92,93\n"},
                                  {"2020", "kode,successor\n81,82\n82,81\n"}});
  EXPECT_EQ(list.Look(kDots, "90").successor, "93");
  EXPECT_EQ(list.Look(kDots, "81").successor, "");  // a circle leads nowhere
}

TEST(RegionListTest, WhatIsNoListIsRefusedWithItsLineAndLeavesTheListAsItWas) {
  const auto refused = [](const std::string& vintage, const std::string& text) {
    RegionList list;
    Findings findings;
    EXPECT_FALSE(list.Add(vintage, text, &findings).ok());
    EXPECT_TRUE(list.empty());
    return findings.empty() ? Finding{} : findings[0];
  };
  EXPECT_EQ(refused("2025", "35\n35.7\n").line, 2);
  EXPECT_EQ(refused("2025", "35\n3579\n35.79\n").line, 3);
  EXPECT_THAT(refused("2025", "nama,id\nJawa,35\n").message, HasSubstr("`kode` or `code`"));
  EXPECT_THAT(refused("2025", "").message, HasSubstr("no region code"));
  EXPECT_THAT(refused("", "35\n").message, HasSubstr("vintage"));
  EXPECT_EQ(refused("2025", "kode,nama\n35,Jawa\n36,caf\xe9\n").line, 3);
  EXPECT_EQ(refused("\xff", "35\n").path, "vintage");
  EXPECT_EQ(refused("2025", "kode,nama\n35,Jawa,Timur\n").line, 2);
  EXPECT_EQ(refused("2025", "kode,nama\n35,\"Jawa\n").line, 2);
  EXPECT_EQ(refused("", "kode,in_2025\n35,yes\n").line, 2);
  EXPECT_EQ(refused("", "kode,change,from_vintage,to_vintage\n35,gone,1,2\n").line, 2);
  EXPECT_THAT(refused("", "kode,change\n35,removed\n").message, HasSubstr("from_vintage"));
}

// Bytes that a slip of the pen or of a program may make of a list are read or refused, and what is read answers.
TEST(RegionListTest, NoBytesHurt) {
  const std::string sound[] = {"35\n35.79\n", "kode;nama\n35;\"Jawa \"\"Timur\"\"\"\n", "kode,in_2022,in_2025\n35,1,0\n",
                               "from_vintage,to_vintage,kode,change,nama_from,nama_to\n1,2,35,removed,a,\n1,2,36,added,,a\n"};
  uint32_t state = 1;
  const auto draw = [&state](size_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  int read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = sound[draw(4)];
    for (size_t k = draw(4); k > 0; --k) {
      const size_t at = draw(text.size());
      switch (draw(3)) {
        case 0:
          text[at] = "\0\"\n,;.\xff 0123456789kode"[draw(22)];
          break;
        case 1:
          text.erase(at, 1 + draw(4));
          break;
        default:
          text.insert(at, text.substr(draw(text.size()), draw(9)));
      }
      if (text.empty()) text = "x";
    }
    RegionList list;
    Findings findings;
    if (!list.Add("2025", text, &findings).ok()) {
      ASSERT_FALSE(findings.empty()) << text;
      continue;
    }
    ++read;
    ASSERT_TRUE(list.Choose("").ok());
    (void)list.Look(kDots, "35.79.02.1004");
    (void)list.Look(CodeSystem::kBps, "3579020004");
  }
  EXPECT_GT(read, 2000);
}

TEST(RegionListTest, AVintageThatNoListHasIsRefused) {
  RegionList list;
  ASSERT_TRUE(list.Add("2025", "35\n", nullptr).ok());
  EXPECT_FALSE(list.Choose("2024").ok());
  EXPECT_TRUE(list.Choose("2025").ok());
}

// The public lists: every code of the newest is in force, and the split of Papua is told apart from a slip of the pen.
TEST(RegionListTest, ThePublicListsAgreeWithThemselves) {
  const std::string folder = GRADUASI_SOURCE_DIR "/../shared/data/wilayah_kemendagri/";
  const auto read = [&](const char* name) {
    std::ifstream file(folder + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string newest = read("wilayah_2025.csv");
  if (newest.empty()) GTEST_SKIP() << "the public lists of region codes are not on this machine";
  const RegionList list =
      ListOf({{"2025", newest}, {"", read("prov_kab_kec_by_vintage.csv")}, {"", read("wilayah_changes_prov_kab_kec.csv")}});
  const std::vector<QualityVintage> vintages = list.Vintages();
  ASSERT_EQ(vintages.size(), 5u);
  EXPECT_EQ(vintages[4].name, "2025");
  EXPECT_EQ(vintages[4].codes, 91599);
  EXPECT_EQ(vintages[4].deepest_level, 4);
  EXPECT_TRUE(vintages[4].held_against);
  EXPECT_EQ(list.Look(kDots, "35.79.02.2001").answer, Answer::kExists);
  EXPECT_EQ(list.Look(kDots, "35.79.02.1999").answer, Answer::kNeverExisted);
  const RegionList::Verdict merauke = list.Look(kDots, "91.01.01");
  EXPECT_EQ(merauke.answer, Answer::kAnotherVintage);
  EXPECT_EQ(merauke.existed_in, "2022");
  EXPECT_EQ(merauke.successor, "93.01.01");
  EXPECT_EQ(list.Look(kDots, "35.80").answer, Answer::kNeverExisted);
}

}  // namespace
}  // namespace graduasi::programme
