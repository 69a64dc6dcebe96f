// `graduasi programme`: the page of an office. Reads the words of the command line for target and rates, feeds cohort and
// histories to the library, and writes the page for a terminal, a browser and a program. What is counted is the library's.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/output_file.h"
#include "src/cli/progress.h"
#include "src/cli/record_lines.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

constexpr size_t kBlockLines = 16384;
constexpr size_t kBlockBytes = size_t{32} << 20;
constexpr int64_t kTold = 20;  // records and histories whose findings are told on standard error
constexpr size_t kOutcomes = GRADUASI_OUTCOME_ELIGIBLE + 1;
constexpr const char* kOutcomeNames[kOutcomes] = {"INVALID", "PROTECTED", "NEEDS_DATA", "NOT_YET", "ELIGIBLE"};
constexpr size_t kMostDigits = 15;  // of a number of families

struct FreeProgramme {
  void operator()(graduasi_figures* handle) const { graduasi_figures_free(handle); }
  void operator()(graduasi_programme* handle) const { graduasi_programme_free(handle); }
  void operator()(graduasi_programme_report* handle) const { graduasi_programme_report_free(handle); }
};
using FiguresHandle = std::unique_ptr<graduasi_figures, FreeProgramme>;
using ProgrammeHandle = std::unique_ptr<graduasi_programme, FreeProgramme>;
using ReportHandle = std::unique_ptr<graduasi_programme_report, FreeProgramme>;

int WrongCall(const std::string& what) {
  std::fprintf(stderr, "graduasi: %s\n", Plain(what.c_str()).c_str());
  return kWrongCall;
}

// A whole number of digits alone.
bool ReadCount(const std::string& text, int64_t* count) {
  if (text.empty() || text.size() > kMostDigits || text.find_first_not_of("0123456789") != std::string::npos) return false;
  *count = std::stoll(text);
  return true;
}

// "65" or "62.5" before its % as per mille.
bool ReadPercent(const std::string& text, int32_t* per_mille) {
  const size_t point = text.find('.');
  const std::string tenths = point == std::string::npos ? "0" : text.substr(point + 1);
  int64_t whole = 0;
  int64_t part = 0;
  if (!ReadCount(text.substr(0, point), &whole) || !ReadCount(tenths, &part) || tenths.size() != 1) return false;
  if (whole > 100 || whole * 10 + part > 1000) return false;
  *per_mille = static_cast<int32_t>(whole * 10 + part);
  return true;
}

// What the command calls an option of the library, as a prefix of a sentence; "" of any other place.
std::string OptionOf(const std::string& path) {
  static const char* const kNames[][2] = {{"as_of_days", "--as-of"},
                                          {"options.target", "--target"},
                                          {"options.target_most", "--target"},
                                          {"options.target_period", "--period"},
                                          {"options.region", "--region"},
                                          {"options.until_days", "--until"},
                                          {"options.rates_per_mille", "--rate"},
                                          {"options.rank", "--rank"},
                                          {"options.threads", "--threads"},
                                          {"options.recorded_when_true", "--recorded-when-true"}};
  for (const auto& [name, option] : kNames) {
    if (path == name) return std::string(option) + ": ";
  }
  return "";
}

int Refused(const graduasi_error* error) {
  for (size_t i = 0; i < graduasi_error_count(error); ++i) {
    WrongCall(OptionOf(graduasi_error_path(error, i)) + graduasi_error_message(error, i));
  }
  return kWrongCall;
}

class Page {
 public:
  explicit Page(const ProgrammeArguments& arguments) : arguments_(arguments), language_(LanguageCode(arguments.language)) {
    rates_.assign(kOutcomes, GRADUASI_RATE_NONE);
    options_.struct_size = sizeof(options_);
  }

  int Run() {
    for (const auto step : {&Page::CheckCall, &Page::ReadTarget, &Page::ReadRates, &Page::ReadDocuments, &Page::Start,
                            &Page::ReadHistories, &Page::ReadCohort, &Page::Write}) {
      if (const int code = (this->*step)(); code != kDone) return code;
    }
    return graduasi_programme_report_outcome_families(report_.get(), GRADUASI_OUTCOME_INVALID) == 0 ? kDone : kFindings;
  }

 private:
  int CheckCall() {
    const ProgrammeArguments& of = arguments_;
    if (of.policy.empty() != of.cohort.empty()) {
      return WrongCall("--policy and --cohort belong together: the one says by what, the other of whom is decided");
    }
    if (of.policy.empty() && of.figures.empty()) {
      return WrongCall("of what is the page? Give --policy and --cohort, or --figures, or all three");
    }
    if (of.cohort.empty()) {
      for (const auto& [name, given] :
           {std::pair("--histories", !of.histories.empty()), std::pair("--rules", !of.rules.empty()),
            std::pair("--rate", !of.rates.empty()), std::pair("--rank", of.rank), std::pair("--until", !of.until.empty()),
            std::pair("--recorded-when-true", !of.recorded_when_true.empty())}) {
        if (given) return WrongCall(std::string(name) + " is about a cohort, and there is none: give --policy and --cohort");
      }
    }
    if (of.cohort == "-" && of.histories == "-") {
      return WrongCall("--cohort and --histories cannot both be read from standard input");
    }
    if (const int code = ReadDay("--as-of", of.as_of, &as_of_days_); code != kDone) return code;
    return of.until.empty() ? kDone : ReadDay("--until", of.until, &options_.until_days);
  }

  // "30..35", "2820", or the id of a target of the figures.
  int ReadTarget() {
    const std::string& text = arguments_.target;
    const size_t dots = text.find("..");
    const bool number = dots == std::string::npos ? ReadCount(text, &options_.target_least)
                                                  : ReadCount(text.substr(0, dots), &options_.target_least) &&
                                                        ReadCount(text.substr(dots + 2), &options_.target_most);
    if (number && dots == std::string::npos) options_.target_most = options_.target_least;
    if (number && options_.target_most == 0) return WrongCall("--target: a target of no family is none");
    if (!number) {
      options_.target_least = options_.target_most = 0;
      if (!text.empty() && text.find_first_not_of("0123456789.,-+ ") == std::string::npos) {
        return WrongCall("--target " + text + ": a range of families is written 30..35, a number 2820");
      }
      if (!text.empty() && arguments_.figures.empty()) {
        return WrongCall("--target " + text +
                         ": is no number and no range such as 30..35; to name a target of a document, give --figures");
      }
      if (!arguments_.period.empty()) return WrongCall("--period is that of a --target given as a number or a range");
    }
    options_.target = number || text.empty() ? nullptr : text.c_str();
    options_.target_period = arguments_.period.empty() ? nullptr : arguments_.period.c_str();
    options_.region = arguments_.region.empty() ? nullptr : arguments_.region.c_str();
    return kDone;
  }

  // "65%" for all outcomes; "PROTECTED=0%" for one, whichever comes first.
  int ReadRates() {
    int32_t of_all = GRADUASI_RATE_NONE;
    for (const std::string& text : arguments_.rates) {
      const size_t equals = text.find('=');
      const std::string value = equals == std::string::npos ? text : text.substr(equals + 1);
      int32_t* rate = &of_all;
      if (equals != std::string::npos) {
        const auto* const name = std::find(kOutcomeNames, kOutcomeNames + kOutcomes, text.substr(0, equals));
        if (name == kOutcomeNames + kOutcomes) {
          return WrongCall("--rate " + text + ": before the = stands INVALID, PROTECTED, NEEDS_DATA, NOT_YET or ELIGIBLE");
        }
        rate = &rates_[static_cast<size_t>(name - kOutcomeNames)];
      }
      if (*rate != GRADUASI_RATE_NONE) return WrongCall("--rate " + text + ": the same rate is given twice");
      if (value.empty() || value.back() != '%' || !ReadPercent(value.substr(0, value.size() - 1), rate)) {
        return WrongCall("--rate " + text +
                         ": a rate is from 0% to 100%, with at most one decimal, as in 65% or NOT_YET=62.5%");
      }
    }
    for (int32_t& rate : rates_) {
      if (rate == GRADUASI_RATE_NONE) rate = of_all;
    }
    if (arguments_.rates.empty()) return kDone;
    options_.rates_per_mille = rates_.data();
    options_.rates_per_mille_count = rates_.size();
    return kDone;
  }

  int ReadDocuments() {
    if (!arguments_.policy.empty()) {
      if (const int code = LoadPolicy(arguments_.policy, &policy_); code != kDone) return code;
    }
    if (!arguments_.rules.empty()) {
      if (!ReadFile(arguments_.rules, &rules_)) return kWrongCall;
      options_.rules = rules_.c_str();
    }
    if (arguments_.figures.empty()) return kDone;
    std::string text;
    if (!ReadFile(arguments_.figures, &text)) return kWrongCall;
    graduasi_figures* figures = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_figures_parse_json(text.data(), text.size(), &figures, &error);
    figures_.reset(figures);
    const ErrorHandle owned(error);
    options_.figures = figures;
    return status == GRADUASI_OK ? kDone : Wrong(arguments_.figures, error);
  }

  int Start() {
    for (const std::string& fact : arguments_.recorded_when_true) recorded_when_true_.push_back(fact.c_str());
    options_.recorded_when_true = recorded_when_true_.data();
    options_.recorded_when_true_count = recorded_when_true_.size();
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    options_.threads = arguments_.threads > 0 ? static_cast<size_t>(arguments_.threads) : std::min<size_t>(processors, 16);
    options_.rank = arguments_.rank ? 1 : 0;
    graduasi_programme* programme = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_programme_new(policy_.get(), as_of_days_, &options_, &programme, &error);
    programme_.reset(programme);
    const ErrorHandle owned(error);
    if (status == GRADUASI_BAD_DATA) return Wrong(arguments_.rules, error);
    if (status != GRADUASI_OK) return Refused(error);
    return html_.Open(arguments_.html) && json_.Open(arguments_.json) ? kDone : kWrongCall;
  }

  // Histories that cannot be read are all told; none is left out in silence.
  int ReadHistories() {
    if (arguments_.histories.empty()) return kDone;
    RecordLines file;
    if (!file.Open(arguments_.histories)) return kWrongCall;
    std::string line;
    int64_t wrong = 0;
    while (file.Next(&line)) {
      graduasi_error* error = nullptr;
      const graduasi_status status = graduasi_programme_add_history_json(programme_.get(), line.data(), line.size(), &error);
      const ErrorHandle owned(error);
      if (status == GRADUASI_OK) continue;
      if (status != GRADUASI_BAD_DATA) return Refused(error);
      if (wrong++ >= kTold) continue;
      for (size_t i = 0; i < graduasi_error_count(error); ++i) {
        std::fprintf(stderr, "%s\n",
                     FindingLine(file.name(), file.line_number(), graduasi_error_column(error, i),
                                 graduasi_error_path(error, i), graduasi_error_message(error, i))
                         .c_str());
      }
    }
    if (!file.Complete()) return kWrongCall;
    if (wrong == 0) return kDone;
    std::fprintf(stderr, "%s: %s of the histories cannot be read; no page was made.\n", file.name().c_str(),
                 Thousands(wrong, GRADUASI_LANGUAGE_ENGLISH).c_str());
    return kFindings;
  }

  int ReadCohort() {
    graduasi_error* error = nullptr;
    if (!arguments_.cohort.empty()) {
      RecordLines file;
      if (!file.Open(arguments_.cohort)) return kWrongCall;
      cohort_ = file.name();
      Progress progress;
      std::string block;
      while (ReadBlock(&file, &block)) {
        if (graduasi_programme_add_json_lines(programme_.get(), block.data(), block.size(), &error) != GRADUASI_OK) {
          progress.Clear();
          return WrongCohort(error);
        }
        progress.Show(file.bytes_read(), file.bytes_in_total(), file.line_number(), language_);
      }
      if (!file.Complete()) return kWrongCall;
    }
    graduasi_programme_report* report = nullptr;
    if (graduasi_programme_finish(programme_.get(), &report, &error) != GRADUASI_OK) return WrongCohort(error);
    report_.reset(report);
    return kDone;
  }

  // The next lines as one text; false at the end.
  static bool ReadBlock(RecordLines* file, std::string* block) {
    block->clear();
    std::string line;
    for (size_t count = 0; count < kBlockLines && block->size() < kBlockBytes && file->Next(&line); ++count) {
      if (file->cut()) {
        std::fprintf(stderr, "%s:%lld: the line is longer than %zu bytes and was cut\n", file->name().c_str(),
                     static_cast<long long>(file->line_number()), RecordLines::kMaxLineBytes);
      }
      *block += line;
      *block += '\n';
    }
    return !block->empty();
  }

  // Files first: a reader of standard output may go away, and the process with it.
  int Write() {
    bool written = true;
    if (html_.open()) written = html_.WriteText(graduasi_programme_report_html(report_.get(), language_)) && html_.Finish();
    if (json_.open()) {
      written = json_.WriteText(graduasi_programme_report_json(report_.get())) && json_.Finish() && written;
    }
    const char* text = graduasi_programme_report_text(report_.get(), language_);
    if (text == nullptr) return WrongCall("out of memory");
    Output output;
    output.Write(text);
    written = output.Finish() && written;
    TellUnreadable();
    return written ? kDone : kWrongCall;
  }

  void TellUnreadable() const {
    const graduasi_programme_report* report = report_.get();
    const auto listed = std::min(static_cast<int64_t>(graduasi_programme_report_unreadable_count(report)), kTold);
    for (size_t i = 0; i < static_cast<size_t>(listed); ++i) {
      for (size_t k = 0; k < graduasi_programme_report_unreadable_finding_count(report, i); ++k) {
        std::fprintf(stderr, "%s\n",
                     FindingLine(cohort_, graduasi_programme_report_unreadable_line(report, i, k),
                                 graduasi_programme_report_unreadable_column(report, i, k),
                                 graduasi_programme_report_unreadable_path(report, i, k),
                                 graduasi_programme_report_unreadable_message(report, i, k))
                         .c_str());
      }
    }
    const int64_t more = graduasi_programme_report_outcome_families(report, GRADUASI_OUTCOME_INVALID) - listed;
    if (more > 0) {
      std::fprintf(stderr, "%s: %s%s have findings; `graduasi decide` tells them all.\n", cohort_.c_str(),
                   Thousands(more, GRADUASI_LANGUAGE_ENGLISH).c_str(), listed > 0 ? " more records" : " records");
    }
  }

  static int Wrong(const std::string& file, const graduasi_error* error) {
    TellFindings(file, error);
    return kFindings;
  }

  int WrongCohort(graduasi_error* failed) const {
    const ErrorHandle error(failed);
    return Wrong(cohort_.empty() ? "graduasi" : cohort_, error.get());
  }

  const ProgrammeArguments& arguments_;
  const int32_t language_;
  int32_t as_of_days_ = 0;
  graduasi_programme_options options_{};
  std::vector<int32_t> rates_;
  std::vector<const char*> recorded_when_true_;
  std::string rules_;
  std::string cohort_;  // as messages call it
  PolicyHandle policy_;
  FiguresHandle figures_;
  ProgrammeHandle programme_;
  ReportHandle report_;
  OutputFile html_, json_;
};

}  // namespace

int Programme(const ProgrammeArguments& arguments) { return Page(arguments).Run(); }

}  // namespace graduasi::cli
