/* A search of a block of lines for a few short texts, one build per instruction set. The Swift twin in FlowTally/Select
 * says the same in Swift. */
#ifndef FLOWAUDIT_CNEEDLES_H
#define FLOWAUDIT_CNEEDLES_H

#include <stddef.h>
#include <stdint.h>

enum { needles_most_bytes = 32, needles_most = 8 };

/* A text to be found: 3 bytes or more, no LF among them. `first`, `second` and `third` are the places of three of its bytes,
 * the rarer the faster. */
struct needle {
  uint8_t text[needles_most_bytes];
  uint32_t byte_count;
  uint32_t first, second, third;
  /* Laid over each byte of the block before it is compared: 0x20 for letters in either case, else 0. */
  uint8_t fold;
};

struct needles_kernels {
  /* For each of `line_count` lines 1 where it holds any of the texts, else 0. Line i begins behind the LF of line i - 1;
   * `ends` holds the offsets of the LFs, ascending, the last one the block's last byte. May read 128 bytes behind it. */
  void (*find)(const uint8_t *block, const uint32_t *ends, size_t line_count, const struct needle *needles,
               size_t needle_count, uint8_t *found);
  const char *name;
};

/* The kernels of that name, the portable ones where this machine has none such. */
const struct needles_kernels *needles_named(const char *name);

#endif
