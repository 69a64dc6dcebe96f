// The reference of all facts that a policy can read, as a list and as a page: one walk down the run-time description of the
// model. It lists no field by hand and knows no policies.
#ifndef GRADUASI_SRC_MODEL_FACTS_H_
#define GRADUASI_SRC_MODEL_FACTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "src/model/record.h"

namespace graduasi::model {

struct Fact {
  std::string path;                    // "household.members[].born_on"
  std::string type;                    // as a policy author writes it: "date", "list(Member)", "Sex"
  const RecordInfo* record = nullptr;  // that has the field
  const FieldInfo* field = nullptr;
};

// Every field below the household, each record before its own fields, in the order of the tables. Built once.
const std::vector<Fact>& Facts();

// By its path; null if there is none. The "household." in front may be left out.
const Fact* FindFact(absl::string_view path);

// The page that people read: path, type, unit, meaning, what absent means, the values of an enum. Lines end in '\n'.
std::string FactsPage();

}  // namespace graduasi::model

#endif  // GRADUASI_SRC_MODEL_FACTS_H_
