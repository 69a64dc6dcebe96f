// `graduasi compare`: what a change of policy does to a register. Streams the register through the library, a block of lines at
// a time, and writes a summary for a terminal, a page for a browser, everything as JSON, and every family whose answer changes
// as a line of JSON. Memory does not grow with the register.
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
constexpr size_t kInvalidTold = 20;  // records whose findings are told on standard error

struct FreeComparison {
  void operator()(graduasi_comparer* handle) const { graduasi_comparer_free(handle); }
  void operator()(graduasi_comparison* handle) const { graduasi_comparison_free(handle); }
};
using ComparerHandle = std::unique_ptr<graduasi_comparer, FreeComparison>;
using ComparisonHandle = std::unique_ptr<graduasi_comparison, FreeComparison>;

int Refused(graduasi_error* owned) {
  const ErrorHandle error(owned);
  for (size_t i = 0; i < graduasi_error_count(error.get()); ++i) {
    std::fprintf(stderr, "graduasi: %s\n", Plain(graduasi_error_message(error.get(), i)).c_str());
  }
  return kWrongCall;
}

int Start(const CompareArguments& arguments, const graduasi_policy* before, const graduasi_policy* after, ComparerHandle* out) {
  int32_t after_day = 0;
  if (const int code = ReadDay("--as-of", arguments.as_of, &after_day); code != kDone) return code;
  int32_t before_day = after_day;
  if (!arguments.old_as_of.empty()) {
    if (const int code = ReadDay("--old-as-of", arguments.old_as_of, &before_day); code != kDone) return code;
  }
  std::vector<const char*> paths;
  for (const std::string& path : arguments.recorded_when_true) paths.push_back(path.c_str());
  graduasi_compare_options options{};
  options.struct_size = sizeof(options);
  options.recorded_when_true = paths.data();
  options.recorded_when_true_count = paths.size();
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  options.threads = arguments.threads > 0 ? static_cast<size_t>(arguments.threads) : std::min<size_t>(processors, 16);
  options.stream_flips = arguments.flips.empty() ? 0 : 1;
  options.margin_percent = arguments.margin_percent == 0 ? -1 : arguments.margin_percent;
  options.margin_months = arguments.margin_months == 0 ? -1 : arguments.margin_months;
  graduasi_comparer* comparer = nullptr;
  graduasi_error* error = nullptr;
  const graduasi_status status = graduasi_comparer_new(before, after, before_day, after_day, &options, &comparer, &error);
  out->reset(comparer);
  return status == GRADUASI_OK ? kDone : Refused(error);
}

// The next lines of the file as one text.
size_t ReadBlock(RecordLines* file, std::string* line, std::string* block) {
  block->clear();
  size_t count = 0;
  while (count < kBlockLines && block->size() < kBlockBytes && file->Next(line)) {
    if (file->cut()) {
      std::fprintf(stderr, "%s:%lld: the line is longer than %zu bytes and was cut\n", file->name().c_str(),
                   static_cast<long long>(file->line_number()), RecordLines::kMaxLineBytes);
    }
    *block += *line;
    *block += '\n';
    ++count;
  }
  return count;
}

void WriteFlips(graduasi_comparer* comparer, OutputFile* flips) {
  if (!flips->open()) return;
  size_t size = 0;
  const char* lines = graduasi_comparer_flip_lines(comparer, &size);
  flips->Write(lines, size);
}

// Tells what is wrong with the first records that cannot be decided on. How many there are in all.
int64_t TellInvalid(const graduasi_comparison* comparison, const std::string& file) {
  const size_t listed = std::min(graduasi_comparison_invalid_count(comparison), kInvalidTold);
  for (size_t i = 0; i < listed; ++i) {
    for (size_t k = 0; k < graduasi_comparison_invalid_finding_count(comparison, i); ++k) {
      std::fprintf(
          stderr, "%s\n",
          FindingLine(file, graduasi_comparison_invalid_line(comparison, i, k),
                      graduasi_comparison_invalid_column(comparison, i, k), graduasi_comparison_invalid_path(comparison, i, k),
                      graduasi_comparison_invalid_message(comparison, i, k))
              .c_str());
    }
  }
  int64_t invalid = 0;
  for (int32_t outcome = GRADUASI_OUTCOME_INVALID; outcome <= GRADUASI_OUTCOME_ELIGIBLE; ++outcome) {
    invalid += graduasi_comparison_transition(comparison, outcome, GRADUASI_OUTCOME_INVALID);
  }
  if (invalid > static_cast<int64_t>(listed)) {
    const std::string count = Thousands(invalid - static_cast<int64_t>(listed), GRADUASI_LANGUAGE_ENGLISH);
    std::fprintf(stderr, "%s: %s more records have findings; `graduasi decide` tells them all.\n", file.c_str(), count.c_str());
  }
  return invalid;
}

}  // namespace

int Compare(const CompareArguments& arguments) {
  PolicyHandle before, after;
  if (const int code = LoadPolicy(arguments.old_policy, &before); code != kDone) return code;
  if (const int code = LoadPolicy(arguments.new_policy, &after); code != kDone) return code;
  ComparerHandle comparer;
  if (const int code = Start(arguments, before.get(), after.get(), &comparer); code != kDone) return code;
  RecordLines file;
  OutputFile html, json, flips;
  if (!file.Open(arguments.households)) return kWrongCall;
  if (!html.Open(arguments.html) || !json.Open(arguments.json) || !flips.Open(arguments.flips)) return kWrongCall;

  const int32_t language = LanguageCode(arguments.language);
  Progress progress;
  std::string line, block;
  graduasi_error* error = nullptr;
  while (ReadBlock(&file, &line, &block) > 0) {
    if (graduasi_comparer_add_json_lines(comparer.get(), block.data(), block.size(), &error) != GRADUASI_OK) {
      progress.Clear();
      return Refused(error);
    }
    WriteFlips(comparer.get(), &flips);
    progress.Show(file.bytes_read(), file.bytes_in_total(), graduasi_comparer_row_count(comparer.get()), language);
  }
  progress.Clear();
  const bool complete = file.Complete();
  graduasi_comparison* finished = nullptr;
  if (graduasi_comparer_finish(comparer.get(), &finished, &error) != GRADUASI_OK) return Refused(error);
  const ComparisonHandle comparison(finished);
  WriteFlips(comparer.get(), &flips);

  // Files first: a reader of standard output may go away, and the process with it.
  bool written = flips.Finish();
  if (html.open()) written = html.WriteText(graduasi_comparison_html(comparison.get(), language)) && html.Finish() && written;
  if (json.open()) written = json.WriteText(graduasi_comparison_json(comparison.get())) && json.Finish() && written;
  Output output;
  const char* text = graduasi_comparison_text(comparison.get(), language);
  if (text == nullptr) std::fprintf(stderr, "graduasi: out of memory\n");
  if (text != nullptr) written = output.Write(text) && written;
  written = text != nullptr && output.Finish() && written;
  const int64_t invalid = TellInvalid(comparison.get(), file.name());
  if (!written || !complete) return kWrongCall;
  return invalid == 0 ? kDone : kFindings;
}

}  // namespace graduasi::cli
