/* The time zone's clocks. The C library reads TZ, or /etc/localtime. */
#define _GNU_SOURCE
#include <time.h>

#include "CLinux.h"

long linux_local_offset(int64_t seconds) {
  time_t moment = (time_t)seconds;
  struct tm local;
  if (localtime_r(&moment, &local) == NULL) return 0;
  return local.tm_gmtoff;
}
