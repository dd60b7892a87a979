/* NEON: every arm64. */
#include "kernels.h"

#if defined(__aarch64__) && defined(__ARM_NEON)
#include "block_neon.h"
#include "block_of_parts.h"
#include "utf8_parts.h"
#include "keep_by_table.h"
#include "../passes/passes.h"

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_neon(void) {
  return &KERNELS;
}

#else
const SkeletonKernels *skeleton_kernels_neon(void) { return NULL; }
#endif
