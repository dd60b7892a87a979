/* AVX-512 with VBMI2: Ice Lake, Zen 4 and later. */
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt"))), \
    apply_to = function)

#include "block_avx512.h"
#include "tokens_avx512.h"
#include "../passes/passes.h"

#pragma clang attribute pop

static const SkeletonKernels KERNELS = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};

const SkeletonKernels *skeleton_kernels_avx512(void) {
  __builtin_cpu_init();
  bool runs = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi")
      && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi")
      && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt");
  return runs ? &KERNELS : NULL;
}

#else
const SkeletonKernels *skeleton_kernels_avx512(void) { return NULL; }
#endif
