/* The process' descriptors: what they may be, and how many. */
#include "CLinux.h"

#include <errno.h>
#include <sys/resource.h>

/* Whatever is opened next would get the number of a standard stream that is closed, and be written as one. Opened so that
 * using it fails as it does while it is closed. */
void linux_open_closed_streams(void) {
  for (int number = 0; number <= 2; number++) {
    if (fcntl(number, F_GETFD) >= 0 || errno != EBADF) continue;
    int descriptor = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY);
    if (descriptor >= 0 && descriptor != number) close(descriptor);
  }
}

static struct rlimit first_limit;
static int has_first_limit = 0;

void linux_raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  first_limit = limit;
  limit.rlim_cur = limit.rlim_max;
  has_first_limit = setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

void linux_restore_descriptor_limit(void) {
  if (has_first_limit) setrlimit(RLIMIT_NOFILE, &first_limit);
}
