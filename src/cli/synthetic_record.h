// What a register holds of a synthetic family, as one line of JSON: identity, observations, assistance, mentoring, procedure,
// and now and then a gap. Plainly synthetic: identifiers say so, and KK and NIK begin with 99, which is no province.
#ifndef GRADUASI_SRC_CLI_SYNTHETIC_RECORD_H_
#define GRADUASI_SRC_CLI_SYNTHETIC_RECORD_H_

#include <cstdint>
#include <string>

#include "src/cli/synthetic_random.h"

namespace graduasi::cli {

struct SyntheticRegister {
  std::string region;  // Kemendagri code
  uint64_t seed = 0;
  SyntheticDay as_of;
};

// Appends family `number` (from 1) and a newline. The same register and number give the same bytes everywhere.
void AppendSyntheticRecord(const SyntheticRegister& source, int64_t number, std::string* out);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_SYNTHETIC_RECORD_H_
