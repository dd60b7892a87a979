/* AVX-512 with byte and bit instructions, and with VBMI2, which compresses bytes. */
#include "CLines.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define SET_NAME "avx512"
#define KERNEL(name) lines_avx512_##name
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi2,bmi,bmi2,popcnt,pclmul"))), apply_to = function)
#include "compress_avx512.h"
#include "kernels.h"
#pragma clang attribute pop
#endif
