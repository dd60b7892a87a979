/* AVX2. */
#include "CNeedles.h"

#if defined(__x86_64__)
#define SET_NAME "avx2"
#define KERNEL(name) needles_avx2_##name
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
