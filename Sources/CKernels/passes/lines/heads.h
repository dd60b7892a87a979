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
  if (__builtin_expect(memcmp(text, "FORWARDED\"", 10) == 0, 1)) return LINE_FORWARDED;
  if (memcmp(text, "DROPPED\"", 8) == 0) return LINE_DROPPED;
  if (memcmp(text, "REDIRECTED\"", 11) == 0) return LINE_REDIRECTED;
  if (memcmp(text, "TRACED\"", 7) == 0) return LINE_TRACED;
  if (memcmp(text, "TRANSLATED\"", 11) == 0) return LINE_TRANSLATED;
  if (memcmp(text, "AUDIT\"", 6) == 0) return LINE_AUDIT;
  return memcmp(text, "ERROR\"", 6) == 0 ? LINE_ERROR : LINE_ANOTHER_VERDICT;
}

/* The head of a line, LINE_NO_HEAD where it has none that is known; `last` is tried first. */
INLINE uint32_t head_of(const uint8_t *line, const LineHead *heads, size_t headCount, uint32_t last) {
  if (last < headCount && has_head(line, &heads[last])) return last;
  for (uint32_t head = 0; head < headCount; head++) {
    if (has_head(line, &heads[head])) return head;
  }
  return LINE_NO_HEAD;
}

static void match_heads(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                        const LineHead *heads, size_t headCount, LineMatch *found) {
  uint32_t start = first, last = 0;
  for (size_t line = 0; line < count; line++) {
    uint32_t head = head_of(block + start, heads, headCount, last);
    found[line] = (LineMatch){(uint8_t)head, LINE_ANOTHER_VERDICT};
    if (head != LINE_NO_HEAD) {
      last = head;
      found[line].verdict = verdict_at(block + start + heads[head].byteCount);
    }
    start = ends[line] + 1;
  }
}
