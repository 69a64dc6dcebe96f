// Runs the public conformance suite of the language (JSON lines, see case.h) through the library's evaluator, or with
// --reference through the reference interpreter. The folder is GRADUASI_CEL_CASES, by default ../shared/cel beside the source
// tree. Exit code 1: a case failed, or the folder holds none. 77: there is no such folder, which ctest shows as skipped.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "simdjson.h"
#include "tests/conformance/case.h"
#include "tests/conformance/evaluate.h"
#include "tests/conformance/json_value.h"

namespace graduasi::conformance {
namespace {

struct Tally {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  int decoded = 0;  // of the passed: only after DecodeLeftoverEscapes
};

// What is wrong with the outcome of a case; "" if nothing is.
std::string Judge(const Case& test, bool by_reference, Tally* tally) {
  std::vector<cel::Issue> issues;
  const std::shared_ptr<const cel::Expression> expression = cel::Check(test.expression, test.environment, &issues);
  const bool expects_error = !test.value.has_value() && !test.deduced_type.has_value();
  if (expression == nullptr) {
    return expects_error ? "" : absl::StrCat("does not check: ", issues.empty() ? "no issue is named" : issues[0].message);
  }
  if (test.deduced_type.has_value() && !Matches(expression->root->type, *test.deduced_type)) {
    return absl::StrCat("has type ", expression->root->type.ToString(), ", expected ", test.deduced_type->ToString());
  }
  if (test.check_only) return "";
  const reference::Value value = by_reference ? EvaluateByReference(expression, test.environment, test.values)
                                              : EvaluateByColumns(expression, test.environment, test.values);
  const reference::Value expected = test.value.value_or(reference::Error());
  if (!test.value.has_value() && !expects_error) return "";
  if (reference::Same(value, expected)) return "";
  if (reference::Same(value, DecodeLeftoverEscapes(expected))) {
    ++tally->decoded;
    return "";
  }
  return absl::StrCat("is ", reference::ToString(value), ", expected ", reference::ToString(expected));
}

void RunLine(simdjson::dom::element json, bool by_reference, Tally* tally) {
  const absl::StatusOr<Case> test = ReadCase(json);
  if (test.ok()) {
    const std::string complaint = Judge(*test, by_reference, tally);
    ++(complaint.empty() ? tally->passed : tally->failed);
    if (!complaint.empty()) std::cout << "failed: " << test->name << ": `" << test->expression << "` " << complaint << "\n";
  } else if (absl::IsUnimplemented(test.status())) {
    ++tally->skipped;
    std::cout << "skipped: " << CaseName(json) << ": " << test.status().message() << "\n";
  } else {
    ++tally->failed;
    std::cout << "failed: " << CaseName(json) << ": " << test.status().message() << "\n";
  }
}

int RunFolder(const std::filesystem::path& folder, bool by_reference) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    std::cout << "cel conformance: not run, there is no folder " << folder.string()
              << "; name it in the environment variable GRADUASI_CEL_CASES\n";
    return 77;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Tally tally;
  simdjson::dom::parser parser;
  for (const std::filesystem::path& file : files) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) continue;
      simdjson::dom::element json;
      if (parser.parse(line).get(json) == simdjson::SUCCESS) {
        RunLine(json, by_reference, &tally);
      } else {
        ++tally.failed;
        std::cout << "failed: a line of " << file.filename().string() << " is not JSON: " << line.substr(0, 80) << "\n";
      }
    }
  }
  const int total = tally.passed + tally.failed + tally.skipped;
  std::cout << "cel conformance: " << tally.passed << " passed, " << tally.failed << " failed, " << tally.skipped
            << " skipped of " << total << "\n";
  if (tally.decoded > 0) {
    std::cout << "of the passed, " << tally.decoded << " expect a text whose escapes the JSON lines left undecoded\n";
  }
  if (total == 0) std::cout << "there is no case in " << folder.string() << "\n";
  return tally.failed > 0 || total == 0 ? 1 : 0;
}

}  // namespace
}  // namespace graduasi::conformance

int main(int argc, char** argv) {
  const char* named = std::getenv("GRADUASI_CEL_CASES");
  const std::filesystem::path beside = std::filesystem::path(GRADUASI_SOURCE_DIR) / ".." / "shared" / "cel";
  const bool by_reference = argc > 1 && std::string(argv[1]) == "--reference";
  return graduasi::conformance::RunFolder(named != nullptr ? std::filesystem::path(named) : beside.lexically_normal(),
                                          by_reference);
}
