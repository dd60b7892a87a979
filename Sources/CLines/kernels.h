/* The kernels, written once over vectors of 64 bytes; each instruction set includes this file with its own target.
 *
 * The worked example: the line {"flow":{"a":1}}
 *   quotes     .x....x..x.x....      one bit a byte, first byte first
 *   in string  .xxxxx...xx.....      a quote's bit and all behind it, up to the next quote's
 *   structure  x......xx...x.xx      colons and brackets outside of strings: {:{:}}
 */
#include "passes/vectors.h"

#include "passes/heads.h"
#include "passes/known_tails.h"
#include "passes/needles.h"
#include "passes/obstacles.h"
#include "passes/structure.h"
#include "passes/tails.h"

const struct lines_kernels KERNEL(kernels) = {
    KERNEL(match_heads),
    KERNEL(match_tails),
    KERNEL(find_obstacles),
    KERNEL(find_tails),
    KERNEL(find_structure),
    KERNEL(has_members),
    KERNEL(find_needles),
    SET_NAME,
};
