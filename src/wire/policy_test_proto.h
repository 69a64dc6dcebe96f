// A suite of policy tests as a protobuf message -> as it is run: every case with its household, its day and what is expected.
// Everything that can be known without the policy is judged here; the policy's names are judged where the suite meets it.
#ifndef GRADUASI_SRC_WIRE_POLICY_TEST_PROTO_H_
#define GRADUASI_SRC_WIRE_POLICY_TEST_PROTO_H_

#include "graduasi/policy_test.h"
#include "graduasi/wire/v1/policy_test.pb.h"
#include "src/base/finding_list.h"
#include "src/wire/outline.h"

namespace graduasi::wire {

// `outline` (may be null: places without lines) is of the text that `message` was read from. To be used only if there is no
// finding.
PolicyTestSuite ToSuite(const v1::PolicyTestSuite& message, const OutlineMessage* outline, FindingList* findings);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_POLICY_TEST_PROTO_H_
