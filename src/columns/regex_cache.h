// Compiled regular expressions, a bounded number of them, so that a pattern that is the same for many rows is compiled once.
#ifndef GRADUASI_SRC_COLUMNS_REGEX_CACHE_H_
#define GRADUASI_SRC_COLUMNS_REGEX_CACHE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace re2 {
class RE2;
}

namespace graduasi::columns {

// Null if it is not a regular expression or would be too large.
std::unique_ptr<re2::RE2> CompilePattern(absl::string_view pattern);

class RegexCache {
 public:
  RegexCache();
  ~RegexCache();
  RegexCache(const RegexCache&) = delete;
  RegexCache& operator=(const RegexCache&) = delete;

  // The compiled pattern, valid until the next call; null if it is not a regular expression or would be too large.
  const re2::RE2* Find(absl::string_view pattern);

 private:
  struct Entry {
    std::string pattern;
    std::unique_ptr<re2::RE2> compiled;  // null: not a regular expression
  };
  std::vector<Entry> entries_;
  size_t next_ = 0;  // the entry to replace next
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_REGEX_CACHE_H_
