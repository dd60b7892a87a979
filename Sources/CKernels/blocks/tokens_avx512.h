/* A byte's class, and what may follow a byte, by tables of 128; the skeleton is ASCII. */
#include "../passes/skeleton/tokens.h"

enum {
  QUOTE = 1 << 0,
  PLAIN = 1 << 1,
  OPENER = 1 << 2,
  CLOSER = 1 << 3,
  COLON = 1 << 4,
  COMMA = 1 << 5,
  END = 1 << 6,
  /* Beside PLAIN: no digit. */
  ODD = 1 << 7,
  VALUE = QUOTE | PLAIN | OPENER,
};

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winitializer-overrides"

static const uint8_t CLASSES[128] __attribute__((aligned(64))) = {
  [0 ... 127] = PLAIN | ODD,
  ['0' ... '9'] = PLAIN,
  ['"'] = QUOTE,
  ['{'] = OPENER, ['['] = OPENER,
  ['}'] = CLOSER, [']'] = CLOSER,
  [':'] = COLON,
  [','] = COMMA,
  ['\n'] = END,
};

static const uint8_t FOLLOWERS[128] __attribute__((aligned(64))) = {
  [0 ... 127] = PLAIN | COMMA | CLOSER,
  ['"'] = COLON | COMMA | CLOSER,
  ['{'] = VALUE | CLOSER, ['['] = VALUE | CLOSER,
  ['}'] = COMMA | CLOSER | END, [']'] = COMMA | CLOSER | END,
  [':'] = VALUE,
  [','] = VALUE,
  ['\n'] = OPENER | END,
};

#pragma clang diagnostic pop

/* What table says of each byte. */
static inline Block lookup_128(const uint8_t table[128], Block block) {
  return _mm512_permutex2var_epi8(_mm512_load_si512(table), block, _mm512_load_si512(table + 64));
}

static inline uint64_t has_any(Block classes, int wanted) {
  return _mm512_test_epi8_mask(classes, _mm512_set1_epi8((char)wanted));
}

static inline Tokens tokens_of(Block block) {
  Block classes = lookup_128(CLASSES, block);
  return (Tokens){
    .quotes = has_any(classes, QUOTE), .plain = has_any(classes, PLAIN), .simple = has_any(classes, QUOTE | PLAIN),
    .odd = high(classes), .zeros = equals(block, '0'),
    .openers = has_any(classes, OPENER), .closers = has_any(classes, CLOSER), .braces = equals(block, '{'),
    .colons = equals(block, ':'), .commas = equals(block, ','), .ends = equals(block, '\n'),
    .borders = has_any(classes, OPENER | CLOSER | END),
  };
}

/* Bytes that may not follow the one before them. */
static inline uint64_t misplaced_tokens(
    const uint8_t *skeleton, Block block, Tokens tokens, uint64_t afterSimple, uint64_t afterCloser, TokenState *state) {
  (void)tokens, (void)afterSimple, (void)afterCloser, (void)state;
  Block allowed = lookup_128(FOLLOWERS, load(skeleton - 1));
  return _mm512_testn_epi8_mask(lookup_128(CLASSES, block), allowed);
}
