/* Escapes: which bytes stand behind a backslash that counts, and whether they may.
 *
 *     a\\"b\u0041    two backslashes: the second is escaped, the quote is not
 *     .##..#.....    backslashes
 *     ..#...#....    escaped
 */

/* What is carried from one stride to the next. */
typedef struct {
  /* 1 if the first byte of the next block is escaped. */
  uint64_t carry;
  /* Where in the chunk the second half of a surrogate pair has to begin. */
  size_t lowHalf;
} EscapeState;

/* The bytes that are escaped: of each run of backslashes, every second and what follows an odd run.
 *
 * A run that starts on an even bit, added to itself, carries out at its end; the odd positions decide which of the
 * run's bytes are escaped (simdjson's idea). */
static inline uint64_t find_escaped(uint64_t backslashes, uint64_t *carry) {
  if (backslashes == 0) {
    uint64_t escaped = *carry;
    *carry = 0;
    return escaped;
  }
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAull;
  uint64_t free = backslashes & ~*carry;
  uint64_t behind = free << 1;
  uint64_t pairs = ((behind | odd) - free) ^ odd;
  uint64_t escaped = pairs ^ (backslashes | *carry);
  *carry = (pairs & backslashes) >> 63;
  return escaped;
}

static inline bool is_hexadecimal(uint8_t byte) {
  return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 6;
}

/* Reads no byte behind the first that is wrong: the line's LF is one. */
static inline bool is_unicode_escape(const uint8_t *at) {
  return at[0] == '\\' && at[1] == 'u' && is_hexadecimal(at[2]) && is_hexadecimal(at[3]) && is_hexadecimal(at[4])
      && is_hexadecimal(at[5]);
}

static inline uint8_t hexadecimal(uint8_t digit) { return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10; }

/* Whether a valid escape stands for what keys are made of: a letter, a digit or _. */
static inline bool is_letter_escape(const uint8_t *at) {
  if (at[1] != 'u' || at[2] != '0' || at[3] != '0') return false;
  uint8_t byte = (uint8_t)(hexadecimal(at[4]) << 4 | hexadecimal(at[5]));
  return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 26 || byte == '_';
}

/* D800 to DBFF begin a pair, DC00 to DFFF end one. */
static inline bool is_surrogate(const uint8_t *at) { return (at[2] | 0x20) == 'd' && at[3] >= '8'; }
static inline bool is_low_half(const uint8_t *at) { return is_surrogate(at) && (at[3] | 0x20) >= 'c'; }

/* The escape at `at`, which is the byte `offset` of the chunk. */
static bool is_valid_escape(const uint8_t *at, size_t offset, EscapeState *state) {
  switch (at[1]) {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
      return true;
  }
  if (!is_unicode_escape(at)) return false;
  if (!is_surrogate(at)) return true;
  if (is_low_half(at)) return state->lowHalf == offset;
  state->lowHalf = offset + 6;
  return is_unicode_escape(at + 6) && is_low_half(at + 6);
}

/* Takes escaped quotes out of `quotes`, marks the lines of escapes, and of wrong ones, and watches those of letters. */
static __attribute__((noinline)) void read_escapes(
    SkeletonWork *work, const uint8_t *stride, size_t at, size_t line, uint64_t quotes[4], EscapeState *state) {
  uint64_t faults[4] = {0, 0, 0, 0}, letters[4] = {0, 0, 0, 0}, all[4], hasLetters = 0;
  for (int j = 0; j < 4; j++) {
    uint64_t backslashes = equals(load(stride + 64 * j), '\\');
    all[j] = backslashes;
    uint64_t escaped = find_escaped(backslashes, &state->carry);
    /* Most escapes are of quotes and backslashes, which need no look; the letter of the last byte is in the next block. */
    uint64_t known = escaped & (quotes[j] | backslashes);
    quotes[j] &= ~escaped;
    for (uint64_t rest = backslashes & ~escaped & ~(known >> 1); rest != 0; rest &= rest - 1) {
      size_t offset = 64 * (size_t)j + (size_t)__builtin_ctzll(rest);
      if (!is_valid_escape(stride + offset, at + offset, state)) {
        faults[j] |= rest & -rest;
      } else if (is_letter_escape(stride + offset)) {
        letters[j] |= rest & -rest;
      }
    }
    hasLetters |= letters[j];
  }
  work->hasBackslash = true;
  mark_stride(work->escapeMarks, stride, line, all);
  if (__builtin_expect(hasLetters != 0, 0)) mark_stride(work->watchMarks, stride, line, letters);
  if (faults[0] | faults[1] | faults[2] | faults[3]) mark_text(work, stride, line, faults);
}
