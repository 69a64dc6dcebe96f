// The reference of all facts of a household as a flat list, walked once over the field tables in include/graduasi. It lists no
// field by hand and knows neither policies nor the C interface that hands it out.
#ifndef GRADUASI_CAPI_FACTS_H_
#define GRADUASI_CAPI_FACTS_H_

#include <string>
#include <vector>

namespace graduasi::capi {

struct FactEntry {
  std::string path;  // "household.members[].born_on"
  std::string type;  // "bool", "int", "string", "date", "Relation", "Region", "list(Member)"
  std::string unit;
  std::string meaning;
  bool absent_is_none = false;
  bool identity = false;
  std::vector<std::string> values;  // of an enum, in the order of its table
};

// Every field below the household, each record before its own fields, in the order of the tables.
std::vector<FactEntry> ListFacts();

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_FACTS_H_
