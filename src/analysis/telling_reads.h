// What some expressions of a policy read and compare with: the facts, the figures, the texts. It tells the search for a telling
// household where to look. This file must not know mutants or households.
#ifndef GRADUASI_SRC_ANALYSIS_TELLING_READS_H_
#define GRADUASI_SRC_ANALYSIS_TELLING_READS_H_

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "src/model/record.h"
#include "src/policy/checked_policy.h"

namespace graduasi::analysis {

struct Reads {
  std::set<std::pair<const model::RecordInfo*, int>,
           bool (*)(const std::pair<const model::RecordInfo*, int>&, const std::pair<const model::RecordInfo*, int>&)>
      fields;
  std::set<int64_t> numbers;
  std::set<int32_t> days;
  std::set<std::string> texts;                        // keys of tables among them
  std::set<std::pair<std::string, int32_t>> choices;  // values of enums: the enum's name and the position

  Reads();
  bool Has(const model::RecordInfo* record, int field) const { return fields.count({record, field}) != 0; }

  // Adds what the expression reads, through facts and parameters.
  void Add(const policy::CheckedPolicy& policy, const cel::Expression& expression);
  void AddSafeguard(const policy::CheckedPolicy& policy, size_t index);
  void AddCriterion(const policy::CheckedPolicy& policy, size_t index);
  void AddRoute(const policy::CheckedPolicy& policy, size_t index);  // its criteria too

 private:
  void AddNode(const policy::CheckedPolicy& policy, const cel::Node& node);
  void AddLiteral(const cel::Type& type, const cel::Literal& literal);
  void AddRules(const columns::ReadRules& rules);
  std::set<std::pair<const policy::CheckedPolicy*, int>> seen_;  // variables
};

}  // namespace graduasi::analysis

#endif  // GRADUASI_SRC_ANALYSIS_TELLING_READS_H_
