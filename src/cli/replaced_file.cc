// Replacing by rename, which the file system does in one step. The lock is on the file beside, which is there only during a
// run; an interrupted run leaves it behind unlocked, and the next one takes it over.
#include "src/cli/replaced_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace graduasi::cli {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18;
constexpr mode_t kMode = 0666;  // less what the user's mask takes away

std::string Folder(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

}  // namespace

ReplacedFile::~ReplacedFile() {
  if (file_ == -1) return;
  if (!in_place_) ::unlink(beside_.c_str());  // before the lock goes with the file
  ::close(file_);
}

bool ReplacedFile::Failed(int failure) const {
  std::fprintf(stderr, "graduasi: %s cannot be written: %s\n", path_.c_str(), std::strerror(failure));
  return false;
}

bool ReplacedFile::Begin(const std::string& path) {
  path_ = path;
  char* const real = ::realpath(path.c_str(), nullptr);
  if (real != nullptr) {
    path_ = real;
    std::free(real);
  } else if (errno != ENOENT) {
    return Failed(errno);
  }
  beside_ = path_ + ".new";
  struct stat old;
  const bool exists = ::stat(path_.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return Failed(S_ISDIR(old.st_mode) ? EISDIR : EINVAL);
  for (;;) {
    file_ = ::open(beside_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
    if (file_ == -1) return Failed(errno);
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      const int failure = errno;
      ::close(file_);
      file_ = -1;
      if (failure != EWOULDBLOCK) return Failed(failure);
      std::fprintf(stderr, "graduasi: %s is being written by another run; try again when it has ended.\n", path_.c_str());
      return false;
    }
    // Between opening and locking another run may have put this very file in place, or removed it.
    struct stat opened;
    struct stat named;
    if (::fstat(file_, &opened) == 0 && ::stat(beside_.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
        opened.st_dev == named.st_dev) {
      break;
    }
    ::close(file_);
    file_ = -1;
  }
  if (::ftruncate(file_, 0) != 0) return Failed(errno);
  if (exists && ::fchmod(file_, old.st_mode & 07777) != 0) return Failed(errno);
  return true;
}

void ReplacedFile::Flush() {
  size_t written = 0;
  while (failure_ == 0 && written < block_.size()) {
    const ssize_t count = ::write(file_, block_.data() + written, block_.size() - written);
    if (count >= 0) {
      written += static_cast<size_t>(count);
    } else if (errno != EINTR) {
      failure_ = errno;
    }
  }
  block_.clear();
}

void ReplacedFile::Write(const std::string& text) {
  block_ += text;
  if (block_.size() >= kBlockBytes) Flush();
}

bool ReplacedFile::Replace() {
  Flush();
  if (failure_ == 0 && ::fsync(file_) != 0) failure_ = errno;
  if (failure_ == 0 && ::rename(beside_.c_str(), path_.c_str()) != 0) failure_ = errno;
  if (failure_ != 0) return Failed(failure_);
  in_place_ = true;
  // The name reaches the disk with its folder; where folders cannot be synchronised there is nothing more to be done.
  const int folder = ::open(Folder(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder != -1) {
    (void)::fsync(folder);
    ::close(folder);
  }
  return true;
}

}  // namespace graduasi::cli
