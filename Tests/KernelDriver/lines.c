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

typedef size_t find(const uint8_t *block, size_t byte_count, uint32_t *offsets, size_t room);

static void find_any_obstacles(find *find, const Blob *inputs, Answer *answer) {
  size_t most = number_at(inputs[1], 0);
  Room block = room_for_block(inputs[0]), offsets = make_room(0, most * 4, 0, 4, 0xA5);
  size_t count = find(block.bytes, inputs[0].byteCount, (uint32_t *)offsets.bytes, most);
  give(answer, offsets.bytes, count * 4);
  leave_room(block), leave_room(offsets);
}

static void find_obstacles(const void *set, const Blob *inputs, Answer *answer) {
  find_any_obstacles(((const struct lines_kernels *)set)->find_obstacles, inputs, answer);
}

static void find_bare_obstacles(const void *set, const Blob *inputs, Answer *answer) {
  find_any_obstacles(((const struct lines_kernels *)set)->find_bare_obstacles, inputs, answer);
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

/* One line: `count` is UINT32_MAX and the rest zero where the colons cannot be listed. */
static void find_colons(const void *set, const Blob *inputs, Answer *answer) {
  uint32_t deepest = number_at(inputs[1], 0), start = number_at(inputs[1], 1), end = number_at(inputs[1], 2);
  size_t most = number_at(inputs[1], 3);
  if (start > end || end > inputs[0].byteCount) give_up("a line is not in its block");
  Room block = room_for_block(inputs[0]);
  Room colons = make_room(0, most * sizeof(struct lines_colon), 0, 4, 0xA5);
  int has_backslash = 0;
  size_t count = ((const struct lines_kernels *)set)
                     ->find_colons(block.bytes + start, end - start, deepest, (struct lines_colon *)colons.bytes, most,
                                   &has_backslash);
  bool is_listed = count <= most;
  uint32_t numbers[] = {is_listed ? (uint32_t)count : UINT32_MAX, is_listed && has_backslash};
  give(answer, colons.bytes, is_listed ? count * sizeof(struct lines_colon) : 0);
  give(answer, numbers, sizeof numbers);
  leave_room(block), leave_room(colons);
}

static const Kernel KERNELS[] = {
  {"match_heads", 3, 1, match_heads},
  {"find_obstacles", 2, 1, find_obstacles},
  {"find_bare_obstacles", 2, 1, find_bare_obstacles},
  {"find_tails", 2, 1, find_tails},
  {"find_colons", 2, 2, find_colons},
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
