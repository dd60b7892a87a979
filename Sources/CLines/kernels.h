/* The kernels, written once over vectors of 64 bytes; each instruction set includes this file with its own target.
 *
 * The worked example: the line {"flow":{"a":1}}
 *   quotes     .x....x..x.x....      one bit a byte, first byte first
 *   in string  .xxxxx...xx.....      a quote's bit and all behind it, up to the next quote's
 *   structure  x......xx...x.xx      colons and brackets outside of strings: {:{:}}
 */
#include <string.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bools64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE bytes64 load(const uint8_t *from) {
  bytes64 bytes;
  memcpy(&bytes, from, 64);
  return bytes;
}

/* One bit for each byte that is all ones. */
INLINE uint64_t bits(bytes64 ones) {
  bools64 bools = __builtin_convertvector(ones, bools64);
  uint64_t mask;
  memcpy(&mask, &bools, 8);
  return mask;
}

INLINE uint64_t equal(bytes64 bytes, uint8_t byte) { return bits((bytes64)(bytes == byte)); }

/* Every bit becomes the parity of the bits up to and with it. */
INLINE uint64_t prefix_parity(uint64_t mask) {
#ifdef HAS_CARRYLESS_PRODUCT
  /* Multiplying by all ones without carries is that. */
  typedef long long pair __attribute__((vector_size(16)));
  pair product = __builtin_ia32_pclmulqdq128((pair){(long long)mask, 0}, (pair){-1, 0}, 0);
  return (uint64_t)product[0];
#endif
  mask ^= mask << 1;
  mask ^= mask << 2;
  mask ^= mask << 4;
  mask ^= mask << 8;
  mask ^= mask << 16;
  return mask ^ mask << 32;
}

INLINE int has_head(const uint8_t *line, const struct lines_head *head) {
  uint64_t difference = 0;
  for (uint32_t block = 0; block < head->block_count; block++) {
    bytes64 bytes = load(line + 64 * block);
    bytes64 text = load(head->text + 64 * block);
    difference |= (equal(bytes, '"') ^ head->quotes[block]) & head->valid[block];
    difference |= equal(bytes, '\\') & head->valid[block];
    difference |= bits((bytes64)(bytes != text)) & head->fixed[block];
  }
  return difference == 0;
}

/* The verdict whose content begins here. */
INLINE uint8_t verdict_at(const uint8_t *text) {
  if (memcmp(text, "FORWARDED\"", 10) == 0) return lines_forwarded;
  return memcmp(text, "DROPPED\"", 8) == 0 ? lines_dropped : lines_another_verdict;
}

static void KERNEL(match_heads)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                                const struct lines_head *heads, size_t head_count, struct lines_match *found) {
  size_t last = 0;
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    size_t head = lines_no_head;
    if (last < head_count && has_head(block + start, &heads[last])) {
      head = last;
    } else {
      for (size_t other = 0; other < head_count; other++) {
        if (has_head(block + start, &heads[other])) {
          head = last = other;
          break;
        }
      }
    }
    found[line].head = (uint8_t)head;
    found[line].verdict = head == lines_no_head ? lines_another_verdict : verdict_at(block + start + heads[head].byte_count);
    start = ends[line] + 1;
  }
}

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

INLINE int is_text(const uint8_t *at, const char *text, size_t count) { return memcmp(at, text, count) == 0; }

/* Where a time's content begins whose closing quote is at `end`, 0 where there is none: 9, 6, 3 or no digits of fraction.
 * Sets whether blanks stand behind comma and colon. */
INLINE uint32_t time_start(const uint8_t *block, uint32_t end, int *is_spaced) {
  static const uint32_t lengths[] = {30, 27, 24, 20};
  for (int i = 0; i < 4; i++) {
    uint32_t start = end - lengths[i];
    *is_spaced = block[start - 2] == ' ';
    if (*is_spaced ? is_text(block + start - 11, ", \"time\": \"", 11) : is_text(block + start - 9, ",\"time\":\"", 9))
      return start;
  }
  return 0;
}

static void KERNEL(find_tails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                               struct lines_tail *tails) {
  const uint64_t all = ~(uint64_t)0;
  uint32_t start = first;
  for (size_t line = 0; line < count; line++) {
    uint32_t end = ends[line];
    struct lines_tail tail = {0, 0, 0, 0};
    if (end - start >= 192 && block[end - 1] == '}' && block[end - 2] == '"') {
      int is_spaced = 0;
      uint32_t time_end = end - 2, time = time_start(block, time_end, &is_spaced);
      uint32_t node_end = time - (is_spaced ? 12 : 10);
      if (time != 0 && block[node_end] == '"') {
        /* The 64 bytes that end with the node's closing quote: its opening one is the last quote before. */
        bytes64 bytes = load(block + node_end - 63);
        uint64_t quotes = equal(bytes, '"') & (all >> 1);
        uint64_t inside = equal(load(block + time), '"') | equal(load(block + time), '\\');
        int is_plain = (inside & ((1ull << (time_end - time)) - 1)) == 0;
        if (is_plain && quotes != 0) {
          int quote = 63 - __builtin_clzll(quotes);
          uint32_t node = node_end - 63 + (uint32_t)quote + 1;
          uint64_t escapes = equal(bytes, '\\') >> quote;
          int is_node = is_spaced ? is_text(block + node - 17, "}, \"node_name\": \"", 17)
                                  : is_text(block + node - 15, "},\"node_name\":\"", 15);
          if (escapes == 0 && is_node)
            tail = (struct lines_tail){node, node_end, time, time_end};
        }
      }
    }
    tails[line] = tail;
    start = end + 1;
  }
}

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

const struct lines_kernels KERNEL(kernels) = {
    KERNEL(match_heads),
    KERNEL(find_obstacles),
    KERNEL(find_bare_obstacles),
    KERNEL(find_tails),
    KERNEL(find_structure),
    KERNEL(has_members),
    SET_NAME,
};
