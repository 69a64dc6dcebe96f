// `graduasi quality`: feeds a register to the library line by line and prints what is wrong with it. Places go to their file as
// they are found, so memory does not grow with what is wrong; nothing of a record is written but the register's own household
// id.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "capi/graduasi.h"
#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/output_file.h"
#include "src/cli/progress.h"
#include "src/cli/record_lines.h"

namespace graduasi::cli {
namespace {

constexpr int64_t kLinesBetweenTakes = 4096;

struct FreeQuality {
  void operator()(graduasi_quality* handle) const { graduasi_quality_free(handle); }
  void operator()(graduasi_quality_report* handle) const { graduasi_quality_report_free(handle); }
  void operator()(graduasi_quality_places* handle) const { graduasi_quality_places_free(handle); }
};
using QualityHandle = std::unique_ptr<graduasi_quality, FreeQuality>;
using ReportHandle = std::unique_ptr<graduasi_quality_report, FreeQuality>;
using PlacesHandle = std::unique_ptr<graduasi_quality_places, FreeQuality>;

// Tells all that went wrong, and returns the code of a wrong call.
int Tell(const std::string& where, const graduasi_error* error) {
  for (size_t i = 0; i < graduasi_error_count(error); ++i) {
    const std::string line = FindingLine(where, graduasi_error_line(error, i), graduasi_error_column(error, i),
                                         graduasi_error_path(error, i), graduasi_error_message(error, i));
    std::fprintf(stderr, "%s\n", line.c_str());
  }
  return kWrongCall;
}

// A field of RFC 4180.
std::string Field(const char* text) {
  const std::string plain = Plain(text);
  if (plain.find_first_of(",\"") == std::string::npos) return plain;
  std::string quoted = "\"";
  for (const char c : plain) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

constexpr char kCsvHeader[] =
    "kind,file,row,household_id,region,path,message,other_file,other_row,other_household_id,other_path,region_part,existed_in,"
    "successor\r\n";

std::string CsvLine(const graduasi_quality_places* places, size_t index, int32_t language) {
  const bool other = graduasi_quality_places_has_other(places, index) != 0;
  std::string line = Field(graduasi_quality_places_code(places, index));
  line += "," + Field(graduasi_quality_places_feed(places, index));
  line += "," + std::to_string(graduasi_quality_places_row(places, index));
  line += "," + Field(graduasi_quality_places_household_id(places, index));
  line += "," + Field(graduasi_quality_places_region(places, index));
  line += "," + Field(graduasi_quality_places_path(places, index));
  line += "," + Field(graduasi_quality_places_message(places, index, language));
  line += "," + Field(graduasi_quality_places_other_feed(places, index));
  line += "," + (other ? std::to_string(graduasi_quality_places_other_row(places, index)) : std::string());
  line += "," + Field(graduasi_quality_places_other_household_id(places, index));
  line += "," + Field(graduasi_quality_places_other_path(places, index));
  line += "," + Field(graduasi_quality_places_region_part(places, index));
  line += "," + Field(graduasi_quality_places_existed_in(places, index));
  line += "," + Field(graduasi_quality_places_successor(places, index));
  return line + "\r\n";
}

// The year in the name of a file, "wilayah_2025.csv"; else its name without folder and ending.
std::string VintageOf(const std::string& path) {
  std::string name = path.substr(path.find_last_of('/') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t end = name.size(), run = 0; end-- > 0;) {
    run = is_digit(name[end]) ? run + 1 : 0;
    const bool starts = end == 0 || !is_digit(name[end - 1]);
    if (run == 4 && starts) return name.substr(end, 4);
  }
  return name.substr(0, name.find_last_of('.'));
}

class Examination {
 public:
  explicit Examination(const QualityArguments& arguments)
      : arguments_(arguments), language_(LanguageCode(arguments.language)) {}

  int Run() {
    for (const auto step : {&Examination::Prepare, &Examination::ReadLists, &Examination::ReadRegister, &Examination::Report}) {
      if (const int code = (this->*step)(); code != kDone) return code;
    }
    const int64_t wrong =
        graduasi_quality_report_unreadable(report_.get()) + graduasi_quality_report_with_findings(report_.get());
    return wrong == 0 ? kDone : kFindings;
  }

 private:
  int Prepare() {
    int32_t as_of_days = 0;
    if (const int code = ReadDay("--as-of", arguments_.as_of, &as_of_days); code != kDone) return code;
    if (!arguments_.policy.empty()) {
      if (const int code = LoadPolicy(arguments_.policy, &policy_); code != kDone) return code;
    }
    std::vector<const char*> recorded_when_true;
    for (const std::string& fact : arguments_.recorded_when_true) recorded_when_true.push_back(fact.c_str());
    graduasi_quality_options options{};
    options.struct_size = sizeof(options);
    options.recorded_when_true = recorded_when_true.data();
    options.recorded_when_true_count = recorded_when_true.size();
    options.policy = policy_.get();
    options.places_kept = arguments_.show == 0 ? GRADUASI_QUALITY_NO_PLACES : static_cast<size_t>(arguments_.show);
    options.collect_places = arguments_.places.empty() ? 0 : 1;
    options.region_level = static_cast<size_t>(arguments_.region_level);
    options.vintage = arguments_.vintage.empty() ? nullptr : arguments_.vintage.c_str();
    graduasi_quality* made = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_quality_new(as_of_days, &options, &made, &error);
    quality_.reset(made);
    const ErrorHandle owned(error);
    if (status != GRADUASI_OK) return Tell("graduasi", error);
    if (arguments_.places.empty()) return kDone;
    return places_.Open(arguments_.places) && places_.Write(kCsvHeader) ? kDone : kWrongCall;
  }

  int ReadLists() {
    for (const std::string& path : arguments_.regions) {
      std::string text;
      if (!ReadFile(path, &text)) return kWrongCall;
      const std::string vintage = VintageOf(path);
      graduasi_error* error = nullptr;
      const graduasi_status status =
          graduasi_quality_add_regions(quality_.get(), vintage.data(), vintage.size(), text.data(), text.size(), &error);
      const ErrorHandle owned(error);
      if (status != GRADUASI_OK) return Tell(path, error);
    }
    return kDone;
  }

  int ReadRegister() {
    Progress progress;
    for (const std::string& path : arguments_.households) {
      RecordLines file;
      if (!file.Open(path)) return kWrongCall;
      if (const int code = ReadOne(&file, &progress); code != kDone) return code;
    }
    return kDone;
  }

  int ReadOne(RecordLines* file, Progress* progress) {
    graduasi_error* error = nullptr;
    const std::string& name = file->name();
    graduasi_status status = graduasi_quality_start_feed(quality_.get(), name.data(), name.size(), &error);
    ErrorHandle owned(error);
    std::string line;
    while (status == GRADUASI_OK && file->Next(&line)) {
      status = graduasi_quality_add_json(quality_.get(), file->line_number(), line.data(), line.size(), &error);
      owned.reset(error);
      if (++lines_ % kLinesBetweenTakes != 0) continue;
      if (const int code = WritePlaces(); code != kDone) return code;
      progress->Show(file->bytes_read(), file->bytes_in_total(), lines_, language_);
    }
    progress->Clear();
    if (status != GRADUASI_OK) return Tell(name, error);
    return file->Complete() ? kDone : kWrongCall;
  }

  int WritePlaces() {
    if (!places_.open()) return kDone;
    graduasi_quality_places* taken = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_quality_take_places(quality_.get(), &taken, &error);
    const ErrorHandle owned(error);
    const PlacesHandle places(taken);
    if (status != GRADUASI_OK) return Tell("graduasi", error);
    for (size_t i = 0; i < graduasi_quality_places_count(taken); ++i) {
      if (!places_.Write(CsvLine(taken, i, language_))) return kWrongCall;
    }
    return kDone;
  }

  int Report() {
    graduasi_quality_report* made = nullptr;
    graduasi_error* error = nullptr;
    const graduasi_status status = graduasi_quality_finish(quality_.get(), &made, &error);
    report_.reset(made);
    const ErrorHandle owned(error);
    if (status != GRADUASI_OK) return Tell("graduasi", error);
    if (const int code = WritePlaces(); code != kDone) return code;
    if (!places_.Finish()) return kWrongCall;
    if (!arguments_.json.empty()) {
      OutputFile file;
      if (!file.Open(arguments_.json) || !file.WriteText(graduasi_quality_report_json(made)) || !file.Finish()) {
        return kWrongCall;
      }
    }
    const char* text = graduasi_quality_report_text(made, language_);
    if (text == nullptr) return OutOfMemory();
    Output output;
    output.Write(text);
    return output.Finish() ? kDone : kWrongCall;
  }

  static int OutOfMemory() {
    std::fprintf(stderr, "graduasi: out of memory\n");
    return kWrongCall;
  }

  const QualityArguments& arguments_;
  const int32_t language_;
  PolicyHandle policy_;
  QualityHandle quality_;
  ReportHandle report_;
  OutputFile places_;
  int64_t lines_ = 0;
};

}  // namespace

int Quality(const QualityArguments& arguments) { return Examination(arguments).Run(); }

}  // namespace graduasi::cli
