// A file that is replaced whole or not at all: what is to stand in it is written beside it, reaches the disk, and takes its
// name in one step. Two runs that would replace the same file exclude each other. It knows nothing of what is written.
#ifndef GRADUASI_SRC_CLI_REPLACED_FILE_H_
#define GRADUASI_SRC_CLI_REPLACED_FILE_H_

#include <string>

namespace graduasi::cli {

class ReplacedFile {
 public:
  ReplacedFile() = default;
  ~ReplacedFile();  // what was not put in place is removed
  ReplacedFile(const ReplacedFile&) = delete;
  ReplacedFile& operator=(const ReplacedFile&) = delete;

  // From here until this object ends nobody else replaces the file. What is read of it is read after this. False, and told on
  // standard error, if another run is at it or nothing can be written beside it.
  bool Begin(const std::string& path);

  // Appends to what is to stand in the file. A failure is told by Replace.
  void Write(const std::string& text);

  // Puts what was written in place of the file. False, and told, if that fails; the file is then as it was.
  bool Replace();

 private:
  void Flush();
  bool Failed(int failure) const;

  std::string path_;    // itself, not a link to it
  std::string beside_;  // where it is written
  std::string block_;   // of what was written, not yet handed on
  int file_ = -1;
  int failure_ = 0;  // errno
  bool in_place_ = false;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_REPLACED_FILE_H_
