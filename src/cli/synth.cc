// `graduasi synth`: writes a synthetic register as JSON lines, for demonstrations and tests. It holds nobody's data.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "src/cli/command.h"
#include "src/cli/library.h"
#include "src/cli/output.h"
#include "src/cli/output_file.h"
#include "src/cli/synthetic_cohort.h"
#include "src/cli/synthetic_record.h"

namespace graduasi::cli {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18;

// Digits in groups separated by dots: "35", "35.14", "35.79.02", "35.79.02.1004".
bool IsRegionCode(const std::string& code) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (code.empty() || code.size() > 13 || !digit(code.front()) || !digit(code.back())) return false;
  for (size_t i = 0; i < code.size(); ++i) {
    if (!digit(code[i]) && (code[i] != '.' || code[i - 1] == '.')) return false;
  }
  return true;
}

// The events go to their own file, the register to standard output.
int SynthMentored(const SynthArguments& arguments, SyntheticDay as_of) {
  SyntheticCohort cohort;
  cohort.region = arguments.region;
  cohort.seed = arguments.seed;
  cohort.mentored = arguments.mentored;
  cohort.as_of = as_of;
  if (as_of.year() < cohort.mentored) {
    std::fprintf(stderr, "graduasi: --as-of lies before the year of --mentored: nobody was mentored yet\n");
    return kWrongCall;
  }
  OutputFile events;
  if (!events.Open(arguments.events)) return kWrongCall;
  Output output;
  for (int64_t number = 1; number <= arguments.households; ++number) {
    const MentoredFamily family = MakeMentoredFamily(cohort, number);
    std::string text;
    AppendMentoredRecord(cohort, family, &text);
    if (!output.Write(text)) break;
    text.clear();
    AppendMentoredEvents(cohort, family, &text);
    if (!events.Write(text)) break;
  }
  const bool written = events.Finish();
  return output.Finish() && written ? kDone : kWrongCall;
}

}  // namespace

int Synth(const SynthArguments& arguments) {
  int32_t as_of_days = 0;
  if (const int code = ReadDay("--as-of", arguments.as_of, &as_of_days); code != kDone) return code;
  if (!IsRegionCode(arguments.region)) {
    std::fprintf(stderr, "graduasi: --region is a Kemendagri code with dots, such as 35.14 or 35.79.02\n");
    return kWrongCall;
  }
  const std::string day = DayText(as_of_days);
  const auto part = [&](size_t at, size_t size) { return static_cast<int32_t>(std::atoi(day.substr(at, size).c_str())); };
  const SyntheticDay as_of(part(0, 4), part(5, 2), part(8, 2));
  if (arguments.mentored != 0) return SynthMentored(arguments, as_of);
  SyntheticRegister source;
  source.region = arguments.region;
  source.seed = arguments.seed;
  source.as_of = as_of;

  Output output;
  std::string block;
  for (int64_t number = 1; number <= arguments.households; ++number) {
    AppendSyntheticRecord(source, number, &block);
    if (block.size() < kBlockBytes && number < arguments.households) continue;
    if (!output.Write(block)) break;
    block.clear();
  }
  return output.Finish() ? kDone : kWrongCall;
}

}  // namespace graduasi::cli
