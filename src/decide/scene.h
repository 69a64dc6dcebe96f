// One household, one run of the program over it, and how to find one's way in it: from a node of an expression to its value
// and to the record of the household that it stands for. This file must not know criteria or routes.
#ifndef GRADUASI_SRC_DECIDE_SCENE_H_
#define GRADUASI_SRC_DECIDE_SCENE_H_

#include <cstdint>
#include <string>

#include "graduasi/household.h"
#include "src/columns/run.h"
#include "src/decide/wording.h"
#include "src/model/record.h"
#include "src/policy/compiled_policy.h"

namespace graduasi::decide {

// A record of the household: where it is and what it is called.
struct Located {
  const model::RecordInfo* record = nullptr;
  const void* owner = nullptr;  // the struct
  std::string path;             // "household.mentoring.inspections[0]"
};

// What the walks look at. One household, which is row 0 of the run.
struct Scene {
  const policy::CheckedPolicy* policy = nullptr;
  const Wording* wording = nullptr;
  const columns::Program* program = nullptr;
  const columns::Run* run = nullptr;
  const Household* household = nullptr;
  Date as_of;
};

// A node of a compiled expression, as seen from one row of a space.
struct Spot {
  columns::ExpressionId expression = columns::kNoExpression;
  const cel::Node* node = nullptr;
  columns::Space space = columns::kHouseholds;
  int32_t row = 0;
};

// The spot of the whole expression.
Spot RootOf(const Scene& scene, columns::ExpressionId expression);
columns::Register RegisterAt(const Scene& scene, const Spot& spot);          // kNoRegister if the node has none
int32_t RowAt(const Scene& scene, const Spot& spot);                         // the row of its register
int32_t RowOf(const Scene& scene, columns::Register reg, const Spot& spot);  // the row of a register as seen from the spot
columns::Standing StandingAt(const Scene& scene, const Spot& spot);
// The same place in another node of the expression.
Spot To(const Spot& spot, const cel::Node* node);
// Into the expression of a fact that the spot names.
Spot IntoFact(const Scene& scene, const Spot& spot, columns::ExpressionId fact);

// The record that a present record-typed spot stands for; no record if it is not one of the household's.
Located LocateRecord(const Scene& scene, const Spot& spot);
// The same by number of Program::records and row of its table.
Located LocateRecordRow(const Scene& scene, int32_t records, int32_t row);

// A present scalar, the value of a register as seen from a spot, as plain text: "616667", "2025-11-15", "SERIOUS", "true";
// ranges as "4..5". "" of anything else.
std::string PlainText(const Scene& scene, const cel::Type& type, columns::Register reg, const Spot& spot);

}  // namespace graduasi::decide

#endif  // GRADUASI_SRC_DECIDE_SCENE_H_
