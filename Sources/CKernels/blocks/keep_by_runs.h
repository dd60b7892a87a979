/* Compression without byte shuffles: runs of kept bytes are copied, 16 bytes at once; the next run overwrites what was
 * too much. */
static inline uint8_t *keep_bytes(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  (void)block;
  while (keep != 0) {
    uint64_t start = (uint64_t)__builtin_ctzll(keep);
    /* Adding its first bit turns a run of ones into the one bit behind it. */
    uint64_t carried = keep + (keep & -keep);
    uint64_t end = carried == 0 ? 64 : (uint64_t)__builtin_ctzll(carried);
    for (uint64_t at = start; at < end; at += 16) memcpy(out + (at - start), bytes + at, 16);
    out += end - start;
    keep &= carried;
  }
  return out;
}

/* The same where `out` is `bytes` or before it: no byte is written that is still to be read. */
static inline uint8_t *keep_bytes_in_place(uint8_t *out, Block block, const uint8_t *bytes, uint64_t keep) {
  (void)block;
  for (; keep != 0; keep &= keep - 1) *out++ = bytes[__builtin_ctzll(keep)];
  return out;
}
