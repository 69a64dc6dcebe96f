// A stream that a function takes in all cases: what nobody has taken further is released at the end. It knows the Arrow
// interface.
#ifndef GRADUASI_CAPI_TAKEN_H_
#define GRADUASI_CAPI_TAKEN_H_

#include "graduasi/arrow_abi.h"

namespace graduasi::capi {

class Taken {
 public:
  explicit Taken(ArrowArrayStream* stream) : stream_(stream) {}
  ~Taken() {
    if (stream_ == nullptr || stream_->release == nullptr) return;
    stream_->release(stream_);
    stream_->release = nullptr;
  }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;

 private:
  ArrowArrayStream* stream_;
};

}  // namespace graduasi::capi

#endif  // GRADUASI_CAPI_TAKEN_H_
