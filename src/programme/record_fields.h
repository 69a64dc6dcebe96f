// The result of a decision as a record keeps it, and how two records differ. Knows decisions; neither bytes nor hashes.
#ifndef GRADUASI_SRC_PROGRAMME_RECORD_FIELDS_H_
#define GRADUASI_SRC_PROGRAMME_RECORD_FIELDS_H_

#include <vector>

#include "graduasi/decision.h"
#include "graduasi/record.h"

namespace graduasi::programme {

// Fills what the record says of the result.
void SetResult(const Decision& decision, DecisionRecord* record);

// Every field of the result in which the two differ, in the order of the record; reasons and findings only if asked for.
std::vector<RecordDifference> CompareResults(const DecisionRecord& recorded, const DecisionRecord& recomputed, bool with_words);

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_RECORD_FIELDS_H_
