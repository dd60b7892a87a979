/* A block of 64 bytes as registers of 16 or 32: what all sets without registers of 64 share.
 *
 * The set's own header says what a Part is, how many make a block, and names for the few instructions needed. */
#include "../passes/skeleton/tokens.h"

typedef struct {
  Part parts[PARTS];
} Block;

#define PART_BYTES (64 / PARTS)

/* The highest bit of each byte. */
static inline uint64_t sign_bits(Block block) { return SIGN_BITS_OF(block.parts); }

static inline Block load(const uint8_t *bytes) {
  Block block;
  for (int i = 0; i < PARTS; i++) block.parts[i] = load_part(bytes + i * PART_BYTES);
  return block;
}

static inline uint64_t equals(Block block, uint8_t byte) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = equal_parts(block.parts[i], splat(byte));
  return sign_bits(block);
}

/* Bytes below 0x20. */
static inline uint64_t low(Block block) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = equal_parts(lower_parts(block.parts[i], splat(0x1F)), block.parts[i]);
  return sign_bits(block);
}

/* Bytes above 0x7F. */
static inline uint64_t high(Block block) { return sign_bits(block); }

static inline bool any_equals(Block a, Block b, Block c, Block d, uint8_t byte) {
  Part any = splat(0);
  for (int i = 0; i < PARTS; i++) {
    Part ab = or_parts(equal_parts(a.parts[i], splat(byte)), equal_parts(b.parts[i], splat(byte)));
    Part cd = or_parts(equal_parts(c.parts[i], splat(byte)), equal_parts(d.parts[i], splat(byte)));
    any = or_parts(any, or_parts(ab, cd));
  }
  return any_sign_bit(any);
}

/* Whether a word of four bytes has, of the bits of `bits`, those of `values`: of the first pair, or of the second. */
static inline bool any_words(Block a, Block b, Block c, Block d, const uint32_t bits[2], const uint32_t values[2]) {
  Part any = splat(0);
  Block blocks[4] = {a, b, c, d};
  for (int i = 0; i < 4; i++) {
    for (int part = 0; part < PARTS; part++) {
      for (int j = 0; j < 2; j++) {
        Part masked = and_parts(blocks[i].parts[part], splat_word(bits[j]));
        any = or_parts(any, equal_words(masked, splat_word(values[j])));
      }
    }
  }
  return any_sign_bit(any);
}

/* Bytes below 0x20 or above 0x7F. */
static inline bool any_low_or_high(Block a, Block b, Block c, Block d) {
  Part any = splat(0);
  for (int i = 0; i < PARTS; i++) any = or_parts(any, low_or_high_parts(a.parts[i], b.parts[i], c.parts[i], d.parts[i]));
  return any_sign_bit(any);
}

static inline bool any_high(Block a, Block b, Block c, Block d) {
  Part any = splat(0);
  for (int i = 0; i < PARTS; i++) {
    any = or_parts(any, or_parts(or_parts(a.parts[i], b.parts[i]), or_parts(c.parts[i], d.parts[i])));
  }
  return any_sign_bit(any);
}

static inline uint64_t bit(Block block, int number) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = shift_left_parts(block.parts[i], 7 - number);
  return sign_bits(block);
}

static inline Tokens tokens_of(Block block) {
  Block bracket, digit;
  for (int i = 0; i < PARTS; i++) {
    bracket.parts[i] = or_parts(block.parts[i], splat(0x20));
    /* '0' to '9' become the ten largest signed bytes. */
    digit.parts[i] = signed_less_parts(splat(0x75), add_parts(block.parts[i], splat(0x7F - '9')));
  }
  Tokens t;
  t.quotes = equals(block, '"');
  t.openers = equals(bracket, '{');
  t.closers = equals(bracket, '}');
  t.colons = equals(block, ':');
  t.commas = equals(block, ',');
  t.ends = equals(block, '\n');
  t.braces = equals(block, '{');
  t.zeros = equals(block, '0');
  t.borders = t.openers | t.closers | t.ends;
  t.plain = ~(t.quotes | t.borders | t.colons | t.commas);
  t.simple = t.plain | t.quotes;
  t.odd = t.plain & ~sign_bits(digit);
  return t;
}

/* Bytes that may not follow the one before them. */
static inline uint64_t misplaced_tokens(
    const uint8_t *skeleton, Block block, Tokens t, uint64_t afterSimple, uint64_t afterCloser, TokenState *state) {
  (void)skeleton, (void)block;
  uint64_t afterPlace = after(t.openers | t.colons | t.commas, &state->places);
  uint64_t afterEnd = after(t.ends, &state->ends);
  return (t.plain & ~(after(t.plain, &state->plain) | afterPlace))
      | (t.quotes & ~afterPlace)
      | (t.openers & ~(afterPlace | afterEnd))
      | (t.closers & ~(afterSimple | afterCloser | after(t.openers, &state->openers)))
      | (t.colons & ~after(t.quotes, &state->quotes))
      | (t.commas & ~(afterSimple | afterCloser))
      | (t.ends & ~(afterCloser | afterEnd));
}
