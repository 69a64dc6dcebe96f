// The decision records on which events of histories rest, read from the chain once: for a day's events those of their families.
// The chain must hold from beginning to end; what it says of a family is decided again when an event takes it.
#ifndef GRADUASI_SRC_CLI_HISTORY_RECORDS_H_
#define GRADUASI_SRC_CLI_HISTORY_RECORDS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/library.h"
#include "src/cli/record_chain.h"

namespace graduasi::cli {

// Policies by which was decided, by hash.
class DecidedBy {
 public:
  // An exit code; what is wrong is told.
  int Load(const std::vector<std::string>& files);
  // Null if the policy that the record names is not among them.
  const graduasi_policy* Find(const graduasi_record* record) const;

 private:
  std::map<std::string, PolicyHandle> policies_;
};

// Hands every record of a chain to `visit`, which may keep it. An exit code: the chain must hold from its beginning to its end,
// or what is wrong is told and kFindings.
int ReadChain(const std::string& path, const std::function<void(RecordHandle record)>& visit);

class HistoryRecords {
 public:
  // Reads the policies, and from the chain the records of `households` and those of `hashes`.
  int Read(const std::string& path, const std::vector<std::string>& policies, const std::set<std::string>& households,
           const std::set<std::string>& hashes);

  bool given() const { return !path_.empty(); }
  const std::string& path() const { return path_; }

  // The family's latest record as of `until_days` or an earlier day; null if there is none. Of two of one day the later one in
  // the chain.
  const graduasi_record* Latest(const std::string& household, int32_t until_days) const;

  // Null if the chain has none of this hash.
  const graduasi_record* OfHash(const std::string& hash) const;

  const graduasi_policy* PolicyOf(const graduasi_record* record) const { return policies_.Find(record); }

 private:
  std::string path_;
  DecidedBy policies_;
  std::vector<RecordHandle> records_;                                        // in the order of the chain
  std::map<std::string, std::vector<const graduasi_record*>> of_household_;  // in the order of the chain
  std::map<std::string, const graduasi_record*> of_hash_;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_HISTORY_RECORDS_H_
