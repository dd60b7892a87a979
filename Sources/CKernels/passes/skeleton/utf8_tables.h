/* Is there an error in the UTF-8 of a stride? By table, 64 bytes at once: Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021).
 *
 * Three tables of 16, asked with the halves of the byte before and the high half of the byte itself, agree in a bit
 * where the pair of bytes is wrong; bit 7 also stands for two continuations in a row, right only as the third or fourth
 * byte of a character. */

enum {
  TOO_SHORT = 1 << 0,   /* a lead, then no continuation */
  TOO_LONG = 1 << 1,    /* ASCII, then a continuation */
  OVERLONG_3 = 1 << 2,  /* E0 80 to E0 9F */
  TOO_LARGE = 1 << 3,   /* F4 90 and above */
  SURROGATE = 1 << 4,   /* ED A0 and above */
  OVERLONG_2 = 1 << 5,  /* C0, C1 */
  TOO_LARGE_1000 = 1 << 6, /* F5 and above, 80 to 8F */
  OVERLONG_4 = 1 << 6,  /* F0 80 to F0 8F */
  TWO_CONTINUATIONS = 1 << 7,
  CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS, /* what the low half of the first byte does not change */
};

static const uint8_t UTF8_FIRST_HIGH[16] = {
  TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
  TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
  TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
  TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};

static const uint8_t UTF8_FIRST_LOW[16] = {
  CARRY | OVERLONG_2 | OVERLONG_3 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE,
  CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
  CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
  CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
  CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE, CARRY | TOO_LARGE | TOO_LARGE_1000,
  CARRY | TOO_LARGE | TOO_LARGE_1000,
};

static const uint8_t UTF8_SECOND_HIGH[16] = {
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
  TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};

/* The bytes at which a character turns out to be wrong; reads the three bytes before. */
static inline uint64_t utf8_errors(const uint8_t *bytes) {
  Block second = load(bytes), first = load(bytes - 1);
  Block pairs = and3(
      lookup_high_half(UTF8_FIRST_HIGH, first), lookup_low_half(UTF8_FIRST_LOW, first),
      lookup_high_half(UTF8_SECOND_HIGH, second));
  /* Bit 7 where the byte is the third of three or four, or the fourth of four. */
  Block later = either(minus_saturated(load(bytes - 2), 0xE0 - 0x80), minus_saturated(load(bytes - 3), 0xF0 - 0x80));
  return not_zero(differ_in_high_bit(pairs, later));
}

static inline bool ends_within_character(const uint8_t *end) {
  return end[-1] >= 0xC0 || end[-2] >= 0xE0 || end[-3] >= 0xF0;
}

static __attribute__((noinline)) bool may_have_utf8_error(const uint8_t *stride) {
  uint64_t errors = utf8_errors(stride) | utf8_errors(stride + 64) | utf8_errors(stride + 128)
      | utf8_errors(stride + 192);
  return errors != 0
      || (ends_within_character(stride + SKELETON_STRIDE) && (utf8_errors(stride + SKELETON_STRIDE) & 7) != 0);
}

/* Judges a stride that is not all ASCII. */
static void judge_utf8(SkeletonWork *work, const uint8_t *stride, size_t line) {
  work->hasNonASCII = true;
  if (may_have_utf8_error(stride)) mark_utf8(work, stride, line);
}
