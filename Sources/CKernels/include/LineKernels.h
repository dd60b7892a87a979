/* The line kernels: whole passes over lines that are known to be valid JSON, called once a block or once a line. What they
 * mean stands here; LineTwins.swift says the same in Swift.
 *
 * Every kernel may read 64 bytes in front of the block and 256 behind its last line. None writes into the block. */
#ifndef FLOWAUDIT_LINE_KERNELS_H
#define FLOWAUDIT_LINE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* How many bytes of a line's head are compared at most, and how many heads are kept. */
enum { LINE_HEAD_BYTES = 256, LINE_HEAD_COUNT = 16, LINE_NO_HEAD = 255 };

/* A head that lines have in common: all bytes up to the verdict, but for the contents of string values.
 *
 * Bit i of a mask is byte i. A line has this head where its quotes are those of `quotes`, the bytes of `fixed` are those
 * of `text`, and there is no backslash, each among the first `byteCount` bytes. */
typedef struct {
  uint8_t text[LINE_HEAD_BYTES];
  uint64_t quotes[LINE_HEAD_BYTES / 64];
  uint64_t fixed[LINE_HEAD_BYTES / 64];
  uint64_t valid[LINE_HEAD_BYTES / 64];
  uint32_t byteCount;
  uint32_t blockCount;
  /* Where a time of 30 bytes begins among them, 0 where there is none. */
  uint32_t time;
} LineHead;

/* How lines of one node end, the flow's brace in front:
 *
 *     },"node_name":"NODE","time":"2026-05-11T06:00:00.000699696Z"}LF
 *     ###################                                                 the bits of `mask`
 *
 * Bit i of the mask is byte i of the 128 before the quote that closes the name. A line ends so where the bytes of `mask` are
 * those of `text`, and where the time of its head stands at its end, as here; lines of fewer bytes than LINE_TAIL_LINE_BYTES
 * do not. */
enum { LINE_TAIL_BYTES = 128, LINE_TAIL_LINE_BYTES = 192, LINE_TAIL_TIME_BYTES = 30, LINE_TAIL_BYTES_BEHIND = 42 };
typedef struct {
  uint8_t text[LINE_TAIL_BYTES];
  uint64_t mask[LINE_TAIL_BYTES / 64];
} LineKnownTail;

/* The tails that are known, and for each slot the number of one, or LINE_NO_TAIL. */
enum { LINE_TAIL_SLOTS = 4096, LINE_NO_TAIL = 0xFFFF };
typedef struct {
  const uint16_t *slots;
  const LineKnownTail *tails;
} LineKnownTails;

/* The slot of a line whose node's name ends before `end`: names differ in the middle, at the end, or both. */
static inline uint32_t line_tail_slot(const uint8_t *end) {
  static const uint64_t factors[] = {0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0xD6E8FEB86659FD93u,
                                     0xA0761D6478BD642Fu};
  uint64_t mixed = 0, word;
  for (int i = 0; i < 5; i++) {
    __builtin_memcpy(&word, end - 8 * (i + 1), 8);
    mixed ^= word * factors[i];
  }
  return (uint32_t)(mixed >> 52);
}

/* What match_heads finds: the number of a line's head, and its verdict: Hubble's number of it, or LINE_ANOTHER_VERDICT. */
enum {
  LINE_ANOTHER_VERDICT, LINE_FORWARDED, LINE_DROPPED, LINE_ERROR, LINE_AUDIT, LINE_REDIRECTED, LINE_TRACED, LINE_TRANSLATED,
  LINE_VERDICT_COUNT
};
typedef struct {
  uint8_t head;
  uint8_t verdict;
} LineMatch;

/* The oldest and the newest time of a node's flows, in nanoseconds since 1970; of none where the first is the greater. */
typedef struct {
  int64_t oldest, newest;
} LineStay;

/* What take_lines is told of a block, by pointers that are used within the call only.
 *
 * It takes a line that has a known head and one of these verdicts, that hides nothing, and either
 * - whose head has a time, of the minute and the stretch of time given, and whose tail is known; or
 * - whose head has none, if obstacles were looked for and it has none. */
typedef struct {
  const LineHead *heads;
  size_t headCount;
  /* A bit a head: it has no time. */
  uint32_t bareHeads;
  /* A bit a verdict: a flow with it counts by head and tail alone. */
  uint32_t verdicts;
  /* A bit a line of the block: it may hide a member. */
  const uint64_t *hidden;
  /* The obstacles of the block, as find_obstacles gives them; NULL where they were not looked for, or lines without a time are not to be
   * taken. */
  const uint32_t *obstacles;
  size_t obstacleCount;
  /* The number of each tail's node, and of each node its stay, which take_lines adds to. */
  LineKnownTails tails;
  const int64_t *nodes;
  LineStay *stays;
  /* The first 16 bytes of the times of one minute, `2026-05-11T06:00`, as two words, and when it begins. */
  uint64_t minuteText[2];
  int64_t minute;
  /* The stretch of time that is known to have flows: a time shifted right by so many bits. */
  int64_t stretch, stretchShift;
} LineTaking;

/* What take_lines counts of the lines that it takes, from call to call. */
typedef struct {
  /* How many, and how many of each verdict. */
  uint64_t count;
  uint64_t byVerdict[LINE_VERDICT_COUNT];
  /* How many have a time, the oldest and the newest one. */
  uint64_t timedCount;
  LineStay times;
  /* The head that matched last, and the first obstacle that may lie ahead. */
  uint32_t head;
  uint32_t obstacle;
} LineTaken;

/* The structure of a line is its colons and brackets outside of strings, in order: the bytes, and where they stand.
 *
 *     {"flow":{"l4":{"TCP":{}}}}      {:{:{:{}}}}
 *
 * Lines of 64 KiB and more, or with more than LINE_STRUCTURE_COUNT of them, have none here. */
enum { LINE_STRUCTURE_COUNT = 1984, LINE_STRUCTURE_ROOM = LINE_STRUCTURE_COUNT + 64, LINE_STRUCTURE_BYTES = 1 << 16 };

/* A key with the byte before it, its colon and the two bytes behind: the 32 bytes that end there are those of `text` where
 * `mask` has bits. */
enum { LINE_WINDOW_BYTES = 32, LINE_WINDOW_COLON = 29 };
typedef struct {
  uint8_t text[LINE_WINDOW_BYTES];
  uint8_t mask[LINE_WINDOW_BYTES];
} LineKey;

/* A member of a line: which byte of the structure is its colon, and which of the keys stands before it. */
typedef struct {
  uint16_t colon;
  uint16_t key;
} LineMember;

/* A text to be found: 3 bytes or more, no LF among them. `first`, `second` and `third` are the places of three of its bytes,
 * the rarer the faster. */
enum { LINE_NEEDLE_BYTES = 32, LINE_NEEDLE_COUNT = 8 };
typedef struct {
  uint8_t text[LINE_NEEDLE_BYTES];
  uint32_t byteCount;
  uint32_t first, second, third;
  /* Laid over each byte of the block before it is compared: 0x20 for letters in either case, else 0. */
  uint32_t fold;
} LineNeedle;

/* Where the contents of the last two strings of a line begin and end, if it ends as the agent writes it, the flow's brace
 * in front: },"node_name":"NODE","time":"TIME"}LF, or with a blank behind each comma and colon - else all 0. The two are then
 * members of the line's own object. */
typedef struct {
  uint32_t nodeStart, nodeEnd, timeStart, timeEnd;
} LineTail;

/* How much of a text was read, and how much was written for it. */
typedef struct {
  size_t read;
  size_t written;
} LineCopy;

/* The bytes behind the text written that undo_escapes may overwrite. */
enum { LINE_COPY_SLACK = 80 };

/* The line kernels of one set. */
typedef struct {
  /* For each of `count` lines the number of the head that it has, or LINE_NO_HEAD, and its verdict. Line i begins behind the LF of line
   * i - 1, the first one at `first`; `ends` holds the offsets of the LFs. The head that matched last is tried first. */
  void (*matchHeads)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                     const LineHead *heads, size_t headCount, LineMatch *found);
  /* For each of these lines, given their heads, the number of the tail that it has, or LINE_NO_TAIL: one whose head has no
   * time has none. */
  void (*matchTails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count,
                     const LineHead *heads, const LineMatch *matches, LineKnownTails tails, uint16_t *found);
  /* Takes the lines from `from` on, up to `limit`, as far as their heads and tails tell all that is counted of them, and gives the number
   * of the first that it does not take. For this one `found` and `tails` have what match_heads and match_tails would give: the tail
   * only where the line could be taken by its head. */
  size_t (*takeLines)(const uint8_t *block, const uint32_t *ends, size_t from, size_t limit, const LineTaking *told,
                      LineTaken *taken, LineMatch *found, uint16_t *tails);
  /* What keeps a line without a time in its head from the short way: the offsets of all `ime`, `de_` and `deN`, as in "time",
   * "node_name" and "nodeName"; at most `room` of them. Gives their number. */
  size_t (*findObstacles)(const uint8_t *block, size_t byteCount, uint32_t *offsets, size_t room);
  /* For each of `count` lines its tail; lines are given as for match_heads and have to be valid. Lines of
   * fewer bytes than LINE_TAIL_LINE_BYTES, and nodes of more than 64, have none here. */
  void (*findTails)(const uint8_t *block, uint32_t first, const uint32_t *ends, size_t count, LineTail *tails);
  /* Finds the structure of a valid line of a block, whose first byte is at `start` and whose LF is at `end`. `outside` has a bit
   * for each byte of the block: it is outside strings, or closes one. `offsets` are from the line's first byte; they and `bytes`
   * have room for LINE_STRUCTURE_ROOM of them, of which those beyond the count hold anything. Gives the count, or -1 where the
   * line has no structure here: too long, too many colons and brackets, or a colon that does not stand directly behind its key. */
  int (*findStructure)(const uint8_t *block, const uint64_t *outside, size_t start, size_t end, uint16_t *offsets,
                        uint8_t *bytes);
  /* Whether a line whose structure has these offsets has these members. */
  int (*hasMembers)(const uint8_t *line, const uint16_t *offsets, const LineMember *members, size_t count,
                    const LineKey *keys);
  /* For each of `lineCount` lines 1 where it holds any of the texts, else 0. Line i begins behind the LF of line i - 1; `ends` holds
   * the offsets of the LFs, ascending, the last one the block's last byte. */
  void (*findNeedles)(const uint8_t *block, const uint32_t *ends, size_t lineCount, const LineNeedle *needles,
                     size_t needleCount, uint8_t *found);
  /* Writes what the `count` bytes of a valid string's content mean, as far as its escapes are those of a quote, a backslash or a
   * slash: ends in front of another. `out` has room for `count` bytes and LINE_COPY_SLACK; nothing around the text is read. */
  LineCopy (*undoEscapes)(const uint8_t *text, size_t count, uint8_t *out);
} LineKernels;

#endif
