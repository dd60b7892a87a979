/* What SSE2 has, and with it every x86-64: 16 bytes a register. */
#include <immintrin.h>

typedef __m128i Part;
#define PARTS 4

static inline Part load_part(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }
static inline Part splat(uint8_t byte) { return _mm_set1_epi8((char)byte); }
static inline Part equal_parts(Part a, Part b) { return _mm_cmpeq_epi8(a, b); }
static inline Part splat_word(uint32_t word) { return _mm_set1_epi32((int)word); }
static inline Part equal_words(Part a, Part b) { return _mm_cmpeq_epi32(a, b); }
static inline Part signed_less_parts(Part a, Part b) { return _mm_cmpgt_epi8(b, a); }
static inline Part or_parts(Part a, Part b) { return _mm_or_si128(a, b); }
static inline Part and_parts(Part a, Part b) { return _mm_and_si128(a, b); }
static inline Part xor_parts(Part a, Part b) { return _mm_xor_si128(a, b); }
static inline Part add_parts(Part a, Part b) { return _mm_add_epi8(a, b); }
static inline Part lower_parts(Part a, Part b) { return _mm_min_epu8(a, b); }
static inline Part minus_saturated_parts(Part a, Part b) { return _mm_subs_epu8(a, b); }
static inline Part shift_left_parts(Part part, int count) { return _mm_slli_epi16(part, count); }
static inline Part high_half_parts(Part part) { return and_parts(_mm_srli_epi16(part, 4), splat(0x0F)); }
static inline bool any_sign_bit(Part part) { return _mm_movemask_epi8(part) != 0; }

/* The highest bit of each byte of four parts. */
#define SIGN_BITS_OF(parts) \
  ((uint64_t)_mm_movemask_epi8((parts)[0]) | (uint64_t)_mm_movemask_epi8((parts)[1]) << 16 \
      | (uint64_t)_mm_movemask_epi8((parts)[2]) << 32 | (uint64_t)_mm_movemask_epi8((parts)[3]) << 48)
