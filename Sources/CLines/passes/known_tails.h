/* match_tails: which of the known tails each line has. */

/* The number of the tail of a line, which is long enough, given the time of its head. */
INLINE uint16_t tail_of(const uint8_t *end, const uint8_t *time, struct lines_known_tails tails) {
  static const uint8_t plain[64] = {[22] = '"', ',', '"', 't', 'i', 'm', 'e', '"', ':', '"', [62] = '"', '}'};
  const uint64_t plain_bits = 0x3FFull << 22 | 3ull << 62, time_bits = ((1ull << lines_tail_time) - 1) << 32;
  const uint8_t *node = end - lines_tail_behind;
  uint16_t number = tails.slots[lines_tail_slot(node)];
  if (__builtin_expect(number == lines_no_tail, 0)) return lines_no_tail;
  const struct lines_known_tail *tail = &tails.tails[number];
  bytes64 last = load(end - 64);
  uint64_t difference = bits((bytes64)(last != load(plain))) & plain_bits;
  difference |= bits((bytes64)(last != load(time - 32))) & time_bits;
  difference |= bits((bytes64)(load(node - 128) != load(tail->text))) & tail->mask[0];
  difference |= bits((bytes64)(load(node - 64) != load(tail->text + 64))) & tail->mask[1];
  return difference == 0 ? number : lines_no_tail;
}

static void KERNEL(match_tails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                                const struct lines_head *heads, const struct lines_match *matches,
                                struct lines_known_tails tails, uint16_t *found) {
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    uint32_t time = matches[line].head == lines_no_head ? 0 : heads[matches[line].head].time;
    int is_long = ends[line] - start >= lines_tail_line;
    found[line] = time != 0 && is_long ? tail_of(block + ends[line], block + start + time, tails) : lines_no_tail;
    start = ends[line] + 1;
  }
}
