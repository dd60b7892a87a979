/* NEON: every arm64. */
#include "set.h"

#if defined(__aarch64__)
#include "../blocks/block_neon.h"
#include "../blocks/block_of_parts.h"
#include "../blocks/utf8_parts.h"
#include "../blocks/keep_by_table.h"
#include "../passes/skeleton/passes.h"
#include "../passes/lines/passes.h"

const KernelTable neon_kernels = {"neon", &SKELETON_PASSES, &LINE_PASSES};
#endif
