/* AVX-512 with byte and bit instructions. */
#include "CLines.h"

#if defined(__x86_64__)
#define SET_NAME "avx512"
#define KERNEL(name) lines_avx512_##name
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,popcnt,pclmul"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
