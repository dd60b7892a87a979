/* Plain SSE2: every x86-64. */
#include "set.h"

#if defined(__x86_64__)
#include "../blocks/block_sse2.h"
#include "../blocks/block_sse2_only.h"
#include "../blocks/block_of_parts.h"
#include "../blocks/keep_by_runs.h"
#include "../passes/skeleton/passes.h"
#include "../passes/lines/passes.h"

const KernelTable sse2_kernels = {"sse2", &SKELETON_PASSES, &LINE_PASSES};
#endif
