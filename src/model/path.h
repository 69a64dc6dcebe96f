// Finds a fact of a household by its path as text, "household.mentoring.inspections[0].findings": the one place that reads such
// paths. This file must not know how values are written.
#ifndef GRADUASI_SRC_MODEL_PATH_H_
#define GRADUASI_SRC_MODEL_PATH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/model/record.h"

namespace graduasi::model {

// One step down: a field, and which element of it if it is a list and the path goes into it.
struct PathStep {
  const FieldInfo* field = nullptr;
  int64_t element = -1;  // -1: the field itself
};

// The steps of a path, at least one. Only the last may be a list without an element. On a mistake empty, and `mistake` says
// what is wrong and what would be right.
std::vector<PathStep> ParsePath(absl::string_view path, std::string* mistake);

// The record that holds the last step's field. Null, and `mistake`, if an element on the way is not there; of the last step the
// element is not looked at.
void* OwnerOf(const std::vector<PathStep>& steps, void* household, std::string* mistake);

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_PATH_H_
