// Decision records as bytes: the one spelling of src/programme/RECORD.md, in and out, and the hashes over it. Knows neither
// policies nor how anything is decided.
#ifndef GRADUASI_SRC_WIRE_RECORD_JSON_H_
#define GRADUASI_SRC_WIRE_RECORD_JSON_H_

#include <string>

#include "graduasi/record.h"

namespace graduasi::wire {

// The value of "inputs".
std::string EncodeInputs(const DecisionRecord& record);

// Everything but the hash of the record, which is over these bytes and a brace.
std::string EncodeBody(const DecisionRecord& record);

// Fills inputs_hash and hash.
void SealHashes(DecisionRecord* record);

}  // namespace graduasi::wire

#endif  // GRADUASI_SRC_WIRE_RECORD_JSON_H_
