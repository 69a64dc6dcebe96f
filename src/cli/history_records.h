// The decision records on which the events of a day may rest: of the families that have such events, read from the chain once.
// The chain must hold from beginning to end; what it says of a family is decided again when an event takes it.
#ifndef GRADUASI_SRC_CLI_HISTORY_RECORDS_H_
#define GRADUASI_SRC_CLI_HISTORY_RECORDS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/library.h"
#include "src/cli/record_chain.h"

namespace graduasi::cli {

class HistoryRecords {
 public:
  // Reads the policies and those records of the chain that are of `households`. An exit code; what is wrong is told.
  int Read(const std::string& path, const std::vector<std::string>& policies, const std::set<std::string>& households);

  bool given() const { return !path_.empty(); }
  const std::string& path() const { return path_; }

  // The family's latest record as of `until_days` or an earlier day; null if there is none. Of two of one day the later one in
  // the chain.
  const graduasi_record* Latest(const std::string& household, int32_t until_days) const;

  // By which it was decided; null if that policy was not given.
  const graduasi_policy* PolicyOf(const graduasi_record* record) const;

 private:
  std::string path_;
  std::map<std::string, PolicyHandle> policies_;              // by hash
  std::map<std::string, std::vector<RecordHandle>> records_;  // by household, in the order of the chain
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_HISTORY_RECORDS_H_
