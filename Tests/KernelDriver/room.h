/* Memory with a wall behind it: a kernel that reads or writes further than its contract says stops the program. */
#ifndef FLOWAUDIT_ROOM_H
#define FLOWAUDIT_ROOM_H

#include "cases.h"

typedef struct {
  uint8_t *bytes;
  void *mapping;
  size_t mappedCount;
} Room;

/* `byteCount` bytes whose first one is aligned, `front` before them and `behind` behind; what is no input is `filling`. The wall
 * stands right behind, or as near as the alignment lets it. */
Room make_room(size_t front, size_t byteCount, size_t behind, size_t alignment, uint8_t filling);

/* The same, and the blob in it. */
Room make_room_for(Blob blob, size_t front, size_t behind, size_t alignment, uint8_t filling);

void leave_room(Room room);

#endif
