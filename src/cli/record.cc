// `graduasi record`: decides every line of a register and appends a record of each decision to a chain, in order. What is in
// the file already is read to its end first, so that the chain goes on where it stopped.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/record_chain.h"
#include "src/cli/record_lines.h"
#include "src/cli/summary.h"

namespace graduasi::cli {
namespace {

// Tells an error of the library with the place in a file.
void Tell(const std::string& file, int64_t line, const graduasi_error* error) {
  for (size_t i = 0; i < graduasi_error_count(error); ++i) {
    const std::string text =
        FindingLine(file, line, 0, graduasi_error_path(error, i), Plain(graduasi_error_message(error, i)).c_str());
    std::fprintf(stderr, "%s\n", text.c_str());
  }
}

// The last record of a file that may not be there yet. False, and told, if the file does not end in a sound record: nobody
// goes on writing after that.
bool ReadLast(const std::string& path, RecordHandle* last) {
  std::FILE* probe = std::fopen(path.c_str(), "rb");
  if (probe == nullptr && errno == ENOENT) return true;
  if (probe != nullptr) std::fclose(probe);
  RecordLines file;
  if (!file.Open(path)) return false;
  std::string line;
  std::string next;
  bool any = false;
  while (file.Next(&next)) {
    line.swap(next);
    any = true;
  }
  if (!file.Complete()) return false;
  if (!any) return true;
  graduasi_record* record = nullptr;
  graduasi_error* error = nullptr;
  const graduasi_status status = graduasi_record_parse(line.data(), line.size(), &record, &error);
  last->reset(record);
  const ErrorHandle handle(error);
  if (status == GRADUASI_OK) return true;
  Tell(path, file.line_number(), error);
  std::fprintf(stderr, "%s: the file does not end in a sound record; nothing was written.\n", path.c_str());
  return false;
}

// Appends lines and notices if they cannot be written.
class Appender {
 public:
  ~Appender() {
    if (file_ != nullptr) std::fclose(file_);
  }
  bool Open(const std::string& path) {
    path_ = path;
    file_ = std::fopen(path.c_str(), "ab");
    return file_ != nullptr || Tell();
  }
  bool Write(const std::string& text) { return std::fwrite(text.data(), 1, text.size(), file_) == text.size() || Tell(); }
  bool Finish() {
    const bool written = std::fclose(file_) == 0;
    file_ = nullptr;
    return written || Tell();
  }

 private:
  bool Tell() {
    std::fprintf(stderr, "graduasi: %s cannot be written: %s\n", path_.c_str(), std::strerror(errno));
    return false;
  }
  std::FILE* file_ = nullptr;
  std::string path_;
};

}  // namespace

int Record(const RecordArguments& arguments) {
  int32_t as_of_days = 0;
  PolicyHandle policy;
  std::string key;
  if (const int code = ReadDay("--as-of", arguments.as_of, &as_of_days); code != kDone) return code;
  if (const int code = LoadPolicy(arguments.policy, &policy); code != kDone) return code;
  if (!arguments.seal_key.empty() && !ReadFile(arguments.seal_key, &key)) return kWrongCall;
  const Decider decider(policy.get(), as_of_days, arguments.recorded_when_true);
  if (const int code = decider.Try(); code != kDone) return code;
  RecordLines file;
  if (!file.Open(arguments.households)) return kWrongCall;
  RecordHandle previous;
  if (!ReadLast(arguments.records, &previous)) return kFindings;
  Appender records;
  if (!records.Open(arguments.records)) return kWrongCall;

  std::vector<const char*> facts;
  for (const std::string& fact : arguments.recorded_when_true) facts.push_back(fact.c_str());
  graduasi_record_options options = {};
  options.struct_size = sizeof(options);
  options.recorded_when_true = facts.data();
  options.recorded_when_true_count = facts.size();
  options.seal_key = key.data();
  options.seal_key_size = key.size();
  options.identities_in_clear = arguments.identities_in_clear ? 1 : 0;
  int64_t count = 0;
  int64_t invalid = 0;
  std::string line;
  while (file.Next(&line)) {
    graduasi_record* record = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_record_make_json(policy.get(), line.data(), line.size(), as_of_days, &options,
                                                             previous.get(), &record, &error);
    const ErrorHandle handle(error);
    if (status != GRADUASI_OK) {
      Tell(file.name(), file.line_number(), error);
      (void)records.Finish();
      return kWrongCall;
    }
    previous.reset(record);
    ++count;
    if (graduasi_record_outcome(record) == GRADUASI_OUTCOME_INVALID) ++invalid;
    if (!records.Write(std::string(graduasi_record_line(record)) + "\n")) return kWrongCall;
  }
  const bool complete = file.Complete();
  if (!records.Finish()) return kWrongCall;
  const int32_t language = LanguageCode(arguments.language);
  const bool english = language == GRADUASI_LANGUAGE_ENGLISH;
  Output output;
  (void)output.Write(Thousands(count, language) + (english ? " decisions recorded, " : " keputusan dicatat, ") +
                     Thousands(invalid, language) + (english ? " of them INVALID\n" : " di antaranya INVALID\n") +
                     (english ? "head " : "kepala ") +
                     (previous == nullptr ? std::string("-") : graduasi_record_hash(previous.get())) + "\n");
  if (!output.Finish() || !complete) return kWrongCall;
  return invalid == 0 ? kDone : kFindings;
}

}  // namespace graduasi::cli
