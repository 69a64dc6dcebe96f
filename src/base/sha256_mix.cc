#include "src/base/sha256_mix.h"

namespace graduasi::sha256 {
namespace {

uint32_t Rotate(uint32_t x, int by) { return x >> by | x << (32 - by); }

uint32_t ReadWord(const unsigned char* bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | uint32_t{bytes[3]};
}

// One round. The standard's eight variables move on by one place each round; here the caller names them one place further.
void Round(uint32_t a, uint32_t b, uint32_t c, uint32_t* d, uint32_t e, uint32_t f, uint32_t g, uint32_t* h, uint32_t input) {
  const uint32_t choice = g ^ (e & (f ^ g));
  const uint32_t majority = (a & b) | (c & (a | b));
  const uint32_t first = *h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + choice + input;
  *d += first;
  *h = first + (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + majority;
}

void MixBlock(const unsigned char* block, State* state) {
  std::array<uint32_t, 64> w;
  for (size_t i = 0; i < 16; ++i) w[i] = ReadWord(block + 4 * i);
  for (size_t i = 16; i < 64; ++i) {
    const uint32_t s0 = Rotate(w[i - 15], 7) ^ Rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    const uint32_t s1 = Rotate(w[i - 2], 17) ^ Rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = *state;
  for (size_t i = 0; i < 64; i += 8) {
    Round(a, b, c, &d, e, f, g, &h, kRound[i] + w[i]);
    Round(h, a, b, &c, d, e, f, &g, kRound[i + 1] + w[i + 1]);
    Round(g, h, a, &b, c, d, e, &f, kRound[i + 2] + w[i + 2]);
    Round(f, g, h, &a, b, c, d, &e, kRound[i + 3] + w[i + 3]);
    Round(e, f, g, &h, a, b, c, &d, kRound[i + 4] + w[i + 4]);
    Round(d, e, f, &g, h, a, b, &c, kRound[i + 5] + w[i + 5]);
    Round(c, d, e, &f, g, h, a, &b, kRound[i + 6] + w[i + 6]);
    Round(b, c, d, &e, f, g, h, &a, kRound[i + 7] + w[i + 7]);
  }
  const State mixed = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < state->size(); ++i) (*state)[i] += mixed[i];
}

}  // namespace

void MixPortably(const unsigned char* blocks, size_t count, State* state) {
  for (; count > 0; --count, blocks += kBlock) MixBlock(blocks, state);
}

}  // namespace graduasi::sha256
