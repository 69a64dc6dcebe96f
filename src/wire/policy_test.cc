// Suites of policy tests as bytes, in; nothing is run here.
#include "graduasi/policy_test.h"

#include <utility>

#include "google/protobuf/arena.h"
#include "src/base/finding_list.h"
#include "src/base/findings.h"
#include "src/wire/message_binary.h"
#include "src/wire/message_json.h"
#include "src/wire/message_text.h"
#include "src/wire/policy_test_proto.h"

namespace graduasi {
namespace {

using Read = bool (*)(absl::string_view, google::protobuf::Message*, wire::OutlineMessage*, FindingList*);

bool ReadBinary(absl::string_view bytes, google::protobuf::Message* message, wire::OutlineMessage*, FindingList* findings) {
  return wire::ReadMessageBinary(bytes, message, findings);
}

absl::StatusOr<PolicyTestSuite> ReadSuite(Read read, bool with_places, absl::string_view bytes, Findings* findings) {
  Findings found;
  PolicyTestSuite suite;
  {
    FindingList list(&found);
    google::protobuf::Arena arena;
    auto& message = *google::protobuf::Arena::CreateMessage<wire::v1::PolicyTestSuite>(&arena);
    wire::OutlineMessage outline;
    if (read(bytes, &message, &outline, &list)) suite = wire::ToSuite(message, with_places ? &outline : nullptr, &list);
  }
  if (found.empty()) return suite;
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

}  // namespace

absl::StatusOr<PolicyTestSuite> ParsePolicyTests(absl::string_view text, Findings* findings) {
  return ReadSuite(wire::ReadMessageText, true, text, findings);
}

absl::StatusOr<PolicyTestSuite> ParsePolicyTestsJson(absl::string_view json, Findings* findings) {
  return ReadSuite(wire::ReadMessageJson, true, json, findings);
}

absl::StatusOr<PolicyTestSuite> ParsePolicyTestsBinary(absl::string_view bytes, Findings* findings) {
  return ReadSuite(ReadBinary, false, bytes, findings);
}

}  // namespace graduasi
