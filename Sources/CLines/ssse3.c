/* SSSE3 and POPCNT. */
#include "CLines.h"

#if defined(__x86_64__)
#define SET_NAME "ssse3"
#define KERNEL(name) lines_ssse3_##name
#pragma clang attribute push(__attribute__((target("ssse3,popcnt,pclmul"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
