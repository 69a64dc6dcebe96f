// What a producer of Arrow structures hands over: released once, whatever happens, and quoted only where what it says is text.
// It knows the interface, not what the columns hold.
#ifndef GRADUASI_SRC_ARROW_PRODUCER_H_
#define GRADUASI_SRC_ARROW_PRODUCER_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graduasi/arrow_abi.h"
#include "src/cel/utf8.h"

namespace graduasi::arrow {

// A producer's structure, released once.
template <typename Structure>
class Owned {
 public:
  Owned() { value_.release = nullptr; }
  explicit Owned(Structure* moved) : value_(*moved) { moved->release = nullptr; }
  ~Owned() {
    if (value_.release != nullptr) value_.release(&value_);
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  Structure* get() { return &value_; }
  Structure* operator->() { return &value_; }

 private:
  Structure value_{};
};

// What the producer says of its failure; its text is quoted only if it is text.
inline std::string ProducerError(ArrowArrayStream* stream, int code) {
  const char* said = stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
  std::string text = absl::StrCat("the input stream failed with code ", code);
  if (said == nullptr || cel::FindInvalidUtf8(said) != absl::string_view::npos) return text;
  return absl::StrCat(text, ": ", said);
}

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_PRODUCER_H_
