// Reading by blocks with the C library's files, because they tell why reading failed. It knows nothing of what the lines hold.
#include "src/cli/record_lines.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace graduasi::cli {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18;

void TellUnreadable(const std::string& name, int failure) {
  std::fprintf(stderr, "graduasi: %s: %s\n", name.c_str(), std::strerror(failure));
}

}  // namespace

bool ReadFile(const std::string& path, std::string* text) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    TellUnreadable(path, errno);
    return false;
  }
  char block[1 << 14];
  size_t count;
  errno = 0;
  while ((count = std::fread(block, 1, sizeof(block), file)) > 0) text->append(block, count);
  const int failure = std::ferror(file) != 0 ? errno : 0;
  std::fclose(file);
  if (failure != 0) TellUnreadable(path, failure);
  return failure == 0;
}

RecordLines::~RecordLines() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

bool RecordLines::Open(const std::string& path) {
  name_ = path == "-" ? "standard input" : path;
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file_ == nullptr) {
    TellUnreadable(name_, errno);
    return false;
  }
  struct stat status;
  if (fstat(fileno(file_), &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      TellUnreadable(name_, EISDIR);
      return false;
    }
    if (S_ISREG(status.st_mode)) bytes_total_ = static_cast<int64_t>(status.st_size);
  }
  buffer_.resize(kBlockBytes);
  return true;
}

bool RecordLines::Fill() {
  errno = 0;
  begin_ = 0;
  end_ = std::fread(buffer_.data(), 1, buffer_.size(), file_);
  bytes_read_ += static_cast<int64_t>(end_);
  if (end_ == 0 && std::ferror(file_) != 0) failure_ = errno == 0 ? EIO : errno;
  return end_ != 0;
}

bool RecordLines::Next(std::string* line) {
  line->clear();
  cut_ = false;
  for (bool started = false;; started = true) {
    if (begin_ == end_ && !Fill()) {
      if (started) ++line_number_;
      return started;
    }
    const char* from = buffer_.data() + begin_;
    const char* newline = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    const size_t count = newline == nullptr ? end_ - begin_ : static_cast<size_t>(newline - from);
    const size_t room = kMaxLineBytes - line->size();
    if (count > room) cut_ = true;
    line->append(from, std::min(count, room));
    begin_ += count;
    if (newline != nullptr) {
      ++begin_;
      ++line_number_;
      return true;
    }
  }
}

bool RecordLines::Complete() {
  if (failure_ != 0) TellUnreadable(name_, failure_);
  return failure_ == 0;
}

}  // namespace graduasi::cli
