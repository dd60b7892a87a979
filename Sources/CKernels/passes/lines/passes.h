/* All passes over lines, written once over vectors of 64 bytes; each set compiles them for its own machines.
 *
 * The worked example: the line {"flow":{"a":1}}
 *   quotes     .x....x..x.x....      one bit a byte, first byte first
 *   in string  .xxxxx...xx.....      a quote's bit and all behind it, up to the next quote's
 *   structure  x......xx...x.xx      colons and brackets outside of strings: {:{:}}
 */
#include "vectors.h"

#include "heads.h"
#include "known_tails.h"
#include "needles.h"
#include "obstacles.h"
#include "structure.h"
#include "tails.h"
#include "take_lines.h"
#include "undo_escapes.h"

static const LineKernels LINE_PASSES = {match_heads,    match_tails, take_lines,  find_obstacles, find_tails,
                                        find_structure, has_members, find_needles, undo_escapes};
