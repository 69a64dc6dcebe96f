// The decisions as Arrow arrays: the answers to many rows are measured, laid out in one block of memory, and written into it
// part by part, by as many threads as there are. It knows the layout of the output and the ids of a policy, nothing of how
// anything was decided.
#ifndef GRADUASI_SRC_ARROW_OUTPUT_H_
#define GRADUASI_SRC_ARROW_OUTPUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graduasi/arrow_abi.h"
#include "graduasi/policy.h"
#include "src/arrow/answers.h"
#include "src/arrow/output_memory.h"
#include "src/arrow/result_ids.h"

namespace graduasi::arrow {

// A column of texts in the output's memory, and how much of it is taken where a part begins or ends.
struct TextPlace {
  int64_t items = 0;
  int64_t bytes = 0;
};
struct TextBuffers {
  int32_t* ends = nullptr;  // of text i; ends[-1] is 0
  char* text = nullptr;
};

class Exporter {
 public:
  // `document` and `ids`, which are the document's, must outlive the exporter.
  Exporter(const PolicyDocument& document, const ResultIds& ids);

  // Lays out an array for the answers of the parts, one after the other; they must stay until Finish. May throw std::bad_alloc,
  // as may Finish.
  void Start(std::vector<const Answers*> parts);
  size_t parts() const { return parts_.size(); }
  // Writes one part; different ones at the same time. Throws nothing.
  void Write(size_t part) const;
  // The array, which the caller releases; `out->release` is null if it throws.
  void Finish(ArrowArray* out);

 private:
  static constexpr size_t kLists = 4;  // failed, missing, protecting, findings
  // What is used up before a part.
  struct Place {
    int64_t row = 0;
    int64_t id_bytes = 0, outcome_bytes = 0, route_bytes = 0;
    std::array<TextPlace, kLists> lists;
  };
  struct ListBuffers {
    int32_t* ends = nullptr;  // of the list of row i; ends[-1] is 0
    TextBuffers items;
  };
  // A value of a small set as a text.
  struct Name {
    char padded[ResultIds::kStep] = {};
    const char* text = nullptr;
    int64_t bytes = 0;
  };

  void Measure();
  void LayOut();
  void WriteIds(const Answers& answers, const Place& at) const;
  template <typename Code>
  void WriteNames(const std::vector<Code>& codes, int shift, const std::vector<Name>& names, int64_t row, int64_t bytes,
                  int64_t end_bytes, const TextBuffers& to) const;
  void WriteSets(const ResultSets& sets, const Answers& answers, int64_t row, const TextPlace& at, const TextPlace& end,
                 const ListBuffers& to) const;
  void WriteFindings(const Answers& answers, int64_t row, const TextPlace& at) const;
  void WriteScores(const Answers& answers, int64_t row) const;
  // The bitmap of a column out of those of the parts; an empty one stands for ones or for zeros. Returns the number of nulls.
  int64_t WriteValidity(std::vector<uint64_t> Answers::*bits, bool empty_means, uint64_t* to) const;

  static std::vector<Name> NamesOf(const std::vector<absl::string_view>& texts);

  const ResultIds& ids_;
  const std::vector<Name> outcome_names_, route_names_;  // the first route name is that of no route
  const std::shared_ptr<BlockPool> pool_;
  std::vector<const Answers*> parts_;
  std::vector<Place> places_;  // one more than there are parts: the last is where everything ends
  std::shared_ptr<SharedBlock> block_;
  uint64_t *has_id_ = nullptr, *has_route_ = nullptr, *has_score_ = nullptr;
  TextBuffers id_, outcome_, route_;
  std::array<ListBuffers, kLists> lists_;
  int64_t* scores_ = nullptr;
};

// No more rows of the policy fit into one array: its texts must stay below 2^31 bytes.
int64_t MostRows(const PolicyDocument& document);

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_OUTPUT_H_
