/* match_heads: which of the known heads each line has. */

INLINE int has_head(const uint8_t *line, const LineHead *head) {
  uint64_t difference = 0;
  for (uint32_t block = 0; block < head->blockCount; block++) {
    bytes64 bytes = load64(line + 64 * block);
    bytes64 text = load64(head->text + 64 * block);
    difference |= (equal(bytes, '"') ^ head->quotes[block]) & head->valid[block];
    difference |= equal(bytes, '\\') & head->valid[block];
    difference |= bits((bytes64)(bytes != text)) & head->fixed[block];
  }
  return difference == 0;
}

/* The verdict whose content begins here. */
INLINE uint8_t verdict_at(const uint8_t *text) {
  if (memcmp(text, "FORWARDED\"", 10) == 0) return LINE_FORWARDED;
  return memcmp(text, "DROPPED\"", 8) == 0 ? LINE_DROPPED : LINE_ANOTHER_VERDICT;
}

static void match_heads(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                        const LineHead *heads, size_t headCount, LineMatch *found) {
  size_t last = 0;
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    size_t head = LINE_NO_HEAD;
    if (last < headCount && has_head(block + start, &heads[last])) {
      head = last;
    } else {
      for (size_t other = 0; other < headCount; other++) {
        if (has_head(block + start, &heads[other])) {
          head = last = other;
          break;
        }
      }
    }
    found[line].head = (uint8_t)head;
    found[line].verdict = head == LINE_NO_HEAD ? LINE_ANOTHER_VERDICT : verdict_at(block + start + heads[head].byteCount);
    start = ends[line] + 1;
  }
}
