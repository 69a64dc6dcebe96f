// SHA-256 by the instructions of x86 (SHA extensions). Their two registers hold the standard's variables as a, b, e, f and
// c, d, g, h, from the highest lane to the lowest; one instruction makes two rounds.
#include "src/base/sha256_mix.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

#define GRADUASI_SHA __attribute__((target("sha,ssse3,sse4.1")))

namespace graduasi::sha256 {
namespace {

GRADUASI_SHA inline __m128i Load(const void* bytes) { return _mm_loadu_si128(static_cast<const __m128i*>(bytes)); }

// Four words of the block, each with its first byte highest.
GRADUASI_SHA inline __m128i LoadWords(const unsigned char* bytes) {
  return _mm_shuffle_epi8(Load(bytes), _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
}

// The four words of the schedule that follow sixteen.
GRADUASI_SHA inline __m128i Next(__m128i w0, __m128i w4, __m128i w8, __m128i w12) {
  return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w4), _mm_alignr_epi8(w12, w8, 4)), w12);
}

GRADUASI_SHA inline void FourRounds(size_t first, __m128i words, __m128i* abef, __m128i* cdgh) {
  const __m128i input = _mm_add_epi32(words, Load(&kRound[first]));
  *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, input);
  *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(input, 0x0e));
}

GRADUASI_SHA void MixBySha(const unsigned char* blocks, size_t count, State* state) {
  const __m128i badc = _mm_shuffle_epi32(Load(state->data()), 0xb1);
  const __m128i hgfe = _mm_shuffle_epi32(Load(state->data() + 4), 0x1b);
  __m128i abef = _mm_alignr_epi8(badc, hgfe, 8);
  __m128i cdgh = _mm_blend_epi16(hgfe, badc, 0xf0);
  for (; count > 0; --count, blocks += kBlock) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i w0 = LoadWords(blocks);
    __m128i w4 = LoadWords(blocks + 16);
    __m128i w8 = LoadWords(blocks + 32);
    __m128i w12 = LoadWords(blocks + 48);
    for (size_t i = 0;; i += 16) {
      FourRounds(i, w0, &abef, &cdgh);
      FourRounds(i + 4, w4, &abef, &cdgh);
      FourRounds(i + 8, w8, &abef, &cdgh);
      FourRounds(i + 12, w12, &abef, &cdgh);
      if (i == 48) break;
      w0 = Next(w0, w4, w8, w12);
      w4 = Next(w4, w8, w12, w0);
      w8 = Next(w8, w12, w0, w4);
      w12 = Next(w12, w0, w4, w8);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state->data()), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state->data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool HasSha() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned kSha = 1u << 29;  // of leaf 7, EBX
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0 && __builtin_cpu_supports("ssse3") != 0 &&
         __builtin_cpu_supports("sse4.1") != 0;
}

}  // namespace

Mix* MixByInstructions() {
  static const bool has = HasSha();
  return has ? &MixBySha : nullptr;
}

}  // namespace graduasi::sha256

#else

namespace graduasi::sha256 {
Mix* MixByInstructions() { return nullptr; }
}  // namespace graduasi::sha256

#endif
