#include "src/wire/policy_text.h"

#include "google/protobuf/arena.h"
#include "src/base/finding_list.h"
#include "src/wire/message_text.h"
#include "src/wire/policy_proto.h"

namespace graduasi::wire {

std::optional<PolicyDocument> ReadPolicyText(absl::string_view text, Findings* findings) {
  FindingList list(findings);
  google::protobuf::Arena arena;
  v1::Policy& policy = *google::protobuf::Arena::CreateMessage<v1::Policy>(&arena);
  OutlineMessage outline;
  if (!ReadMessageText(text, &policy, &outline, &list)) return std::nullopt;
  PolicyDocument document = ToDocument(policy, &outline, &list);
  if (!list.empty()) return std::nullopt;
  return document;
}

std::string WritePolicyText(const PolicyDocument& document) { return WriteMessageText(ToProto(document)); }

}  // namespace graduasi::wire
