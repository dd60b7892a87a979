/* find_needles: which lines hold any of some texts.
 *
 * Three bytes of each text are compared everywhere, 256 places a step; where all are right the rest of it is. A line that
 * has one is left at once. */

/* Zero where the three bytes of the text are. */
INLINE bytes64 unlike_needle(const uint8_t *at, const LineNeedle *needle) {
  return ((load64(at + needle->first) | (uint8_t)needle->fold) ^ needle->text[needle->first]) |
         ((load64(at + needle->second) | (uint8_t)needle->fold) ^ needle->text[needle->second]) |
         ((load64(at + needle->third) | (uint8_t)needle->fold) ^ needle->text[needle->third]);
}

/* Zero where any text may begin. */
INLINE bytes64 unlike_any(const uint8_t *at, const LineNeedle *needles, size_t needleCount) {
  bytes64 least = unlike_needle(at, &needles[0]);
  for (size_t i = 1; i < needleCount; i++) least = __builtin_elementwise_min(least, unlike_needle(at, &needles[i]));
  return least;
}

INLINE int begins(const uint8_t *at, const LineNeedle *needle) {
  for (size_t i = 0; i < needle->byteCount; i++)
    if ((at[i] | (uint8_t)needle->fold) != needle->text[i]) return 0;
  return 1;
}

INLINE int begins_any(const uint8_t *at, const LineNeedle *needles, size_t needleCount) {
  for (size_t i = 0; i < needleCount; i++)
    if (begins(at, &needles[i])) return 1;
  return 0;
}

static void find_needles(const uint8_t *block, const uint32_t *ends, size_t lineCount, const LineNeedle *needles,
                         size_t needleCount, uint8_t *found) {
  memset(found, 0, lineCount);
  if (lineCount == 0 || needleCount == 0) return;
  size_t end = ends[lineCount - 1], line = 0;
  for (size_t at = 0; at < end;) {
    if (end - at >= 256) {
      bytes64 least = __builtin_elementwise_min(unlike_any(block + at, needles, needleCount),
                                                unlike_any(block + at + 64, needles, needleCount));
      least = __builtin_elementwise_min(least, unlike_any(block + at + 128, needles, needleCount));
      least = __builtin_elementwise_min(least, unlike_any(block + at + 192, needles, needleCount));
      if (__builtin_expect(equal(least, 0) == 0, 1)) {
        at += 256;
        continue;
      }
    }
    uint64_t mask = equal(unlike_any(block + at, needles, needleCount), 0);
    size_t next = at + 64;
    for (; mask != 0; mask &= mask - 1) {
      size_t place = at + (size_t)__builtin_ctzll(mask);
      if (place >= end || !begins_any(block + place, needles, needleCount)) continue;
      while (ends[line] < place) line++;
      found[line] = 1;
      next = (size_t)ends[line] + 1;
      break;
    }
    at = next;
  }
}
