// `graduasi explain`: finds one household of a register and prints the page that tells its decision, and below it what lies
// ahead: when it is ready at the earliest, and what can be done. Lines that cannot hold the identifier are passed over unread.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

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

struct FreeOutlook {
  void operator()(graduasi_outlook* outlook) const { graduasi_outlook_free(outlook); }
};

// What lies ahead of the record; false, and the reason in `*failure`, if the library could not say.
bool LookAhead(const graduasi_policy* policy, const std::string& record, int32_t as_of_days, const ExplainArguments& arguments,
               std::string* text, std::string* failure) {
  std::vector<const char*> recorded_when_true;
  for (const std::string& path : arguments.recorded_when_true) recorded_when_true.push_back(path.c_str());
  graduasi_outlook_options options = {};
  options.struct_size = sizeof(options);
  options.recorded_when_true = recorded_when_true.data();
  options.recorded_when_true_count = recorded_when_true.size();
  graduasi_outlook* made = nullptr;
  graduasi_error* error = nullptr;
  const graduasi_status status =
      graduasi_foresee_json(policy, record.data(), record.size(), as_of_days, &options, &made, &error);
  const std::unique_ptr<graduasi_outlook, FreeOutlook> outlook(made);
  const ErrorHandle told(error);
  const char* lines = status == GRADUASI_OK ? graduasi_outlook_text(made, LanguageCode(arguments.language)) : nullptr;
  if (lines == nullptr) {
    *failure = told == nullptr ? "there is not enough memory" : Plain(graduasi_error_message(told.get(), 0));
    return false;
  }
  *text = lines;
  return true;
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
    std::string ahead;
    if (text == nullptr || !LookAhead(policy.get(), line, as_of_days, arguments, &ahead, &failure)) {
      std::fprintf(stderr, "graduasi: line %lld: %s\n", static_cast<long long>(file.line_number()), failure.c_str());
      return kWrongCall;
    }
    std::string page = text;
    if (page.empty() || page.back() != '\n') page += '\n';
    page += ahead;
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
