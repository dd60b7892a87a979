/* For each mask of eight the numbers of its ones, in order: one table for all sets. */
extern uint8_t KEEP_ORDERS[256][8] __attribute__((visibility("hidden")));
