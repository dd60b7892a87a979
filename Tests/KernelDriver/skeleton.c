/* The skeleton kernels. */
#include "CKernels.h"
#include "cases.h"
#include "room.h"

#include <string.h>

/* A chunk's buffers with the room that SkeletonKernels.h asks for. */
typedef struct {
  SkeletonWork work;
  Room bytes, skeleton, lineEnds, events, scalars, textMarks, tokenMarks, escapeMarks, watchMarks, outside;
  size_t markByteCount;
} Buffers;

static Room room_of_items(size_t count, size_t size) {
  return make_room(0, count * size, SKELETON_SLACK * size, size, 0xA5);
}

static size_t count_lines(Blob text) {
  size_t count = 0;
  for (size_t i = 0; i < text.byteCount; i++) count += text.bytes[i] == '\n';
  return count;
}

static Room room_of_marks(size_t byteCount) {
  Room room = make_room(0, byteCount, 8, 8, 0xA5);
  memset(room.bytes, 0, byteCount);
  return room;
}

/* A chunk before its first kernel, or its skeleton before the next ones; half a character and a backslash in front. */
static void open_buffers(Buffers *buffers, Blob bytes, Blob skeleton) {
  size_t count = bytes.byteCount + skeleton.byteCount;
  buffers->bytes = make_room_for(bytes, 64, 256, 1, '"');
  buffers->bytes.bytes[-2] = 0xE2, buffers->bytes.bytes[-1] = '\\';
  buffers->skeleton = make_room(64, count, SKELETON_SLACK, 1, 0xA5);
  buffers->skeleton.bytes[-1] = '\n';
  memcpy(buffers->skeleton.bytes, skeleton.bytes, skeleton.byteCount);
  buffers->lineEnds = room_of_items(count, 4);
  buffers->events = room_of_items(count, 1);
  buffers->scalars = room_of_items(count, 4);
  buffers->markByteCount = (count_lines(bytes) + count_lines(skeleton) + 63) / 64 * 8;
  buffers->textMarks = room_of_marks(buffers->markByteCount);
  buffers->tokenMarks = room_of_marks(buffers->markByteCount);
  buffers->escapeMarks = room_of_marks(buffers->markByteCount);
  buffers->watchMarks = room_of_marks(buffers->markByteCount);
  /* Whole steps are written. */
  buffers->outside = room_of_items((count + SKELETON_STRIDE - 1) / SKELETON_STRIDE * (SKELETON_STRIDE / 64), 8);
  buffers->work = (SkeletonWork){
    .bytes = buffers->bytes.bytes, .byteCount = bytes.byteCount,
    .skeleton = buffers->skeleton.bytes, .skeletonCount = skeleton.byteCount,
    .lineEnds = (uint32_t *)buffers->lineEnds.bytes, .events = buffers->events.bytes,
    .scalars = (uint32_t *)buffers->scalars.bytes,
    .textMarks = (uint64_t *)buffers->textMarks.bytes, .tokenMarks = (uint64_t *)buffers->tokenMarks.bytes,
    .escapeMarks = (uint64_t *)buffers->escapeMarks.bytes,
    .watchMarks = (uint64_t *)buffers->watchMarks.bytes, .outside = (uint64_t *)buffers->outside.bytes,
  };
}

static void close_buffers(Buffers *buffers) {
  Room rooms[] = {buffers->bytes, buffers->skeleton, buffers->lineEnds, buffers->events, buffers->scalars,
                  buffers->textMarks, buffers->tokenMarks, buffers->escapeMarks, buffers->watchMarks, buffers->outside};
  for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) leave_room(rooms[i]);
}

/* A bit for each byte of the chunk, none for what pads it. */
static void give_outside(Answer *answer, const SkeletonWork *work) {
  size_t rest = work->byteCount % 64;
  if (rest != 0) work->outside[work->byteCount / 64] &= (1ull << rest) - 1;
  give(answer, work->outside, (work->byteCount + 63) / 64 * 8);
}

static const Blob NOTHING = {(const uint8_t *)"", 0};

/* Whether the chunk is as it was, and what stands behind it. */
static bool is_untouched(const Buffers *buffers, Blob bytes) {
  const uint8_t *behind = buffers->bytes.bytes + bytes.byteCount;
  for (size_t i = 0; i < 256; i++) {
    if (behind[i] != '"') return false;
  }
  return memcmp(buffers->bytes.bytes, bytes.bytes, bytes.byteCount) == 0;
}

static void find_strings(const KernelTable *set, const Blob *inputs, Answer *answer) {
  Buffers buffers;
  open_buffers(&buffers, inputs[0], NOTHING);
  SkeletonWork *work = &buffers.work;
  set->skeleton->findStrings(work);
  if (!is_untouched(&buffers, inputs[0])) give_up("find_strings has written into its chunk");
  bool flags[] = {work->hasTextMarks, work->hasBackslash, work->hasNonASCII};
  give(answer, work->skeleton, work->skeletonCount);
  give(answer, work->lineEnds, work->lineCount * 4);
  give(answer, work->textMarks, buffers.markByteCount);
  give(answer, work->escapeMarks, buffers.markByteCount);
  give(answer, work->watchMarks, buffers.markByteCount);
  give_outside(answer, work);
  give(answer, flags, sizeof flags);
  close_buffers(&buffers);
}

static void squeeze(const KernelTable *set, const Blob *inputs, Answer *answer) {
  Buffers buffers;
  open_buffers(&buffers, NOTHING, inputs[0]);
  SkeletonWork *work = &buffers.work;
  set->skeleton->squeeze(work);
  give(answer, work->skeleton, work->skeletonCount);
  give(answer, &work->hasWhiteSpace, sizeof work->hasWhiteSpace);
  close_buffers(&buffers);
}

static void judge_tokens(const KernelTable *set, const Blob *inputs, Answer *answer) {
  Buffers buffers;
  open_buffers(&buffers, NOTHING, inputs[0]);
  SkeletonWork *work = &buffers.work;
  set->skeleton->judgeTokens(work);
  bool flags[] = {work->hasTokenMarks, work->hasWhiteSpace};
  give(answer, work->events, work->eventCount);
  give(answer, work->scalars, work->scalarCount * 4);
  give(answer, work->tokenMarks, buffers.markByteCount);
  give(answer, flags, sizeof flags);
  close_buffers(&buffers);
}

/* The slots: all are empty but those of the nestings given. */
static Room room_of_nestings(Blob given) {
  Room room = make_room(0, SKELETON_NESTING_SLOTS * sizeof(KnownNesting), 0, _Alignof(KnownNesting), 0);
  for (size_t i = 0; i < item_count(given, sizeof(KnownNesting)); i++) {
    KnownNesting nesting;
    memcpy(&nesting, given.bytes + i * sizeof nesting, sizeof nesting);
    size_t slot = skeleton_nesting_slot(nesting.planes[0], nesting.planes[1], nesting.planes[2]);
    ((KnownNesting *)room.bytes)[slot] = nesting;
  }
  return room;
}

static void match_nestings(const KernelTable *set, const Blob *inputs, Answer *answer) {
  Room events = make_room_for(inputs[0], 0, SKELETON_SLACK, 1, 0xA5);
  Room known = room_of_nestings(inputs[1]);
  Room unknown = make_room(0, count_lines(inputs[0]) * sizeof(UnknownNesting), 0, _Alignof(UnknownNesting), 0xA5);
  SkeletonWork work = {.events = events.bytes, .eventCount = inputs[0].byteCount};
  NestingWork nesting = {(const KnownNesting *)known.bytes, (UnknownNesting *)unknown.bytes, 0};
  set->skeleton->matchNestings(&work, &nesting);
  give(answer, nesting.unknown, nesting.unknownCount * sizeof(UnknownNesting));
  leave_room(events), leave_room(known), leave_room(unknown);
}

static void count_line_ends(const KernelTable *set, const Blob *inputs, Answer *answer) {
  Room bytes = make_room_for(inputs[0], 0, SKELETON_SLACK, 1, '\n');
  uint64_t count = set->skeleton->countLineEnds(bytes.bytes, inputs[0].byteCount);
  give(answer, &count, sizeof count);
  leave_room(bytes);
}

static const Kernel KERNELS[] = {
  {"find_strings", 1, 7, find_strings},
  {"squeeze", 1, 2, squeeze},
  {"judge_tokens", 1, 4, judge_tokens},
  {"match_nestings", 2, 1, match_nestings},
  {"count_line_ends", 1, 1, count_line_ends},
};

_Static_assert(sizeof(SkeletonKernels) / sizeof(void *) == sizeof KERNELS / sizeof *KERNELS, "a row for every kernel");

Family skeleton_family(void) { return (Family){KERNELS, sizeof KERNELS / sizeof *KERNELS}; }
