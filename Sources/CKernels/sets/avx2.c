/* AVX2 with BMI2 and carry-less multiplication: Haswell, Zen and later. */
#include "set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(TARGET(AVX2_FEATURES), apply_to = function)

#include "../blocks/block_avx2.h"
#include "../blocks/block_of_parts.h"
#include "../blocks/utf8_parts.h"
#include "../blocks/keep_by_table.h"
#include "../passes/skeleton/passes.h"
#include "../passes/lines/passes.h"

#pragma clang attribute pop

const KernelTable avx2_kernels = {"avx2", &SKELETON_PASSES, &LINE_PASSES};
#endif
