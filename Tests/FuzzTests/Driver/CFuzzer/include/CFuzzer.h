// The entry of libFuzzer, which the toolchain brings without a header.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Calls `target` with inputs until the arguments say that it is enough; does not return before. What the arguments are: -help=1.
int LLVMFuzzerRunDriver(
    int *argumentCount, char ***arguments, int (*target)(const uint8_t *bytes, size_t byteCount));
