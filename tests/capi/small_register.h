// Three households for the small policy as an Arrow stream, made by hand after the Arrow specification; for the tests of the C
// interface. It allocates nothing, and counts what has not been released.
#ifndef GRADUASI_TESTS_CAPI_SMALL_REGISTER_H_
#define GRADUASI_TESTS_CAPI_SMALL_REGISTER_H_

#include <atomic>
#include <cstdint>

#include "graduasi/arrow_abi.h"

namespace graduasi::capi {

inline std::atomic<int> live;

// Members [pregnant: false], [null], [true]; one income each on 2026-05-01 of 1,000,000, 1,000,000 and 1. The structures that a
// stream hands out stand in here.
struct Register {
  const char* id_format = "u";
  int schema_code = 0;
  int served = 0;

  ArrowSchema schemas[8];
  ArrowSchema* schema_member[1] = {&schemas[2]};
  ArrowSchema* schema_income[2] = {&schemas[5], &schemas[6]};
  ArrowSchema* schema_members[1] = {&schemas[1]};
  ArrowSchema* schema_incomes[1] = {&schemas[4]};
  ArrowSchema* schema_root[3] = {&schemas[7], &schemas[0], &schemas[3]};

  ArrowArray arrays[8];
  ArrowArray* array_member[1] = {&arrays[2]};
  ArrowArray* array_income[2] = {&arrays[5], &arrays[6]};
  ArrowArray* array_members[1] = {&arrays[1]};
  ArrowArray* array_incomes[1] = {&arrays[4]};
  ArrowArray* array_root[3] = {&arrays[7], &arrays[0], &arrays[3]};
};

inline const int32_t kOneEach[] = {0, 1, 2, 3};
inline const uint8_t kPregnant[] = {0b100};
inline const uint8_t kPregnantKnown[] = {0b101};
inline const int32_t kObserved[] = {20574, 20574, 20574};
inline const int64_t kAmounts[] = {1000000, 1000000, 1};
inline const int32_t kIdEnds[] = {0, 1, 2, 3};
inline const char kIds[] = "abc";

inline const void* no_nulls[] = {nullptr};
inline const void* lists[] = {nullptr, kOneEach};
inline const void* pregnant[] = {kPregnantKnown, kPregnant};
inline const void* observed[] = {nullptr, kObserved};
inline const void* amounts[] = {nullptr, kAmounts};
inline const void* ids[] = {nullptr, kIdEnds, kIds};

template <typename Structure>
void Release(Structure* structure) {
  structure->release = nullptr;
  --live;
}

// A tree of structures of the register; only the root counts as live.
inline int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  auto* source = static_cast<Register*>(stream->private_data);
  if (source->schema_code != 0) return source->schema_code;
  const auto set = [](ArrowSchema* node, const char* format, const char* name, int64_t count, ArrowSchema** children) {
    *node = ArrowSchema{format, name, nullptr, ARROW_FLAG_NULLABLE, count, children, nullptr, [](ArrowSchema*) {}, nullptr};
  };
  set(&source->schemas[2], "b", "pregnant", 0, nullptr);
  set(&source->schemas[1], "+s", "item", 1, source->schema_member);
  set(&source->schemas[0], "+l", "members", 1, source->schema_members);
  set(&source->schemas[5], "tdD", "observed_on", 0, nullptr);
  set(&source->schemas[6], "l", "amount_idr", 0, nullptr);
  set(&source->schemas[4], "+s", "item", 2, source->schema_income);
  set(&source->schemas[3], "+l", "incomes", 1, source->schema_incomes);
  set(&source->schemas[7], source->id_format, "id", 0, nullptr);
  set(out, "+s", "", 3, source->schema_root);
  out->release = Release<ArrowSchema>;
  ++live;
  return 0;
}

inline int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  auto* source = static_cast<Register*>(stream->private_data);
  out->release = nullptr;
  if (source->served++ > 0) return 0;
  const auto set = [](ArrowArray* node, int64_t buffers, const void** data, int64_t count, ArrowArray** children) {
    *node = ArrowArray{3, -1, 0, buffers, count, data, children, nullptr, [](ArrowArray*) {}, nullptr};
  };
  set(&source->arrays[2], 2, pregnant, 0, nullptr);
  set(&source->arrays[1], 1, no_nulls, 1, source->array_member);
  set(&source->arrays[0], 2, lists, 1, source->array_members);
  set(&source->arrays[5], 2, observed, 0, nullptr);
  set(&source->arrays[6], 2, amounts, 0, nullptr);
  set(&source->arrays[4], 1, no_nulls, 2, source->array_income);
  set(&source->arrays[3], 2, lists, 1, source->array_incomes);
  set(&source->arrays[7], 3, ids, 0, nullptr);
  set(out, 1, no_nulls, 3, source->array_root);
  out->release = Release<ArrowArray>;
  ++live;
  return 0;
}

// The register as a stream; it must outlive the stream.
inline ArrowArrayStream Stream(Register* source) {
  ++live;
  return ArrowArrayStream{GetSchema, GetNext, [](ArrowArrayStream*) -> const char* { return "disk"; },
                          Release<ArrowArrayStream>, source};
}

}  // namespace graduasi::capi

#endif  // GRADUASI_TESTS_CAPI_SMALL_REGISTER_H_
