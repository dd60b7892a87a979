/* Holds every kernel of every set that this machine has to the answers of the Swift twins.
 *
 * usage: kernel-driver CASES [--spoilt]
 *
 * Prints for each kernel of each set how many cases are right; one with a wrong case failed. Ends with `N passed, N failed` and
 * status 1 where any failed, 2 where there is no telling. With --spoilt one bit of what is expected is changed in every case, and a
 * case is right that shows it: the driver can fail. */
#define _GNU_SOURCE
#include "cases.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char running[128];

static void tell_of_wall(int signal) {
  (void)signal;
  const char message[] = " reads or writes too far\n0 passed, 1 failed\n";
  if (write(STDOUT_FILENO, running, strlen(running)) >= 0 && write(STDOUT_FILENO, message, sizeof message - 1) >= 0) _exit(1);
  _exit(2);
}

static Blob read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) give_up("cannot read the file of cases");
  long byteCount = ftell(file);
  uint8_t *bytes = malloc((size_t)byteCount + 1);
  rewind(file);
  if (bytes == NULL || fread(bytes, 1, (size_t)byteCount, file) != (size_t)byteCount) give_up("cannot read the file of cases");
  fclose(file);
  return (Blob){bytes, (size_t)byteCount};
}

/* Changes a bit of one output of the case, another one for another case; false where all are empty. */
static bool spoil(const Case *this) {
  for (size_t i = 0; i < this->outputCount; i++) {
    Blob output = this->outputs[(this->number + i) % this->outputCount];
    if (output.byteCount == 0) continue;
    /* The file was read into memory of our own. */
    ((uint8_t *)output.bytes)[this->number * 7919 % output.byteCount] ^= 1 << this->number % 8;
    return true;
  }
  return false;
}

static void tell_of_difference(const Case *this, const Answer *answer) {
  printf("%s: case %zu, output %zu differs from byte %zu on; inputs of", running, this->number, answer->output, answer->offset);
  for (size_t i = 0; i < this->inputCount; i++) printf(" %zu", this->inputs[i].byteCount);
  printf(" bytes, the first: ");
  Blob input = this->inputs[0];
  for (size_t i = 0; i < input.byteCount && i < 400; i++) {
    uint8_t byte = input.bytes[i];
    if (byte >= ' ' && byte < 0x7F) putchar(byte);
    else printf("\\x%02x", byte);
  }
  printf("\n");
}

/* Whether all cases of the kernel are right. */
static bool run_kernel(const Kernel *kernel, const KernelTable *set, Blob file, bool isSpoilt) {
  size_t right = 0, wrong = 0;
  Case this = {.number = 0};
  while (next_case(&file, &this)) {
    if (strcmp(this.kernel, kernel->name) != 0) continue;
    if (this.inputCount != kernel->inputCount || this.outputCount != kernel->outputCount) give_up("a case is none of its kernel");
    if (isSpoilt && !spoil(&this)) continue;
    Answer answer = {.expected = &this, .isRight = true};
    snprintf(running, sizeof running, "%s %s, case %zu", set->name, kernel->name, this.number);
    kernel->run(set, this.inputs, &answer);
    if (answer.givenCount != kernel->outputCount) give_up("a kernel gives fewer outputs than its row says");
    /* The same bit again: the other sets spoil it, too. */
    if (isSpoilt) spoil(&this);
    if (answer.isRight != isSpoilt) {
      right += 1;
    } else if (wrong++ == 0) {
      tell_of_difference(&this, &answer);
    }
  }
  if (right + wrong == 0) give_up("a kernel has no case");
  printf("%-7s %-20s %6zu cases right, %zu wrong\n", set->name, kernel->name, right, wrong);
  return wrong == 0;
}

static bool is_known(const char *name, const Family *families, size_t count) {
  for (size_t f = 0; f < count; f++) {
    for (size_t k = 0; k < families[f].kernelCount; k++) {
      if (strcmp(name, families[f].kernels[k].name) == 0) return true;
    }
  }
  return false;
}

/* A case of a kernel that has no row here would be passed over. */
static void check_names(Blob file, const Family *families, size_t count) {
  Case this = {.number = 0};
  while (next_case(&file, &this)) {
    if (!is_known(this.kernel, families, count)) give_up("a case is of no kernel that is known");
  }
}

int main(int argumentCount, char **arguments) {
  bool isSpoilt = argumentCount == 3 && strcmp(arguments[2], "--spoilt") == 0;
  if (argumentCount != 2 && !isSpoilt) give_up("usage: kernel-driver CASES [--spoilt]");
  setvbuf(stdout, NULL, _IOLBF, 0);
  signal(SIGSEGV, tell_of_wall);
  signal(SIGBUS, tell_of_wall);
  Blob file = read_file(arguments[1]);
  Family families[] = {skeleton_family(), line_family()};
  check_names(file, families, sizeof families / sizeof *families);
  size_t passed = 0, failed = 0;
  for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
    for (size_t k = 0; k < families[f].kernelCount; k++) {
      const KernelTable *set;
      for (size_t number = 0; (set = kernel_set(number)) != NULL; number++) {
        bool isRight = run_kernel(&families[f].kernels[k], set, file, isSpoilt);
        passed += isRight, failed += !isRight;
      }
    }
  }
  printf("%zu passed, %zu failed\n", passed, failed);
  return failed > 0;
}
