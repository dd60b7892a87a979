/* Vector primitives, AVX-512 with VBMI2: 64 bytes are one register. */
#include <immintrin.h>

typedef __m512i Block;

static inline Block load(const uint8_t *bytes) { return _mm512_loadu_si512(bytes); }

static inline uint64_t equals(Block block, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8((char)byte));
}

/* Bytes below 0x20. */
static inline uint64_t low(Block block) { return _mm512_cmplt_epu8_mask(block, _mm512_set1_epi8(0x20)); }

/* Bytes above 0x7F. */
static inline uint64_t high(Block block) { return _mm512_movepi8_mask(block); }

/* One test for four blocks: min and xor keep the mask registers, the bottleneck, out of it. */
static inline bool any_equals(Block a, Block b, Block c, Block d, uint8_t byte) {
  Block wanted = _mm512_set1_epi8((char)byte);
  Block nearest = _mm512_min_epu8(
      _mm512_min_epu8(_mm512_xor_si512(a, wanted), _mm512_xor_si512(b, wanted)),
      _mm512_min_epu8(_mm512_xor_si512(c, wanted), _mm512_xor_si512(d, wanted)));
  return _mm512_testn_epi8_mask(nearest, nearest) != 0;
}

/* Whether a word of four bytes has, of the bits of `bits`, those of `values`: of the first pair, or of the second. */
static inline bool any_words(Block a, Block b, Block c, Block d, const uint32_t bits[2], const uint32_t values[2]) {
  Block blocks[4] = {a, b, c, d}, least = _mm512_set1_epi32(-1);
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 2; j++) {
      /* (block & bits) ^ value */
      Block differences = _mm512_ternarylogic_epi32(
          blocks[i], _mm512_set1_epi32((int)bits[j]), _mm512_set1_epi32((int)values[j]), 0x6A);
      least = _mm512_min_epu32(least, differences);
    }
  }
  return _mm512_testn_epi32_mask(least, least) != 0;
}

/* Bytes below 0x20 or above 0x7F: as signed numbers, all that is below 0x20. */
static inline bool any_low_or_high(Block a, Block b, Block c, Block d) {
  Block lowest = _mm512_min_epi8(_mm512_min_epi8(a, b), _mm512_min_epi8(c, d));
  return _mm512_cmplt_epi8_mask(lowest, _mm512_set1_epi8(0x20)) != 0;
}

static inline bool any_high(Block a, Block b, Block c, Block d) {
  return high(_mm512_or_si512(_mm512_or_si512(a, b), _mm512_or_si512(c, d))) != 0;
}

/* Each bit becomes the parity of itself and all lower bits: 1 between a quote and the next. */
static inline uint64_t prefix_xor(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline uint64_t count_ones(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }

/* Writes the bytes of `keep`, up to 64 are overwritten; gives the end. */
static inline uint8_t *keep_bytes(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  (void)bytes;
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(keep, block));
  return out + count_ones(keep);
}

/* The same where `out` is `bytes` or before it: no byte is written that is still to be read. */
static inline uint8_t *keep_bytes_in_place(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  return keep_bytes(out, block, bytes, keep);
}

/* What passes/utf8_tables.h asks. */
#define HAS_BYTE_LOOKUP

static inline Block lookup(const uint8_t table[16], Block halves) {
  return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)table)), halves);
}
static inline Block lookup_low_half(const uint8_t table[16], Block block) {
  return lookup(table, _mm512_and_si512(block, _mm512_set1_epi8(0x0F)));
}
static inline Block lookup_high_half(const uint8_t table[16], Block block) {
  return lookup(table, _mm512_and_si512(_mm512_srli_epi16(block, 4), _mm512_set1_epi8(0x0F)));
}
static inline Block and3(Block a, Block b, Block c) { return _mm512_ternarylogic_epi32(a, b, c, 0x80); }
static inline Block either(Block a, Block b) { return _mm512_or_si512(a, b); }
static inline Block minus_saturated(Block block, uint8_t byte) {
  return _mm512_subs_epu8(block, _mm512_set1_epi8((char)byte));
}
/* a ^ (b & 0x80) */
static inline Block differ_in_high_bit(Block a, Block b) {
  return _mm512_ternarylogic_epi32(a, b, _mm512_set1_epi8((char)0x80), 0x78);
}
static inline uint64_t not_zero(Block block) { return _mm512_test_epi8_mask(block, block); }

static inline uint64_t bit(Block block, int number) {
  return _mm512_test_epi8_mask(block, _mm512_set1_epi8((char)(1 << number)));
}
