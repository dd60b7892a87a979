/* The third kernel: the grammar, over 64 bytes of skeleton at once; masks of tokens in general registers.
 *
 *     {":[{":80},"],":"}LF     borders {[{}]}LF; simple values are the quotes and 80
 *
 * Which byte may follow which is misplaced_tokens(), each set's own. The rules here say whether a string is a key:
 *
 * - A colon stands two behind a comma or an opening brace, for what stands between can only be a string.
 * - An opening brace has a closer behind it or a colon two behind.
 * - Behind a simple value, a comma has a colon two behind if the value follows a colon, and has none if it does not.
 * - Behind a closer, a comma with a colon two behind claims that both are in an object, without one in an array: an
 *   event, that the kernel of nestings judges.
 *
 * So each member or element is of the same kind as the one before it, and the first is what its opener asks for: which
 * closer closes which opener, the kernel of nestings judges, and says of runs of plain bytes with others than digits
 * only where they are. Every fault stands in the line that has it. */

/* What one block gives. */
typedef struct {
  uint64_t faults, events, scalars;
} Judgement;

static inline Judgement judge(const uint8_t *skeleton, Block block, Tokens t, TokenState *state) {
  Judgement judgement;
  uint64_t colonsTwoAhead = equals(load(skeleton + 2), ':');
  uint64_t afterSimple = after(t.simple, &state->simple);
  uint64_t afterCloser = after(t.closers, &state->closers);

  /* A run of simple bytes that begins behind a colon carries out right behind its end. */
  uint64_t members = t.colons + t.colons + state->values;
  state->values = t.colons >> 63;
  members += t.simple;
  state->values += members < t.simple;

  uint64_t faults = misplaced_tokens(skeleton, block, t, afterSimple, afterCloser, state);
  faults |= t.colons & ~two_after(t.commas | t.braces, &state->keyPlaces);
  faults |= after(t.braces & ~colonsTwoAhead, &state->keyless) & ~t.closers;
  faults |= t.commas & afterSimple & (members ^ colonsTwoAhead);
  judgement.faults = faults;

  uint64_t claims = t.commas & afterCloser;
  judgement.events = t.borders | (claims & ~colonsTwoAhead) | two_after(claims & colonsTwoAhead, &state->claims);
  judgement.scalars = (t.odd & ~after(t.odd, &state->odd)) | (t.zeros & ~afterSimple);
  return judgement;
}

/* Marks the lines of the faults in one block, and notes whether one of them is white space: the first of a line is a
 * fault where it stands, or part of a scalar. */
static __attribute__((noinline)) void mark_tokens(SkeletonWork *work, size_t at, uint64_t faults, LineCount *counted) {
  work->hasTokenMarks = true;
  work->hasWhiteSpace |= (white_space(load(work->skeleton + at)) & faults) != 0;
  mark_lines(work->tokenMarks, work->skeleton, at, faults, counted);
}

/* Notes the positions of `bits`: two without a branch, for whether there is one, or another, is any one's guess. */
static inline uint32_t *note_scalars(uint32_t *next, size_t at, uint64_t bits) {
  uint64_t rest = bits & (bits - 1), none = 1ull << 63;
  next[0] = (uint32_t)(at + (size_t)__builtin_ctzll(bits | none));
  next[1] = (uint32_t)(at + (size_t)__builtin_ctzll(rest | none));
  next += (bits != 0) + (rest != 0);
  for (rest &= rest - 1; __builtin_expect(rest != 0, 0); rest &= rest - 1) {
    *next++ = (uint32_t)(at + (size_t)__builtin_ctzll(rest));
  }
  return next;
}

static void judge_tokens(SkeletonWork *work) {
  const uint8_t *skeleton = work->skeleton;
  size_t count = work->skeletonCount, padding = -count % 64;
  memset(work->skeleton + count, '\n', padding + 64);
  uint8_t *event = work->events;
  uint32_t *scalar = work->scalars;
  TokenState state = {.ends = 1};
  LineCount counted = {0, 0};
  for (size_t at = 0; at < count; at += 64) {
    Block block = load(skeleton + at);
    Judgement judgement = judge(skeleton + at, block, tokens_of(block), &state);
    if (__builtin_expect(judgement.faults != 0, 0)) mark_tokens(work, at, judgement.faults, &counted);
    event = keep_bytes(event, block, skeleton + at, judgement.events);
    scalar = note_scalars(scalar, at, judgement.scalars);
  }
  work->eventCount = (size_t)(event - work->events) - padding;
  work->scalarCount = (size_t)(scalar - work->scalars);
  drop_literals(work);
}
