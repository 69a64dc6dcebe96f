// Collects what is wrong with a policy document, each at its place in the author's file. This file must not know what is being
// checked.
#ifndef GRADUASI_SRC_POLICY_REPORT_H_
#define GRADUASI_SRC_POLICY_REPORT_H_

#include <cstddef>
#include <string>
#include <utility>

#include "graduasi/finding.h"
#include "graduasi/policy.h"

namespace graduasi::policy {

class Report {
 public:
  explicit Report(Findings* findings) : findings_(findings), before_(findings->size()) {}

  void Add(const SourcePlace& place, std::string message) {
    findings_->push_back({place.path, place.line, place.column, std::move(message)});
  }
  void Add(const Placed& placed, std::string message) { Add(placed.place, std::move(message)); }
  // At one byte of a text.
  void AddAt(const Placed& placed, size_t offset, std::string message) {
    SourcePlace place = placed.place;
    if (offset < placed.positions.size()) {
      place.line = placed.positions[offset].line;
      place.column = placed.positions[offset].column;
    }
    Add(place, std::move(message));
  }

  bool clean() const { return findings_->size() == before_; }

 private:
  Findings* findings_;
  size_t before_;
};

}  // namespace graduasi::policy

#endif  // GRADUASI_SRC_POLICY_REPORT_H_
