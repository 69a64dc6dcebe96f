// The decisions as an Arrow array, and the schema of it. It knows the layout of the output and the ids of a policy, nothing of
// how anything was decided.
#ifndef GRADUASI_SRC_ARROW_OUTPUT_H_
#define GRADUASI_SRC_ARROW_OUTPUT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/arrow_abi.h"
#include "graduasi/policy.h"
#include "src/arrow/decide_rows.h"

namespace graduasi::arrow {

using Metadata = std::vector<std::pair<std::string, std::string>>;

// Both fill `out`, which the caller releases. They may throw std::bad_alloc; then `out->release` is null.
void ExportSchema(const Metadata& metadata, ArrowSchema* out);

// The answers of all parts, one after the other, as one array.
void ExportAnswers(const PolicyDocument& document, const std::vector<const Answers*>& parts, ArrowArray* out);

// No more rows of the policy fit into one array: its texts must stay below 2^31 bytes.
int64_t MostRows(const PolicyDocument& document);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_OUTPUT_H_
