/* AVX2, BMI and POPCNT. */
#include "CLines.h"

#if defined(__x86_64__)
#define SET_NAME "avx2"
#define KERNEL(name) lines_avx2_##name
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,pclmul"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
