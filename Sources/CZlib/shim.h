/* zlib as Debian's zlib1g-dev installs it: gzip members in, bytes out. */
#include <zlib.h>
