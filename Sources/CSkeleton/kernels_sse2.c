/* Plain SSE2: every x86-64. */
#include "kernels.h"

#if defined(__x86_64__)
#include "block_sse2.h"
#include "block_sse2_only.h"
#include "tokens.h"
#include "block_of_parts.h"
#include "keep_by_runs.h"
#include "marks.h"
#include "escapes.h"
#include "utf8.h"
#include "utf8_plain.h"
#include "find_strings.h"
#include "literals.h"
#include "grammar.h"
#include "squeeze.h"
#include "nesting.h"

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_sse2(void) {
  return &KERNELS;
}

#else
const SkeletonKernels *skeleton_kernels_sse2(void) { return NULL; }
#endif
