// What a policy says, as bytes that name it: two documents that say the same have the same, whatever their layout, comments, or
// the form (text, JSON, binary) they came in. Places in the author's file are no content.
//
// The encoding is ours and frozen; a change of it changes the hash of every policy ever decided by. Every piece of text, number
// and choice is written as "<size>:<bytes>," in the order of the fields of graduasi/v1/policy.proto by number; a list is its
// size written so, then its elements; an enum is its number; a oneof is the name of what is set, then its value, or nothing set
// the empty text. A ranking stands at the end if the policy declares one; where it declares none, nothing stands there, and so
// the hashes of policies from before rankings hold.
#ifndef GRADUASI_SRC_POLICY_CONTENT_H_
#define GRADUASI_SRC_POLICY_CONTENT_H_

#include <string>

#include "graduasi/policy.h"

namespace graduasi::policy {

std::string ContentOf(const PolicyDocument& document);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CONTENT_H_
