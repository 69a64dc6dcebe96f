// Prints measurements as a table, one line each. It knows counters, not what is measured.
#ifndef GRADUASI_BENCH_TABLE_H_
#define GRADUASI_BENCH_TABLE_H_

#include <benchmark/benchmark.h>

#include <vector>

namespace graduasi::bench {

// "w1  2.31x  library_ns_per_household 60.1  ...": the counter `ratio` first, the others by name. Of repeated measurements the
// medians.
class Table : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  bool failed() const { return failed_; }

 private:
  bool failed_ = false;
};

// Sorts.
double Median(std::vector<double> values);

}  // namespace graduasi::bench

#endif  // GRADUASI_BENCH_TABLE_H_
