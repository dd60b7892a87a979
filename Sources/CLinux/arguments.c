#include "CLinux.h"

static int argument_count = 0;
static char **arguments = NULL;

/* glibc hands main's arguments to constructors, too. */
__attribute__((constructor)) static void keep_arguments(int count, char **vector) {
  argument_count = count;
  arguments = vector;
}

int linux_argument_count(void) { return argument_count; }

const char *linux_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : NULL; }
