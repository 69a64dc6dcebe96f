// Which way a comparison goes as one fact of the household grows: by the signs of the operations between the two, as far as
// they are known. What this says is what a search for a threshold may rely on; where the signs say nothing it is kUnknown,
// never a guess. This file must not know any household.
#ifndef GRADUASI_SRC_POLICY_LEAF_DIRECTION_H_
#define GRADUASI_SRC_POLICY_LEAF_DIRECTION_H_

#include <set>
#include <utility>

#include "src/model/record.h"
#include "src/policy/checked_policy.h"

namespace graduasi::policy {

enum class Direction {
  kNone,     // it does not depend on the fact
  kUp,       // false, then perhaps true: never true and then false
  kDown,     // the other way
  kUnknown,  // the operations between do not say
};

// A fact that grows: a number in one record, or how many records of one kind a list holds.
struct Grower {
  const model::RecordInfo* record = nullptr;  // that has the field
  int field = -1;                             // an int, or a list
};

// Of a bool node of the policy's expressions, through the facts it reads.
Direction DirectionOf(const CheckedPolicy& policy, const cel::Node& node, const Grower& grower);

// The fields that the value of a node depends on, as (index of the record, field), through the facts it reads; a comparison of
// whole records reads all their fields.
using FieldsRead = std::set<std::pair<int, int>>;
void AddFieldsRead(const CheckedPolicy& policy, const cel::Node& node, FieldsRead* fields);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_LEAF_DIRECTION_H_
