// Files as the command reads them: whole, or line by line in a memory that does not grow with the file. It knows nothing of
// records, policies or the library.
#ifndef GRADUASI_SRC_CLI_RECORD_LINES_H_
#define GRADUASI_SRC_CLI_RECORD_LINES_H_

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace graduasi::cli {

// Reads a whole file; on failure tells so on standard error.
bool ReadFile(const std::string& path, std::string* text);

// The lines of a file or of standard input ("-"). Not thread-safe.
class RecordLines {
 public:
  // A longer line is cut there, and told: no household is that long.
  static constexpr size_t kMaxLineBytes = size_t{16} << 20;

  RecordLines() = default;
  ~RecordLines();
  RecordLines(const RecordLines&) = delete;
  RecordLines& operator=(const RecordLines&) = delete;

  // On failure tells so on standard error.
  bool Open(const std::string& path);

  // The next line without its newline; false at the end or if reading fails. A last line need not end in a newline.
  bool Next(std::string* line);

  // False if reading ended before the end of the file; that is then told on standard error.
  bool Complete();

  const std::string& name() const { return name_; }        // for messages
  int64_t line_number() const { return line_number_; }     // of the line last read, from 1
  bool cut() const { return cut_; }                        // the line last read was too long
  int64_t bytes_read() const { return bytes_read_; }       // so far
  int64_t bytes_in_total() const { return bytes_total_; }  // of a regular file, else 0

 private:
  bool Fill();

  std::FILE* file_ = nullptr;
  std::string name_;
  std::vector<char> buffer_;
  size_t begin_ = 0;  // of what is not yet handed out of buffer_
  size_t end_ = 0;
  int64_t line_number_ = 0;
  int64_t bytes_read_ = 0;
  int64_t bytes_total_ = 0;
  int failure_ = 0;  // errno
  bool cut_ = false;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_RECORD_LINES_H_
