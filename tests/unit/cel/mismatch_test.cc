#include "src/cel/mismatch.h"

#include "tests/unit/cel/sample_environment.h"

namespace graduasi::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(MismatchTest, NumbersOfDifferentTypesSayWhichSpellingIsRight) {
  EXPECT_THAT(IssuesOf("income >= 1.0"),
              ElementsAre("7: `>=` compares two values of the same type, not an int with a double; write 1 instead of 1.0"));
  EXPECT_THAT(IssuesOf("share >= 1"), ElementsAre(HasSubstr("write 1.0 instead of 1")));
  EXPECT_THAT(IssuesOf("income == 1u"), ElementsAre(HasSubstr("write 1 instead of 1u")));
  EXPECT_THAT(IssuesOf("income >= share"), ElementsAre(HasSubstr("write double(income) to make both a double")));
  EXPECT_THAT(IssuesOf("income + 1.5"), ElementsAre(HasSubstr("`+` cannot take (int, double)")));
  EXPECT_THAT(IssuesOf("1.0 in [1]"), ElementsAre(HasSubstr("write 1 instead of 1.0")));
  EXPECT_THAT(IssuesOf("min(1, 2.0)"), ElementsAre(HasSubstr("write 1.0 instead of 1")));
}

TEST(MismatchTest, ADecimalPointThatWasMeantForThousandsIsAsked) {
  EXPECT_THAT(IssuesOf("income > 500.000"), ElementsAre(HasSubstr("the dot is a decimal point; write 500000 or 500")));
}

TEST(MismatchTest, TextInPlaceOfAnotherTypeSaysHowItIsWritten) {
  EXPECT_THAT(IssuesOf("programme == 'PKH'"), ElementsAre(HasSubstr("write PKH without quotation marks")));
  EXPECT_THAT(IssuesOf("programme == 'PKHH'"), ElementsAre(HasSubstr("did you mean `PKH`?")));
  EXPECT_THAT(IssuesOf("as_of > \"2025-01-31\""), ElementsAre(HasSubstr("write date(\"2025-01-31\")")));
  EXPECT_THAT(IssuesOf("income == '3'"), ElementsAre(HasSubstr("write the number without quotation marks")));
  EXPECT_THAT(IssuesOf("pregnant == 'true'"), ElementsAre(HasSubstr("write true or false without quotation marks")));
  EXPECT_THAT(IssuesOf("'Rp ' + income"), ElementsAre(HasSubstr("write string(income)")));
}

TEST(MismatchTest, ArithmeticOnDatesNamesTheFunctionForIt) {
  EXPECT_THAT(IssuesOf("as_of - as_of"), ElementsAre(HasSubstr("write days_between(as_of, as_of)")));
  EXPECT_THAT(IssuesOf("as_of - 30"), ElementsAre(HasSubstr("write add_days(as_of, -30)")));
  EXPECT_THAT(IssuesOf("as_of < measured_at"), ElementsAre(HasSubstr("write date(measured_at)")));
}

TEST(MismatchTest, NothingIsComparedWithNull) {
  EXPECT_THAT(IssuesOf("income == null"), ElementsAre(HasSubstr("a fact without a value is missing by itself")));
}

TEST(MismatchTest, CodesHaveNoOrder) {
  EXPECT_THAT(IssuesOf("programme < PKH"), ElementsAre(HasSubstr("the codes of Programme have no order")));
}

TEST(MismatchTest, AFunctionSaysWhatItNeedsAndWhatItWasGiven) {
  EXPECT_THAT(IssuesOf("months_between(as_of, 3)"), ElementsAre("0: months_between needs (date, date), not (date, int)"));
  EXPECT_THAT(IssuesOf("add_months(as_of, 1.0)"), ElementsAre(HasSubstr("write 1 instead of 1.0")));
  EXPECT_THAT(IssuesOf("months_between('2025-01-01', as_of)"), ElementsAre(HasSubstr("write date('2025-01-01')")));
  EXPECT_THAT(IssuesOf("sum(['a'])"),
              ElementsAre(HasSubstr("sum needs (list(int)), (list(uint)), (list(double)) or (list(duration))")));
  EXPECT_THAT(IssuesOf("latest([as_of])"), ElementsAre(HasSubstr("write max(...) for dates")));
}

TEST(MismatchTest, ConditionsAreTrueOrFalse) {
  EXPECT_THAT(IssuesOf("income && pregnant"), ElementsAre(HasSubstr("compare it, as in `income > 0`")));
  EXPECT_THAT(IssuesOf("!household.members"), ElementsAre(HasSubstr("size(household.members) > 0")));
  EXPECT_THAT(IssuesOf("programme || pregnant"), ElementsAre(HasSubstr("`programme == ...`")));
  EXPECT_THAT(IssuesOf("income ? 1 : 2"), ElementsAre(HasSubstr("before `?` stands a condition")));
  EXPECT_THAT(IssuesOf("[1].all(x, x)"), ElementsAre(HasSubstr("needs a condition (true or false) about `x`")));
}

TEST(MismatchTest, ChainedComparisonsAreWrittenOut) {
  EXPECT_THAT(IssuesOf("1 < income < 5"), ElementsAre("11: comparisons cannot be chained; write `1 < income && income < 5`"));
  EXPECT_EQ(TypeOf("1 < income == pregnant"), "bool");
  EXPECT_EQ(TypeOf("(1 < income) < true"), "bool");
}

}  // namespace
}  // namespace graduasi::cel
