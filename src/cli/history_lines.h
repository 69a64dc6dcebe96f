// The histories of an office's families as they stand in its file, one line each, and where the families stand. A line is kept
// as it is until its family's history grows.
#ifndef GRADUASI_SRC_CLI_HISTORY_LINES_H_
#define GRADUASI_SRC_CLI_HISTORY_LINES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "capi/graduasi.h"

namespace graduasi::cli {

struct FreeHistory {
  void operator()(graduasi_history* handle) const { graduasi_history_free(handle); }
  void operator()(graduasi_event* handle) const { graduasi_event_free(handle); }
  void operator()(graduasi_refusal* handle) const { graduasi_refusal_free(handle); }
};
using HistoryHandle = std::unique_ptr<graduasi_history, FreeHistory>;
using EventHandle = std::unique_ptr<graduasi_event, FreeHistory>;
using RefusalHandle = std::unique_ptr<graduasi_refusal, FreeHistory>;

class HistoryLines {
 public:
  // Reads a file; every line must be a history that its own rules allow, of a household of its own. With `may_be_absent` a file
  // that is not there is one without lines. An exit code; all that is wrong is told.
  int Read(const std::string& path, bool may_be_absent);

  // The household's history; null if it has none, or memory runs out.
  HistoryHandle Find(const std::string& household) const;

  // The history takes the place of the household's line, or becomes the last line.
  void Set(const graduasi_history* history);

  const std::string& path() const { return path_; }
  size_t size() const { return lines_.size(); }
  const std::string& line(size_t index) const { return lines_[index].text; }

  // Reads every line again and hands its history to `visit`, with the number of the line.
  void ForEach(const std::function<void(int64_t number, const graduasi_history* history)>& visit) const;

  // How many stand in which state, and what is open.
  std::string ToText(int32_t language) const;

 private:
  struct Line {
    std::string text;
    int64_t number = 0;  // in the file
    int32_t state = GRADUASI_STATE_RECIPIENT;
    size_t events = 0;
    bool finding = false;
    bool objection = false;
    bool deferred = false;
  };
  static Line Of(const graduasi_history* history, std::string text);

  std::string path_;
  std::vector<Line> lines_;
  std::map<std::string, size_t> of_household_;
};

}  // namespace graduasi::cli

#endif  // GRADUASI_SRC_CLI_HISTORY_LINES_H_
