/* Fills the table before the program begins: on any machine, so it is compiled for none in particular, unlike the sets. */
#include <stdint.h>

#include "keep_orders.h"

uint8_t KEEP_ORDERS[256][8] __attribute__((aligned(64)));

static __attribute__((constructor)) void fill_orders(void) {
  for (int mask = 0; mask < 256; mask++) {
    int count = 0;
    for (int number = 0; number < 8; number++) {
      if (mask >> number & 1) KEEP_ORDERS[mask][count++] = (uint8_t)number;
    }
  }
}
