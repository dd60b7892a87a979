/* Vectors of 64 bytes, and masks of a bit a byte. */
#ifndef FLOWAUDIT_VECTORS_H
#define FLOWAUDIT_VECTORS_H
#include <string.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bools64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE bytes64 load64(const uint8_t *from) {
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

INLINE int is_text(const uint8_t *at, const char *text, size_t count) { return memcmp(at, text, count) == 0; }

#endif
