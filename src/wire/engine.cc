// What a caller of graduasi/engine.h reads and writes: the doors between bytes and the engine. Nothing is decided here.
#include "graduasi/engine.h"

#include <simdjson.h>

#include <optional>
#include <set>
#include <utility>

#include "google/protobuf/arena.h"
#include "google/protobuf/message.h"
#include "graduasi/wire/v1/decision.pb.h"
#include "graduasi/wire/v1/outlook.pb.h"
#include "graduasi/wire/v1/policy.pb.h"
#include "graduasi/wire/v1/policy_test.pb.h"
#include "src/base/findings.h"
#include "src/wire/decision_proto.h"
#include "src/wire/household_json.h"
#include "src/wire/household_proto.h"
#include "src/wire/message_binary.h"
#include "src/wire/message_json.h"
#include "src/wire/policy_json.h"
#include "src/wire/policy_text.h"

namespace graduasi {
namespace {

absl::StatusOr<Policy> Load(std::optional<PolicyDocument> (*read)(absl::string_view, Findings*), absl::string_view bytes,
                            Findings* findings) {
  Findings found;
  const std::optional<PolicyDocument> document = read(bytes, &found);
  if (document.has_value()) return Policy::Compile(*document, findings);
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

absl::StatusOr<Household> ReadHousehold(bool (*read)(absl::string_view, Household*, Findings*), absl::string_view bytes,
                                        Findings* findings) {
  Findings found;
  Household household;
  if (read(bytes, &household, &found)) return household;
  absl::Status status = InvalidArgument(found);
  if (findings != nullptr) findings->insert(findings->end(), found.begin(), found.end());
  return status;
}

// Protobuf makes its descriptions of messages when they are first used, and ends the process, or waits for ever, if memory runs
// out on the way. So all of them are made when the library is loaded, and no call makes any.
using Seen = std::set<const google::protobuf::Descriptor*>;

void Describe(const google::protobuf::Message& prototype, Seen* seen) {
  const google::protobuf::Descriptor& type = *prototype.GetDescriptor();
  if (!seen->insert(&type).second) return;
  const google::protobuf::Reflection& reflection = *prototype.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *type.field(i);
    if (field.enum_type() != nullptr) (void)field.enum_type()->value(0);
    if (field.message_type() == nullptr) continue;
    Describe(*reflection.GetMessageFactory()->GetPrototype(field.message_type()), seen);
  }
}

[[maybe_unused]] const bool all_made = [] {
  Seen seen;
  Describe(wire::v1::Policy::default_instance(), &seen);
  Describe(wire::v1::Decision::default_instance(), &seen);
  Describe(wire::v1::Outlook::default_instance(), &seen);
  Describe(wire::v1::PolicyTestSuite::default_instance(), &seen);
  (void)simdjson::get_active_implementation()->name();  // likewise: it ends the process
  return true;
}();

}  // namespace

absl::StatusOr<Policy> Policy::Parse(absl::string_view text, Findings* findings) {
  return Load(wire::ReadPolicyText, text, findings);
}

absl::StatusOr<Policy> Policy::ParseJson(absl::string_view json, Findings* findings) {
  return Load(wire::ReadPolicyJson, json, findings);
}

absl::StatusOr<Policy> Policy::ParseBinary(absl::string_view bytes, Findings* findings) {
  return Load(wire::ReadPolicyBinary, bytes, findings);
}

std::string ToJson(const Decision& decision) {
  google::protobuf::Arena arena;
  return wire::WriteMessageJson(wire::ToProto(decision, &arena));
}

std::string ToBinary(const Decision& decision) {
  google::protobuf::Arena arena;
  return wire::WriteMessageBinary(wire::ToProto(decision, &arena));
}

absl::StatusOr<Household> ParseHouseholdJson(absl::string_view json, Findings* findings) {
  return ReadHousehold(wire::ReadHouseholdJson, json, findings);
}

absl::StatusOr<Household> ParseHouseholdBinary(absl::string_view bytes, Findings* findings) {
  return ReadHousehold(wire::ReadHouseholdProto, bytes, findings);
}

}  // namespace graduasi
