/* What every machine of the architecture has: SSE2 on x86-64, NEON on arm64. */
#include "CLines.h"

#if defined(__x86_64__)
#define SET_NAME "sse2"
#elif defined(__aarch64__)
#define SET_NAME "neon"
#else
#define SET_NAME "portable"
#endif
#define KERNEL(name) lines_portable_##name
#include "kernels.h"
