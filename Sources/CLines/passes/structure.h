/* find_structure, has_members: the members of a line, and whether they are known. */

/* The bytes that a backslash escapes, given all backslashes; `carry` tells whether the first byte is one.
 *
 * A run of backslashes that begins at an odd place escapes what lies behind it if it ends at an even one, and the other
 * way round: the sum carries through each run that begins at an odd place. */
INLINE uint64_t escaped_bytes(uint64_t backslashes, uint64_t *carry) {
  const uint64_t even = 0x5555555555555555ull;
  backslashes &= ~*carry;
  uint64_t behind = backslashes << 1 | *carry;
  uint64_t odd_starts = backslashes & ~even & ~behind;
  unsigned long long runs;
  *carry = __builtin_uaddll_overflow(odd_starts, backslashes, &runs);
  return (even ^ (uint64_t)(runs << 1)) & behind;
}

/* Adds the offsets and bytes of a mask's bits to a structure of `count`. */
INLINE int add_structure(uint16_t *offsets, uint8_t *bytes, int count, uint64_t found, const uint8_t *line, size_t at) {
#ifdef HAS_COMPRESS
  return compress_structure(offsets, bytes, count, found, line, at);
#endif
  for (; found != 0; found &= found - 1) {
    size_t offset = at + (size_t)__builtin_ctzll(found);
    offsets[count] = (uint16_t)offset;
    bytes[count++] = line[offset];
  }
  return count;
}

static int KERNEL(find_structure)(const uint8_t *line, size_t byte_count, uint16_t *offsets, uint8_t *bytes,
                                  int *has_backslash) {
  int count = 0;
  uint64_t in_string = 0, escape = 0, quote_before = 0, any_backslash = 0, odd_colons = 0;
  if (byte_count >= lines_structure_bytes) return -1;
  for (size_t at = 0; at < byte_count; at += 64) {
    bytes64 block = load(line + at);
    uint64_t within = byte_count - at >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << (byte_count - at)) - 1;
    uint64_t quotes = equal(block, '"'), backslashes = equal(block, '\\') & within;
    if (__builtin_expect((backslashes | escape) != 0, 0)) {
      any_backslash |= backslashes;
      quotes &= ~escaped_bytes(backslashes, &escape);
    }
    uint64_t inside = prefix_parity(quotes) ^ in_string;
    in_string = (uint64_t)((int64_t)inside >> 63);
    uint64_t outside = ~inside & within;
    uint64_t colons = equal(block, ':') & outside;
    /* Of the bytes that stand outside of strings only the four brackets become 0x7F. */
    uint64_t brackets = equal(block | 0x26, 0x7F) & outside;
    odd_colons |= colons & ~(quotes << 1 | quote_before);
    quote_before = quotes >> 63;
    if (__builtin_expect(count > lines_structure_count, 0)) return -1;
    count = add_structure(offsets, bytes, count, colons | brackets, line, at);
  }
  *has_backslash = any_backslash != 0;
  return odd_colons == 0 && count <= lines_structure_count ? count : -1;
}

typedef uint8_t bytes32 __attribute__((vector_size(lines_window)));

INLINE bytes32 load_window(const uint8_t *from) {
  bytes32 bytes;
  memcpy(&bytes, from, lines_window);
  return bytes;
}

static int KERNEL(has_members)(const uint8_t *line, const uint16_t *offsets, const struct lines_member *members,
                               size_t count, const struct lines_key *keys) {
  bytes32 difference = {0};
  for (size_t i = 0; i < count; i++) {
    const struct lines_key *key = &keys[members[i].key];
    bytes32 window = load_window(line + offsets[members[i].colon] - lines_window_colon);
    difference |= (window ^ load_window(key->text)) & load_window(key->mask);
  }
  uint64_t words[lines_window / 8];
  memcpy(words, &difference, lines_window);
  return (words[0] | words[1] | words[2] | words[3]) == 0;
}
