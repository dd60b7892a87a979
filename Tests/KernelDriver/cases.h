/* What the driver knows of kernels and cases.
 *
 * A case is a kernel's name, its inputs, and the outputs that the kernel's Swift twin gives for them. KernelCaseFile.swift
 * writes the file, in the byte order and with the structs of 64-bit little-endian machines: both sides have them. */
#ifndef FLOWAUDIT_CASES_H
#define FLOWAUDIT_CASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CKernels.h"

typedef struct {
  const uint8_t *bytes;
  size_t byteCount;
} Blob;

enum { MOST_BLOBS = 10 };

typedef struct {
  const char *kernel;
  size_t number;
  size_t inputCount, outputCount;
  Blob inputs[MOST_BLOBS];
  Blob outputs[MOST_BLOBS];
} Case;

/* What a kernel gives, held to what is expected as it comes. */
typedef struct {
  const Case *expected;
  size_t givenCount;
  /* The first difference: which output, and where in it; `isRight` as long as there is none. */
  bool isRight;
  size_t output, offset;
} Answer;

/* Gives the next output. */
void give(Answer *answer, const void *bytes, size_t byteCount);

/* A kernel: how that of a set is called with a case's inputs. */
typedef struct {
  const char *name;
  size_t inputCount, outputCount;
  void (*run)(const KernelTable *set, const Blob *inputs, Answer *answer);
} Kernel;

/* The kernels of one part of a set. */
typedef struct {
  const Kernel *kernels;
  size_t kernelCount;
} Family;

Family skeleton_family(void);
Family line_family(void);

/* The next case of a file that is in memory; false at its end. A file that is cut off ends the program. */
bool next_case(Blob *file, Case *next);

/* `count` items of a blob that holds items of that size; ends the program where it does not. */
size_t item_count(Blob blob, size_t size);
uint32_t number_at(Blob blob, size_t index);

_Noreturn void give_up(const char *message);

#endif
