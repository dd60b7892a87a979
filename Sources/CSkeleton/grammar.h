/* The third kernel: the grammar, over 64 bytes of skeleton at once; masks of tokens in general registers.
 *
 * A simple value is a string or a run of plain bytes: those that are no quotes, brackets, colons, commas or line ends.
 * The rules speak of a byte and of what stood before it, so that each is carried from block to block by what was last;
 * only the claim behind a closing bracket looks ahead. They leave to nesting which bracket closes which, and what kind
 * of container a comma behind a closing bracket is in; to the scalars' kernel what a run with other bytes than digits
 * means. */

/* What stood at the end of the block before. */
typedef struct {
  uint64_t simple, plain, colons, places, braces, openers, closers, ends;
  uint64_t memberCommas, keys, claims, claimedKeys, odd, zeros, valueSum;
} TokenState;

/* What one block gives. */
typedef struct {
  uint64_t faults, events, scalars;
} Judgement;

/* Each bit one byte later; what leaves a block enters the next. Kept as 0 or 1: a mask of which the last bit counts
 * makes a double shift of it, six operations on AMD. */
static inline uint64_t after(uint64_t bits, uint64_t *last) {
  uint64_t moved = bits + bits + *last;
  *last = bits >> 63;
  return moved;
}

static inline Judgement judge(Tokens t, uint64_t colonsTwoAhead, TokenState *state) {
  uint64_t plain = ~(t.quotes | t.openers | t.closers | t.colons | t.commas | t.ends);
  uint64_t simple = plain | t.quotes;
  uint64_t braces = t.openers & t.curly;
  uint64_t places = (t.openers & ~t.curly) | t.colons | t.commas;

  uint64_t afterSimple = after(simple, &state->simple);
  uint64_t afterPlain = after(plain, &state->plain);
  uint64_t afterPlace = after(places, &state->places);
  uint64_t afterBrace = after(braces, &state->braces);
  uint64_t afterOpener = after(t.openers, &state->openers);
  uint64_t afterCloser = after(t.closers, &state->closers);
  uint64_t afterEnd = after(t.ends, &state->ends);

  uint64_t faults = plain & ~(afterPlain | afterPlace);
  faults |= t.quotes & ~(afterPlace | afterBrace);
  faults |= t.openers & ~(afterPlace | afterEnd);
  faults |= t.commas & ~(afterSimple | afterCloser);
  faults |= t.closers & ~(afterSimple | afterCloser | afterOpener);
  faults |= t.ends & ~(afterCloser | afterEnd);

  /* Right behind a member's simple value: a run that begins behind a colon carries out at its end. */
  unsigned long long carry;
  uint64_t values = after(t.colons, &state->colons) & simple;
  uint64_t behindMember = __builtin_addcll(simple, values, state->valueSum, &carry) & ~simple;
  state->valueSum = carry;
  faults |= t.closers & afterSimple & (behindMember ^ t.curly);

  /* A string is a key behind an opening brace or behind a comma in an object; a comma that follows a closing bracket
   * claims to be in one when a key comes, in an array when not. */
  uint64_t memberCommas = t.commas & behindMember;
  uint64_t claims = t.commas & afterCloser;
  uint64_t afterMemberComma = after(memberCommas, &state->memberCommas);
  uint64_t afterKey = after((afterBrace | afterMemberComma) & t.quotes, &state->keys);
  uint64_t afterClaimedKey = after(after(claims, &state->claims) & t.quotes, &state->claimedKeys);
  faults |= afterMemberComma & ~t.quotes;
  faults |= afterKey & ~t.colons;
  faults |= t.colons & ~(afterKey | afterClaimedKey);

  uint64_t odd = plain & ~t.digits;
  faults |= after(t.zeros & ~afterPlain, &state->zeros) & t.digits;

  Judgement judgement;
  judgement.faults = faults;
  judgement.events = t.openers | t.closers | t.ends | (claims & ~colonsTwoAhead) | (t.colons & afterClaimedKey);
  judgement.scalars = odd & ~after(odd, &state->odd);
  return judgement;
}

static __attribute__((noinline)) void mark_tokens(SkeletonWork *work, size_t line, uint64_t ends, uint64_t faults) {
  work->hasTokenMarks = true;
  for (; faults != 0; faults &= faults - 1) {
    mark_line(work->tokenMarks, line + count_ones(ends & ((faults & -faults) - 1)));
  }
}

/* Notes the positions of `bits`; most blocks have none or one. */
static inline uint32_t *note_scalars(uint32_t *next, size_t at, uint64_t bits) {
  *next = (uint32_t)(at + (size_t)__builtin_ctzll(bits | 1ull << 63));
  next += bits != 0;
  for (bits &= bits - 1; __builtin_expect(bits != 0, 0); bits &= bits - 1) {
    *next++ = (uint32_t)(at + (size_t)__builtin_ctzll(bits));
  }
  return next;
}

static void judge_tokens(SkeletonWork *work) {
  const uint8_t *skeleton = work->skeleton;
  size_t count = work->skeletonCount, padding = -count % 64, line = 0;
  memset(work->skeleton + count, '\n', padding + 64);
  uint8_t *event = work->events;
  uint32_t *scalar = work->scalars;
  TokenState state = {.ends = 1};
  for (size_t at = 0; at < count; at += 64) {
    Block block = load(skeleton + at);
    Tokens tokens = tokens_of(block);
    Judgement judgement = judge(tokens, equals(load(skeleton + at + 2), ':'), &state);
    if (__builtin_expect(judgement.faults != 0, 0)) mark_tokens(work, line, tokens.ends, judgement.faults);
    event = keep_few_bytes(event, block, skeleton + at, judgement.events);
    scalar = note_scalars(scalar, at, judgement.scalars);
    line += count_ones(tokens.ends);
  }
  work->eventCount = (size_t)(event - work->events) - padding;
  work->scalarCount = (size_t)(scalar - work->scalars);
}
