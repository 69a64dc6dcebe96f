// Where in a record something is: a chain of steps from the root, kept on the stack while a walk goes down and turned into text
// only when there is something to say. It knows names and positions, not what they mean.
#ifndef GRADUASI_SRC_BASE_PLACE_H_
#define GRADUASI_SRC_BASE_PLACE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace graduasi {

struct Place {
  const Place* up = nullptr;  // outlives this step
  absl::string_view name;     // of a field; "" for the root
  int64_t index = -1;         // of an element of that field; -1 for the field itself

  // "members[2].nik", "dwelling.floor"; "" for the root.
  std::string ToString() const;
};

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_PLACE_H_
