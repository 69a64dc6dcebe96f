// Any bytes as a policy: text, JSON and binary. Each reader gives a policy or says why not; what it accepts can be written and
// reads back the same.
#include "absl/strings/string_view.h"
#include "graduasi/engine.h"
#include "src/wire/policy_json.h"
#include "src/wire/policy_text.h"
#include "tests/fuzz/promise.h"

namespace graduasi::fuzz {
namespace {

using Load = absl::StatusOr<Policy> (*)(absl::string_view, Findings*);
using Read = std::optional<PolicyDocument> (*)(absl::string_view, Findings*);

void ReadsBack(Read read, const std::string& written, const std::string& text, const char* form) {
  Findings findings;
  const std::optional<PolicyDocument> again = read(written, &findings);
  Promise(again.has_value(), std::string("what is written can be read: ") + form);
  Promise(wire::WritePolicyText(*again) == text, std::string("a policy reads back as it was: ") + form);
}

void Check(Read read, Load load, absl::string_view bytes) {
  Findings findings;
  const std::optional<PolicyDocument> document = read(bytes, &findings);
  PromiseFindings(document.has_value(), findings);
  if (!document.has_value()) return;

  const std::string text = wire::WritePolicyText(*document);
  ReadsBack(wire::ReadPolicyText, text, text, "text");
  ReadsBack(wire::ReadPolicyJson, wire::WritePolicyJson(*document), text, "JSON");
  ReadsBack(wire::ReadPolicyBinary, wire::WritePolicyBinary(*document), text, "binary");

  Findings more;
  PromiseFindings(load(bytes, &more).ok(), more);
}

}  // namespace
}  // namespace graduasi::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace graduasi;  // NOLINT
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::Check(wire::ReadPolicyText, Policy::Parse, bytes);
  fuzz::Check(wire::ReadPolicyJson, Policy::ParseJson, bytes);
  fuzz::Check(wire::ReadPolicyBinary, Policy::ParseBinary, bytes);
  return 0;
}
