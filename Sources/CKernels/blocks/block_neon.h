/* NEON, and with it every arm64: 16 bytes a register. */
#include <arm_neon.h>

typedef uint8x16_t Part;
#define PARTS 4

static inline Part load_part(const uint8_t *bytes) { return vld1q_u8(bytes); }
static inline Part splat(uint8_t byte) { return vdupq_n_u8(byte); }
static inline Part equal_parts(Part a, Part b) { return vceqq_u8(a, b); }
static inline Part splat_word(uint32_t word) { return vreinterpretq_u8_u32(vdupq_n_u32(word)); }
static inline Part equal_words(Part a, Part b) {
  return vreinterpretq_u8_u32(vceqq_u32(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)));
}
static inline Part signed_less_parts(Part a, Part b) {
  return vcltq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b));
}
static inline Part or_parts(Part a, Part b) { return vorrq_u8(a, b); }
static inline Part and_parts(Part a, Part b) { return vandq_u8(a, b); }
static inline Part xor_parts(Part a, Part b) { return veorq_u8(a, b); }
static inline Part add_parts(Part a, Part b) { return vaddq_u8(a, b); }
static inline Part lower_parts(Part a, Part b) { return vminq_u8(a, b); }
static inline Part minus_saturated_parts(Part a, Part b) { return vqsubq_u8(a, b); }
static inline Part shift_left_parts(Part part, int count) { return vshlq_u8(part, vdupq_n_s8((int8_t)count)); }
static inline Part high_half_parts(Part part) { return vshrq_n_u8(part, 4); }
static inline Part lookup_part(const uint8_t table[16], Part halves) { return vqtbl1q_u8(vld1q_u8(table), halves); }
static inline Part low_or_high_parts(Part a, Part b, Part c, Part d) {
  int8x16_t ab = vminq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b));
  int8x16_t cd = vminq_s8(vreinterpretq_s8_u8(c), vreinterpretq_s8_u8(d));
  return vcltq_s8(vminq_s8(ab, cd), vdupq_n_s8(0x20));
}
static inline bool any_sign_bit(Part part) { return vmaxvq_u8(part) >= 0x80; }

/* There is no movemask: each byte's bit gets its weight, and neighbours are added until eight are one. */
static inline uint64_t sign_bits_of(const Part parts[4]) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  Part bits[4];
  for (int i = 0; i < 4; i++) bits[i] = vandq_u8(vcltzq_s8(vreinterpretq_s8_u8(parts[i])), weights);
  Part sum = vpaddq_u8(vpaddq_u8(bits[0], bits[1]), vpaddq_u8(bits[2], bits[3]));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}
#define SIGN_BITS_OF(parts) sign_bits_of(parts)

static inline void shuffle_8(uint8_t *out, const uint8_t *bytes, const uint8_t order[8]) {
  vst1_u8(out, vtbl1_u8(vld1_u8(bytes), vld1_u8(order)));
}

/* Each bit becomes the parity of itself and all lower bits: 1 between a quote and the next. Carry-less multiplication is
 * not in every arm64. */
static inline uint64_t prefix_xor(uint64_t bits) {
  for (int distance = 1; distance < 64; distance *= 2) bits ^= bits << distance;
  return bits;
}

static inline uint64_t count_ones(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }
