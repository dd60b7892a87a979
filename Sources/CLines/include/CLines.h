/* Kernels that look at lines known to be valid JSON: whole passes, called once a block or once a line, one build of each
 * per instruction set. What they mean stands here; the Swift twins in FlowTally/Lines say the same in Swift.
 *
 * Every kernel may read 64 bytes in front of the block and 256 behind its last line. None writes into the block. */
#ifndef FLOWAUDIT_CLINES_H
#define FLOWAUDIT_CLINES_H

#include <stddef.h>
#include <stdint.h>

/* How many bytes of a line's head are compared at most, and how many heads are kept. */
enum { lines_head_bytes = 256, lines_head_count = 16, lines_no_head = 255 };

/* A head that lines have in common: all bytes up to the verdict, but for the contents of string values.
 *
 * Bit i of a mask is byte i. A line has this head where its quotes are those of `quotes`, the bytes of `fixed` are those
 * of `text`, and there is no backslash, each among the first `byte_count` bytes. */
struct lines_head {
  uint8_t text[lines_head_bytes];
  uint64_t quotes[lines_head_bytes / 64];
  uint64_t fixed[lines_head_bytes / 64];
  uint64_t valid[lines_head_bytes / 64];
  uint32_t byte_count;
  uint32_t block_count;
  /* Where a time of 30 bytes begins among them, 0 where there is none. */
  uint32_t time;
};

/* How lines of one node end, the flow's brace in front:
 *
 *     },"node_name":"NODE","time":"2026-05-11T06:00:00.000699696Z"}LF
 *     ###################                                                 the bits of `mask`
 *
 * Bit i of the mask is byte i of the 128 before the quote that closes the name. A line ends so where the bytes of `mask` are
 * those of `text`, and where the time of its head stands at its end, as here; shorter lines than lines_tail_line bytes do not. */
enum { lines_tail_bytes = 128, lines_tail_line = 192, lines_tail_time = 30, lines_tail_behind = 42 };
struct lines_known_tail {
  uint8_t text[lines_tail_bytes];
  uint64_t mask[lines_tail_bytes / 64];
};

/* The tails that are known, and for each slot the number of one, or lines_no_tail. */
enum { lines_tail_slots = 4096, lines_no_tail = 0xFFFF };
struct lines_known_tails {
  const uint16_t *slots;
  const struct lines_known_tail *tails;
};

/* The slot of a line whose node's name ends before `end`: names differ in the middle, at the end, or both. */
static inline uint32_t lines_tail_slot(const uint8_t *end) {
  static const uint64_t factors[] = {0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0xD6E8FEB86659FD93u,
                                     0xA0761D6478BD642Fu};
  uint64_t mixed = 0, word;
  for (int i = 0; i < 5; i++) {
    __builtin_memcpy(&word, end - 8 * (i + 1), 8);
    mixed ^= word * factors[i];
  }
  return (uint32_t)(mixed >> 52);
}

/* What match_heads finds: the number of a line's head, and its verdict where that is one of the two most common. */
enum { lines_forwarded = 1, lines_dropped = 2, lines_another_verdict = 0 };
struct lines_match {
  uint8_t head;
  uint8_t verdict;
};

/* The structure of a line is its colons and brackets outside of strings, in order: the bytes, and where they stand.
 *
 *     {"flow":{"l4":{"TCP":{}}}}      {:{:{:{}}}}
 *
 * Lines of 64 KiB and more, or with more than lines_structure_count of them, have none here. */
enum { lines_structure_count = 1984, lines_structure_room = lines_structure_count + 64, lines_structure_bytes = 1 << 16 };

/* A key with the byte before it, its colon and the two bytes behind: the 32 bytes that end there are those of `text` where `mask` has
 * bits. */
enum { lines_window = 32, lines_window_colon = 29 };
struct lines_key {
  uint8_t text[lines_window];
  uint8_t mask[lines_window];
};

/* A member of a line: which byte of the structure is its colon, and which of the keys stands before it. */
struct lines_member {
  uint16_t colon;
  uint16_t key;
};

/* A text to be found: 3 bytes or more, no LF among them. `first`, `second` and `third` are the places of three of its bytes,
 * the rarer the faster. */
enum { lines_needle_bytes = 32, lines_needle_count = 8 };
struct lines_needle {
  uint8_t text[lines_needle_bytes];
  uint32_t byte_count;
  uint32_t first, second, third;
  /* Laid over each byte of the block before it is compared: 0x20 for letters in either case, else 0. */
  uint32_t fold;
};

/* Where the contents of the last two strings of a line begin and end, if it ends as the agent writes it, the flow's brace
 * in front: },"node_name":"NODE","time":"TIME"}LF, or the same with a blank behind each comma and colon - else all 0. The two are then members of the line's own object. */
struct lines_tail {
  uint32_t node_start, node_end, time_start, time_end;
};

/* The kernels of one instruction set. */
struct lines_kernels {
  /* For each of `count` lines the number of the head that it has, or lines_no_head, and its verdict. Line i begins behind the LF of line
   * i - 1, the first one at `first`; `ends` holds the offsets of the LFs. The head that matched last is tried first. */
  void (*match_heads)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                      const struct lines_head *heads, size_t head_count, struct lines_match *found);
  /* For each of these lines, given their heads, the number of the tail that it has, or lines_no_tail: one whose head has no
   * time has none. */
  void (*match_tails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                      const struct lines_head *heads, const struct lines_match *matches,
                      struct lines_known_tails tails, uint16_t *found);
  /* What keeps a line without a time in its head from the short way: the offsets of all `ime`, `de_` and `deN`, as in "time",
   * "node_name" and "nodeName"; at most `room` of them. Gives their number. */
  size_t (*find_obstacles)(const uint8_t *block, size_t byte_count, uint32_t *offsets, size_t room);
  /* For each of `count` lines its tail; lines are given as for match_heads and have to be valid. Shorter lines than 192
   * bytes and nodes longer than 64 have none here. */
  void (*find_tails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count, struct lines_tail *tails);
  /* Finds the structure of a valid line of a block, whose first byte is at `start` and whose LF is at `end`. `outside` has a bit
   * for each byte of the block: it is outside strings, or closes one. `offsets` are from the line's first byte; they and `bytes`
   * have room for lines_structure_room of them, of which those beyond the count hold anything. Gives the count, or -1 where the
   * line has no structure here: too long, too many colons and brackets, or a colon that does not stand directly behind its key. */
  int (*find_structure)(const uint8_t *block, const uint64_t *outside, size_t start, size_t end, uint16_t *offsets,
                        uint8_t *bytes);
  /* Whether a line whose structure has these offsets has these members. */
  int (*has_members)(const uint8_t *line, const uint16_t *offsets, const struct lines_member *members, size_t count,
                     const struct lines_key *keys);
  /* For each of `line_count` lines 1 where it holds any of the texts, else 0. Line i begins behind the LF of line i - 1; `ends` holds
   * the offsets of the LFs, ascending, the last one the block's last byte. */
  void (*find_needles)(const uint8_t *block, const uint32_t *ends, size_t line_count, const struct lines_needle *needles,
                       size_t needle_count, uint8_t *found);
  const char *name;
};

/* The instruction sets that this machine has, by number, the best first; the portable build is the last. */
int lines_set_count(void);
const char *lines_set_name(int set);

/* The kernels of a set. */
const struct lines_kernels *lines_set(int set);

#endif
