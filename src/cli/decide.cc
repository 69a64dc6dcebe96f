// `graduasi decide`: streams a register through the library, a block of lines at a time, and writes one line of output for
// every line of input, in order, whatever a line holds. Memory does not grow with the register.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/progress.h"
#include "src/cli/record_lines.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

constexpr size_t kBlockLines = 2048;
constexpr size_t kBlockBytes = size_t{32} << 20;
constexpr int64_t kFindingsTold = 20;  // records whose findings are told on standard error; all are in the output
constexpr size_t kMissingInRow = 3;

struct Line {
  std::string record;
  int64_t number = 0;
  bool cut = false;
};

struct Row {
  std::string output;    // with its newline
  std::string findings;  // lines for standard error
  std::string failure;   // the library could not run
};

// What the workers share and do not change.
struct Job {
  const Decider* decider = nullptr;
  std::string file;
  bool json = false;
  int32_t language = GRADUASI_LANGUAGE_INDONESIAN;
};

std::string FindingsOf(const Job& job, const Line& line, const graduasi_decision* decision) {
  std::string text;
  if (line.cut) {
    const std::string limit = "The line is longer than " + std::to_string(RecordLines::kMaxLineBytes) + " bytes and was cut.";
    text += FindingLine(job.file, line.number, 0, "", limit.c_str()) + "\n";
  }
  for (size_t i = 0; i < graduasi_decision_finding_count(decision); ++i) {
    text += FindingLine(job.file, line.number, graduasi_decision_finding_column(decision, i),
                        graduasi_decision_finding_path(decision, i), graduasi_decision_finding_message(decision, i)) +
            "\n";
  }
  return text;
}

// Which lists of a route have too few criteria that hold: "supporting criteria 1, needed 2".
std::string TooFewSupporting(const graduasi_decision* decision, size_t route, int32_t language) {
  const bool english = language == GRADUASI_LANGUAGE_ENGLISH;
  std::string text;
  for (size_t i = 0; i < graduasi_decision_route_at_least_count(decision, route); ++i) {
    const int64_t needed = graduasi_decision_route_at_least_needed(decision, route, i);
    const int64_t passed = graduasi_decision_route_at_least_passed(decision, route, i);
    if (passed >= needed) continue;
    text += (text.empty() ? "" : "; ") + std::string(english ? "supporting criteria " : "kriteria pendukung ") +
            std::to_string(passed) + (english ? ", needed " : ", perlu ") + std::to_string(needed);
  }
  return text;
}

// The reasons of the criteria that block a route, after their ids: "G06, G13: first reason".
std::string BlockingReasons(const graduasi_decision* decision, int32_t language) {
  const size_t route = RouteIndex(decision, graduasi_decision_route(decision));
  std::string ids;
  for (size_t i = 0; i < graduasi_decision_route_blocked_by_count(decision, route); ++i) {
    ids += (ids.empty() ? "" : ", ") + Plain(graduasi_decision_route_blocked_by(decision, route, i));
  }
  const char* first = graduasi_decision_route_blocked_by(decision, route, 0);
  if (first == nullptr) return TooFewSupporting(decision, route, language);
  for (size_t i = 0; i < graduasi_decision_criterion_count(decision); ++i) {
    if (std::strcmp(graduasi_decision_criterion_id(decision, i), first) != 0) continue;
    return ids + ": " + Plain(graduasi_decision_criterion_reason(decision, i, language));
  }
  return ids;
}

std::string MissingPaths(const graduasi_decision* decision) {
  const size_t count = graduasi_decision_missing_count(decision);
  std::string text;
  for (size_t i = 0; i < std::min(count, kMissingInRow); ++i) {
    text += (i == 0 ? "" : ", ") + Plain(graduasi_decision_missing_path(decision, i));
  }
  if (count > kMissingInRow) text += ", +" + std::to_string(count - kMissingInRow);
  return text;
}

std::string HoldingSafeguard(const graduasi_decision* decision, int32_t language) {
  for (size_t i = 0; i < graduasi_decision_safeguard_count(decision); ++i) {
    if (graduasi_decision_safeguard_result(decision, i) != GRADUASI_SAFEGUARD_HOLDS) continue;
    const std::string reason = Plain(graduasi_decision_safeguard_reason(decision, i, language));
    return Plain(graduasi_decision_safeguard_id(decision, i)) + ": " +
           (reason.empty() ? Plain(graduasi_decision_safeguard_title(decision, i, language)) : reason);
  }
  return "";
}

std::string WhatMatters(const graduasi_decision* decision, int32_t language) {
  switch (graduasi_decision_outcome(decision)) {
    case GRADUASI_OUTCOME_PROTECTED:
      return HoldingSafeguard(decision, language);
    case GRADUASI_OUTCOME_NEEDS_DATA:
      return MissingPaths(decision);
    case GRADUASI_OUTCOME_NOT_YET:
      return BlockingReasons(decision, language);
    case GRADUASI_OUTCOME_ELIGIBLE:
      return Plain(graduasi_decision_route_title(decision, RouteIndex(decision, graduasi_decision_route(decision)), language));
    default:
      return graduasi_decision_finding_count(decision) == 0 ? ""
                                                            : FindingLine("", 0, 0, graduasi_decision_finding_path(decision, 0),
                                                                          graduasi_decision_finding_message(decision, 0))
                                                                  .substr(2);
  }
}

std::string Padded(std::string text, size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text + "  ";
}

std::string TableRow(const Line& line, const graduasi_decision* decision, int32_t language) {
  std::string id = Plain(graduasi_decision_household_id(decision));
  if (id.empty()) id = (language == GRADUASI_LANGUAGE_ENGLISH ? "line " : "baris ") + std::to_string(line.number);
  std::string row = Padded(id, 24) + Padded(OutcomeWord(graduasi_decision_outcome(decision), language), 21) +
                    Padded(Plain(graduasi_decision_route(decision)), 8) + WhatMatters(decision, language);
  row.erase(row.find_last_not_of(' ') + 1);
  return row + "\n";
}

void DecideLine(const Job& job, const Line& line, Row* row, Summary* summary) {
  *row = Row();
  const DecisionHandle decision = job.decider->Decide(line.record, &row->failure);
  if (decision == nullptr) return;
  summary->Add(decision.get());
  if (graduasi_decision_outcome(decision.get()) == GRADUASI_OUTCOME_INVALID || line.cut) {
    row->findings = FindingsOf(job, line, decision.get());
  }
  if (!job.json) {
    row->output = TableRow(line, decision.get(), job.language);
    return;
  }
  const char* json = graduasi_decision_json(decision.get());
  if (json == nullptr) {
    row->failure = "out of memory";
  } else {
    row->output = std::string(json) + "\n";
  }
}

// Decides the lines on several threads; each takes every n-th line and keeps a count of its own.
void DecideBlock(const Job& job, size_t threads, const std::vector<Line>& lines, size_t count, std::vector<Row>* rows,
                 Summary* summary) {
  std::vector<Summary> summaries(threads);
  const auto work = [&](size_t first) {
    for (size_t i = first; i < count; i += threads) DecideLine(job, lines[i], &(*rows)[i], &summaries[first]);
  };
  std::vector<std::thread> workers;
  for (size_t i = 1; i < threads; ++i) workers.emplace_back(work, i);
  work(0);
  for (std::thread& worker : workers) worker.join();
  for (const Summary& part : summaries) summary->Merge(part);
}

// The next lines of the file, at most a block; the strings of `lines` are used again.
size_t ReadBlock(RecordLines* file, std::vector<Line>* lines) {
  size_t count = 0;
  size_t bytes = 0;
  while (count < lines->size() && bytes < kBlockBytes && file->Next(&(*lines)[count].record)) {
    Line& line = (*lines)[count++];
    line.number = file->line_number();
    line.cut = file->cut();
    bytes += line.record.size();
  }
  return count;
}

size_t ThreadCount(int asked) {
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  return asked > 0 ? static_cast<size_t>(asked) : std::min<size_t>(processors, 16);
}

// Writes the rows in order, and the findings of the first records that have any. False if the output cannot be written or the
// library could not run, which is then told.
bool WriteRows(const std::vector<Row>& rows, size_t count, const std::vector<Line>& lines, int64_t* told, Progress* progress,
               Output* output) {
  for (size_t i = 0; i < count; ++i) {
    const Row& row = rows[i];
    if (!row.failure.empty()) {
      progress->Clear();
      std::fprintf(stderr, "graduasi: line %lld: %s\n", static_cast<long long>(lines[i].number), row.failure.c_str());
      return false;
    }
    if (!row.findings.empty() && (*told)++ < kFindingsTold) {
      progress->Clear();
      std::fputs(row.findings.c_str(), stderr);
    }
    if (!output->Write(row.output)) return false;
  }
  return true;
}

}  // namespace

int Decide(const DecideArguments& arguments) {
  int32_t as_of_days = 0;
  PolicyHandle policy;
  if (const int code = ReadDay("--as-of", arguments.as_of, &as_of_days); code != kDone) return code;
  if (const int code = LoadPolicy(arguments.policy, &policy); code != kDone) return code;
  const Decider decider(policy.get(), as_of_days, arguments.recorded_when_true);
  if (const int code = decider.Try(); code != kDone) return code;
  RecordLines file;
  if (!file.Open(arguments.households)) return kWrongCall;

  const Job job{&decider, file.name(), arguments.format == "jsonl", LanguageCode(arguments.language)};
  const size_t threads = ThreadCount(arguments.threads);
  std::vector<Line> lines(kBlockLines);
  std::vector<Row> rows(kBlockLines);
  Summary summary;
  Progress progress;
  Output output;
  int64_t told = 0;
  while (const size_t count = ReadBlock(&file, &lines)) {
    DecideBlock(job, threads, lines, count, &rows, &summary);
    if (!WriteRows(rows, count, lines, &told, &progress, &output)) {
      progress.Clear();
      (void)output.Finish();
      return kWrongCall;
    }
    progress.Show(file.bytes_read(), file.bytes_in_total(), summary.total(), job.language);
  }
  const int64_t milliseconds = progress.milliseconds();
  progress.Clear();
  const bool complete = file.Complete();
  if (!output.Finish()) return kWrongCall;
  if (told > kFindingsTold) {
    const std::string count = Thousands(told - kFindingsTold, GRADUASI_LANGUAGE_ENGLISH);
    std::fprintf(stderr, "%s: %s more records have findings; all stand in the output.\n", job.file.c_str(), count.c_str());
  }
  std::fprintf(stderr, "%s", summary.ToText(policy.get(), as_of_days, milliseconds, job.language).c_str());
  if (!complete) return kWrongCall;
  return summary.invalid() == 0 ? kDone : kFindings;
}

}  // namespace graduasi::cli
