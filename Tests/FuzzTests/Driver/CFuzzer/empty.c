// A target of C needs a file; what it declares is in libFuzzer.
#include "CFuzzer.h"
