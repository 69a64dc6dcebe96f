// Any bytes as a household: JSON and binary. Each reader gives a household or says why not, without a word of what it read;
// what it accepts can be written and reads back the same.
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "src/wire/household_json.h"
#include "src/wire/household_proto.h"
#include "tests/fuzz/promise.h"

namespace graduasi::fuzz {
namespace {

using Read = bool (*)(absl::string_view, Household*, Findings*);

// Pieces of the persons in the corpus.
constexpr absl::string_view kPersonal[] = {"35790147", "08550", "Sulastri", "Wahyuni", "Bagas", "Melati"};

void ReadsBack(Read read, const std::string& written, const std::string& json) {
  Findings findings;
  Household again;
  Promise(read(written, &again, &findings), "what is written can be read");
  Promise(wire::WriteHouseholdJson(again) == json, "a household reads back as it was");
}

void Check(Read read, absl::string_view bytes) {
  Findings findings;
  Household household;
  const bool accepted = read(bytes, &household, &findings);
  PromiseFindings(accepted, findings);
  for (const Finding& finding : findings) {
    for (absl::string_view piece : kPersonal) {
      Promise(!absl::StrContains(finding.message, piece) && !absl::StrContains(finding.path, piece),
              "nothing personal is told");
    }
  }
  if (!accepted) return;
  const std::string json = wire::WriteHouseholdJson(household);
  ReadsBack(wire::ReadHouseholdJson, json, json);
  ReadsBack(wire::ReadHouseholdProto, wire::WriteHouseholdProto(household), json);
}

}  // namespace
}  // namespace graduasi::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace graduasi;  // NOLINT
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::Check(wire::ReadHouseholdJson, bytes);
  fuzz::Check(wire::ReadHouseholdProto, bytes);
  return 0;
}
