/* Which instruction sets this machine and its system allow. */
#include "CLines.h"

extern const struct lines_kernels lines_portable_kernels;
#if defined(__x86_64__)
extern const struct lines_kernels lines_avx512_kernels, lines_avx2_kernels, lines_ssse3_kernels;
#endif

static const struct lines_kernels *sets[4];
static int set_count = 0;

/* Before anything else runs, so that nobody sees the list half made. */
__attribute__((constructor)) static void find_sets(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  int has_bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
                 __builtin_cpu_supports("pclmul");
  if (has_bits && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi2"))
    sets[set_count++] = &lines_avx512_kernels;
  if (has_bits && __builtin_cpu_supports("avx2")) sets[set_count++] = &lines_avx2_kernels;
  if (__builtin_cpu_supports("ssse3") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul")) sets[set_count++] = &lines_ssse3_kernels;
#endif
  sets[set_count++] = &lines_portable_kernels;
}

int lines_set_count(void) { return set_count; }

const struct lines_kernels *lines_set(int set) { return sets[set]; }

const char *lines_set_name(int set) { return sets[set]->name; }
