// Draws at most ten times a second. It must not write anything unless standard error is a terminal.
#include "src/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "capi/graduasi.h"
#include "src/cli/summary.h"

namespace graduasi::cli {

Progress::Progress() : terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), shown_(start_) {}

void Progress::Show(int64_t done, int64_t total, int64_t families, int32_t language) {
  if (!terminal_) return;
  const Clock::time_point now = Clock::now();
  if (visible_ && now - shown_ < std::chrono::milliseconds(100)) return;
  shown_ = now;
  visible_ = true;
  std::string line = "\r\033[K";
  if (total > 0) {
    constexpr int64_t kWidth = 30;
    const int64_t filled = std::min(kWidth, done * kWidth / total);
    line += "[" + std::string(static_cast<size_t>(filled), '#') + std::string(static_cast<size_t>(kWidth - filled), '.') +
            "] " + std::to_string(std::min<int64_t>(100, done * 100 / total)) + " %  ";
  }
  line += Thousands(families, language) + (language == GRADUASI_LANGUAGE_ENGLISH ? " families" : " keluarga");
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

void Progress::Clear() {
  if (!visible_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  visible_ = false;
}

int64_t Progress::milliseconds() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_).count();
}

}  // namespace graduasi::cli
