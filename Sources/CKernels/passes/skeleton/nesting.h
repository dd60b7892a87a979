/* The last kernel: each line's events against the nestings known so far.
 *
 * Seven symbols need three bits, and bits 1, 5 and 6 of their codes tell them apart:
 *     {  11.  1   }  11.  0   [  10.  1   ]  10.  0   ,  01.  0   :  01.  1 */

static inline void match_nesting(
    NestingWork *nesting, const uint8_t *events, size_t line, size_t first, size_t count) {
  Block block = load(events + first);
  uint64_t within = (1ull << (count & 63)) - 1;
  uint64_t planes[3] = {bit(block, 1) & within, bit(block, 5) & within, bit(block, 6) & within};
  const KnownNesting *known = nesting->known + skeleton_nesting_slot(planes[0], planes[1], planes[2]);
  uint64_t differences = (known->planes[0] ^ planes[0]) | (known->planes[1] ^ planes[1])
      | (known->planes[2] ^ planes[2]) | (known->eventCount ^ count);
  /* Blank lines have no events; they match unused slots. */
  if (__builtin_expect(differences != 0 || count == 0, 0)) {
    nesting->unknown[nesting->unknownCount++] =
        (UnknownNesting){(uint32_t)line, (uint32_t)first, (uint32_t)count};
  }
}

/* Where the line's events end; a line may have any number of them. */
static inline uint64_t line_ends_from(const uint8_t *events, size_t *at) {
  uint64_t ends = equals(load(events + *at), '\n');
  while (__builtin_expect(ends == 0, 0)) {
    *at += 64;
    ends = equals(load(events + *at), '\n');
  }
  return ends;
}

/* From each line's start, all lines that end within 64 events: so that one does not wait for the end of the other. */
static void match_nestings(const SkeletonWork *work, NestingWork *nesting) {
  const uint8_t *events = work->events;
  size_t first = 0, line = 0;
  memset(work->events + work->eventCount, 0, 64);
  while (first < work->eventCount) {
    size_t at = first;
    for (uint64_t ends = line_ends_from(events, &at); ends != 0; ends &= ends - 1) {
      size_t end = at + (size_t)__builtin_ctzll(ends);
      match_nesting(nesting, events, line, first, end - first);
      first = end + 1;
      line += 1;
    }
  }
}
