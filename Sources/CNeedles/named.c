/* From a set's name to its kernels. */
#include "CNeedles.h"

#include <string.h>

extern const struct needles_kernels needles_portable_kernels;
#if defined(__x86_64__)
extern const struct needles_kernels needles_avx512_kernels, needles_avx2_kernels;
#endif

const struct needles_kernels *needles_named(const char *name) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  int has_bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  if (strcmp(name, "avx512") == 0 && has_bits && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
    return &needles_avx512_kernels;
  if ((strcmp(name, "avx512") == 0 || strcmp(name, "avx2") == 0) && has_bits && __builtin_cpu_supports("avx2"))
    return &needles_avx2_kernels;
#endif
  return &needles_portable_kernels;
}
