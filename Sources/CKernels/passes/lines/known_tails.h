/* match_tails: which of the known tails each line has. */

/* The number of the tail of a line, which is long enough, given the time of its head. */
INLINE uint16_t tail_of(const uint8_t *end, const uint8_t *time, LineKnownTails tails) {
  static const uint8_t plain[64] = {[22] = '"', ',', '"', 't', 'i', 'm', 'e', '"', ':', '"', [62] = '"', '}'};
  const uint64_t plainBits = 0x3FFull << 22 | 3ull << 62, timeBits = ((1ull << LINE_TAIL_TIME_BYTES) - 1) << 32;
  const uint8_t *node = end - LINE_TAIL_BYTES_BEHIND;
  uint16_t number = tails.slots[line_tail_slot(node)];
  if (__builtin_expect(number == LINE_NO_TAIL, 0)) return LINE_NO_TAIL;
  const LineKnownTail *tail = &tails.tails[number];
  bytes64 last = load64(end - 64);
  uint64_t difference = bits((bytes64)(last != load64(plain))) & plainBits;
  difference |= bits((bytes64)(last != load64(time - 32))) & timeBits;
  difference |= bits((bytes64)(load64(node - 128) != load64(tail->text))) & tail->mask[0];
  difference |= bits((bytes64)(load64(node - 64) != load64(tail->text + 64))) & tail->mask[1];
  return difference == 0 ? number : LINE_NO_TAIL;
}

static void match_tails(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                        const LineHead *heads, const LineMatch *matches, LineKnownTails tails, uint16_t *found) {
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    uint32_t time = matches[line].head == LINE_NO_HEAD ? 0 : heads[matches[line].head].time;
    int isLong = ends[line] - start >= LINE_TAIL_LINE_BYTES;
    found[line] = time != 0 && isLong ? tail_of(block + ends[line], block + start + time, tails) : LINE_NO_TAIL;
    start = ends[line] + 1;
  }
}
