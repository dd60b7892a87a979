/* The kernels of CLines. */
#include "CLines.h"
#include "cases.h"
#include "room.h"

/* What may be read around a block, as FlowInput lends it; no kernel of CLines needs it aligned. */
static Room room_for_block(Blob block) { return make_room_for(block, 64, 256, 1, '"'); }

static Room room_for_items(Blob items, size_t size) { return make_room_for(items, 0, 0, size < 8 ? size : 8, 0); }

static void match_heads(const void *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4), headCount = item_count(inputs[2], sizeof(struct lines_head));
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room heads = room_for_items(inputs[2], sizeof(struct lines_head));
  Room found = make_room(0, lineCount * sizeof(struct lines_match), 0, 1, 0xA5);
  ((const struct lines_kernels *)set)
      ->match_heads(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (const struct lines_head *)heads.bytes,
                    headCount, (struct lines_match *)found.bytes);
  give(answer, found.bytes, lineCount * sizeof(struct lines_match));
  leave_room(block), leave_room(ends), leave_room(heads), leave_room(found);
}

static void match_tails(const void *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4);
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room heads = room_for_items(inputs[2], sizeof(struct lines_head));
  Room matches = room_for_items(inputs[3], sizeof(struct lines_match));
  Room slots = room_for_items(inputs[4], 2), tails = room_for_items(inputs[5], sizeof(struct lines_known_tail));
  struct lines_known_tails known = {(const uint16_t *)slots.bytes, (const struct lines_known_tail *)tails.bytes};
  Room found = make_room(0, lineCount * 2, 0, 2, 0xA5);
  ((const struct lines_kernels *)set)
      ->match_tails(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (const struct lines_head *)heads.bytes,
                    (const struct lines_match *)matches.bytes, known, (uint16_t *)found.bytes);
  give(answer, found.bytes, lineCount * 2);
  leave_room(block), leave_room(ends), leave_room(heads), leave_room(matches), leave_room(slots), leave_room(tails);
  leave_room(found);
}

static void find_obstacles(const void *set, const Blob *inputs, Answer *answer) {
  size_t most = number_at(inputs[1], 0);
  Room block = room_for_block(inputs[0]), offsets = make_room(0, most * 4, 0, 4, 0xA5);
  size_t count = ((const struct lines_kernels *)set)
                     ->find_obstacles(block.bytes, inputs[0].byteCount, (uint32_t *)offsets.bytes, most);
  give(answer, offsets.bytes, count * 4);
  leave_room(block), leave_room(offsets);
}

static void find_tails(const void *set, const Blob *inputs, Answer *answer) {
  size_t lineCount = item_count(inputs[1], 4);
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room tails = make_room(0, lineCount * sizeof(struct lines_tail), 0, 4, 0xA5);
  ((const struct lines_kernels *)set)
      ->find_tails(block.bytes, 0, (const uint32_t *)ends.bytes, lineCount, (struct lines_tail *)tails.bytes);
  give(answer, tails.bytes, lineCount * sizeof(struct lines_tail));
  leave_room(block), leave_room(ends), leave_room(tails);
}

/* One line: `count` is UINT32_MAX and the rest empty where it has no structure. */
static void find_structure(const void *set, const Blob *inputs, Answer *answer) {
  uint32_t start = number_at(inputs[2], 0), end = number_at(inputs[2], 1);
  if (start > end || end > inputs[0].byteCount) give_up("a line is not in its block");
  Room block = room_for_block(inputs[0]), outside = room_for_items(inputs[1], 8);
  Room offsets = make_room(0, lines_structure_room * sizeof(uint16_t), 0, 2, 0xA5);
  Room bytes = make_room(0, lines_structure_room, 0, 1, 0xA5);
  int count = ((const struct lines_kernels *)set)
                  ->find_structure(block.bytes, (const uint64_t *)outside.bytes, start, end, (uint16_t *)offsets.bytes, bytes.bytes);
  bool is_there = count >= 0;
  uint32_t numbers[] = {is_there ? (uint32_t)count : UINT32_MAX};
  give(answer, offsets.bytes, is_there ? (size_t)count * sizeof(uint16_t) : 0);
  give(answer, bytes.bytes, is_there ? (size_t)count : 0);
  give(answer, numbers, sizeof numbers);
  leave_room(block), leave_room(outside), leave_room(offsets), leave_room(bytes);
}

/* One line, the first of its block. */
static void has_members(const void *set, const Blob *inputs, Answer *answer) {
  size_t member_count = item_count(inputs[2], sizeof(struct lines_member));
  Room block = room_for_block(inputs[0]), offsets = room_for_items(inputs[1], sizeof(uint16_t));
  Room members = room_for_items(inputs[2], 2), keys = room_for_items(inputs[3], 1);
  uint32_t has = (uint32_t)((const struct lines_kernels *)set)
                     ->has_members(block.bytes, (const uint16_t *)offsets.bytes, (const struct lines_member *)members.bytes,
                                   member_count, (const struct lines_key *)keys.bytes);
  give(answer, &has, sizeof has);
  leave_room(block), leave_room(offsets), leave_room(members), leave_room(keys);
}

static void find_needles(const void *set, const Blob *inputs, Answer *answer) {
  size_t line_count = item_count(inputs[1], 4), needle_count = item_count(inputs[2], sizeof(struct lines_needle));
  Room block = room_for_block(inputs[0]), ends = room_for_items(inputs[1], 4);
  Room needles = room_for_items(inputs[2], sizeof(struct lines_needle));
  Room found = make_room(0, line_count, 0, 1, 0xA5);
  ((const struct lines_kernels *)set)
      ->find_needles(block.bytes, (const uint32_t *)ends.bytes, line_count, (const struct lines_needle *)needles.bytes,
                     needle_count, found.bytes);
  give(answer, found.bytes, line_count);
  leave_room(block), leave_room(ends), leave_room(needles), leave_room(found);
}

static const Kernel KERNELS[] = {
  {"match_heads", 3, 1, match_heads},
  {"match_tails", 6, 1, match_tails},
  {"find_obstacles", 2, 1, find_obstacles},
  {"find_tails", 2, 1, find_tails},
  {"find_structure", 3, 3, find_structure},
  {"has_members", 4, 1, has_members},
  {"find_needles", 3, 1, find_needles},
};

/* The table of a set holds the kernels and a name. */
_Static_assert(sizeof(struct lines_kernels) / sizeof(void *) == sizeof KERNELS / sizeof *KERNELS + 1, "a row for every kernel");

Family lines_family(void) {
  Family family = {.kernels = KERNELS, .kernelCount = sizeof KERNELS / sizeof *KERNELS};
  for (int i = 0; i < lines_set_count(); i++) {
    family.sets[family.setCount++] = (Set){lines_set_name(i), lines_set(i)};
  }
  return family;
}
