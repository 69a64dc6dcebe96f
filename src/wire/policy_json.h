// Policies as programs exchange them: protobuf JSON and binary protobuf. They say the same as the text of an author.
#ifndef GRADUASI_SRC_WIRE_POLICY_JSON_H_
#define GRADUASI_SRC_WIRE_POLICY_JSON_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/finding.h"
#include "graduasi/policy.h"

namespace graduasi::wire {

// Nothing, and at least one finding appended, unless everything was understood. At most 4 MiB are read. Findings about JSON
// have lines, those about binary paths only.
std::optional<PolicyDocument> ReadPolicyJson(absl::string_view json, Findings* findings);
std::optional<PolicyDocument> ReadPolicyBinary(absl::string_view bytes, Findings* findings);

// Equal documents give equal bytes.
std::string WritePolicyJson(const PolicyDocument& document);
std::string WritePolicyBinary(const PolicyDocument& document);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_POLICY_JSON_H_
