// Policies as authors write them: protobuf text, with the place of every field. It judges the form only.
#ifndef GRADUASI_SRC_WIRE_POLICY_TEXT_H_
#define GRADUASI_SRC_WIRE_POLICY_TEXT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "graduasi/finding.h"
#include "graduasi/policy.h"

namespace graduasi::wire {

// Nothing, and at least one finding appended, unless the whole text was understood. At most 4 MiB are read.
std::optional<PolicyDocument> ReadPolicyText(absl::string_view text, Findings* findings);

// The document in the order of the .proto, without comments; equal documents give equal texts.
std::string WritePolicyText(const PolicyDocument& document);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_POLICY_TEXT_H_
