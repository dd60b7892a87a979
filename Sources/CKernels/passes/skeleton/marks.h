/* Marks: which lines hold something that cannot be right, or has to be watched. All of it runs on such lines only. */

static inline void mark_line(uint64_t *marks, size_t line) { marks[line >> 6] |= 1ull << (line & 63); }

/* Marks the lines of some bytes of a stride, whose first byte is in `line`. */
static void mark_stride(uint64_t *marks, const uint8_t *stride, size_t line, const uint64_t bytes[4]) {
  for (int j = 0; j < 4; j++) {
    uint64_t ends = equals(load(stride + 64 * j), '\n');
    for (uint64_t rest = bytes[j]; rest != 0;) {
      uint64_t before = (rest & -rest) - 1, end = ends & ~before;
      mark_line(marks, line + count_ones(ends & before));
      /* The others up to the line's end are in the same line. */
      rest &= end == 0 ? 0 : -((end & -end) << 1);
    }
    line += count_ones(ends);
  }
}

/* Marks the lines of the faults in one stride. */
static __attribute__((noinline)) void mark_text(
    SkeletonWork *work, const uint8_t *stride, size_t line, const uint64_t faults[4]) {
  if (faults[0] | faults[1] | faults[2] | faults[3]) work->hasTextMarks = true;
  mark_stride(work->textMarks, stride, line, faults);
}

static inline uint64_t white_space(Block block) {
  return equals(block, ' ') | equals(block, '\t') | equals(block, '\r');
}

/* Line ends among the first `count` bytes; reads up to 63 more. */
static size_t count_line_ends(const uint8_t *bytes, size_t count) {
  size_t lines = 0, at = 0;
  for (; at + 64 <= count; at += 64) lines += count_ones(equals(load(bytes + at), '\n'));
  return lines + count_ones(equals(load(bytes + at), '\n') & ((1ull << (count - at)) - 1));
}

/* The line that a position in the skeleton is in; positions are asked for in order. */
typedef struct {
  size_t at, line;
} LineCount;

/* Marks the lines of the faults in one block of skeleton. */
static void mark_lines(uint64_t *marks, const uint8_t *skeleton, size_t at, uint64_t faults, LineCount *counted) {
  counted->line += count_line_ends(skeleton + counted->at, at - counted->at);
  counted->at = at;
  uint64_t ends = equals(load(skeleton + at), '\n');
  for (; faults != 0; faults &= faults - 1) {
    mark_line(marks, counted->line + count_ones(ends & ((faults & -faults) - 1)));
  }
}
