/* The line kernels. */
#include "CKernels.h"
#include "cases.h"
#include "room.h"

#include <string.h>

/* What may be read around a block, as FlowInput lends it; no line kernel needs it aligned. */
static Room room_for_block(Blob block) { return make_room_for(block, 64, 256, 1, '"'); }

static Room room_for_items(Blob items, size_t size) { return make_room_for(items, 0, 0, size < 8 ? size : 8, 0); }

static void match_heads(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4), headCount = item_count(inputs[2], sizeof(LineHead));
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room heads = room_for_items(inputs[2], sizeof(LineHead));
  Room found = make_room(0, lineCount * sizeof(LineMatch), 0, 1, 0xA5);
  set->lines->matchHeads(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (const LineHead *)heads.bytes,
                    headCount, (LineMatch *)found.bytes);
  give(answer, found.bytes, lineCount * sizeof(LineMatch));
  leave_room(block), leave_room(ends), leave_room(heads), leave_room(found);
}

static void match_tails(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4);
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room heads = room_for_items(inputs[2], sizeof(LineHead));
  Room matches = room_for_items(inputs[3], sizeof(LineMatch));
  Room slots = room_for_items(inputs[4], 2), tails = room_for_items(inputs[5], sizeof(LineKnownTail));
  LineKnownTails known = {(const uint16_t *)slots.bytes, (const LineKnownTail *)tails.bytes};
  Room found = make_room(0, lineCount * 2, 0, 2, 0xA5);
  set->lines->matchTails(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (const LineHead *)heads.bytes,
                    (const LineMatch *)matches.bytes, known, (uint16_t *)found.bytes);
  give(answer, found.bytes, lineCount * 2);
  leave_room(block), leave_room(ends), leave_room(heads), leave_room(matches), leave_room(slots), leave_room(tails);
  leave_room(found);
}

/* What is told, but for its pointers, is an input; numbers: the lines, the nodes, whether obstacles were looked for. */
static void take_lines(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4), from = number_at(inputs[9], 0), limit = number_at(inputs[9], 1);
  size_t stayCount = number_at(inputs[9], 2);
  if (item_count(inputs[3], sizeof(LineTaking)) != 1 || from > limit || limit > lineCount) give_up("lines are not in their block");
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4), heads = room_for_items(inputs[2], sizeof(LineHead));
  Room hidden = room_for_items(inputs[4], 8), obstacles = room_for_items(inputs[5], 4), slots = room_for_items(inputs[6], 2);
  Room tails = room_for_items(inputs[7], sizeof(LineKnownTail)), nodes = room_for_items(inputs[8], 8);
  Room stays = make_room(0, stayCount * sizeof(LineStay), 0, 8, 0), found = make_room(0, lineCount * sizeof(LineMatch), 0, 1, 0xA5);
  Room foundTails = make_room(0, lineCount * 2, 0, 2, 0xA5);
  for (size_t i = 0; i < stayCount; i++) ((LineStay *)stays.bytes)[i] = (LineStay){INT64_MAX, INT64_MIN};
  LineTaking told;
  memcpy(&told, inputs[3].bytes, sizeof told);
  told.heads = (const LineHead *)heads.bytes, told.headCount = item_count(inputs[2], sizeof(LineHead));
  told.hidden = (const uint64_t *)hidden.bytes, told.nodes = (const int64_t *)nodes.bytes;
  told.obstacles = number_at(inputs[9], 3) ? (const uint32_t *)obstacles.bytes : NULL, told.obstacleCount = item_count(inputs[5], 4);
  told.tails = (LineKnownTails){(const uint16_t *)slots.bytes, (const LineKnownTail *)tails.bytes};
  told.stays = (LineStay *)stays.bytes;
  LineTaken taken = {.times = {INT64_MAX, INT64_MIN}};
  uint32_t next = (uint32_t)set->lines->takeLines(block.bytes, (const uint32_t *)ends.bytes, from, limit, &told, &taken,
                                                  (LineMatch *)found.bytes, (uint16_t *)foundTails.bytes);
  size_t looked = (next < limit ? next + 1 : limit) - from;
  give(answer, &next, sizeof next);
  give(answer, &taken, sizeof taken);
  give(answer, stays.bytes, stayCount * sizeof(LineStay));
  give(answer, found.bytes + from * sizeof(LineMatch), looked * sizeof(LineMatch));
  give(answer, foundTails.bytes + from * 2, looked * 2);
  leave_room(block), leave_room(ends), leave_room(heads), leave_room(hidden), leave_room(obstacles), leave_room(slots);
  leave_room(tails), leave_room(nodes), leave_room(stays), leave_room(found), leave_room(foundTails);
}

static void find_obstacles(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t most = number_at(inputs[1], 0);
  Room block = room_for_block(inputs[0]), offsets = make_room(0, most * 4, 0, 4, 0xA5);
  size_t count = set->lines->findObstacles(block.bytes, inputs[0].byteCount, (uint32_t *)offsets.bytes, most);
  give(answer, offsets.bytes, count * 4);
  leave_room(block), leave_room(offsets);
}

static void find_tails(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4);
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room tails = make_room(0, lineCount * sizeof(LineTail), 0, 4, 0xA5);
  set->lines->findTails(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (LineTail *)tails.bytes);
  give(answer, tails.bytes, lineCount * sizeof(LineTail));
  leave_room(block), leave_room(ends), leave_room(tails);
}

/* One line: `count` is UINT32_MAX and the rest empty where it has no structure. */
static void find_structure(const KernelTable *set, const Blob *inputs, Answer *answer) {
  uint32_t start = number_at(inputs[2], 0), end = number_at(inputs[2], 1);
  if (start > end || end > inputs[0].byteCount) give_up("a line is not in its block");
  Room block = room_for_block(inputs[0]), outside = room_for_items(inputs[1], 8);
  Room offsets = make_room(0, LINE_STRUCTURE_ROOM * sizeof(uint16_t), 0, 2, 0xA5);
  Room bytes = make_room(0, LINE_STRUCTURE_ROOM, 0, 1, 0xA5);
  int count = set->lines->findStructure(block.bytes, (const uint64_t *)outside.bytes, start, end, (uint16_t *)offsets.bytes, bytes.bytes);
  bool isThere = count >= 0;
  uint32_t numbers[] = {isThere ? (uint32_t)count : UINT32_MAX};
  give(answer, offsets.bytes, isThere ? (size_t)count * sizeof(uint16_t) : 0);
  give(answer, bytes.bytes, isThere ? (size_t)count : 0);
  give(answer, numbers, sizeof numbers);
  leave_room(block), leave_room(outside), leave_room(offsets), leave_room(bytes);
}

/* One line, the first of its block. */
static void has_members(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t memberCount = item_count(inputs[2], sizeof(LineMember));
  Room block = room_for_block(inputs[0]), offsets = room_for_items(inputs[1], sizeof(uint16_t));
  Room members = room_for_items(inputs[2], 2), keys = room_for_items(inputs[3], 1);
  uint32_t has = (uint32_t)set->lines->hasMembers(block.bytes, (const uint16_t *)offsets.bytes, (const LineMember *)members.bytes,
                                   memberCount, (const LineKey *)keys.bytes);
  give(answer, &has, sizeof has);
  leave_room(block), leave_room(offsets), leave_room(members), leave_room(keys);
}

static void find_needles(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4), needleCount = item_count(inputs[2], sizeof(LineNeedle));
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room needles = room_for_items(inputs[2], sizeof(LineNeedle));
  Room found = make_room(0, lineCount, 0, 1, 0xA5);
  set->lines->findNeedles(block.bytes, (const uint32_t *)ends.bytes, lineCount, (const LineNeedle *)needles.bytes,
                     needleCount, found.bytes);
  give(answer, found.bytes, lineCount);
  leave_room(block), leave_room(ends), leave_room(needles), leave_room(found);
}

static void undo_escapes(const KernelTable *set, const Blob *inputs, Answer *answer) {
  size_t count = inputs[0].byteCount;
  Room text = make_room_for(inputs[0], 0, 0, 1, 0), out = make_room(0, count, LINE_COPY_SLACK, 1, 0xA5);
  LineCopy copy = set->lines->undoEscapes(text.bytes, count, out.bytes);
  uint32_t read = (uint32_t)copy.read;
  give(answer, out.bytes, copy.written);
  give(answer, &read, sizeof read);
  leave_room(text), leave_room(out);
}

static const Kernel KERNELS[] = {
  {"match_heads", 3, 1, match_heads},
  {"match_tails", 6, 1, match_tails},
  {"take_lines", 10, 5, take_lines},
  {"find_obstacles", 2, 1, find_obstacles},
  {"find_tails", 2, 1, find_tails},
  {"find_structure", 3, 3, find_structure},
  {"has_members", 4, 1, has_members},
  {"find_needles", 3, 1, find_needles},
  {"undo_escapes", 1, 2, undo_escapes},
};

_Static_assert(sizeof(LineKernels) / sizeof(void *) == sizeof KERNELS / sizeof *KERNELS, "a row for every kernel");

Family line_family(void) { return (Family){KERNELS, sizeof KERNELS / sizeof *KERNELS}; }
