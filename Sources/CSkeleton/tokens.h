/* The tokens of a skeleton as masks. */

/* The tokens of one block; `curly` tells braces from brackets and is meant only where one is. */
typedef struct {
  uint64_t quotes, openers, closers, colons, commas, ends, curly, digits, zeros;
} Tokens;

