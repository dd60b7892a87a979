/* The kernels: loops over bytes that need instruction sets which Swift has no words for.
 *
 * SkeletonKernels.h: is every line of a block valid, what is outside strings? LineKernels.h: heads, tails, members and texts of
 * lines that are valid. A set is both, compiled for one kind of machine; all sets give the same answers, those of the Swift
 * twins.
 *
 * Where what stands:
 *     sets/              a file a set: what it is compiled for and made of; registry.c, which has the list of them
 *     blocks/            what 64 bytes are on each kind of machine
 *     passes/skeleton/   the skeleton kernels, written once over blocks
 *     passes/lines/      the line kernels, written once over clang's vectors of 64 bytes
 *
 * Names: Types and kernelFields as Swift writes them, functions in snake_case, CONSTANTS; what is public begins with KERNEL,
 * SKELETON or LINE in one of these spellings. */
#ifndef FLOWAUDIT_CKERNELS_H
#define FLOWAUDIT_CKERNELS_H

#include "LineKernels.h"
#include "SkeletonKernels.h"

#pragma clang assume_nonnull begin

/* A set of kernels. */
typedef struct {
  /* The instruction set's name, in lower case. */
  const char *name;
  const SkeletonKernels *skeleton;
  const LineKernels *lines;
} KernelTable;

/* The sets that this machine, and its operating system, can run, by number, the fastest first; NULL behind the last. */
const KernelTable *_Nullable kernel_set(size_t number);

#pragma clang assume_nonnull end

#endif
