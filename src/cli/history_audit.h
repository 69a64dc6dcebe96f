// Whether histories rest on what was decided: every decision on which an event rests is held against its record in the chain,
// which is decided again for that.
#ifndef GRADUASI_SRC_CLI_HISTORY_AUDIT_H_
#define GRADUASI_SRC_CLI_HISTORY_AUDIT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "src/cli/history_lines.h"

namespace graduasi::cli {

// An exit code; faults are told, and what was held against what is added to *summary, a line.
int AuditHistories(const HistoryLines& histories, const std::string& records, const std::vector<std::string>& policies,
                   int32_t language, std::string* summary);

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_HISTORY_AUDIT_H_
