// Collects findings up to a limit, so that a hostile or hopeless input cannot make the answer larger than itself; the rest is
// counted, never dropped in silence. It knows nothing of what the findings are about.
#ifndef GRADUASI_SRC_BASE_FINDING_LIST_H_
#define GRADUASI_SRC_BASE_FINDING_LIST_H_

#include <cstddef>
#include <string>
#include <utility>

#include "graduasi/finding.h"

namespace graduasi {

// Confined to one thread. Appends to findings that may already hold some.
class FindingList {
 public:
  static constexpr size_t kLimit = 1000;

  explicit FindingList(Findings* findings) : findings_(findings), before_(findings->size()) {}
  FindingList(const FindingList&) = delete;
  FindingList& operator=(const FindingList&) = delete;
  ~FindingList() {
    if (unlisted_ > 0) findings_->push_back({"", 0, 0, "and " + std::to_string(unlisted_) + " more findings, not listed"});
  }

  void Add(std::string path, int line, int column, std::string message) {
    if (full()) {
      ++unlisted_;
      return;
    }
    findings_->push_back({std::move(path), line, column, std::move(message)});
  }
  void Add(std::string path, std::string message) { Add(std::move(path), 0, 0, std::move(message)); }

  // What is added now is only counted; its text need not be made.
  bool full() const { return findings_->size() - before_ >= kLimit; }
  bool empty() const { return findings_->size() == before_; }

 private:
  Findings* findings_;
  size_t before_;
  size_t unlisted_ = 0;
};

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_FINDING_LIST_H_
