// Chains of decision records of every kind: of the policies of this repository and of random ones, of families near to
// graduation and of absurd ones, with stand-ins and in clear, sealed and not, and of records of a register that cannot be
// read. The same law and number give the same chain on every machine.
#ifndef GRADUASI_TESTS_PROPERTY_RECORD_SOURCE_H_
#define GRADUASI_TESTS_PROPERTY_RECORD_SOURCE_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "graduasi/engine.h"
#include "graduasi/record.h"
#include "tests/property/near_family.h"
#include "tests/property/random.h"

namespace graduasi::property {

// How many records there are of a kind.
struct RecordCounts {
  std::array<int64_t, 5> outcomes = {};  // by Outcome
  int64_t unreadable = 0;
  int64_t clear = 0;
  int64_t sealed = 0;
  int64_t refused = 0;  // households that cannot be recorded, not even in clear: text that is no UTF-8
  int64_t random_policies = 0;

  void Add(const RecordCounts& more);
  // "12 INVALID, 3 PROTECTED, ..."
  std::string ToText() const;
};

// Confined to one thread.
class RecordSource {
 public:
  RecordSource(uint64_t law, int64_t chain);

  // The next record of the chain.
  const DecisionRecord& Next();

  // The policy of a record, compiled apart from the one that decided, as by somebody who verifies.
  const Policy& Verifier(const DecisionRecord& record) const { return verifiers_.at(record.policy_hash); }

  const RecordCounts& counts() const { return counts_; }

 private:
  struct Decider {
    Policy policy;
    Date from;  // the days on which it is asked
    int32_t days = 1;
    std::vector<const CaseFamily*> families;  // near which it is interesting
  };

  void AddFile(const std::string& path);
  void AddRandom(Random* random);
  void Add(absl::StatusOr<Policy> decides, absl::StatusOr<Policy> verifies, Date from, int32_t days);
  bool TryNext(Random* random);
  void Keep(DecisionRecord record, bool unreadable);

  Random random_;
  std::vector<Decider> deciders_;
  std::map<std::string, Policy> verifiers_;  // by hash
  DecisionRecord last_;
  bool begun_ = false;
  RecordCounts counts_;
};

}  // namespace graduasi::property

#endif  // GRADUASI_TESTS_PROPERTY_RECORD_SOURCE_H_
