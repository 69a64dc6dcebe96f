#include "src/cli/mutants.h"

#include <cstddef>
#include <cstdio>
#include <memory>

#include "src/cli/command.h"
#include "src/cli/library.h"

namespace graduasi::cli {

int TestMutants(const graduasi_policy* policy, const std::string& policy_file, const std::vector<const graduasi_suite*>& suites,
                int32_t language, bool may_survive, Output* output, MutantTexts* texts) {
  graduasi_mutation_options options = {};
  options.struct_size = sizeof(options);
  options.file = policy_file.c_str();
  graduasi_mutation_report* made = nullptr;
  graduasi_error* error = nullptr;
  const graduasi_status status = graduasi_mutation_run(policy, suites.data(), suites.size(), &options, &made, &error);
  const std::unique_ptr<graduasi_mutation_report, void (*)(graduasi_mutation_report*)> report(
      made, [](graduasi_mutation_report* handle) { graduasi_mutation_report_free(handle); });
  const ErrorHandle owned(error);
  if (status != GRADUASI_OK) {
    TellFindings(policy_file, error);
    return status == GRADUASI_BAD_POLICY ? kFindings : kWrongCall;
  }
  const char* text = graduasi_mutation_report_text(report.get(), language);
  const char* cases = graduasi_mutation_report_cases(report.get());
  const char* json = graduasi_mutation_report_json(report.get());
  if (text == nullptr || cases == nullptr || json == nullptr) {
    std::fprintf(stderr, "graduasi: out of memory\n");
    return kWrongCall;
  }
  // The texts of a policy, without what could steer a terminal.
  std::string lines = text;
  for (char& c : lines) {
    if (c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)) c = ' ';
  }
  (void)output->Write(lines);
  texts->cases += cases;
  texts->json += std::string(json) + "\n";
  return graduasi_mutation_report_survived_count(report.get()) > 0 && !may_survive ? kFindings : kDone;
}

}  // namespace graduasi::cli
