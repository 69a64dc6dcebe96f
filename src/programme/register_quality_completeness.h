// How much of the facts is known: counts, for each fact asked for, how many records lack it and how many values. It knows the
// field tables, no rules and no policies.
#ifndef GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_COMPLETENESS_H_
#define GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_COMPLETENESS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "graduasi/household.h"
#include "graduasi/register_quality.h"
#include "src/model/record.h"

namespace graduasi::programme {

class Completeness {
 public:
  // `facts` empty: all. InvalidArgument names the path that is no fact.
  absl::Status Choose(const std::vector<std::string>& facts, const std::vector<std::string>& recorded_when_true);

  void Add(const Household& household);

  // In the order of the model.
  const std::vector<FactCompleteness>& facts() const { return facts_; }

 private:
  // A field on the way to a fact, or the fact itself.
  struct Node {
    const model::FieldInfo* field = nullptr;
    int fact = -1;  // position in facts_; -1: only on the way
    std::vector<Node> fields;
  };

  std::vector<Node> Plan(const model::RecordInfo& record, const std::string& owner, const std::set<std::string>& wanted,
                         const std::set<std::string>& never);
  void Walk(const std::vector<Node>& nodes, const void* owner);
  void LackBelow(const Node& node);
  void Lack(int fact);

  std::vector<Node> plan_;
  std::vector<FactCompleteness> facts_;
  std::vector<int64_t> lacked_in_;  // for each fact: number of the last record that lacked it
  int64_t record_ = 0;
};

}  // namespace graduasi::programme

#endif  // GRADUASI_SRC_PROGRAMME_REGISTER_QUALITY_COMPLETENESS_H_
