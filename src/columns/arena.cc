#include "src/columns/arena.h"

#include <algorithm>

namespace graduasi::columns {

void Arena::Reset() {
  current_ = 0;
  next_ = blocks_.empty() ? nullptr : blocks_[0].memory.get();
  end_ = blocks_.empty() ? nullptr : next_ + blocks_[0].size;
}

void* Arena::AllocateSlow(size_t size) {
  while (current_ + 1 < blocks_.size()) {
    ++current_;
    next_ = blocks_[current_].memory.get();
    end_ = next_ + blocks_[current_].size;
    if (size <= blocks_[current_].size) {
      char* out = next_;
      next_ += size;
      return out;
    }
  }
  constexpr size_t kFirstBlock = size_t{64} << 10;
  const size_t grown = blocks_.empty() ? kFirstBlock : std::min(blocks_.back().size * 2, size_t{16} << 20);
  Block block;
  block.size = std::max(grown, size);
  block.memory.reset(new char[block.size + kSlack]);
  next_ = block.memory.get() + size;
  end_ = block.memory.get() + block.size;
  blocks_.push_back(std::move(block));
  current_ = blocks_.size() - 1;
  return blocks_.back().memory.get();
}

}  // namespace graduasi::columns
