#include "src/cli/history_lines.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/record_lines.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

HistoryHandle Parse(const std::string& line, ErrorHandle* error) {
  graduasi_history* history = nullptr;
  graduasi_error* failed = nullptr;
  (void)graduasi_history_parse_json(line.data(), line.size(), &history, &failed);
  error->reset(failed);
  return HistoryHandle(history);
}

bool IsAbsent(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return errno == ENOENT;
  std::fclose(file);
  return false;
}

}  // namespace

HistoryLines::Line HistoryLines::Of(const graduasi_history* history, std::string text) {
  Line line;
  line.text = std::move(text);
  line.state = graduasi_history_state(history);
  line.events = graduasi_history_event_count(history);
  line.finding = graduasi_history_open_finding_count(history) != 0;
  line.objection = graduasi_history_open_objection_count(history) != 0;
  line.deferred = graduasi_history_awaited_fact_count(history) != 0;
  return line;
}

int HistoryLines::Read(const std::string& path, bool may_be_absent) {
  path_ = path;
  if (may_be_absent && IsAbsent(path)) return kDone;
  RecordLines file;
  if (!file.Open(path)) return kWrongCall;
  std::string text;
  bool sound = true;
  while (file.Next(&text)) {
    ErrorHandle error;
    const HistoryHandle history = Parse(text, &error);
    if (history == nullptr) {
      sound = false;
      for (size_t i = 0; i < graduasi_error_count(error.get()); ++i) {
        std::fprintf(stderr, "%s\n",
                     FindingLine(file.name(), file.line_number(), 0, graduasi_error_path(error.get(), i),
                                 graduasi_error_message(error.get(), i))
                         .c_str());
      }
      continue;
    }
    const std::string household = graduasi_history_household_id(history.get());
    if (!of_household_.emplace(household, lines_.size()).second) {
      sound = false;
      std::fprintf(stderr, "%s:%lld: %s: the household has a history on an earlier line already; it must have one.\n",
                   file.name().c_str(), static_cast<long long>(file.line_number()), Plain(household.c_str()).c_str());
      continue;
    }
    lines_.push_back(Of(history.get(), text));
    lines_.back().number = file.line_number();
  }
  if (!file.Complete()) return kWrongCall;
  return sound ? kDone : kFindings;
}

HistoryHandle HistoryLines::Find(const std::string& household) const {
  const auto found = of_household_.find(household);
  if (found == of_household_.end()) return nullptr;
  ErrorHandle error;
  return Parse(lines_[found->second].text, &error);
}

void HistoryLines::ForEach(const std::function<void(int64_t number, const graduasi_history* history)>& visit) const {
  for (const Line& line : lines_) {
    ErrorHandle error;
    visit(line.number, Parse(line.text, &error).get());
  }
}

void HistoryLines::Set(const graduasi_history* history) {
  Line line = Of(history, graduasi_history_json(history));
  const auto [found, is_new] = of_household_.emplace(graduasi_history_household_id(history), lines_.size());
  if (is_new) {
    lines_.push_back(std::move(line));
  } else {
    lines_[found->second] = std::move(line);
  }
}

std::string HistoryLines::ToText(int32_t language) const {
  const bool english = language == GRADUASI_LANGUAGE_ENGLISH;
  std::map<int32_t, int64_t> states;
  int64_t events = 0, findings = 0, objections = 0, deferred = 0;
  for (const Line& line : lines_) {
    ++states[line.state];
    events += static_cast<int64_t>(line.events);
    findings += line.finding ? 1 : 0;
    objections += line.objection ? 1 : 0;
    deferred += line.deferred ? 1 : 0;
  }
  const auto count = [&](int64_t number) { return Thousands(number, language); };
  std::string text = path_ + ": " + count(static_cast<int64_t>(lines_.size())) + (english ? " families, " : " keluarga, ") +
                     count(events) + (english ? " events\n" : " peristiwa\n");
  for (const auto& [state, number] : states) {
    const std::string digits = count(number);
    text += std::string(digits.size() < 9 ? 9 - digits.size() : 0, ' ') + digits + "  " +
            graduasi_state_title(state, language) + " (" + graduasi_state_name(state) + ")\n";
  }
  const auto open = [&](int64_t number, const char* in_indonesian, const char* in_english) {
    if (number != 0) text += std::string("  ") + (english ? in_english : in_indonesian) + count(number) + "\n";
  };
  open(findings, "keluarga dengan temuan terbuka: ", "families with an open finding: ");
  open(objections, "keluarga dengan keberatan terbuka: ", "families with an open objection: ");
  open(deferred, "keluarga yang ditunda karena data: ", "families deferred for missing data: ");
  return text;
}

}  // namespace graduasi::cli
