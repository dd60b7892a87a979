/* find_tails: where node and time stand at the end of each line. */

/* Where a time's content begins whose closing quote is at `end`, 0 where there is none: 9, 6, 3 or no digits of fraction.
 * Sets whether blanks stand behind comma and colon. */
INLINE uint32_t time_start(const uint8_t *block, uint32_t end, int *is_spaced) {
  static const uint32_t lengths[] = {30, 27, 24, 20};
  for (int i = 0; i < 4; i++) {
    uint32_t start = end - lengths[i];
    *is_spaced = block[start - 2] == ' ';
    if (*is_spaced ? is_text(block + start - 11, ", \"time\": \"", 11) : is_text(block + start - 9, ",\"time\":\"", 9))
      return start;
  }
  return 0;
}

static void KERNEL(find_tails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                               struct lines_tail *tails) {
  const uint64_t all = ~(uint64_t)0;
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    uint32_t end = ends[line];
    struct lines_tail tail = {0, 0, 0, 0};
    if (end - start >= 192 && block[end - 1] == '}' && block[end - 2] == '"') {
      int is_spaced = 0;
      uint32_t time_end = end - 2, time = time_start(block, time_end, &is_spaced);
      uint32_t node_end = time - (is_spaced ? 12 : 10);
      if (time != 0 && block[node_end] == '"') {
        /* The 64 bytes that end with the node's closing quote: its opening one is the last quote before. */
        bytes64 bytes = load(block + node_end - 63);
        uint64_t quotes = equal(bytes, '"') & (all >> 1);
        uint64_t inside = equal(load(block + time), '"') | equal(load(block + time), '\\');
        int is_plain = (inside & ((1ull << (time_end - time)) - 1)) == 0;
        if (is_plain && quotes != 0) {
          int quote = 63 - __builtin_clzll(quotes);
          uint32_t node = node_end - 63 + (uint32_t)quote + 1;
          uint64_t escapes = equal(bytes, '\\') >> quote;
          int is_node = is_spaced ? is_text(block + node - 17, "}, \"node_name\": \"", 17)
                                  : is_text(block + node - 15, "},\"node_name\":\"", 15);
          if (escapes == 0 && is_node)
            tail = (struct lines_tail){node, node_end, time, time_end};
        }
      }
    }
    tails[line] = tail;
    start = end + 1;
  }
}
