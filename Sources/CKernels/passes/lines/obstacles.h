/* find_obstacles: where a line may have a time or a node that its head does not tell of. */

/* Zero where there are three letters of a time's or a node's key. */
INLINE bytes64 unlike_obstacle(const uint8_t *from) {
  bytes64 first = load64(from), second = load64(from + 1), third = load64(from + 2);
  bytes64 unlike_time = (first ^ 'i') | (second ^ 'm') | (third ^ 'e');
  bytes64 unlike_node = (first ^ 'd') | (second ^ 'e') | __builtin_elementwise_min(third ^ '_', third ^ 'N');
  return __builtin_elementwise_min(unlike_time, unlike_node);
}

/* 256 bytes a step, as long as there are so many: a step reads two bytes behind its own. */
static size_t find_obstacles(const uint8_t *block, size_t byteCount, uint32_t *offsets, size_t room) {
  size_t count = 0, step;
  for (size_t at = 0; at < byteCount; at += step) {
    const uint8_t *from = block + at;
    bytes64 least = unlike_obstacle(from);
    step = 64;
    if (__builtin_expect(byteCount - at >= 256, 1)) {
      least = __builtin_elementwise_min(least, unlike_obstacle(from + 64));
      least = __builtin_elementwise_min(least, unlike_obstacle(from + 128));
      least = __builtin_elementwise_min(least, unlike_obstacle(from + 192));
      step = 256;
    }
    if (__builtin_expect(equal(least, 0) == 0, 1)) continue;
    for (size_t part = 0; part < step; part += 64) {
      uint64_t mask = equal(unlike_obstacle(from + part), 0);
      for (; mask != 0 && count < room; mask &= mask - 1) {
        size_t offset = at + part + (size_t)__builtin_ctzll(mask);
        if (offset < byteCount) offsets[count++] = (uint32_t)offset;
      }
    }
  }
  return count;
}
