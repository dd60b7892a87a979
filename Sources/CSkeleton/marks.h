/* Marks: which lines hold something that cannot be right. All of it runs on bad lines only. */

static inline void mark_line(uint64_t *marks, size_t line) { marks[line >> 6] |= 1ull << (line & 63); }

/* Marks the lines of the faults in one stride, whose first byte is in `line`. */
static __attribute__((noinline)) void mark_text(
    SkeletonWork *work, const uint8_t *stride, size_t line, const uint64_t faults[4]) {
  for (int j = 0; j < 4; j++) {
    uint64_t ends = equals(load(stride + 64 * j), '\n');
    for (uint64_t rest = faults[j]; rest != 0; rest &= rest - 1) {
      uint64_t before = (rest & -rest) - 1;
      mark_line(work->textMarks, line + count_ones(ends & before));
      work->hasTextMarks = true;
    }
    line += count_ones(ends);
  }
}
