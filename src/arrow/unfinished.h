// Releases what has been built so far of a structure of the C data interface if its making does not get to the end.
#ifndef GRADUASI_SRC_ARROW_UNFINISHED_H_
#define GRADUASI_SRC_ARROW_UNFINISHED_H_

namespace graduasi::arrow {

template <typename Structure>
class Unfinished {
 public:
  explicit Unfinished(Structure* structure) : structure_(structure) {}
  ~Unfinished() {
    if (structure_ != nullptr && structure_->release != nullptr) structure_->release(structure_);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void Done() { structure_ = nullptr; }

 private:
  Structure* structure_;
};

}  // namespace graduasi::arrow

#endif  // GRADUASI_SRC_ARROW_UNFINISHED_H_
