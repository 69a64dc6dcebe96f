// `graduasi explain`: finds one household of a register and prints the page that tells its decision. Lines that cannot hold the
// identifier are passed over unread.
#include <cstdint>
#include <cstdio>
#include <string>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/record_lines.h"

namespace graduasi::cli {
namespace {

// Whether the line can be the record with this identifier: it holds its bytes, or an escape that may stand for one of them.
bool MayHold(const std::string& line, const std::string& id) {
  return line.find(id) != std::string::npos || line.find('\\') != std::string::npos;
}

}  // namespace

int Explain(const ExplainArguments& arguments) {
  int32_t as_of_days = 0;
  PolicyHandle policy;
  if (const int code = ReadDay("--as-of", arguments.as_of, &as_of_days); code != kDone) return code;
  if (const int code = LoadPolicy(arguments.policy, &policy); code != kDone) return code;
  const Decider decider(policy.get(), as_of_days, arguments.recorded_when_true);
  if (const int code = decider.Try(); code != kDone) return code;
  RecordLines file;
  if (!file.Open(arguments.households)) return kWrongCall;

  std::string line;
  while (file.Next(&line)) {
    if (!MayHold(line, arguments.id)) continue;
    std::string failure;
    const DecisionHandle decision = decider.Decide(line, &failure);
    const char* text = nullptr;
    if (decision != nullptr) {
      if (arguments.id != graduasi_decision_household_id(decision.get())) continue;
      text = graduasi_decision_text(decision.get(), LanguageCode(arguments.language));
    }
    if (text == nullptr) {
      std::fprintf(stderr, "graduasi: line %lld: %s\n", static_cast<long long>(file.line_number()), failure.c_str());
      return kWrongCall;
    }
    std::string page = text;
    if (page.empty() || page.back() != '\n') page += '\n';
    Output output;
    (void)output.Write(page);
    if (!output.Finish()) return kWrongCall;
    return graduasi_decision_outcome(decision.get()) == GRADUASI_OUTCOME_INVALID ? kFindings : kDone;
  }
  if (!file.Complete()) return kWrongCall;
  std::fprintf(stderr, "graduasi: %s: none of the %lld records has the id \"%s\".\n", file.name().c_str(),
               static_cast<long long>(file.line_number()), Plain(arguments.id.c_str()).c_str());
  return kFindings;
}

}  // namespace graduasi::cli
