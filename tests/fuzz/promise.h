// What a fuzz target says when a promise is broken. libFuzzer stops at the exception; the replay reports it with its input.
#ifndef GRADUASI_TESTS_FUZZ_PROMISE_H_
#define GRADUASI_TESTS_FUZZ_PROMISE_H_

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "graduasi/finding.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace graduasi::fuzz {

inline void Promise(bool kept, const std::string& promise) {
  if (!kept) throw std::logic_error("broken promise: " + promise);
}

// What is refused is refused with a sentence, and so that it can be shown to somebody.
inline void PromiseFindings(bool accepted, const Findings& findings) {
  Promise(accepted == findings.empty(), accepted ? "what is accepted has no finding" : "what is refused has a finding");
  for (const Finding& finding : findings) {
    Promise(!finding.message.empty(), "a finding has a sentence");
    Promise(finding.line >= 0 && finding.column >= 0 && (finding.line == 0) == (finding.column == 0), "a place is whole");
    Promise(finding.message.size() < 2000 && finding.path.size() < 2000, "a finding is not larger than a screen");
  }
}

}  // namespace graduasi::fuzz

#endif  // GRADUASI_TESTS_FUZZ_PROMISE_H_
