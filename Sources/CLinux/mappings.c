#include "CLinux.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>

int linux_is_local(int descriptor) {
  struct statfs system;
  if (fstatfs(descriptor, &system) != 0) return 0;
  switch ((uint32_t)system.f_type) {
    case 0xEF53:     /* ext2, ext3, ext4 */
    case 0x58465342: /* xfs */
    case 0x9123683E: /* btrfs */
    case 0xF2F52010: /* f2fs */
    case 0x01021994: /* tmpfs */
      return 1;
  }
  return 0;
}

int linux_see_file(int descriptor, LinuxFileTimes *times) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return -1;
  *times = (LinuxFileTimes){
    .byte_count = status.st_size,
    .modified = status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec,
    .changed = status.st_ctim.tv_sec * 1000000000 + status.st_ctim.tv_nsec,
  };
  return 0;
}

/* The text that this thread has been lent. */
static _Thread_local struct {
  uintptr_t start;
  size_t byte_count;
  int descriptor;
  LinuxFileTimes times;
  const char *name;
  int has_faulted;
} lent;

static size_t page_size;
static int signals[] = {SIGBUS, SIGSEGV, SIGILL, SIGTRAP};
enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };
static struct sigaction former[SIGNAL_COUNT];

static int has_changed(void) {
  LinuxFileTimes now;
  return linux_see_file(lent.descriptor, &now) != 0 || memcmp(&now, &lent.times, sizeof now) != 0;
}

/* What a program that begins anew is given; the last two of the environment are written when it does. */
static char **environment_anew;
static size_t environment_count;

static void begin_anew(void) {
  static char changed[8192];
  if (environment_anew == NULL) return;
  snprintf(changed, sizeof changed, "FLOWAUDIT_CHANGED=%lld:%s", (long long)lent.times.byte_count, lent.name);
  environment_anew[environment_count] = (char *)"FLOWAUDIT_MAP=0";
  environment_anew[environment_count + 1] = changed;
  char *arguments[linux_argument_count() + 1];
  for (int i = 0; i <= linux_argument_count(); i++) arguments[i] = (char *)linux_argument(i);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  execve("/proc/self/exe", arguments, environment_anew);
}

static void take_fault(int signal_number, siginfo_t *info, void *context) {
  (void)context;
  uintptr_t address = (uintptr_t)info->si_addr;
  if (lent.start != 0 && signal_number == SIGBUS && address - lent.start < lent.byte_count) {
    void *page = (void *)(address - address % page_size);
    lent.has_faulted = 1;
    if (mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED) return;
  }
  if (lent.start != 0 && (lent.has_faulted || has_changed())) begin_anew();
  /* None of ours: what the signal did before, when the instruction is made again, or it comes once more. */
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    if (signals[i] == signal_number) sigaction(signal_number, &former[i], NULL);
  }
  if (info->si_code <= 0) raise(signal_number);
}

static void watch(int first, int end) {
  struct sigaction action = {0};
  action.sa_sigaction = take_fault;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  page_size = (size_t)sysconf(_SC_PAGESIZE);
  for (int i = first; i < end; i++) sigaction(signals[i], &action, &former[i]);
}

static void watch_pages(void) { watch(0, 1); }

void linux_begin_anew_where_text_changes(void) {
  watch(1, SIGNAL_COUNT);
  while (environ[environment_count] != NULL) environment_count++;
  char **list = calloc(environment_count + 3, sizeof *list);
  if (list == NULL) return;
  size_t kept = 0;
  for (size_t i = 0; i < environment_count; i++) {
    if (strncmp(environ[i], "FLOWAUDIT_MAP=", 14) != 0) list[kept++] = environ[i];
  }
  environment_count = kept;
  environment_anew = list;
}

void *linux_reserve_addresses(size_t byte_count, size_t alignment) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, watch_pages);
  uint8_t *start = mmap(NULL, byte_count + alignment, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) return NULL;
  size_t skipped = -(uintptr_t)start % alignment;
  if (skipped != 0) munmap(start, skipped);
  if (skipped != alignment) munmap(start + skipped + byte_count, alignment - skipped);
  return start + skipped;
}

void linux_leave_addresses(void *start, size_t byte_count) { munmap(start, byte_count); }

int linux_map_text(void *start, size_t byte_count, int descriptor, int64_t offset) {
  void *mapped = mmap(start, byte_count, PROT_READ, MAP_SHARED | MAP_FIXED, descriptor, (off_t)offset);
  if (mapped == MAP_FAILED) return -1;
  void *wall = mmap((uint8_t *)start + byte_count, page_size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (wall == MAP_FAILED) return -1;
  memset(wall, '"', page_size);
  return 0;
}

void linux_lend_text(const void *start, size_t byte_count, int descriptor, LinuxFileTimes times, const char *name) {
  lent.start = (uintptr_t)start, lent.byte_count = byte_count, lent.descriptor = descriptor;
  lent.times = times, lent.name = name, lent.has_faulted = 0;
}

int linux_is_text_intact(void) { return !lent.has_faulted && !has_changed(); }

int linux_was_text_written(void) { return has_changed(); }

void linux_take_back_text(void) { lent.start = 0; }
