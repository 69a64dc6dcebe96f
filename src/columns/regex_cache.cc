#include "src/columns/regex_cache.h"

#include <re2/re2.h>

namespace graduasi::columns {
namespace {

constexpr size_t kEntries = 16;
constexpr int64_t kMaxPatternMemory = 1 << 20;  // bytes, of one compiled pattern and its caches

}  // namespace

std::unique_ptr<re2::RE2> CompilePattern(absl::string_view pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternMemory);
  auto compiled = std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!compiled->ok()) compiled.reset();
  return compiled;
}

RegexCache::RegexCache() = default;
RegexCache::~RegexCache() = default;

const re2::RE2* RegexCache::Find(absl::string_view pattern) {
  for (const Entry& entry : entries_) {
    if (entry.pattern == pattern) return entry.compiled.get();
  }
  Entry entry;
  entry.pattern.assign(pattern.data(), pattern.size());
  entry.compiled = CompilePattern(pattern);
  if (entries_.size() < kEntries) {
    entries_.push_back(std::move(entry));
    return entries_.back().compiled.get();
  }
  Entry& replaced = entries_[next_];
  next_ = (next_ + 1) % kEntries;
  replaced = std::move(entry);
  return replaced.compiled.get();
}

}  // namespace graduasi::columns
