// A file that is written from its beginning, and tells once, on standard error, if it cannot be. It knows nothing of what is
// written.
#ifndef GRADUASI_SRC_CLI_OUTPUT_FILE_H_
#define GRADUASI_SRC_CLI_OUTPUT_FILE_H_

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace graduasi::cli {

// Without a name there is no file, and nothing is written.
class OutputFile {
 public:
  OutputFile() = default;
  ~OutputFile() {
    if (file_ != nullptr) std::fclose(file_);
  }
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // False if the file cannot be made.
  bool Open(const std::string& path) {
    if (path.empty()) return true;
    path_ = path;
    errno = 0;
    file_ = std::fopen(path.c_str(), "wb");
    return file_ != nullptr || Fail();
  }
  bool open() const { return file_ != nullptr; }

  // False from the first failure on.
  bool Write(const char* text, size_t size) {
    if (file_ == nullptr || failed_) return !failed_;
    errno = 0;
    return std::fwrite(text, 1, size, file_) == size || Fail();
  }
  bool Write(const std::string& text) { return Write(text.data(), text.size()); }

  // A text of the library, ended by a line feed; false also if it is null, for want of memory.
  bool WriteText(const char* text) {
    if (file_ == nullptr) return true;
    if (text == nullptr) {
      std::fprintf(stderr, "graduasi: out of memory\n");
      failed_ = true;
      return false;
    }
    const size_t size = std::strlen(text);
    return Write(text, size) && (size > 0 && text[size - 1] == '\n' ? true : Write("\n", 1));
  }

  // Whether everything has reached the file.
  bool Finish() {
    std::FILE* const file = file_;
    file_ = nullptr;
    errno = 0;
    if (file != nullptr && std::fclose(file) != 0 && !failed_) Fail();
    return !failed_;
  }

 private:
  bool Fail() {
    std::fprintf(stderr, "graduasi: %s cannot be written: %s\n", path_.c_str(), std::strerror(errno == 0 ? EIO : errno));
    failed_ = true;
    return false;
  }

  std::string path_;
  std::FILE* file_ = nullptr;
  bool failed_ = false;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_OUTPUT_FILE_H_
