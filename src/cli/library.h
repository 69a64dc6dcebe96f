// The handles of capi/graduasi.h as C++ owners, and the steps that several subcommands take with them: loading a policy,
// reading a day, telling findings. It must not know any particular subcommand.
#ifndef GRADUASI_SRC_CLI_LIBRARY_H_
#define GRADUASI_SRC_CLI_LIBRARY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "capi/graduasi.h"

namespace graduasi::cli {

struct FreeHandle {
  void operator()(graduasi_error* handle) const { graduasi_error_free(handle); }
  void operator()(graduasi_policy* handle) const { graduasi_policy_free(handle); }
  void operator()(graduasi_decision* handle) const { graduasi_decision_free(handle); }
  void operator()(graduasi_facts* handle) const { graduasi_facts_free(handle); }
  void operator()(graduasi_coverage* handle) const { graduasi_coverage_free(handle); }
  void operator()(graduasi_suite* handle) const { graduasi_suite_free(handle); }
  void operator()(graduasi_test_report* handle) const { graduasi_test_report_free(handle); }
};
using ErrorHandle = std::unique_ptr<graduasi_error, FreeHandle>;
using PolicyHandle = std::unique_ptr<graduasi_policy, FreeHandle>;
using DecisionHandle = std::unique_ptr<graduasi_decision, FreeHandle>;
using FactsHandle = std::unique_ptr<graduasi_facts, FreeHandle>;
using CoverageHandle = std::unique_ptr<graduasi_coverage, FreeHandle>;
using SuiteHandle = std::unique_ptr<graduasi_suite, FreeHandle>;
using TestReportHandle = std::unique_ptr<graduasi_test_report, FreeHandle>;

// GRADUASI_LANGUAGE_* of "id" or "en".
int32_t LanguageCode(const std::string& language);

// A text of the library, without control characters, so that a record cannot steer a terminal or break a line; null is "".
std::string Plain(const char* text);

// The finding as "file:line:column: path: sentence", leaving out what is not known.
std::string FindingLine(const std::string& file, int64_t line, int64_t column, const char* path, const char* message);

// All findings of an error on standard error, a line each.
void TellFindings(const std::string& file, const graduasi_error* error);

// Reads, checks and compiles a policy file: JSON if its name ends in .json, binary if in .binpb or .pb, else protobuf text. If
// that fails, tells all findings on standard error and returns an exit code other than kDone.
int LoadPolicy(const std::string& path, PolicyHandle* policy);

// Reads the day of an argument; on failure tells so and returns kWrongCall.
int ReadDay(const std::string& argument, const std::string& text, int32_t* days);

// "2026-06-15".
std::string DayText(int32_t days);

// One policy on one day with its options: decides records, on any number of threads.
class Decider {
 public:
  Decider(const graduasi_policy* policy, int32_t as_of_days, const std::vector<std::string>& recorded_when_true);
  Decider(const Decider&) = delete;
  Decider& operator=(const Decider&) = delete;

  // kDone if the policy decides on this day with these options; else tells why not and returns kWrongCall.
  int Try() const;

  // Null only if the library could not run (memory, a bug), with the reason in *error.
  DecisionHandle Decide(const std::string& record, std::string* error) const;

 private:
  graduasi_status Call(const std::string& record, DecisionHandle* decision, ErrorHandle* error) const;

  const graduasi_policy* policy_;
  int32_t as_of_days_;
  std::vector<const char*> recorded_when_true_;
  graduasi_decide_options options_;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_LIBRARY_H_
