/* UTF-8, a character at a time: where an error is, once it is known that there may be one. */

static inline bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/* Bytes of a character by its first; 0 for bytes that begin none. */
static inline size_t utf8_length(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/* Whether the character that begins here is whole and allowed (RFC 3629, 4); `lead` is above ASCII. */
static inline bool is_utf8_character(const uint8_t *at) {
  size_t length = utf8_length(at[0]);
  for (size_t i = 1; i < length; i++) {
    if (!is_continuation(at[i])) return false;
  }
  switch (at[0]) {
    case 0xE0: return at[1] >= 0xA0;
    case 0xED: return at[1] < 0xA0;
    case 0xF0: return at[1] >= 0x90;
    case 0xF4: return at[1] < 0x90;
  }
  return length != 0;
}

/* Whether a continuation belongs to a character that begins up to three bytes before. In front of a chunk stands whatever
 * the caller has there; but a line's first byte is in no string, so that what is above ASCII there is wrong anyway. */
static inline bool is_within_character(const uint8_t *at) {
  for (size_t back = 1; back <= 3; back++) {
    uint8_t byte = at[-(ptrdiff_t)back];
    if (!is_continuation(byte)) return utf8_length(byte) > back;
  }
  return false;
}

/* Marks the lines of one stride whose UTF-8 is wrong. */
static __attribute__((noinline)) void mark_utf8(
    SkeletonWork *work, const uint8_t *stride, size_t line) {
  uint64_t faults[4] = {0, 0, 0, 0};
  for (size_t j = 0; j < 4; j++) {
    for (uint64_t rest = high(load(stride + 64 * j)); rest != 0; rest &= rest - 1) {
      const uint8_t *at = stride + 64 * j + __builtin_ctzll(rest);
      bool right = is_continuation(*at) ? is_within_character(at) : is_utf8_character(at);
      if (!right) faults[j] |= rest & -rest;
    }
  }
  if (faults[0] | faults[1] | faults[2] | faults[3]) mark_text(work, stride, line, faults);
}
