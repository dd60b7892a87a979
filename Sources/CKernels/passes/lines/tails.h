/* find_tails: where node and time stand at the end of each line. */

/* Where a time's content begins whose closing quote is at `end`, 0 where there is none: 9, 6, 3 or no digits of fraction.
 * Sets whether blanks stand behind comma and colon. */
INLINE uint32_t time_start(const uint8_t *block, uint32_t end, int *isSpaced) {
  static const uint32_t lengths[] = {30, 27, 24, 20};
  for (int i = 0; i < 4; i++) {
    uint32_t start = end - lengths[i];
    *isSpaced = block[start - 2] == ' ';
    if (*isSpaced ? is_text(block + start - 11, ", \"time\": \"", 11) : is_text(block + start - 9, ",\"time\":\"", 9))
      return start;
  }
  return 0;
}

static void find_tails(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count, LineTail *tails) {
  const uint64_t all = ~(uint64_t)0;
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    uint32_t end = ends[line];
    LineTail tail = {0, 0, 0, 0};
    if (end - start >= LINE_TAIL_LINE_BYTES && block[end - 1] == '}' && block[end - 2] == '"') {
      int isSpaced = 0;
      uint32_t timeEnd = end - 2, time = time_start(block, timeEnd, &isSpaced);
      uint32_t nodeEnd = time - (isSpaced ? 12 : 10);
      if (time != 0 && block[nodeEnd] == '"') {
        /* The 64 bytes that end with the node's closing quote: its opening one is the last quote before. */
        bytes64 bytes = load64(block + nodeEnd - 63);
        uint64_t quotes = equal(bytes, '"') & (all >> 1);
        uint64_t inside = equal(load64(block + time), '"') | equal(load64(block + time), '\\');
        int isPlain = (inside & ((1ull << (timeEnd - time)) - 1)) == 0;
        if (isPlain && quotes != 0) {
          int quote = 63 - __builtin_clzll(quotes);
          uint32_t node = nodeEnd - 63 + (uint32_t)quote + 1;
          uint64_t escapes = equal(bytes, '\\') >> quote;
          int isNode = isSpaced ? is_text(block + node - 17, "}, \"node_name\": \"", 17)
                                : is_text(block + node - 15, "},\"node_name\":\"", 15);
          if (escapes == 0 && isNode)
            tail = (LineTail){node, nodeEnd, time, timeEnd};
        }
      }
    }
    tails[line] = tail;
    start = end + 1;
  }
}
