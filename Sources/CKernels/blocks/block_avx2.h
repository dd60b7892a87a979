/* AVX2 with BMI2 and carry-less multiplication: 32 bytes a register. */
#include <immintrin.h>

typedef __m256i Part;
#define PARTS 2

static inline Part load_part(const uint8_t *bytes) { return _mm256_loadu_si256((const __m256i *)bytes); }
static inline Part splat(uint8_t byte) { return _mm256_set1_epi8((char)byte); }
static inline Part equal_parts(Part a, Part b) { return _mm256_cmpeq_epi8(a, b); }
static inline Part splat_word(uint32_t word) { return _mm256_set1_epi32((int)word); }
static inline Part equal_words(Part a, Part b) { return _mm256_cmpeq_epi32(a, b); }
static inline Part signed_less_parts(Part a, Part b) { return _mm256_cmpgt_epi8(b, a); }
static inline Part or_parts(Part a, Part b) { return _mm256_or_si256(a, b); }
static inline Part and_parts(Part a, Part b) { return _mm256_and_si256(a, b); }
static inline Part xor_parts(Part a, Part b) { return _mm256_xor_si256(a, b); }
static inline Part add_parts(Part a, Part b) { return _mm256_add_epi8(a, b); }
static inline Part lower_parts(Part a, Part b) { return _mm256_min_epu8(a, b); }
static inline Part minus_saturated_parts(Part a, Part b) { return _mm256_subs_epu8(a, b); }
static inline Part shift_left_parts(Part part, int count) { return _mm256_slli_epi16(part, count); }
static inline Part high_half_parts(Part part) { return and_parts(_mm256_srli_epi16(part, 4), splat(0x0F)); }
static inline Part lookup_part(const uint8_t table[16], Part halves) {
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table)), halves);
}
static inline Part low_or_high_parts(Part a, Part b, Part c, Part d) {
  return signed_less_parts(_mm256_min_epi8(_mm256_min_epi8(a, b), _mm256_min_epi8(c, d)), splat(0x20));
}
static inline bool any_sign_bit(Part part) { return _mm256_movemask_epi8(part) != 0; }

/* The first bit of each byte, from the halves of a block. */
#define SIGN_BITS_OF(parts) \
  ((uint64_t)(uint32_t)_mm256_movemask_epi8((parts)[0]) | (uint64_t)(uint32_t)_mm256_movemask_epi8((parts)[1]) << 32)

/* Each bit becomes the parity of itself and all lower bits: 1 between a quote and the next. */
static inline uint64_t prefix_xor(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline uint64_t count_ones(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }

static inline void shuffle_8(uint8_t *out, const uint8_t *bytes, const uint8_t order[8]) {
  __m128i eight = _mm_loadl_epi64((const __m128i *)bytes), numbers = _mm_loadl_epi64((const __m128i *)order);
  _mm_storel_epi64((__m128i *)out, _mm_shuffle_epi8(eight, numbers));
}
