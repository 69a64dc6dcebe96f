// A line on a terminal that says how far a long piece of work is; nothing where standard error is not a terminal. The only
// place of the command, with the time a summary states, that looks at a clock.
#ifndef GRADUASI_SRC_CLI_PROGRESS_H_
#define GRADUASI_SRC_CLI_PROGRESS_H_

#include <chrono>
#include <cstdint>

namespace graduasi::cli {

class Progress {
 public:
  Progress();
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `done` of `total` units of work, and how many families that is; `total` 0: not known.
  void Show(int64_t done, int64_t total, int64_t families, int32_t language);
  void Clear();  // takes the line away, before other text is written

  int64_t milliseconds() const;  // since the start

 private:
  using Clock = std::chrono::steady_clock;
  const bool terminal_;
  const Clock::time_point start_;
  Clock::time_point shown_;
  bool visible_ = false;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_PROGRESS_H_
