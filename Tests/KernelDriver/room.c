/* Pages for one input or output, and one that nobody may touch. */
#define _GNU_SOURCE
#include "room.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Mappings of earlier rooms: the same few sizes come again for every case. */
static Room left[64];
static size_t leftCount = 0;

static uint8_t *map(size_t usedCount, size_t page) {
  for (size_t i = 0; i < leftCount; i++) {
    if (left[i].mappedCount != usedCount + page) continue;
    uint8_t *mapping = left[i].mapping;
    left[i] = left[--leftCount];
    return mapping;
  }
  uint8_t *mapping = mmap(NULL, usedCount + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED || mprotect(mapping + usedCount, page, PROT_NONE) != 0) give_up("no memory");
  return mapping;
}

Room make_room(size_t front, size_t byteCount, size_t behind, size_t alignment, uint8_t filling) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t usedCount = (front + alignment + byteCount + behind + page - 1) / page * page;
  uint8_t *mapping = map(usedCount, page);
  memset(mapping, filling, usedCount);
  uint8_t *bytes = mapping + usedCount - behind - byteCount;
  return (Room){bytes - (uintptr_t)bytes % alignment, mapping, usedCount + page};
}

Room make_room_for(Blob blob, size_t front, size_t behind, size_t alignment, uint8_t filling) {
  Room room = make_room(front, blob.byteCount, behind, alignment, filling);
  memcpy(room.bytes, blob.bytes, blob.byteCount);
  return room;
}

void leave_room(Room room) {
  if (leftCount < sizeof left / sizeof *left) {
    left[leftCount++] = room;
  } else {
    munmap(room.mapping, room.mappedCount);
  }
}
