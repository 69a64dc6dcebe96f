// Random changes of a policy document that leave it sound: what analysts do to policies between one version and the next. It
// knows documents and when they are sound, and nothing of what is decided.
#ifndef GRADUASI_TESTS_PROPERTY_POLICY_CHANGE_H_
#define GRADUASI_TESTS_PROPERTY_POLICY_CHANGE_H_

#include "graduasi/policy.h"
#include "tests/property/random.h"

namespace graduasi::property {

// The document after `changes` changes; fewer where no change that was tried left it sound.
PolicyDocument Changed(const PolicyDocument& document, int changes, Random* random);

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_POLICY_CHANGE_H_
