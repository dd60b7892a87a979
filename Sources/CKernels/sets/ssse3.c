/* SSSE3, and what came with it until Westmere: SSE4.2, carry-less multiplication, counting of ones. */
#include "set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(TARGET(SSSE3_FEATURES), apply_to = function)

#include "../blocks/block_sse2.h"
#include "../blocks/block_ssse3.h"
#include "../blocks/block_of_parts.h"
#include "../blocks/utf8_parts.h"
#include "../blocks/keep_by_table.h"
#include "../passes/skeleton/passes.h"
#include "../passes/lines/passes.h"

#pragma clang attribute pop

const KernelTable ssse3_kernels = {"ssse3", &SKELETON_PASSES, &LINE_PASSES};
#endif
