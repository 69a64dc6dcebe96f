// Steps taken with the library by several subcommands. Everything that goes wrong is told on standard error in the words of the
// library, with the file it is about.
#include "src/cli/library.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/record_lines.h"

namespace graduasi::cli {
namespace {

bool EndsWith(const std::string& text, const char* end) {
  const size_t size = std::strlen(end);
  return text.size() >= size && text.compare(text.size() - size, size, end) == 0;
}

}  // namespace

int32_t LanguageCode(const std::string& language) {
  return language == "en" ? GRADUASI_LANGUAGE_ENGLISH : GRADUASI_LANGUAGE_INDONESIAN;
}

std::string Plain(const char* text) {
  std::string plain = text == nullptr ? "" : text;
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return plain;
}

std::string FindingLine(const std::string& file, int64_t line, int64_t column, const char* path, const char* message) {
  std::string text = file;
  if (line > 0) text += ":" + std::to_string(line);
  if (line > 0 && column > 0) text += ":" + std::to_string(column);
  text += ": ";
  if (path != nullptr && *path != '\0') text += Plain(path) + ": ";
  return text + Plain(message);
}

void TellFindings(const std::string& file, const graduasi_error* error) {
  for (size_t i = 0; i < graduasi_error_count(error); ++i) {
    const std::string line = FindingLine(file, graduasi_error_line(error, i), graduasi_error_column(error, i),
                                         graduasi_error_path(error, i), graduasi_error_message(error, i));
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

int LoadPolicy(const std::string& path, PolicyHandle* policy) {
  std::string text;
  if (!ReadFile(path, &text)) return kWrongCall;
  graduasi_policy* parsed = nullptr;
  graduasi_error* error = nullptr;
  graduasi_status status;
  if (EndsWith(path, ".json")) {
    status = graduasi_policy_parse_json(text.data(), text.size(), &parsed, &error);
  } else if (EndsWith(path, ".binpb") || EndsWith(path, ".pb")) {
    status = graduasi_policy_parse_binary(text.data(), text.size(), &parsed, &error);
  } else {
    status = graduasi_policy_parse(text.data(), text.size(), &parsed, &error);
  }
  policy->reset(parsed);
  const ErrorHandle owned(error);
  if (status == GRADUASI_OK) return kDone;
  TellFindings(path, error);
  const size_t count = graduasi_error_count(error);
  std::fprintf(stderr, "%zu finding%s; the policy was not loaded.\n", count, count == 1 ? "" : "s");
  return kFindings;
}

int ReadDay(const std::string& argument, const std::string& text, int32_t* days) {
  graduasi_error* error = nullptr;
  const graduasi_status status = graduasi_day_parse(text.data(), text.size(), days, &error);
  const ErrorHandle owned(error);
  if (status == GRADUASI_OK) return kDone;
  TellFindings(argument + " " + text, error);
  return kWrongCall;
}

std::string DayText(int32_t days) {
  char buffer[GRADUASI_DAY_SIZE] = "";
  (void)graduasi_day_format(days, buffer, sizeof(buffer), nullptr);
  return buffer;
}

Decider::Decider(const graduasi_policy* policy, int32_t as_of_days, const std::vector<std::string>& recorded_when_true)
    : policy_(policy), as_of_days_(as_of_days), options_() {
  for (const std::string& fact : recorded_when_true) recorded_when_true_.push_back(fact.c_str());
  options_.struct_size = sizeof(options_);
  options_.recorded_when_true = recorded_when_true_.data();
  options_.recorded_when_true_count = recorded_when_true_.size();
}

graduasi_status Decider::Call(const std::string& record, DecisionHandle* decision, ErrorHandle* error) const {
  graduasi_decision* made = nullptr;
  graduasi_error* failed = nullptr;
  const graduasi_status status =
      graduasi_decide_json(policy_, record.data(), record.size(), as_of_days_, &options_, &made, &failed);
  decision->reset(made);
  error->reset(failed);
  return status;
}

int Decider::Try() const {
  DecisionHandle decision;
  ErrorHandle error;
  if (Call("{}", &decision, &error) == GRADUASI_OK) return kDone;
  TellFindings("graduasi", error.get());
  return kWrongCall;
}

DecisionHandle Decider::Decide(const std::string& record, std::string* error) const {
  DecisionHandle decision;
  ErrorHandle failed;
  if (Call(record, &decision, &failed) != GRADUASI_OK) *error = Plain(graduasi_error_message(failed.get(), 0));
  return decision;
}

}  // namespace graduasi::cli
