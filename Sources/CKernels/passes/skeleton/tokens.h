/* The tokens of 64 bytes of skeleton as masks. A set fills all; the compiler leaves out what nobody asks for. */
typedef struct {
  uint64_t quotes;
  /* Bytes that are no quotes, brackets, colons, commas or line ends: of numbers and literals. */
  uint64_t plain;
  /* Quotes and plain bytes. */
  uint64_t simple;
  /* Plain bytes that are no digits. */
  uint64_t odd;
  uint64_t zeros;
  uint64_t openers, closers;
  /* The openers that are braces. */
  uint64_t braces;
  uint64_t colons, commas, ends;
  /* Openers, closers, line ends. */
  uint64_t borders;
} Tokens;

/* What stood at the end of the block before: 0 or 1, of two bytes 0 to 3. */
typedef struct {
  uint64_t simple, closers, values, keyless, keyPlaces, claims, odd;
  /* For misplaced_tokens() of the sets that have no tables of 128. */
  uint64_t plain, quotes, places, openers, ends;
} TokenState;

/* Each bit one byte later; what leaves a block enters the next. Not a mask of which the last bit counts: a double shift
 * comes of that, six operations on AMD. */
static inline uint64_t after(uint64_t bits, uint64_t *last) {
  uint64_t moved = bits + bits + *last;
  *last = bits >> 63;
  return moved;
}

/* The same, two bytes later. */
static inline uint64_t two_after(uint64_t bits, uint64_t *last) {
  uint64_t moved = bits * 4 + *last;
  *last = bits >> 62;
  return moved;
}
