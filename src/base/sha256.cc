#include "src/base/sha256.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/escaping.h"
#include "src/base/sha256_mix.h"

namespace graduasi {

using sha256::kBlock;

std::string Sha256Hex(absl::string_view bytes) {
  sha256::Mix* mix = sha256::MixByInstructions();
  if (mix == nullptr) mix = &sha256::MixPortably;
  sha256::State state = sha256::kInitial;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const size_t rest = bytes.size() % kBlock;
  mix(data, bytes.size() / kBlock, &state);
  data += bytes.size() - rest;

  // What is left, one bit, zeros, and the length in bits.
  std::array<unsigned char, 2 * kBlock> tail = {};
  if (rest > 0) std::memcpy(tail.data(), data, rest);
  tail[rest] = 0x80;
  const size_t size = rest + 9 <= kBlock ? kBlock : 2 * kBlock;
  const uint64_t bits = uint64_t{bytes.size()} * 8;
  for (size_t i = 0; i < 8; ++i) tail[size - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
  mix(tail.data(), size / kBlock, &state);

  std::string digest;
  for (const uint32_t word : state) {
    for (int shift = 24; shift >= 0; shift -= 8) digest.push_back(static_cast<char>(word >> shift & 0xff));
  }
  return absl::BytesToHexString(digest);
}

std::string HmacSha256Hex(absl::string_view key, absl::string_view bytes) {
  std::string block = key.size() > kBlock ? absl::HexStringToBytes(Sha256Hex(key)) : std::string(key.data(), key.size());
  block.resize(kBlock, '\0');
  const auto masked = [&](unsigned char mask) {
    std::string text = block;
    for (char& c : text) c = static_cast<char>(static_cast<unsigned char>(c) ^ mask);
    return text;
  };
  std::string inner = masked(0x36);
  inner.append(bytes.data(), bytes.size());
  return Sha256Hex(masked(0x5c) + absl::HexStringToBytes(Sha256Hex(inner)));
}

}  // namespace graduasi
