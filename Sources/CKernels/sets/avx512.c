/* AVX-512 with VBMI2: Ice Lake, Zen 4 and later. */
#include "set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(TARGET(AVX512_FEATURES), apply_to = function)

#include "../blocks/block_avx512.h"
#include "../blocks/tokens_avx512.h"
#include "../blocks/structure_avx512.h"
#include "../passes/skeleton/passes.h"
#include "../passes/lines/passes.h"

#pragma clang attribute pop

const KernelTable avx512_kernels = {"avx512", &SKELETON_PASSES, &LINE_PASSES};
#endif
