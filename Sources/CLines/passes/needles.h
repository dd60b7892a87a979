/* find_needles: which lines hold any of some texts.
 *
 * Three bytes of each text are compared everywhere, 256 places a step; where all are right the rest of it is. A line that
 * has one is left at once. */

/* Zero where the three bytes of the text are. */
INLINE bytes64 unlike_needle(const uint8_t *at, const struct lines_needle *needle) {
  return ((load(at + needle->first) | (uint8_t)needle->fold) ^ needle->text[needle->first]) |
         ((load(at + needle->second) | (uint8_t)needle->fold) ^ needle->text[needle->second]) |
         ((load(at + needle->third) | (uint8_t)needle->fold) ^ needle->text[needle->third]);
}

/* Zero where any text may begin. */
INLINE bytes64 unlike_any(const uint8_t *at, const struct lines_needle *needles, size_t needle_count) {
  bytes64 least = unlike_needle(at, &needles[0]);
  for (size_t i = 1; i < needle_count; i++) least = __builtin_elementwise_min(least, unlike_needle(at, &needles[i]));
  return least;
}

INLINE int begins(const uint8_t *at, const struct lines_needle *needle) {
  for (size_t i = 0; i < needle->byte_count; i++)
    if ((at[i] | (uint8_t)needle->fold) != needle->text[i]) return 0;
  return 1;
}

INLINE int begins_any(const uint8_t *at, const struct lines_needle *needles, size_t needle_count) {
  for (size_t i = 0; i < needle_count; i++)
    if (begins(at, &needles[i])) return 1;
  return 0;
}

static void KERNEL(find_needles)(const uint8_t *block, const uint32_t *ends, size_t line_count, const struct lines_needle *needles,
                         size_t needle_count, uint8_t *found) {
  memset(found, 0, line_count);
  if (line_count == 0 || needle_count == 0) return;
  size_t end = ends[line_count - 1], line = 0;
  for (size_t at = 0; at < end;) {
    if (end - at >= 256) {
      bytes64 least = __builtin_elementwise_min(unlike_any(block + at, needles, needle_count),
                                                unlike_any(block + at + 64, needles, needle_count));
      least = __builtin_elementwise_min(least, unlike_any(block + at + 128, needles, needle_count));
      least = __builtin_elementwise_min(least, unlike_any(block + at + 192, needles, needle_count));
      if (__builtin_expect(equal(least, 0) == 0, 1)) {
        at += 256;
        continue;
      }
    }
    uint64_t mask = equal(unlike_any(block + at, needles, needle_count), 0);
    size_t next = at + 64;
    for (; mask != 0; mask &= mask - 1) {
      size_t place = at + (size_t)__builtin_ctzll(mask);
      if (place >= end || !begins_any(block + place, needles, needle_count)) continue;
      while (ends[line] < place) line++;
      found[line] = 1;
      next = (size_t)ends[line] + 1;
      break;
    }
    at = next;
  }
}
