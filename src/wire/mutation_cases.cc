// The households that tell survivors from a policy, as cases of a suite. Nothing is decided here: what the policy answers
// stands in the report.
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/arena.h"
#include "graduasi/mutation.h"
#include "graduasi/wire/v1/policy_test.pb.h"
#include "src/wire/household_proto.h"
#include "src/wire/message_text.h"

namespace graduasi {
namespace {

void Expect(const TellingHousehold::Difference& difference, wire::v1::Expectation* expect) {
  absl::string_view of = difference.of;
  if (of == "outcome") {
    wire::v1::Decision::Outcome outcome{};
    if (wire::v1::Decision::Outcome_Parse(difference.policy, &outcome)) expect->set_outcome(outcome);
  } else if (of == "route") {
    if (difference.policy != "none") expect->set_route(difference.policy);
  } else if (absl::ConsumePrefix(&of, "criterion ")) {
    wire::v1::CriterionDecision::Result result{};
    if (!wire::v1::CriterionDecision::Result_Parse(difference.policy, &result)) return;
    wire::v1::CriterionExpectation* criterion = expect->add_criterion();
    criterion->set_id(std::string(of));
    criterion->set_result(result);
  } else if (absl::ConsumePrefix(&of, "safeguard ")) {
    wire::v1::SafeguardDecision::Result result{};
    if (!wire::v1::SafeguardDecision::Result_Parse(difference.policy, &result)) return;
    wire::v1::SafeguardExpectation* safeguard = expect->add_safeguard();
    safeguard->set_id(std::string(of));
    safeguard->set_result(result);
  }
}

}  // namespace

std::string CasesToText(const MutationReport& report) {
  google::protobuf::Arena arena;
  auto& suite = *google::protobuf::Arena::CreateMessage<wire::v1::PolicyTestSuite>(&arena);
  for (const MutantResult& result : report.mutants) {
    if (!result.telling.has_value()) continue;
    wire::v1::TestCase* test = suite.add_case_();
    test->set_name(absl::StrCat(result.mutant.id, ": ", result.mutant.description.en));
    test->set_as_of(result.telling->as_of.ToString());
    (void)test->mutable_household()->ParseFromString(wire::WriteHouseholdProto(result.telling->household));
    for (const TellingHousehold::Difference& difference : result.telling->differences)
      Expect(difference, test->mutable_expect());
  }
  return suite.case__size() == 0 ? "" : wire::WriteMessageText(suite);
}

}  // namespace graduasi
