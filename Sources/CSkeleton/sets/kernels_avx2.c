/* AVX2 with BMI2 and carry-less multiplication: Haswell, Zen and later. */
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,pclmul,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#include "block_avx2.h"
#include "block_of_parts.h"
#include "utf8_parts.h"
#include "keep_by_table.h"
#include "../passes/passes.h"

#pragma clang attribute pop

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_avx2(void) {
  __builtin_cpu_init();
  bool runs = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi")
      && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt");
  return runs ? &KERNELS : NULL;
}

#else
const SkeletonKernels *skeleton_kernels_avx2(void) { return NULL; }
#endif
