// Collects findings up to a limit, so that a hostile or hopeless input cannot make the answer larger than itself; the rest is
// counted, never dropped in silence. It knows nothing of what the findings are about.
#ifndef GRADUASI_SRC_BASE_FINDING_LIST_H_
#define GRADUASI_SRC_BASE_FINDING_LIST_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "graduasi/finding.h"

namespace graduasi {

// The name of the rule that each finding breaks ("NIK_MALFORMED"), in step with the findings; "" of a rule without a name.
// Names are static text and stay as they are: counts over a register are kept by them.
using RuleNames = std::vector<const char*>;

// Confined to one thread. Appends to findings that may already hold some, and to the names of their rules (may be null).
class FindingList {
 public:
  static constexpr size_t kLimit = 1000;

  explicit FindingList(Findings* findings, RuleNames* rules = nullptr)
      : findings_(findings), rules_(rules), before_(findings->size()) {}
  FindingList(const FindingList&) = delete;
  FindingList& operator=(const FindingList&) = delete;
  ~FindingList() {
    if (unlisted_ == 0) return;
    findings_->push_back({"", 0, 0, "and " + std::to_string(unlisted_) + " more findings, not listed"});
    if (rules_ != nullptr) rules_->push_back("NOT_LISTED");
  }

  void Add(std::string path, int line, int column, std::string message, const char* rule = "") {
    if (full()) {
      ++unlisted_;
      return;
    }
    findings_->push_back({std::move(path), line, column, std::move(message)});
    if (rules_ != nullptr) rules_->push_back(rule);
  }
  void Add(std::string path, std::string message, const char* rule = "") {
    Add(std::move(path), 0, 0, std::move(message), rule);
  }

  // What is added now is only counted; its text need not be made.
  bool full() const { return findings_->size() - before_ >= kLimit; }
  bool empty() const { return findings_->size() == before_; }

 private:
  Findings* findings_;
  RuleNames* rules_;
  size_t before_;
  size_t unlisted_ = 0;
};

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_FINDING_LIST_H_
