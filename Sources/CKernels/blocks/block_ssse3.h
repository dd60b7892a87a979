/* What came to SSE2 until Westmere: byte shuffles, signed minima, carry-less multiplication, counting of ones. */

static inline Part lookup_part(const uint8_t table[16], Part halves) {
  return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)table), halves);
}

static inline Part low_or_high_parts(Part a, Part b, Part c, Part d) {
  return signed_less_parts(_mm_min_epi8(_mm_min_epi8(a, b), _mm_min_epi8(c, d)), splat(0x20));
}

static inline void shuffle_8(uint8_t *out, const uint8_t *bytes, const uint8_t order[8]) {
  __m128i eight = _mm_loadl_epi64((const __m128i *)bytes), numbers = _mm_loadl_epi64((const __m128i *)order);
  _mm_storel_epi64((__m128i *)out, _mm_shuffle_epi8(eight, numbers));
}

/* Each bit becomes the parity of itself and all lower bits: 1 between a quote and the next. */
static inline uint64_t prefix_xor(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline uint64_t count_ones(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }
