/* undo_escapes: what the content of a string means, where it is text that was escaped once more.
 *
 *     {\"a\":\"b\\\"c\"}\n     a string's content: a flow in the log of a container
 *     .#..#..#..#.#..#..#.     backslashes that begin an escape
 *     ..#..#..#..#.#..#..#     the letters behind them
 *     {"a":"b\"c"}             what is written; \n is left to the caller
 */
static LineCopy undo_escapes(const uint8_t *text, size_t count, uint8_t *out) {
  uint8_t last[LINE_COPY_SLACK];
  uint8_t *const first = out;
  uint64_t carry = 0;
  for (size_t at = 0; at < count; at += 64) {
    const uint8_t *bytes = text + at;
    uint64_t valid = ~0ull;
    if (count - at < sizeof last) {
      /* Nothing behind the text is read: sets that copy by runs read 16 bytes behind a block. */
      memset(last, 0, sizeof last);
      memcpy(last, bytes, count - at);
      bytes = last;
      if (count - at < 64) valid = (1ull << (count - at)) - 1;
    }
    Block block = load(bytes);
    uint64_t backslashes = equals(block, '\\');
    uint64_t escaped = find_escaped(backslashes, &carry);
    uint64_t keep = valid & ~(backslashes & ~escaped);
    uint64_t others = valid & escaped & ~(equals(block, '"') | backslashes | equals(block, '/'));
    if (__builtin_expect(others != 0, 0)) {
      size_t letter = (size_t)__builtin_ctzll(others);
      out = keep_bytes(out, block, bytes, keep & ((1ull << letter) - 1));
      return (LineCopy){at + letter - 1, (size_t)(out - first)};
    }
    out = keep_bytes(out, block, bytes, keep);
  }
  return (LineCopy){count, (size_t)(out - first)};
}
