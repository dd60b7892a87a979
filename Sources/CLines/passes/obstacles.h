/* find_obstacles, find_bare_obstacles: what keeps lines from the short way. */

/* Zero where there is a backslash, or the three letters stand. Two of them would be cheaper to look for, but `gg` stands in every
 * "logging", `gr` in every "ingress". */
INLINE bytes64 unlike_obstacle(const uint8_t *from) {
  bytes64 bytes = load(from);
  bytes64 unlike_aggregate = (bytes ^ 'g') | (load(from + 1) ^ 'g') | (load(from + 2) ^ 'r');
  return __builtin_elementwise_min(unlike_aggregate, bytes ^ '\\');
}

/* Zero where there is any of these, or a letter of a time's or a node's key. */
INLINE bytes64 unlike_bare_obstacle(const uint8_t *from) {
  bytes64 first = load(from), second = load(from + 1), third = load(from + 2);
  bytes64 unlike_time = (first ^ 'i') | (second ^ 'm') | (third ^ 'e');
  bytes64 unlike_node = (first ^ 'd') | (second ^ 'e') | __builtin_elementwise_min(third ^ '_', third ^ 'N');
  return __builtin_elementwise_min(__builtin_elementwise_min(unlike_time, unlike_node), unlike_obstacle(from));
}

typedef bytes64 unlike(const uint8_t *from);

/* 256 bytes a step, as long as there are so many: a step reads two bytes behind its own. */
INLINE size_t find_zeros(unlike *unlike, const uint8_t *block, size_t byte_count, uint32_t *offsets, size_t room) {
  size_t count = 0, step;
  for (size_t at = 0; at < byte_count; at += step) {
    const uint8_t *from = block + at;
    bytes64 least = unlike(from);
    step = 64;
    if (__builtin_expect(byte_count - at >= 256, 1)) {
      least = __builtin_elementwise_min(least, unlike(from + 64));
      least = __builtin_elementwise_min(least, unlike(from + 128));
      least = __builtin_elementwise_min(least, unlike(from + 192));
      step = 256;
    }
    if (__builtin_expect(equal(least, 0) == 0, 1)) continue;
    for (size_t part = 0; part < step; part += 64) {
      uint64_t mask = equal(unlike(from + part), 0);
      for (; mask != 0 && count < room; mask &= mask - 1) {
        size_t offset = at + part + (size_t)__builtin_ctzll(mask);
        if (offset < byte_count) offsets[count++] = (uint32_t)offset;
      }
    }
  }
  return count;
}

static size_t KERNEL(find_obstacles)(const uint8_t *block, size_t byte_count, uint32_t *offsets, size_t room) {
  return find_zeros(unlike_obstacle, block, byte_count, offsets, room);
}

static size_t KERNEL(find_bare_obstacles)(const uint8_t *block, size_t byte_count, uint32_t *offsets, size_t room) {
  return find_zeros(unlike_bare_obstacle, block, byte_count, offsets, room);
}
