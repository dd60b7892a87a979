/* SSSE3, and what came with it until Westmere: SSE4.2, carry-less multiplication, counting of ones. */
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("sse4.2,pclmul,popcnt"))), apply_to = function)

#include "block_sse2.h"
#include "block_ssse3.h"
#include "block_of_parts.h"
#include "utf8_parts.h"
#include "keep_by_table.h"
#include "../passes/passes.h"

#pragma clang attribute pop

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_ssse3(void) {
  __builtin_cpu_init();
  bool runs = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul")
      && __builtin_cpu_supports("popcnt");
  return runs ? &KERNELS : NULL;
}

#else
const SkeletonKernels *skeleton_kernels_ssse3(void) { return NULL; }
#endif
