/* find_structure, has_members: the members of a line, and whether they are known. */

/* Adds the bytes of a mask's bits to a structure of `count`; the first bit's byte is at `at` and has this offset. */
INLINE int add_structure(uint16_t *offsets, uint8_t *bytes, int count, uint64_t found, const uint8_t *at, size_t offset) {
#ifdef HAS_COMPRESS
  return compress_structure(offsets, bytes, count, found, at, offset);
#endif
  for (; found != 0; found &= found - 1) {
    size_t place = (size_t)__builtin_ctzll(found);
    offsets[count] = (uint16_t)(offset + place);
    bytes[count++] = at[place];
  }
  return count;
}

/* Of some bytes those that are colons or brackets; adds colons that do not stand behind a quote to `odd`. */
INLINE uint64_t structure_of(const uint8_t *at, uint64_t outside, uint64_t *odd) {
#ifdef HAS_COMPRESS
  return masked_structure_of(at, outside, odd);
#endif
  bytes64 block = load64(at);
  uint64_t colons = equal(block, ':') & outside;
  *odd |= colons & ~equal(load64(at - 1), '"');
  /* Of the bytes that stand outside of strings only the four brackets become 0x7F. */
  return colons | (equal(block | 0x26, 0x7F) & outside);
}

static int find_structure(const uint8_t *block, const uint64_t *outside, size_t start, size_t end, uint16_t *offsets,
                          uint8_t *bytes) {
  int count = 0;
  uint64_t oddColons = 0;
  if (end - start >= LINE_STRUCTURE_BYTES) return -1;
  for (size_t at = start - start % 64; at < end; at += 64) {
    uint64_t within = outside[at / 64];
    if (at < start) within &= ~(uint64_t)0 << (start - at);
    if (end - at < 64) within &= ((uint64_t)1 << (end - at)) - 1;
    uint64_t found = structure_of(block + at, within, &oddColons);
    if (__builtin_expect(count > LINE_STRUCTURE_COUNT, 0)) return -1;
    count = add_structure(offsets, bytes, count, found, block + at, at - start);
  }
  return oddColons == 0 && count <= LINE_STRUCTURE_COUNT ? count : -1;
}

typedef uint8_t bytes32 __attribute__((vector_size(LINE_WINDOW_BYTES)));

INLINE bytes32 load_window(const uint8_t *from) {
  bytes32 bytes;
  memcpy(&bytes, from, LINE_WINDOW_BYTES);
  return bytes;
}

static int has_members(const uint8_t *line, const uint16_t *offsets, const LineMember *members, size_t count,
                       const LineKey *keys) {
  bytes32 difference = {0};
  for (size_t i = 0; i < count; i++) {
    const LineKey *key = &keys[members[i].key];
    bytes32 window = load_window(line + offsets[members[i].colon] - LINE_WINDOW_COLON);
    difference |= (window ^ load_window(key->text)) & load_window(key->mask);
  }
  uint64_t words[LINE_WINDOW_BYTES / 8];
  memcpy(words, &difference, LINE_WINDOW_BYTES);
  return (words[0] | words[1] | words[2] | words[3]) == 0;
}
