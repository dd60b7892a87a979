/* What most of the scalars are: true, false, null, 0. They are taken off the list, without a branch: which comes next is
 * any one's guess. */

/* The bytes that end a scalar. */
static const uint8_t ENDS_SCALAR[128] = {
  ['"'] = 1, [','] = 1, [':'] = 1, ['['] = 1, [']'] = 1, ['{'] = 1, ['}'] = 1, ['\n'] = 1,
};

/* Four letters as they are loaded, on machines of either byte order. */
static inline uint32_t four_letters(const void *letters) {
  uint32_t word;
  memcpy(&word, letters, 4);
  return word;
}

static inline unsigned is_literal(const uint8_t *at) {
  uint32_t word = four_letters(at);
  unsigned isFour = (unsigned)(word == four_letters("true")) | (unsigned)(word == four_letters("null"));
  unsigned isFive = (unsigned)(word == four_letters("fals")) & (unsigned)(at[4] == 'e');
  unsigned isOne = (unsigned)(at[0] == '0');
  unsigned ends = (isFour & ENDS_SCALAR[at[4]]) | (isFive & ENDS_SCALAR[at[5]]) | (isOne & ENDS_SCALAR[at[1]]);
  return ends & ENDS_SCALAR[at[-1]];
}

static void drop_literals(SkeletonWork *work) {
  const uint8_t *skeleton = work->skeleton;
  uint32_t *scalars = work->scalars, *kept = scalars;
  for (size_t i = 0, count = work->scalarCount; i < count; i++) {
    uint32_t at = scalars[i];
    *kept = at;
    kept += 1 ^ is_literal(skeleton + at);
  }
  work->scalarCount = (size_t)(kept - scalars);
}
