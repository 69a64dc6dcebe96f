// What stands behind the handles of graduasi.h, and what all exported functions share: the guard, failing with findings,
// reading codes. It knows the C++ interface in include/graduasi, and nothing of the rooms in src.
#ifndef GRADUASI_CAPI_HANDLES_H_
#define GRADUASI_CAPI_HANDLES_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "capi/facts.h"
#include "capi/graduasi.h"
#include "graduasi/date.h"
#include "graduasi/decision.h"
#include "graduasi/engine.h"
#include "graduasi/finding.h"
#include "graduasi/language.h"
#include "graduasi/policy_test.h"
#include "graduasi/record.h"

struct graduasi_error {
  graduasi::Findings findings;
};

struct graduasi_policy {
  explicit graduasi_policy(graduasi::Policy parsed) : policy(std::move(parsed)) {}
  graduasi::Policy policy;
};

struct graduasi_decision {
  // Each is made when it is first asked for, under the mutex, and never changes afterwards.
  struct Texts {
    std::mutex mutex;
    std::unique_ptr<const std::string> indonesian;
    std::unique_ptr<const std::string> english;
    std::unique_ptr<const std::string> json;
    std::unique_ptr<const std::string> binary;
  };
  explicit graduasi_decision(graduasi::Decision made) : decision(std::move(made)) {}
  graduasi::Decision decision;
  mutable Texts texts;
};

struct graduasi_facts {
  std::vector<graduasi::capi::FactEntry> entries;
};

struct graduasi_record {
  graduasi::DecisionRecord record;
  std::string line;
  std::string household_id;
};

struct graduasi_verification {
  std::vector<graduasi::RecordDifference> differences;
};

struct graduasi_suite {
  graduasi::PolicyTestSuite suite;
};

struct graduasi_test_report {
  graduasi::PolicyTestReport report;
  std::string file;                      // as the caller calls the suite's
  std::vector<graduasi::Text> messages;  // one for each case
  // Whole texts, each made when it is first asked for, under the mutex, and never changed afterwards.
  mutable std::mutex mutex;
  mutable std::unique_ptr<const std::string> texts[5];
};

namespace graduasi::capi {

// The one error that needs no memory: an address that is never read.
alignas(graduasi_error) inline char no_memory_address;
inline graduasi_error* NoMemory() { return reinterpret_cast<graduasi_error*>(&no_memory_address); }

inline graduasi_status Fail(graduasi_error** error, graduasi_status status, Findings findings) {
  if (error != nullptr) *error = new graduasi_error{std::move(findings)};
  return status;
}

inline graduasi_status Fail(graduasi_error** error, graduasi_status status, const char* path, std::string message) {
  return Fail(error, status, Findings{Finding{path, 0, 0, std::move(message)}});
}

// Every function that can fail runs its body in here, and no exception leaves: the only `try` of this interface. What an
// unexpected exception says is kept back, for it may hold data of people or names of C++.
template <typename Body>
graduasi_status Guard(graduasi_error** error, const Body& body) noexcept {
  for (bool reporting = false;; reporting = true) {
    try {
      if (reporting)
        return Fail(error, GRADUASI_INTERNAL, "", "A bug in the library; please report it with the policy and the call.");
      if (error != nullptr) *error = nullptr;
      return body();
    } catch (const std::bad_alloc&) {
      if (error != nullptr) *error = NoMemory();
      return GRADUASI_NO_MEMORY;
    } catch (...) {
      if (reporting) return GRADUASI_INTERNAL;
    }
  }
}

// Who has to act on a status of the C++ interface; `bad_input` says whose fault a rejected input is.
inline graduasi_status CodeOf(const absl::Status& status, graduasi_status bad_input) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return GRADUASI_OK;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return bad_input;
    case absl::StatusCode::kFailedPrecondition:
      return GRADUASI_BAD_CALL;
    case absl::StatusCode::kUnimplemented:
      return GRADUASI_UNSUPPORTED;
    case absl::StatusCode::kResourceExhausted:
      return GRADUASI_NO_MEMORY;
    default:
      return GRADUASI_INTERNAL;
  }
}

// The findings of a failure; the status's own sentence where there are none.
inline Findings FindingsOf(const absl::Status& status, Findings findings) {
  if (findings.empty()) findings.push_back(Finding{"", 0, 0, std::string(status.message())});
  return findings;
}

// Reads a document into a handle of its own: *out is NULL until it is whole, and the error has every finding of a document that
// is none. `name` is the argument's; `make` makes the handle of what was read.
template <typename Handle, typename Parse, typename Make>
graduasi_status ReadDocument(const char* name, const void* bytes, size_t size, graduasi_status bad_document, const Parse& parse,
                             const Make& make, Handle** out, graduasi_error** error) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> graduasi_status {
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    if (bytes == nullptr && size != 0) return Fail(error, GRADUASI_BAD_CALL, name, "The text is NULL, but its size is not 0.");
    Findings findings;
    auto document = parse(absl::string_view(bytes == nullptr ? "" : static_cast<const char*>(bytes), size), &findings);
    if (!document.ok()) {
      return Fail(error, CodeOf(document.status(), bad_document), FindingsOf(document.status(), std::move(findings)));
    }
    *out = make(*std::move(document));
    return GRADUASI_OK;
  });
}

// What a newer caller sets in an option struct behind what this library knows must be zero.
template <typename Options>
graduasi_status CheckOptionsSize(const Options& options, const char* size_error, graduasi_error** error) {
  if (options.struct_size < sizeof(Options)) return Fail(error, GRADUASI_BAD_CALL, "options.struct_size", size_error);
  const auto* bytes = reinterpret_cast<const unsigned char*>(&options);
  for (size_t i = sizeof(Options); i < options.struct_size; ++i) {
    if (bytes[i] != 0) return Fail(error, GRADUASI_UNSUPPORTED, "options", "An option that is set needs a newer library.");
  }
  return GRADUASI_OK;
}

// The options that every way of deciding has, from an option struct.
template <typename Options>
graduasi_status ReadDecideOptions(const Options& options, std::vector<std::string>* recorded_when_true, const char* size_error,
                                  graduasi_error** error) {
  if (const graduasi_status status = CheckOptionsSize(options, size_error, error); status != GRADUASI_OK) return status;
  if (options.recorded_when_true == nullptr && options.recorded_when_true_count != 0) {
    return Fail(error, GRADUASI_BAD_CALL, "options.recorded_when_true", "The list is NULL, but its count is not 0.");
  }
  for (size_t i = 0; i < options.recorded_when_true_count; ++i) {
    if (options.recorded_when_true[i] == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "options.recorded_when_true", "A path of the list is NULL.");
    }
    recorded_when_true->emplace_back(options.recorded_when_true[i]);
  }
  return GRADUASI_OK;
}

// A text that a handle makes when it is first asked for, under its mutex, and keeps; null if there is no memory for it.
template <typename Make>
const char* Rendered(std::mutex* mutex, std::unique_ptr<const std::string>* kept, const Make& make) noexcept {
  const char* text = nullptr;
  (void)Guard(nullptr, [&] {
    const std::lock_guard<std::mutex> lock(*mutex);
    if (*kept == nullptr) *kept = std::make_unique<const std::string>(make());
    text = (*kept)->c_str();
    return GRADUASI_OK;
  });
  return text;
}

inline bool ReadLanguage(int32_t code, Language* language) {
  if (code != GRADUASI_LANGUAGE_INDONESIAN && code != GRADUASI_LANGUAGE_ENGLISH) return false;
  *language = code == GRADUASI_LANGUAGE_INDONESIAN ? Language::kIndonesian : Language::kEnglish;
  return true;
}

inline const char* TextIn(const Text& text, int32_t language_code) {
  Language language;
  return ReadLanguage(language_code, &language) ? text.in(language).c_str() : nullptr;
}

// The element of a list that a handle holds, or null.
template <typename T>
const T* At(const std::vector<T>& list, size_t index) {
  return index < list.size() ? &list[index] : nullptr;
}

inline const char* TextOf(const std::string* text) { return text == nullptr ? nullptr : text->c_str(); }

inline bool IsDay(int32_t days) { return days >= Date(1, 1, 1).days() && days <= Date(9999, 12, 31).days(); }

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_HANDLES_H_
