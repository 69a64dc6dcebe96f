#include "src/cel/names.h"

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(NamesTest, AnUnknownNameIsAnsweredWithTheNearestOne) {
  EXPECT_THAT(IssuesOf("incom > 3"), ElementsAre("0: `incom` is not a fact, parameter or field; did you mean `income`?"));
  EXPECT_THAT(IssuesOf("params.hold_month > 3"), ElementsAre(HasSubstr("did you mean `params.hold_months`?")));
  EXPECT_THAT(IssuesOf("income_per_head > 3"), ElementsAre(HasSubstr("did you mean `household.income_per_head`?")));
  EXPECT_THAT(IssuesOf("income_perhead > 3"), ElementsAre(HasSubstr("did you mean `household.income_per_head`?")));
  EXPECT_THAT(IssuesOf("programme == PKHH"), ElementsAre(HasSubstr("did you mean `PKH`?")));
  EXPECT_THAT(IssuesOf("[1].all(person, persn > 0)"), ElementsAre(HasSubstr("did you mean `person`?")));
  EXPECT_THAT(IssuesOf("zzzz"), ElementsAre("0: `zzzz` is not a fact, parameter or field"));
}

TEST(NamesTest, AnUnknownFieldIsAnsweredWithTheNearestOne) {
  EXPECT_THAT(IssuesOf("household.incom_per_head > 3"),
              ElementsAre("10: `incom_per_head` is not a field of Household; did you mean `income_per_head`?"));
  EXPECT_THAT(IssuesOf("household.members.age > 3"), ElementsAre(HasSubstr("household.members.exists(e, e.age == ...)")));
  EXPECT_THAT(IssuesOf("income.size"), ElementsAre(HasSubstr("written with parentheses")));
}

TEST(NamesTest, AnUnknownFunctionIsAnsweredWithTheNearestOne) {
  EXPECT_THAT(IssuesOf("month_between(as_of, as_of)"), ElementsAre(HasSubstr("did you mean `months_between`?")));
  EXPECT_THAT(IssuesOf("household.members.exist(m, m.age > 3)"), ::testing::Contains(HasSubstr("did you mean `exists`?")));
  EXPECT_THAT(IssuesOf("[1].existsOne(m, true)"), ::testing::Contains(HasSubstr("did you mean `exists_one`?")));
  EXPECT_THAT(IssuesOf("contains('a', 'b')"), ElementsAre(HasSubstr("is written after its value: `'a'.contains(...)`")));
  EXPECT_THAT(IssuesOf("'1'.int()"), ElementsAre(HasSubstr("is written before its value: `int('1')`")));
}

TEST(NamesTest, ConstantsInCapitalsAreRecognised) {
  EXPECT_THAT(IssuesOf("pregnant == TRUE"), ElementsAre("12: `TRUE` is written `true`"));
}

TEST(NamesTest, AListOfCodesIsShownWithItsCodes) {
  EXPECT_THAT(IssuesOf("programme == Programme"),
              ElementsAre(HasSubstr("`Programme.PKH`, `Programme.BPNT`, `Programme.OTHER`")));
  EXPECT_THAT(IssuesOf("programme == Programme.BPNTT"),
              ElementsAre(HasSubstr("is not a code of Programme; did you mean `BPNT`?")));
}

}  // namespace
}  // namespace graduasi::cel
