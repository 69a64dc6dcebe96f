// Standard output that notices when it cannot be written, and says why once. It knows nothing of what is written.
#ifndef GRADUASI_SRC_CLI_OUTPUT_H_
#define GRADUASI_SRC_CLI_OUTPUT_H_

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace graduasi::cli {

class Output {
 public:
  // False from the first failure on.
  bool Write(const std::string& text) {
    errno = 0;
    if (failure_ == 0 && std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failure_ = errno == 0 ? EIO : errno;
    return failure_ == 0;
  }

  // Whether everything has reached its file; tells if not. A reader that went away is nothing to complain about.
  bool Finish() {
    errno = 0;
    if (failure_ == 0 && (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)) failure_ = errno == 0 ? EIO : errno;
    if (failure_ != 0 && failure_ != EPIPE) {
      std::fprintf(stderr, "graduasi: the output cannot be written: %s\n", std::strerror(failure_));
    }
    return failure_ == 0;
  }

 private:
  int failure_ = 0;  // errno
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_OUTPUT_H_
