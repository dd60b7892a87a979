/* What every set begins with. */
#include <string.h>

#include "CSkeleton.h"
