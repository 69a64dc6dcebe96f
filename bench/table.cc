#include "bench/table.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace graduasi::bench {

bool Table::ReportContext(const Context& context) {
  (void)context;
  return true;
}

void Table::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
    if (run.error_occurred) {
      failed_ = true;
      std::printf("%-28s %s\n", run.run_name.function_name.c_str(), run.error_message.c_str());
      continue;
    }
    if (run.repetitions > 1 && !median) continue;
    std::string line = run.run_name.function_name;
    line.resize(std::max<size_t>(line.size(), 28), ' ');
    char text[96];
    const auto ratio = run.counters.find("ratio");
    if (ratio == run.counters.end()) {
      line += "       ";
    } else {
      std::snprintf(text, sizeof(text), "%6.2fx", ratio->second.value);
      line += text;
    }
    for (const auto& [name, counter] : run.counters) {
      if (name == "ratio") continue;
      std::snprintf(text, sizeof(text), "  %s %.1f", name.c_str(), counter.value);
      line += text;
    }
    if (!run.report_label.empty()) line += "  (" + run.report_label + ")";
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
  }
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  if (values.empty()) return 0;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace graduasi::bench
