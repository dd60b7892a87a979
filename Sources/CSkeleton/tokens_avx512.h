/* A byte's class, and what may follow a byte, by tables of 128; the skeleton is ASCII. */
enum {
  Q = 1 << 0,       /* quote */
  P = 1 << 1,       /* plain */
  O = 1 << 2,       /* opener */
  C = 1 << 3,       /* closer */
  K = 1 << 4,       /* colon */
  M = 1 << 5,       /* comma */
  E = 1 << 6,       /* line end */
  X = P | 1 << 7,   /* plain, but no digit */
  V = Q | P | O,    /* what begins a value */
  B = P | M | C,    /* what follows a plain byte */
  S = K | M | C,    /* what follows a string */
  N = M | C | E,    /* what follows a closer */
};

static const uint8_t CLASSES[128] __attribute__((aligned(64))) = {
  X, X, X, X, X, X, X, X,
  X, X, E, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, Q, X, X, X, X, X,
  X, X, X, X, M, X, X, X,
  P, P, P, P, P, P, P, P,
  P, P, K, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, O, X, C, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, X, X,
  X, X, X, O, X, C, X, X,
};

static const uint8_t FOLLOWERS[128] __attribute__((aligned(64))) = {
  B, B, B, B, B, B, B, B,
  B, B, O | E, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, S, B, B, B, B, B,
  B, B, B, B, V, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, V, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, V | C, B, N, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, B, B, B, B, B,
  B, B, B, Q | C, B, N, B, B,
};

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
    .quotes = has_any(classes, Q), .plain = has_any(classes, P), .simple = has_any(classes, Q | P),
    .odd = high(classes), .zeros = equals(block, '0'),
    .openers = has_any(classes, O), .closers = has_any(classes, C), .curly = bit(block, 5),
    .colons = equals(block, ':'), .commas = equals(block, ','), .ends = equals(block, '\n'),
    .borders = has_any(classes, O | C | E),
  };
}

/* Bytes that may not follow the one before them. */
static inline uint64_t misplaced_tokens(
    const uint8_t *skeleton, Block block, Tokens tokens, uint64_t afterSimple, uint64_t afterCloser, TokenState *state) {
  (void)tokens, (void)afterSimple, (void)afterCloser, (void)state;
  Block allowed = lookup_128(FOLLOWERS, load(skeleton - 1));
  return _mm512_testn_epi8_mask(lookup_128(CLASSES, block), allowed);
}
