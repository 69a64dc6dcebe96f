// The schema of the stream of decisions. It knows the names and types of its columns, not what stands in them.
#ifndef GRADUASI_SRC_ARROW_OUTPUT_SCHEMA_H_
#define GRADUASI_SRC_ARROW_OUTPUT_SCHEMA_H_

#include <string>
#include <utility>
#include <vector>

#include "graduasi/arrow_abi.h"

namespace graduasi::arrow {

using Metadata = std::vector<std::pair<std::string, std::string>>;

// Fills `out`, which the caller releases. May throw std::bad_alloc; then `out->release` is null.
void ExportSchema(const Metadata& metadata, ArrowSchema* out);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_OUTPUT_SCHEMA_H_
