/* What VBMI2 has for passes/lines/structure.h: the bytes of a mask's bits, side by side, in one instruction. */
#include "../passes/lines/vectors.h"

#define HAS_COMPRESS

/* Writes 16 or 64 offsets and bytes, of which as many as the mask has bits hold something: narrow stores for the usual few. */
INLINE int compress_structure(
    uint16_t *offsets, uint8_t *bytes, int count, uint64_t found, const uint8_t *at, size_t offset) {
  static const uint8_t numbers[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i places = _mm512_maskz_compress_epi8(found, _mm512_loadu_si512(numbers));
  __m512i values = _mm512_maskz_compress_epi8(found, _mm512_loadu_si512(at));
  int number = __builtin_popcountll(found);
  if (__builtin_expect(number <= 16, 1)) {
    __m256i start = _mm256_set1_epi16((short)offset);
    __m256i first = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(places));
    _mm256_storeu_si256((__m256i *)(offsets + count), _mm256_add_epi16(first, start));
    _mm_storeu_si128((__m128i *)(bytes + count), _mm512_castsi512_si128(values));
    return count + number;
  }
  __m512i start = _mm512_set1_epi16((short)offset);
  __m512i first = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(places));
  __m512i second = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(places, 1));
  _mm512_storeu_si512(offsets + count, _mm512_add_epi16(first, start));
  _mm512_storeu_si512(offsets + count + 32, _mm512_add_epi16(second, start));
  _mm512_storeu_si512(bytes + count, values);
  return count + number;
}

/* structure_of() with masks that never leave the mask registers. */
INLINE uint64_t masked_structure_of(
    const uint8_t *at, uint64_t outside, uint64_t *odd) {
  __m512i block = _mm512_loadu_si512(at);
  __m512i brackets = _mm512_or_si512(block, _mm512_set1_epi8(0x26));
  __mmask64 colons = _mm512_mask_cmpeq_epi8_mask(outside, block, _mm512_set1_epi8(':'));
  *odd |= _mm512_mask_cmpneq_epi8_mask(colons, _mm512_loadu_si512(at - 1), _mm512_set1_epi8('"'));
  return colons | _mm512_mask_cmpeq_epi8_mask(outside, brackets, _mm512_set1_epi8(0x7F));
}
