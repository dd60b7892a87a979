/* What every machine of the architecture has. */
#include "CNeedles.h"

#define SET_NAME "portable"
#define KERNEL(name) needles_portable_##name
#include "kernels.h"
