/* What every set begins with, and what each asks of a machine. */
#include <string.h>

#include "CKernels.h"

/* Vectors of 64 bytes are passed to functions that are always inlined: how they would be passed otherwise is of no account. */
#pragma clang diagnostic ignored "-Wpsabi"

/* What a set is compiled for is what the registry asks of the machine: FIRST is called with the first feature, NEXT with
 * each of the others. SSE2 and NEON need no question, for x86-64 and arm64 have them. */
#define SSSE3_FEATURES(FIRST, NEXT) FIRST("sse4.2") NEXT("pclmul") NEXT("popcnt")
#define AVX2_FEATURES(FIRST, NEXT) FIRST("avx2") NEXT("pclmul") NEXT("bmi") NEXT("bmi2") NEXT("lzcnt") NEXT("popcnt")
#define AVX512_FEATURES(FIRST, NEXT) \
  FIRST("avx512f") NEXT("avx512bw") NEXT("avx512dq") NEXT("avx512vl") NEXT("avx512vbmi") NEXT("avx512vbmi2") \
  NEXT("pclmul") NEXT("bmi") NEXT("bmi2") NEXT("lzcnt") NEXT("popcnt")

#define FIRST_TARGET(feature) feature
#define NEXT_TARGET(feature) "," feature
#define TARGET(FEATURES) __attribute__((target(FEATURES(FIRST_TARGET, NEXT_TARGET))))

extern const KernelTable avx512_kernels, avx2_kernels, ssse3_kernels, sse2_kernels, neon_kernels;
