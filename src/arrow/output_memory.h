// The memory of arrays that are handed out. An array's buffers lie in one block; when the last of its columns is released the
// block is kept for the next array, so that a long stream asks the system for memory once. A consumer may release an array on
// another thread and after the stream.
#ifndef GRADUASI_SRC_ARROW_OUTPUT_MEMORY_H_
#define GRADUASI_SRC_ARROW_OUTPUT_MEMORY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace graduasi::arrow {

struct Block {
  std::unique_ptr<char[]> memory;
  size_t size = 0;
};

class BlockPool {
 public:
  Block Take(size_t bytes) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      for (Block& block : kept_) {
        if (block.size >= bytes) return std::exchange(block, Block());
      }
    }
    Block block;
    block.size = bytes + bytes / 8;  // the next one will be about as large
    block.memory.reset(new char[block.size]);
    return block;
  }
  // Keeps the block in the place of a smaller one.
  void Give(Block block) {
    const std::lock_guard<std::mutex> lock(mutex_);
    Block* smallest = &kept_[0];
    for (Block& kept : kept_) {
      if (kept.size < smallest->size) smallest = &kept;
    }
    if (smallest->size < block.size) std::swap(*smallest, block);
  }

 private:
  std::mutex mutex_;
  std::array<Block, 2> kept_;  // one that the consumer reads and one that is written
};

// A block that goes back to its pool.
class SharedBlock {
 public:
  SharedBlock(std::shared_ptr<BlockPool> pool, size_t bytes) : pool_(std::move(pool)), block_(pool_->Take(bytes)) {}
  ~SharedBlock() { pool_->Give(std::move(block_)); }
  SharedBlock(const SharedBlock&) = delete;
  SharedBlock& operator=(const SharedBlock&) = delete;
  char* data() const { return block_.memory.get(); }

 private:
  std::shared_ptr<BlockPool> pool_;
  Block block_;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_OUTPUT_MEMORY_H_
