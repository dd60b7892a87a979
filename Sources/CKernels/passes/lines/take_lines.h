/* take_lines: lines whose head and tail tell all that is counted of them, many in one call.
 *
 *     {"flow":{"time":"2026-05-11T06:00:00.000699696Z",...,"verdict":"FORWARDED",...},"node_name":"a","time":"2026-..."}
 *     head.............................................................         tail...............................
 *             time      minute..........                    counted by its verdict        and on its node
 */

/* The number of eight decimal digits, whose values are the bytes of a word: pairs are joined, then pairs of these, then of those. */
INLINE uint64_t joined_digits(uint64_t values) {
  uint64_t pairs = (values * 10 + (values >> 8)) & 0x00FF00FF00FF00FFu;
  uint64_t fours = (pairs * 100 + (pairs >> 16)) & 0x0000FFFF0000FFFFu;
  return (fours * 10000 + (fours >> 32)) & 0xFFFFFFFFu;
}

/* Whether `2026-05-11T06:00:05.123456789Z` stands there, of the minute that is known; sets the time. */
INLINE int is_time_of_minute(const uint8_t *at, const LineTaking *told, int64_t *time) {
  uint64_t first, second, word, digits, last;
  memcpy(&first, at, 8), memcpy(&second, at + 8, 8);
  memcpy(&word, at + 16, 8), memcpy(&digits, at + 20, 8), memcpy(&last, at + 22, 8);
  /* Tens and ones of the seconds, the lowest byte first: their high bits are set where they are no digits, or above 59. */
  uint64_t whole = (word >> 8 & 0xFFFF) - 0x3030, lowest = (last >> 48) - 0x5A30;
  uint64_t values = digits - 0x3030303030303030u;
  uint64_t odd = (first ^ told->minuteText[0]) | (second ^ told->minuteText[1]);
  odd |= ((word & 0xFF0000FFu) ^ 0x2E00003Au) | ((whole | (whole + 0x767A)) & 0x8080) | (whole >> 16);
  /* A digit's value has no high bit, and neither has it with 0x76 added. */
  odd |= (values | (values + 0x7676767676767676u)) & 0x8080808080808080u;
  *time = told->minute + (int64_t)((whole & 0xFF) * 10 + (whole >> 8)) * 1000000000 +
          (int64_t)(joined_digits(values) * 10 + lowest);
  return (odd == 0) & (lowest < 10);
}

/* Whether a time or a node may stand on a line; asked in the order of lines. */
INLINE int has_obstacle(const LineTaking *told, LineTaken *taken, uint32_t start, uint32_t end) {
  uint32_t at = taken->obstacle;
  while (at < told->obstacleCount && told->obstacles[at] < start) at++;
  taken->obstacle = at;
  return at < told->obstacleCount && told->obstacles[at] < end;
}

INLINE void add_time(LineStay *stay, int64_t time) {
  stay->oldest = time < stay->oldest ? time : stay->oldest;
  stay->newest = time > stay->newest ? time : stay->newest;
}

static size_t take_lines(const uint8_t *block, const uint32_t *ends, size_t from, size_t limit, const LineTaking *told,
                         LineTaken *taken, LineMatch *found, uint16_t *tails) {
  uint32_t start = from == 0 ? 0 : ends[from - 1] + 1, last = taken->head;
  LineStay times = taken->times;
  size_t line = from;
  for (; line < limit; line++) {
    uint32_t end = ends[line], head = head_of(block + start, told->heads, told->headCount, last);
    found[line] = (LineMatch){(uint8_t)head, LINE_ANOTHER_VERDICT};
    tails[line] = LINE_NO_TAIL;
    if (head == LINE_NO_HEAD) break;
    last = head;
    uint8_t verdict = verdict_at(block + start + told->heads[head].byteCount);
    found[line].verdict = verdict;
    if (!(told->verdicts >> verdict & 1) || told->hidden[line >> 6] >> (line & 63) & 1) break;
    uint32_t place = told->heads[head].time;
    if (place != 0) {
      if (end - start < LINE_TAIL_LINE_BYTES) break;
      int64_t time;
      uint16_t tail = tail_of(block + end, block + start + place, told->tails);
      tails[line] = tail;
      if (tail == LINE_NO_TAIL || !is_time_of_minute(block + start + place, told, &time)) break;
      if (time >> told->stretchShift != told->stretch) break;
      add_time(&told->stays[told->nodes[tail]], time);
      add_time(&times, time);
      taken->timedCount++;
    } else if (!(told->bareHeads >> head & 1) || told->obstacles == NULL || has_obstacle(told, taken, start, end)) {
      break;
    }
    taken->byVerdict[verdict]++;
    start = end + 1;
  }
  taken->head = last;
  taken->count += line - from;
  taken->times = times;
  return line;
}
