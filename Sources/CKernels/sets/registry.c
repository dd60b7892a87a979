/* The registry: which sets there are, and which of them this machine and its system can run. */
#include "set.h"

#define FIRST_TEST(feature) __builtin_cpu_supports(feature)
#define NEXT_TEST(feature) &&__builtin_cpu_supports(feature)
#define HAS(FEATURES) (FEATURES(FIRST_TEST, NEXT_TEST))

typedef struct {
  const KernelTable *table;
  bool isRunnable;
} Row;

const KernelTable *kernel_set(size_t number) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const Row rows[] = {
    {&avx512_kernels, HAS(AVX512_FEATURES)},
    {&avx2_kernels, HAS(AVX2_FEATURES)},
    {&ssse3_kernels, HAS(SSSE3_FEATURES)},
    {&sse2_kernels, true},
  };
#elif defined(__aarch64__)
  const Row rows[] = {{&neon_kernels, true}};
#else
  const Row rows[] = {{NULL, false}};
#endif
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (rows[i].isRunnable && number-- == 0) return rows[i].table;
  }
  return NULL;
}
