/* Compression by table: of each eight bytes, those that are kept, moved to the front by a byte shuffle. */

/* For each mask of eight the numbers of its ones, in order. */
static uint8_t ORDERS[256][8] __attribute__((aligned(64)));

static __attribute__((constructor)) void fill_orders(void) {
  for (int mask = 0; mask < 256; mask++) {
    int count = 0;
    for (int number = 0; number < 8; number++) {
      if (mask >> number & 1) ORDERS[mask][count++] = (uint8_t)number;
    }
  }
}

static inline uint8_t *keep_bytes(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  (void)block;
  /* Each group's place is counted anew: one after the other, they would wait for each other. */
  for (int i = 0; i < 64; i += 8) {
    shuffle_8(out + count_ones(keep & ((1ull << i) - 1)), bytes + i, ORDERS[keep >> i & 0xFF]);
  }
  return out + count_ones(keep);
}

/* The same where `out` is `bytes` or before it: no byte is written that is still to be read. */
static inline uint8_t *keep_bytes_in_place(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  return keep_bytes(out, block, bytes, keep);
}
