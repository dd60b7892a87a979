/* Vectors of 64 bytes, and masks of a bit a byte. */
#include <string.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bools64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE bytes64 load(const uint8_t *from) {
  bytes64 bytes;
  memcpy(&bytes, from, 64);
  return bytes;
}

/* One bit for each byte that is all ones. */
INLINE uint64_t bits(bytes64 ones) {
  bools64 bools = __builtin_convertvector(ones, bools64);
  uint64_t mask;
  memcpy(&mask, &bools, 8);
  return mask;
}

INLINE uint64_t equal(bytes64 bytes, uint8_t byte) { return bits((bytes64)(bytes == byte)); }

/* Every bit becomes the parity of the bits up to and with it. */
INLINE uint64_t prefix_parity(uint64_t mask) {
#ifdef HAS_CARRYLESS_PRODUCT
  /* Multiplying by all ones without carries is that. */
  typedef long long pair __attribute__((vector_size(16)));
  pair product = __builtin_ia32_pclmulqdq128((pair){(long long)mask, 0}, (pair){-1, 0}, 0);
  return (uint64_t)product[0];
#endif
  mask ^= mask << 1;
  mask ^= mask << 2;
  mask ^= mask << 4;
  mask ^= mask << 8;
  mask ^= mask << 16;
  return mask ^ mask << 32;
}

INLINE int is_text(const uint8_t *at, const char *text, size_t count) { return memcmp(at, text, count) == 0; }
