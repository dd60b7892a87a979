/* Reads cases, compares answers. */
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void give_up(const char *message) {
  fprintf(stderr, "kernel-driver: %s\n", message);
  exit(2);
}

static const uint8_t *take(Blob *file, size_t count) {
  if (file->byteCount < count) give_up("the file of cases is cut off");
  const uint8_t *taken = file->bytes;
  file->bytes += count;
  file->byteCount -= count;
  return taken;
}

static size_t take_number(Blob *file) {
  uint64_t number;
  memcpy(&number, take(file, 8), 8);
  return (size_t)number;
}

/* A length, then as many bytes, padded to a multiple of 8. */
static Blob take_blob(Blob *file) {
  size_t byteCount = take_number(file);
  if (byteCount > file->byteCount) give_up("the file of cases is cut off");
  return (Blob){take(file, (byteCount + 7) / 8 * 8), byteCount};
}

/* The file ends with a case that has no name. */
bool next_case(Blob *file, Case *next) {
  Blob name = take_blob(file);
  if (name.byteCount == 0) return false;
  if (name.bytes[name.byteCount - 1] != 0) give_up("a kernel's name does not end");
  next->kernel = (const char *)name.bytes;
  next->number += 1;
  next->inputCount = take_number(file);
  next->outputCount = take_number(file);
  if (next->inputCount > MOST_BLOBS || next->outputCount > MOST_BLOBS) give_up("a case has too many inputs or outputs");
  for (size_t i = 0; i < next->inputCount; i++) next->inputs[i] = take_blob(file);
  for (size_t i = 0; i < next->outputCount; i++) next->outputs[i] = take_blob(file);
  return true;
}

size_t item_count(Blob blob, size_t size) {
  if (blob.byteCount % size != 0) give_up("an input is not made of whole items");
  return blob.byteCount / size;
}

uint32_t number_at(Blob blob, size_t index) {
  uint32_t number;
  if (index >= item_count(blob, sizeof number)) give_up("an input has too few numbers");
  memcpy(&number, blob.bytes + index * sizeof number, sizeof number);
  return number;
}

void give(Answer *answer, const void *bytes, size_t byteCount) {
  size_t output = answer->givenCount++;
  if (output >= answer->expected->outputCount) give_up("a kernel gives more outputs than its row says");
  if (!answer->isRight) return;
  Blob expected = answer->expected->outputs[output];
  size_t offset = 0, shorter = byteCount < expected.byteCount ? byteCount : expected.byteCount;
  while (offset < shorter && ((const uint8_t *)bytes)[offset] == expected.bytes[offset]) offset++;
  if (offset == byteCount && offset == expected.byteCount) return;
  answer->isRight = false;
  answer->output = output;
  answer->offset = offset;
}
