/* Compression by table: of each eight bytes, those that are kept, moved to the front by a byte shuffle. */

#include "keep_orders.h"

static inline uint8_t *keep_bytes(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  (void)block;
  /* Each group's place is counted anew: one after the other, they would wait for each other. */
  for (int i = 0; i < 64; i += 8) {
    shuffle_8(out + count_ones(keep & ((1ull << i) - 1)), bytes + i, KEEP_ORDERS[keep >> i & 0xFF]);
  }
  return out + count_ones(keep);
}

/* The same where `out` is `bytes` or before it: no byte is written that is still to be read. */
static inline uint8_t *keep_bytes_in_place(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  return keep_bytes(out, block, bytes, keep);
}
