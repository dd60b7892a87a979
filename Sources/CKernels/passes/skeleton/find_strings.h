/* The first kernel: from bytes to skeleton, 256 bytes a step.
 *
 * Plain text asks three questions a step: is there a backslash, a watched text, a byte below space or above ASCII? The
 * last finds line ends, and on the way what may not be there: that goes to repair(). */

/* Bytes that are asked for ahead of those that are read. */
enum { TEXT_AHEAD = 4096 };

/* What is carried from one stride to the next; kept out of SkeletonWork so that it stays in registers. */
typedef struct {
  /* All ones where the next byte is outside strings. */
  uint64_t outside;
  EscapeState escapes;
  /* Where the next byte of skeleton and the next line end go. */
  uint8_t *out;
  uint32_t *lineEnd;
} TextState;

/* The bytes outside strings, closing quotes among them. */
static inline uint64_t outside_strings(uint64_t quotes, uint64_t *outside) {
  uint64_t out = prefix_xor(quotes) ^ *outside;
  *outside = (uint64_t)((int64_t)out >> 63);
  return out;
}

/* A line end never stands in a string: its line is marked, and from it on all is outside that was inside. */
static void end_strings(uint64_t out[4], const uint64_t ends[4], uint64_t faults[4], uint64_t *outside) {
  for (int j = 0; j < 4; j++) {
    for (uint64_t met = ends[j] & ~out[j]; met != 0; met = ends[j] & ~out[j]) {
      uint64_t end = met & -met;
      faults[j] |= end;
      out[j] ^= -end;
      for (int k = j + 1; k < 4; k++) out[k] = ~out[k];
      *outside = ~*outside;
    }
  }
}

/* A step with control characters in strings, among them line ends. */
static __attribute__((noinline)) void repair(
    SkeletonWork *work, const uint8_t *stride, size_t line, uint64_t out[4], uint64_t *outside) {
  uint64_t ends[4], faults[4] = {0, 0, 0, 0};
  for (int j = 0; j < 4; j++) ends[j] = equals(load(stride + 64 * j), '\n');
  end_strings(out, ends, faults, outside);
  for (int j = 0; j < 4; j++) faults[j] |= low(load(stride + 64 * j)) & ~out[j];
  mark_text(work, stride, line, faults);
}

/* Text above ASCII has no place outside strings: its lines are marked, and a question mark stands for each byte, so that
 * the skeleton is ASCII. */
static __attribute__((noinline)) void expel_non_ascii(SkeletonWork *work) {
  LineCount counted = {0, 0};
  for (size_t at = 0; at < work->skeletonCount; at += 64) {
    uint64_t above = high(load(work->skeleton + at));
    if (at + 64 > work->skeletonCount) above &= (1ull << (work->skeletonCount - at)) - 1;
    if (__builtin_expect(above == 0, 1)) continue;
    work->hasTextMarks = true;
    mark_lines(work->textMarks, work->skeleton, at, above, &counted);
    for (; above != 0; above &= above - 1) work->skeleton[at + (size_t)__builtin_ctzll(above)] = '?';
  }
}

/* Notes the line ends of one block; most blocks have none or one. */
static inline uint32_t *note_line_ends(uint32_t *next, size_t at, uint64_t ends) {
  *next = (uint32_t)(at + (size_t)__builtin_ctzll(ends | 1ull << 63));
  next += ends != 0;
  for (ends &= ends - 1; __builtin_expect(ends != 0, 0); ends &= ends - 1) {
    *next++ = (uint32_t)(at + (size_t)__builtin_ctzll(ends));
  }
  return next;
}

/* One step: the bytes from `at` on, which stand at `stride`, with 64 bytes around them that can be read. */
static inline __attribute__((always_inline)) void find_strings_of_stride(
    SkeletonWork *work, const uint8_t *stride, size_t at, TextState *state) {
  /* Mapped text comes from memory, and what the hardware fetches ahead ends with each page. */
  for (int line = 0; line < SKELETON_STRIDE; line += 64) __builtin_prefetch(stride + TEXT_AHEAD + line);
  Block a = load(stride), b = load(stride + 64), c = load(stride + 128), d = load(stride + 192);
  uint64_t quotesA = equals(a, '"'), quotesB = equals(b, '"'), quotesC = equals(c, '"'), quotesD = equals(d, '"');
  if (__builtin_expect(any_equals(a, b, c, d, '\\') || state->escapes.carry, 0)) {
    uint64_t quotes[4] = {quotesA, quotesB, quotesC, quotesD};
    EscapeState escapes = state->escapes;
    read_escapes(work, stride, at, (size_t)(state->lineEnd - work->lineEnds), quotes, &escapes);
    state->escapes = escapes;
    quotesA = quotes[0], quotesB = quotes[1], quotesC = quotes[2], quotesD = quotes[3];
  }
  if (__builtin_expect(may_be_watched(a, b, c, d), 0)) {
    watch_text(work, stride, at == 0, (size_t)(state->lineEnd - work->lineEnds));
  }
  uint64_t outA = outside_strings(quotesA, &state->outside), outB = outside_strings(quotesB, &state->outside);
  uint64_t outC = outside_strings(quotesC, &state->outside), outD = outside_strings(quotesD, &state->outside);
  if (any_low_or_high(a, b, c, d)) {
    size_t line = (size_t)(state->lineEnd - work->lineEnds);
    bool isLow = true;
    if (__builtin_expect(any_high(a, b, c, d), 0)) {
      judge_utf8(work, stride, line);
      isLow = (low(a) | low(b) | low(c) | low(d)) != 0;
    }
    if (isLow) {
      uint64_t inStrings = (low(a) & ~outA) | (low(b) & ~outB) | (low(c) & ~outC) | (low(d) & ~outD);
      if (__builtin_expect(inStrings != 0, 0)) {
        uint64_t out[4] = {outA, outB, outC, outD}, outside = state->outside;
        repair(work, stride, line, out, &outside);
        state->outside = outside;
        outA = out[0], outB = out[1], outC = out[2], outD = out[3];
      }
      state->lineEnd = note_line_ends(state->lineEnd, at, equals(a, '\n'));
      state->lineEnd = note_line_ends(state->lineEnd, at + 64, equals(b, '\n'));
      state->lineEnd = note_line_ends(state->lineEnd, at + 128, equals(c, '\n'));
      state->lineEnd = note_line_ends(state->lineEnd, at + 192, equals(d, '\n'));
    }
  }
  uint64_t *outsideWords = work->outside + at / 64;
  outsideWords[0] = outA, outsideWords[1] = outB, outsideWords[2] = outC, outsideWords[3] = outD;
  state->out = keep_bytes(state->out, a, stride, outA);
  state->out = keep_bytes(state->out, b, stride + 64, outB);
  state->out = keep_bytes(state->out, c, stride + 128, outC);
  state->out = keep_bytes(state->out, d, stride + 192, outD);
}

/* The last step of a chunk that is no multiple of a stride: from a copy that goes on with line feeds. */
static __attribute__((noinline)) void find_strings_of_rest(SkeletonWork *work, size_t at, TextState *state) {
  uint8_t copy[64 + SKELETON_STRIDE + 64];
  memset(copy, '\n', sizeof copy);
  memcpy(copy, work->bytes + at - 64, 64 + work->byteCount - at);
  find_strings_of_stride(work, copy + 64, at, state);
}

static void find_strings(SkeletonWork *work) {
  size_t byteCount = work->byteCount, padding = -byteCount % SKELETON_STRIDE, at = 0;
  TextState state = {~0ull, {0, SIZE_MAX}, work->skeleton, work->lineEnds};
  for (; at + SKELETON_STRIDE <= byteCount; at += SKELETON_STRIDE) {
    find_strings_of_stride(work, work->bytes + at, at, &state);
  }
  if (padding != 0) find_strings_of_rest(work, at, &state);
  /* The padding was read as so many blank lines. */
  work->lineCount = (size_t)(state.lineEnd - work->lineEnds) - padding;
  work->skeletonCount = (size_t)(state.out - work->skeleton) - padding;
  if (work->hasNonASCII) expel_non_ascii(work);
}
