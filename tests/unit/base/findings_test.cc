// A finding reads as place, then sentence; a status carries them all.
#include "src/base/findings.h"

#include "gtest/gtest.h"

namespace graduasi {
namespace {

TEST(Findings, SayWhereAsFarAsItIsKnown) {
  EXPECT_EQ(ToString(Finding{"criterion[3].require", 31, 12, "`x` is not a fact"}),
            "31:12: criterion[3].require: `x` is not a fact");
  EXPECT_EQ(ToString(Finding{"members[1].nik", 0, 0, "is not 16 digits"}), "members[1].nik: is not 16 digits");
  EXPECT_EQ(ToString(Finding{"", 2, 1, "a text is not closed"}), "2:1: a text is not closed");
  EXPECT_EQ(ToString(Finding{"", 0, 0, "too large"}), "too large");
}

TEST(Findings, AStatusListsAllOfThem) {
  const absl::Status status = InvalidArgument({{"a", 1, 2, "first"}, {"b", 0, 0, "second"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "1:2: a: first\nb: second");
}

}  // namespace
}  // namespace graduasi
