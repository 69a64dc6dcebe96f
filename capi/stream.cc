// A register through the C interface: an Arrow stream in, an Arrow stream out. What the function does is written in graduasi.h
// and not repeated here.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "capi/graduasi.h"
#include "capi/handles.h"
#include "capi/taken.h"
#include "graduasi/arrow.h"
#include "graduasi/arrow_abi.h"

namespace {

using graduasi::capi::Fail;
using graduasi::capi::Guard;
using graduasi::capi::Taken;

// Numbers too large for their type stay too large.
int32_t Narrow(size_t value) {
  constexpr auto kMost = static_cast<size_t>(std::numeric_limits<int32_t>::max());
  return static_cast<int32_t>(value < kMost ? value : kMost);
}

graduasi_status ReadOptions(const graduasi_stream_options* options, graduasi::StreamOptions* read, graduasi_error** error) {
  if (options == nullptr) return GRADUASI_OK;
  if (const graduasi_status status = graduasi::capi::ReadDecideOptions(
          *options, &read->recorded_when_true, "struct_size must be sizeof(graduasi_stream_options).", error);
      status != GRADUASI_OK) {
    return status;
  }
  if (options->threads != 0) read->threads = Narrow(options->threads);
  if (options->batch_rows != 0) read->batch_rows = Narrow(options->batch_rows);
  return GRADUASI_OK;
}

graduasi_status DecideStream(const graduasi_policy& policy, ArrowArrayStream* in, int32_t as_of_days,
                             const graduasi_stream_options* options, ArrowArrayStream* out, graduasi_error** error) {
  graduasi::StreamOptions read;
  if (const graduasi_status status = ReadOptions(options, &read, error); status != GRADUASI_OK) return status;
  if (!graduasi::capi::IsDay(as_of_days)) {
    return Fail(error, GRADUASI_BAD_CALL, "as_of_days", "The day must lie in years 1 to 9999.");
  }
  graduasi::Findings findings;
  const absl::Status status =
      graduasi::DecideStream(policy.policy, in, graduasi::Date::FromDays(as_of_days), read, out, &findings);
  if (status.ok()) return GRADUASI_OK;
  // A fault of the data has a finding for each column; without one it is the call that is wrong.
  if (!findings.empty()) return Fail(error, GRADUASI_BAD_DATA, std::move(findings));
  const bool input_failed = status.code() == absl::StatusCode::kUnavailable;
  const char* path = status.code() == absl::StatusCode::kFailedPrecondition ? "as_of_days" : input_failed ? "in" : "options";
  return Fail(error, input_failed ? GRADUASI_BAD_DATA : graduasi::capi::CodeOf(status, GRADUASI_BAD_CALL), path,
              std::string(status.message()));
}

}  // namespace

graduasi_status graduasi_decide_stream(const graduasi_policy* policy, ArrowArrayStream* in, int32_t as_of_days,
                                       const graduasi_stream_options* options, ArrowArrayStream* out,
                                       graduasi_error** error) noexcept {
  if (out != nullptr) out->release = nullptr;
  const Taken taken(in);
  return Guard(error, [&]() -> graduasi_status {
    if (policy == nullptr) return Fail(error, GRADUASI_BAD_CALL, "policy", "The policy must not be NULL.");
    if (in == nullptr || in->release == nullptr) {
      return Fail(error, GRADUASI_BAD_CALL, "in", "The input must be a stream that has not been released.");
    }
    if (out == nullptr) return Fail(error, GRADUASI_BAD_CALL, "out", "out must not be NULL.");
    return DecideStream(*policy, in, as_of_days, options, out, error);
  });
}
