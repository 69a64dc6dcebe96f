#include "src/wire/policy_json.h"

#include "google/protobuf/arena.h"
#include "src/base/finding_list.h"
#include "src/wire/message_binary.h"
#include "src/wire/message_json.h"
#include "src/wire/policy_proto.h"

namespace graduasi::wire {

std::optional<PolicyDocument> ReadPolicyJson(absl::string_view json, Findings* findings) {
  FindingList list(findings);
  google::protobuf::Arena arena;
  v1::Policy& policy = *google::protobuf::Arena::CreateMessage<v1::Policy>(&arena);
  OutlineMessage outline;
  if (!ReadMessageJson(json, &policy, &outline, &list)) return std::nullopt;
  PolicyDocument document = ToDocument(policy, &outline, &list);
  if (!list.empty()) return std::nullopt;
  return document;
}

std::optional<PolicyDocument> ReadPolicyBinary(absl::string_view bytes, Findings* findings) {
  FindingList list(findings);
  google::protobuf::Arena arena;
  v1::Policy& policy = *google::protobuf::Arena::CreateMessage<v1::Policy>(&arena);
  if (!ReadMessageBinary(bytes, &policy, &list)) return std::nullopt;
  PolicyDocument document = ToDocument(policy, nullptr, &list);
  if (!list.empty()) return std::nullopt;
  return document;
}

std::string WritePolicyJson(const PolicyDocument& document) { return WriteMessageJson(ToProto(document)); }

std::string WritePolicyBinary(const PolicyDocument& document) { return WriteMessageBinary(ToProto(document)); }

}  // namespace graduasi::wire
