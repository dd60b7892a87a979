/* Watched lines: those with the text `aggregate`, and those of escapes.h. Who reads only parts of a line may miss a member there.
 *
 * Wherever the text stands, just one of its first four runs of four letters is a whole word of four bytes of the block:
 *
 *     aggregate      aggr, ggre, greg or rega
 *
 * Two of them are asked for at once: the bits in which both are the same. Of other text not one stride in a thousand has
 * these bits. */

#define WORD(a, b, c, d) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)
#define SAME_BITS(a, b) (~((a) ^ (b)))

enum { WATCHED_COUNT = 9 };
static const uint32_t WATCHED_BITS[2] = {
  SAME_BITS(WORD('a', 'g', 'g', 'r'), WORD('r', 'e', 'g', 'a')),
  SAME_BITS(WORD('g', 'g', 'r', 'e'), WORD('g', 'r', 'e', 'g')),
};
static const uint32_t WATCHED_VALUES[2] = {
  WORD('a', 'g', 'g', 'r') & SAME_BITS(WORD('a', 'g', 'g', 'r'), WORD('r', 'e', 'g', 'a')),
  WORD('g', 'g', 'r', 'e') & SAME_BITS(WORD('g', 'g', 'r', 'e'), WORD('g', 'r', 'e', 'g')),
};

/* Whether a stride may have one of the runs as a word. */
static inline bool may_be_watched(Block a, Block b, Block c, Block d) {
  return any_words(a, b, c, d, WATCHED_BITS, WATCHED_VALUES);
}

/* Watches the lines whose text has a run in this stride, whose first byte is in `line`: text that begins up to three bytes before it,
 * which are no text of the chunk where it is the first. */
static __attribute__((noinline)) void watch_text(SkeletonWork *work, const uint8_t *stride, bool isFirst, size_t line) {
  for (const uint8_t *word = stride; word < stride + SKELETON_STRIDE; word++) {
    if (*word == '\n') line++;
    for (const uint8_t *start = word - 3; (word - stride) % 4 == 0 && start <= word; start++) {
      if (start < stride && isFirst) continue;
      if (memcmp(start, "aggregate", WATCHED_COUNT) == 0) mark_line(work->watchMarks, line);
    }
  }
}
