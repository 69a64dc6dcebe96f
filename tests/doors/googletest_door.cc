// Suites of policy tests as tests of GoogleTest, with what GoogleTest knows of each told in the form that all doors share
// (results.expected). It knows graduasi/testing.h alone.
#include <cstdio>
#include <string>

#include "graduasi/testing.h"
#include "gtest/gtest.h"

namespace {

std::string FileName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// A line for each test, and its failures below it.
class Teller : public ::testing::EmptyTestEventListener {
 public:
  void OnTestEnd(const ::testing::TestInfo& test) override {
    const bool passed = test.result()->Passed();
    std::printf("%s:%d: %s: %s\n", FileName(test.file()).c_str(), test.line(), test.name(), passed ? "passed" : "failed");
    for (int i = 0; i < test.result()->total_part_count(); ++i) {
      const std::string message = test.result()->GetTestPartResult(i).message();
      const std::string head = "Failed\n";
      std::fputs(message.substr(message.rfind(head, 0) == 0 ? head.size() : 0).c_str(), stdout);
    }
  }
};

// Fails on purpose: how often is it told?
TEST(Matchers, DISABLED_AnIdThatThereIsNot) {
  graduasi::Decision decision;
  decision.criteria.resize(1);
  decision.criteria[0].id = "income";
  EXPECT_THAT(decision, graduasi::Fails("G99"));
}

}  // namespace

// Arguments: those of GoogleTest, and the files.
int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) graduasi::RegisterPolicyTests(argv[i]);
  ::testing::TestEventListeners& listeners = ::testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new Teller);
  return RUN_ALL_TESTS();
}
