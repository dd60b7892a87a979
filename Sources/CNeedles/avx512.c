/* AVX-512 with byte instructions. */
#include "CNeedles.h"

#if defined(__x86_64__)
#define SET_NAME "avx512"
#define KERNEL(name) needles_avx512_##name
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,popcnt"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
