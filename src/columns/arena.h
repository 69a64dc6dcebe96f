// Memory for one batch: allocation is a pointer bump, everything is given back at once, and the blocks are kept for the next
// batch, so that a run allocates nothing after warm-up.
#ifndef GRADUASI_SRC_COLUMNS_ARENA_H_
#define GRADUASI_SRC_COLUMNS_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "src/columns/bits.h"
#include "src/columns/column.h"

namespace graduasi::columns {

class Arena {
 public:
  // `bytes` of memory aligned to 16, contents undefined, valid until Reset.
  void* Allocate(size_t bytes) {
    const size_t size = (bytes + 15) & ~size_t{15};
    if (size <= static_cast<size_t>(end_ - next_)) {
      char* out = next_;
      next_ += size;
      return out;
    }
    return AllocateSlow(size);
  }

  template <typename T>
  T* New(int64_t count) {
    static_assert(alignof(T) <= 16);
    return static_cast<T*>(Allocate(static_cast<size_t>(count) * sizeof(T)));
  }

  // `count` values of a column. What may be read past the last one is memory of the arena: of what is allocated next, or the
  // slack that every block ends with, so that the few values of one household stay close together.
  template <typename T>
  T* NewPadded(int64_t count) {
    return New<T>(count > 0 ? count : 1);  // never null
  }

  // A bitmap for `count` rows, with its word of slack.
  uint64_t* NewBits(int64_t count) { return New<uint64_t>(WordsFor(count) + 1); }
  uint64_t* NewClearBits(int64_t count) {
    uint64_t* bits = NewBits(count);
    if (count <= 64) {
      bits[0] = bits[WordsFor(count)] = 0;
    } else {
      std::memset(bits, 0, static_cast<size_t>(WordsFor(count) + 1) * sizeof(uint64_t));
    }
    return bits;
  }

  // Gives back everything; blocks are kept.
  void Reset();

 private:
  static constexpr size_t kSlack = kPadding * 16;  // the padding of a column of the widest values

  void* AllocateSlow(size_t size);

  struct Block {
    std::unique_ptr<char[]> memory;
    size_t size = 0;  // without its slack
  };
  std::vector<Block> blocks_;
  size_t current_ = 0;  // the block that next_ points into, if there is one
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_ARENA_H_
