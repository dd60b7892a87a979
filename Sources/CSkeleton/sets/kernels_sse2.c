/* Plain SSE2: every x86-64. */
#include "kernels.h"

#if defined(__x86_64__)
#include "block_sse2.h"
#include "block_sse2_only.h"
#include "block_of_parts.h"
#include "keep_by_runs.h"
#include "../passes/passes.h"

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_sse2(void) {
  return &KERNELS;
}

#else
const SkeletonKernels *skeleton_kernels_sse2(void) { return NULL; }
#endif
