/* The skeleton kernels, behind ChunkScan: which lines of a chunk, a block of whole lines, are valid JSON.
 *
 * A line, the mask of its strings (opening quote in, closing quote out), its skeleton, its events:
 *
 *     {"flow":{"ports":[80,null],"ok":true},"node_name":"a\"b"}LF     58 bytes
 *     .#####...######............###........##########..#####...
 *     {":{":[80,null],":true},":"}LF                                  29 bytes
 *     {{[]:}:}LF                                                       9 bytes
 *
 * A string leaves only its closing quote. Events are the brackets, the line ends and, behind a closer and a comma, what
 * follows: `:` a member of an object, `,` an element of an array. They hold what only nesting can judge; all else is
 * judged where it stands. A kernel is called once a chunk; none allocates, none keeps anything. */
#ifndef FLOWAUDIT_SKELETON_KERNELS_H
#define FLOWAUDIT_SKELETON_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/* Bytes of a chunk that one step of the first kernel takes. */
enum { SKELETON_STRIDE = 256 };

/* Bytes that may be written behind what is in use of each of the buffers below. */
enum { SKELETON_SLACK = 512 };

/* One chunk on its way through the kernels. The buffers belong to the caller; each has room for as many entries as the
 * chunk has bytes, and SKELETON_SLACK bytes more; the skeleton has 64 bytes in front that may be written. */
typedef struct {
  /* The chunk: whole lines, each ended by LF; 64 bytes in front of it and 256 behind it can be read. */
  const uint8_t *bytes;
  size_t byteCount;

  /* A bit a byte: it is outside strings, or the closing quote of one; 64 bytes a word. */
  uint64_t *outside;

  /* All these bytes. */
  uint8_t *skeleton;
  size_t skeletonCount;

  /* Where in the chunk each line's LF is. */
  uint32_t *lineEnds;
  size_t lineCount;

  /* Brackets, line ends and claims. */
  uint8_t *events;
  size_t eventCount;

  /* Where in the skeleton something may begin that is neither string, plain number nor literal: a byte of it. */
  uint32_t *scalars;
  size_t scalarCount;

  /* A bit a line: its text (strings, escapes, UTF-8), its tokens cannot be right. All zero when a chunk begins. */
  uint64_t *textMarks;
  uint64_t *tokenMarks;
  bool hasTextMarks;
  bool hasTokenMarks;

  /* A bit a line: it has a backslash. All zero when a chunk begins. */
  uint64_t *escapeMarks;

  /* A bit a line: it has the text `aggregate`, or an escape that stands for a letter of a key. All zero when a chunk begins. */
  uint64_t *watchMarks;

  bool hasBackslash;
  bool hasNonASCII;
  /* White space between tokens: said by squeeze; before it, by whoever first finds that it is in the way. */
  bool hasWhiteSpace;
} SkeletonWork;

/* A nesting that is known to be right: bits 1, 5 and 6 of each of its events. */
typedef struct {
  uint64_t planes[3];
  uint64_t eventCount;
} KnownNesting;

/* The nestings known so far, a fixed number of slots; a slot that was never used has eventCount 0 and no planes. */
enum { SKELETON_NESTING_SLOTS = 1024 };
/* Events a known nesting has at most. */
enum { SKELETON_NESTING_EVENTS = 63 };

/* A line whose nesting is not known yet. */
typedef struct {
  uint32_t line;
  uint32_t firstEvent;
  uint32_t eventCount;
} UnknownNesting;

typedef struct {
  const KnownNesting *known;
  UnknownNesting *unknown;
  size_t unknownCount;
} NestingWork;

/* The skeleton kernels of one set, in the order of their calls. */
typedef struct {
  /* Bytes to skeleton, line ends, marks for strings, escapes, control characters and UTF-8, watched lines. */
  void (*findStrings)(SkeletonWork *work);
  /* Takes the white space out of the skeleton; a scalar that only white space parts from one before loses its first
   * byte to a space, so that the next kernels refuse it. */
  void (*squeeze)(SkeletonWork *work);
  /* The grammar of the skeleton: marks, events, scalars. */
  void (*judgeTokens)(SkeletonWork *work);
  /* Each line's events against the known nestings. */
  void (*matchNestings)(const SkeletonWork *work, NestingWork *nesting);
  /* Line ends among the first `count` bytes, of a buffer that has its slack behind them. */
  size_t (*countLineEnds)(const uint8_t *bytes, size_t count);
} SkeletonKernels;

/* The slot of a nesting. */
static inline size_t skeleton_nesting_slot(uint64_t first, uint64_t second, uint64_t third) {
  uint64_t mixed = first * 0x9E3779B97F4A7C15u ^ second * 0xC2B2AE3D27D4EB4Fu ^ third * 0x165667B19E3779F9u;
  return (size_t)(mixed >> 54);
}

#pragma clang assume_nonnull end

#endif
