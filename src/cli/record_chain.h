// The handles of decision records as C++ owners, for the subcommands that write and verify them.
#ifndef GRADUASI_SRC_CLI_RECORD_CHAIN_H_
#define GRADUASI_SRC_CLI_RECORD_CHAIN_H_

#include <memory>

#include "capi/graduasi.h"

namespace graduasi::cli {

struct FreeRecord {
  void operator()(graduasi_record* handle) const { graduasi_record_free(handle); }
  void operator()(graduasi_verification* handle) const { graduasi_verification_free(handle); }
};
using RecordHandle = std::unique_ptr<graduasi_record, FreeRecord>;
using VerificationHandle = std::unique_ptr<graduasi_verification, FreeRecord>;

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_RECORD_CHAIN_H_
