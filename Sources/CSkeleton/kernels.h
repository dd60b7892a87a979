/* What every set is compiled with. */
#include <string.h>

#include "CSkeleton.h"
