// SHA-256 (FIPS 180-4), to name what was decided by what. Written out here because the libraries that offer it bring a whole
// cryptography, and with it their own start-up, into every program that links this one. Not for secrets: it takes no care of
// timing.
#ifndef GRADUASI_SRC_BASE_SHA256_H_
#define GRADUASI_SRC_BASE_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"

namespace graduasi {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view bytes);

// HMAC-SHA-256 (RFC 2104), likewise. Without the key nobody can tell from it what the bytes were, even where they have few
// possible values.
std::string HmacSha256Hex(absl::string_view key, absl::string_view bytes);

}  // namespace graduasi

#endif  // GRADUASI_SRC_BASE_SHA256_H_
