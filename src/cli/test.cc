// `graduasi test`: runs the suites of tests that stand beside policies, or those named, and tells what failed with the figures
// beside it; for test servers also as JUnit's XML.
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/mutants.h"
#include "src/cli/output.h"
#include "src/cli/record_lines.h"

namespace graduasi::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kPolicyEnd[] = ".policy.txtpb";
constexpr char kSuiteEnd[] = ".test.txtpb";

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// A suite and the policy that it is run on.
struct Pair {
  std::string policy_file, suite_file;
  const graduasi_policy* policy = nullptr;
  SuiteHandle suite;
};

int LoadSuite(const std::string& path, SuiteHandle* suite) {
  std::string text;
  if (!ReadFile(path, &text)) return kWrongCall;
  graduasi_suite* parsed = nullptr;
  graduasi_error* error = nullptr;
  graduasi_status status;
  if (EndsWith(path, ".json")) {
    status = graduasi_suite_parse_json(text.data(), text.size(), &parsed, &error);
  } else if (EndsWith(path, ".binpb") || EndsWith(path, ".pb")) {
    status = graduasi_suite_parse_binary(text.data(), text.size(), &parsed, &error);
  } else {
    status = graduasi_suite_parse(text.data(), text.size(), &parsed, &error);
  }
  suite->reset(parsed);
  const ErrorHandle owned(error);
  if (status == GRADUASI_OK) return kDone;
  TellFindings(path, error);
  const size_t count = graduasi_error_count(error);
  std::fprintf(stderr, "%zu finding%s; no test was run.\n", count, count == 1 ? "" : "s");
  return kFindings;
}

// The suites beside a policy, NAME.test.txtpb and NAME.*.test.txtpb beside NAME.policy.txtpb, in the order of their names.
std::vector<std::string> SuitesBeside(const std::string& policy_file) {
  const fs::path path(policy_file);
  std::string name = path.filename().string();
  if (EndsWith(name, kPolicyEnd)) {
    name.resize(name.size() - std::strlen(kPolicyEnd));
  } else {
    name = path.stem().string();
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::vector<std::string> found;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
    const std::string file = at->path().filename().string();
    const bool of_policy = file.compare(0, name.size() + 1, name + ".") == 0 && EndsWith(file, kSuiteEnd) &&
                           file.size() >= name.size() + std::strlen(kSuiteEnd);
    if (of_policy) found.push_back((path.has_parent_path() ? folder / file : fs::path(file)).string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Whether the suite is for the policy: it names the file, or no file at all.
bool IsFor(const graduasi_suite* suite, const std::string& policy_file) {
  const size_t count = graduasi_suite_policy_count(suite);
  const std::string name = fs::path(policy_file).filename().string();
  for (size_t i = 0; i < count; ++i) {
    if (name == graduasi_suite_policy(suite, i)) return true;
  }
  return count == 0;
}

// The name that a suite shares with its policy: "2026" of "2026.test.txtpb".
std::string NameOf(const std::string& suite_file) {
  const fs::path path(suite_file);
  std::string name = path.filename().string();
  if (!EndsWith(name, kSuiteEnd)) return path.stem().string();
  name.resize(name.size() - std::strlen(kSuiteEnd));
  return name;
}

// The policies that a suite is about: those that it names, else the one beside it that has its name, 2026.policy.txtpb for
// 2026.test.txtpb and for 2026.batu.test.txtpb.
std::vector<std::string> PoliciesOf(const std::string& suite_file, const graduasi_suite* suite) {
  const fs::path folder = fs::path(suite_file).parent_path();
  std::vector<std::string> files;
  for (size_t i = 0; i < graduasi_suite_policy_count(suite); ++i) {
    files.push_back((folder / graduasi_suite_policy(suite, i)).string());
  }
  std::string name = files.empty() ? NameOf(suite_file) : "";
  while (!name.empty()) {
    const fs::path beside = folder / (name + kPolicyEnd);
    std::error_code failure;
    if (fs::exists(beside, failure)) return {beside.string()};
    const size_t dot = name.rfind('.');
    name.resize(dot == std::string::npos ? 0 : dot);
  }
  return files;
}

void TellHowToWriteOne(const std::string& policy_file) {
  std::string suite = policy_file;
  if (EndsWith(suite, kPolicyEnd)) suite.resize(suite.size() - std::strlen(kPolicyEnd));
  std::fprintf(stderr,
               "graduasi: %s has no tests. Write some into %s%s, for example:\n"
               "  as_of: \"2026-06-15\"\n"
               "  case {\n"
               "    name: \"nothing is known\" household {}\n"
               "    expect { outcome: NEEDS_DATA }\n"
               "  }\n",
               policy_file.c_str(), suite.c_str(), kSuiteEnd);
}

class Tester {
 public:
  explicit Tester(const TestArguments& arguments) : arguments_(arguments), language_(LanguageCode(arguments.language)) {}

  int Run() {
    for (const std::string& file : arguments_.policies) Note(Take(file));
    if (arguments_.policies.empty()) Note(TakeNamed());
    for (const Pair& pair : pairs_) Note(RunPair(pair));
    if (pairs_.size() > 1) {
      Write(English() ? std::to_string(pairs_.size()) + " suites: " : std::to_string(pairs_.size()) + " berkas: ");
      Write(CountText(cases_, failed_));
    }
    if (!arguments_.coverage.empty()) Note(WriteCoverage());
    if (arguments_.mutate) Note(RunMutants());
    if (!arguments_.junit.empty() && code_ != kWrongCall) Note(WriteJUnit());
    if (!output_.Finish()) return kWrongCall;
    return code_;
  }

 private:
  bool English() const { return language_ == GRADUASI_LANGUAGE_ENGLISH; }
  void Note(int code) { code_ = std::max(code_, code); }
  // What the tests say makes way on standard output for JSON.
  void Write(const std::string& text) {
    if (arguments_.coverage == "json") {
      (void)std::fputs(text.c_str(), stderr);
    } else {
      (void)output_.Write(text);
    }
  }

  std::string CountText(size_t cases, size_t failed) const {
    std::string text = std::to_string(cases) + (English() ? (cases == 1 ? " case, " : " cases, ") : " kasus, ") +
                       std::to_string(cases - failed) + (English() ? " passed" : " lulus");
    if (failed > 0) text += ", " + std::to_string(failed) + (English() ? " failed" : " gagal");
    return text + ".\n";
  }

  int Load(const std::string& file, const graduasi_policy** policy) {
    policies_.emplace_back();
    const int code = LoadPolicy(file, &policies_.back());
    *policy = policies_.back().get();
    return code;
  }

  // The policy with the suites that are named, or those beside it.
  int Take(const std::string& policy_file) {
    const graduasi_policy* policy = nullptr;
    if (const int code = Load(policy_file, &policy); code != kDone) return code;
    const bool named = !arguments_.suites.empty();
    int worst = kDone;
    bool any = false;
    for (const std::string& suite_file : named ? arguments_.suites : SuitesBeside(policy_file)) {
      SuiteHandle suite;
      any = true;
      if (const int code = LoadSuite(suite_file, &suite); code != kDone) {
        worst = std::max(worst, code);
        continue;
      }
      if (!named && !IsFor(suite.get(), policy_file)) {
        any = !pairs_.empty() && pairs_.back().policy == policy;
        continue;
      }
      pairs_.push_back({policy_file, suite_file, policy, std::move(suite)});
    }
    if (any) return worst;
    TellHowToWriteOne(policy_file);
    return std::max(worst, static_cast<int>(kFindings));
  }

  // Suites alone, each with the policies that it is about.
  int TakeNamed() {
    int worst = kDone;
    for (const std::string& suite_file : arguments_.suites) {
      SuiteHandle suite;
      if (const int code = LoadSuite(suite_file, &suite); code != kDone) {
        worst = std::max(worst, code);
        continue;
      }
      const std::vector<std::string> policy_files = PoliciesOf(suite_file, suite.get());
      if (policy_files.empty()) {
        std::fprintf(stderr,
                     "graduasi: %s names no policy, and there is no %s%s beside it; write policy: \"...\" at its head, or name "
                     "the policy.\n",
                     suite_file.c_str(), NameOf(suite_file).c_str(), kPolicyEnd);
        worst = kWrongCall;
      }
      for (const std::string& policy_file : policy_files) {
        Pair pair{policy_file, suite_file, nullptr, nullptr};
        int code = Load(policy_file, &pair.policy);
        if (code == kDone) code = LoadSuite(suite_file, &pair.suite);
        worst = std::max(worst, code);
        if (code == kDone) pairs_.push_back(std::move(pair));
      }
    }
    return worst;
  }

  int RunPair(const Pair& pair) {
    graduasi_test_options options = {};
    options.struct_size = sizeof(options);
    options.file = pair.suite_file.c_str();
    graduasi_test_report* made = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_suite_run(pair.policy, pair.suite.get(), &options, &made, &error);
    const TestReportHandle report(made);
    const ErrorHandle owned(error);
    if (status != GRADUASI_OK) {
      TellFindings(pair.suite_file, error);
      const size_t count = graduasi_error_count(error);
      std::fprintf(stderr, "%zu finding%s about %s; no test was run.\n", count, count == 1 ? "" : "s",
                   pair.policy_file.c_str());
      return status == GRADUASI_BAD_POLICY ? kFindings : kWrongCall;
    }
    const size_t count = graduasi_test_report_count(report.get());
    const size_t failed = graduasi_test_report_failed_count(report.get());
    for (size_t i = 0; i < count; ++i) Write(Lines(graduasi_test_report_message(report.get(), i, language_)));
    Write(pair.suite_file + ": " + CountText(count, failed));
    cases_ += count;
    failed_ += failed;
    run_.push_back(&pair);
    if (!arguments_.junit.empty()) {
      const char* xml = graduasi_test_report_junit(report.get(), language_);
      if (xml == nullptr) {
        std::fprintf(stderr, "graduasi: out of memory\n");
        return kWrongCall;
      }
      junit_ += xml;
    }
    return failed > 0 ? kFindings : kDone;
  }

  // Of each policy, by all suites that were run on it.
  int WriteCoverage() {
    for (size_t first = 0; first < run_.size();) {
      const Pair& pair = *run_[first];
      std::vector<const graduasi_suite*> suites;
      for (; first < run_.size() && run_[first]->policy == pair.policy; ++first) suites.push_back(run_[first]->suite.get());
      std::string text;
      if (!ReadFile(pair.policy_file, &text)) return kWrongCall;
      graduasi_coverage_options options = {};
      options.struct_size = sizeof(options);
      options.policy_file = pair.policy_file.c_str();
      options.policy_text = text.data();
      options.policy_text_size = text.size();
      graduasi_coverage* made = nullptr;
      graduasi_error* error = nullptr;
      const graduasi_status status =
          graduasi_coverage_measure(pair.policy, suites.data(), suites.size(), &options, &made, &error);
      const CoverageHandle coverage(made);
      const ErrorHandle owned(error);
      const char* page = nullptr;
      if (status == GRADUASI_OK) {
        page = arguments_.coverage == "json"      ? graduasi_coverage_json(coverage.get())
               : arguments_.coverage == "listing" ? graduasi_coverage_listing(coverage.get(), language_)
                                                  : graduasi_coverage_text(coverage.get(), language_);
      }
      if (page == nullptr) {
        TellFindings(pair.policy_file, error);
        return kWrongCall;
      }
      (void)output_.Write(arguments_.coverage == "json" ? page + std::string("\n") : Lines(page));
    }
    return kDone;
  }

  // A text of several lines, without other control characters.
  static std::string Lines(const char* text) {
    std::string lines = text == nullptr ? "" : text;
    for (char& c : lines) {
      if (c != '\n' && c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)) c = ' ';
    }
    return lines;
  }

  // Each policy once, with all its suites.
  int RunMutants() {
    if (code_ != kDone) {
      std::fprintf(stderr, "graduasi: the policy was not changed: what tests notice can be said only of tests that pass.\n");
      return code_;
    }
    MutantTexts texts;
    int worst = kDone;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      std::vector<const graduasi_suite*> suites;
      bool first = true;
      for (size_t j = 0; j < pairs_.size(); ++j) {
        if (pairs_[j].policy_file != pairs_[i].policy_file) continue;
        first = first && j >= i;
        suites.push_back(pairs_[j].suite.get());
      }
      if (!first) continue;
      worst = std::max(worst, TestMutants(pairs_[i].policy, pairs_[i].policy_file, suites, language_,
                                          arguments_.survivors_allowed, &output_, &texts));
    }
    if (!arguments_.survivor_cases.empty()) worst = std::max(worst, WriteText(arguments_.survivor_cases, texts.cases));
    if (!arguments_.mutants.empty()) worst = std::max(worst, WriteText(arguments_.mutants, texts.json));
    return worst;
  }

  int WriteJUnit() {
    return WriteText(arguments_.junit,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + junit_ + "</testsuites>\n");
  }

  static int WriteText(const std::string& name, const std::string& text) {
    errno = 0;
    std::FILE* file = std::fopen(name.c_str(), "wb");
    const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const bool closed = file == nullptr || std::fclose(file) == 0;
    if (written && closed) return kDone;
    std::fprintf(stderr, "graduasi: %s: cannot be written: %s\n", name.c_str(), std::strerror(errno == 0 ? EIO : errno));
    return kWrongCall;
  }

  const TestArguments& arguments_;
  const int32_t language_;
  std::vector<PolicyHandle> policies_;
  std::vector<Pair> pairs_;
  std::vector<const Pair*> run_;  // of pairs_, those whose tests could be run
  Output output_;
  std::string junit_;
  size_t cases_ = 0;
  size_t failed_ = 0;
  int code_ = kDone;
};

}  // namespace

int Test(const TestArguments& arguments) {
  if (arguments.policies.empty() && arguments.suites.empty()) {
    std::fprintf(stderr, "graduasi: name a policy, as in: graduasi test 2026.policy.txtpb\n");
    return kWrongCall;
  }
  return Tester(arguments).Run();
}

}  // namespace graduasi::cli
