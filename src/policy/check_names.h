// Checks what things of a policy are called: ids that are well formed and used once, titles in both languages. This file must
// not know what the things are.
#ifndef GRADUASI_SRC_POLICY_CHECK_NAMES_H_
#define GRADUASI_SRC_POLICY_CHECK_NAMES_H_

#include <map>
#include <string>

#include "graduasi/language.h"
#include "graduasi/policy.h"
#include "src/policy/report.h"

namespace graduasi::policy {

// The names that stand in expressions follow the language; other ids may hold dashes.
bool IsName(const std::string& text, bool in_expressions);

// Ids: well formed, and each used once among those that may be confused.
class Names {
 public:
  explicit Names(Report* report) : report_(report) {}

  void Add(const Placed& id, const char* what, bool in_expressions, const SourcePlace& owner);

 private:
  Report* report_;
  std::map<std::string, std::string> seen_;
};

void CheckTitle(const Text& title, const SourcePlace& place, const std::string& what, Report* report);

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_CHECK_NAMES_H_
