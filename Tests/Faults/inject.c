/* System calls that fail, or in which something happens: a library to be preloaded into the program under test.
 *
 *     cc -shared -fPIC -O1 -o inject.so Tests/Faults/inject.c -ldl
 *     LD_PRELOAD=./inject.so FAULT_CALL=pread FAULT_WHEN=4..7 FAULT_ERRNO=EIO FAULT_PATH=events.log flowaudit export ...
 *
 *   FAULT_CALL   the function, as C calls it: one of those at the end of this file; * for any
 *   FAULT_PATH   only those on a path that holds this text; of a descriptor the path that it was opened under
 *   FAULT_WHEN   which of these, counted from 1: 3, 4..7 or 2+; without it, all
 *   FAULT_ERRNO  with what it fails: a number, or a name of the table below; SIGKILL kills the program before the call
 *   FAULT_DELAY  instead, or before: so many milliseconds pass
 *   FAULT_DO     instead, or before: this shell command runs to its end
 *   FAULT_PROGRAM  only in programs of this name, not in those that they start
 *   FAULT_LOG    a file that gets a line for each call of a name that is counted: "pread /tmp/x/events.log"
 *
 * Only what the program calls itself is seen, not what the C library calls within. Standard error is left alone, so that its messages
 * are seen. Forked children do not count on. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct { const char *name; int number; } errors[] = {
  {"EIO", EIO}, {"ESTALE", ESTALE}, {"EINTR", EINTR}, {"EMFILE", EMFILE}, {"ENFILE", ENFILE}, {"ENOLCK", ENOLCK},
  {"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"EPERM", EPERM}, {"ENOMEM", ENOMEM}, {"EAGAIN", EAGAIN}, {"EROFS", EROFS},
  {"EDQUOT", EDQUOT}, {"ENOENT", ENOENT}, {"ETIMEDOUT", ETIMEDOUT}, {"EBADF", EBADF}, {"ENOTDIR", ENOTDIR},
  {"ELOOP", ELOOP}, {"EFBIG", EFBIG}, {"EWOULDBLOCK", EWOULDBLOCK}, {"ENOSYS", ENOSYS}, {"ENXIO", ENXIO},
};

static _Atomic int count = 0;
static pid_t process = 0;

__attribute__((constructor)) static void note_process(void) {
  const char *program = getenv("FAULT_PROGRAM");
  if (program == NULL || strcmp(program, program_invocation_short_name) == 0) process = getpid();
}

static int number_of_error(const char *text) {
  for (size_t index = 0; index < sizeof errors / sizeof *errors; index++) {
    if (strcmp(errors[index].name, text) == 0) return errors[index].number;
  }
  return atoi(text);
}

static int is_meant(const char *when, int number) {
  int first = 0, last = 0;
  if (when == NULL || *when == '\0') return 1;
  if (sscanf(when, "%d..%d", &first, &last) == 2) return number >= first && number <= last;
  first = atoi(when);
  return when[strlen(when) - 1] == '+' ? number >= first : number == first;
}

static void note(const char *name, const char *path) {
  const char *log = getenv("FAULT_LOG");
  char line[PATH_MAX + 64];
  if (log == NULL) return;
  int length = snprintf(line, sizeof line, "%s %s\n", name, path);
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  (void)!syscall(SYS_write, descriptor, line, (size_t)length);
  syscall(SYS_close, descriptor);
}

static void run(const char *command) {
  pid_t id = (pid_t)syscall(SYS_fork);
  if (id == 0) {
    unsetenv("LD_PRELOAD");
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    syscall(SYS_exit_group, 127);
  }
  int status;
  while (syscall(SYS_wait4, id, &status, 0, NULL) < 0 && errno == EINTR) continue;
}

/* Whether the call is to fail, errno set. */
static int fails(const char *name, const char *path) {
  const char *call = getenv("FAULT_CALL"), *part = getenv("FAULT_PATH"), *error = getenv("FAULT_ERRNO");
  const char *delay = getenv("FAULT_DELAY"), *command = getenv("FAULT_DO");
  int saved = errno;
  if (call == NULL || getpid() != process || (strcmp(call, "*") != 0 && strcmp(call, name) != 0)) return 0;
  if (part != NULL && (path == NULL || strstr(path, part) == NULL)) return 0;
  note(name, path == NULL ? "" : path);
  if (!is_meant(getenv("FAULT_WHEN"), atomic_fetch_add(&count, 1) + 1)) {
    errno = saved;
    return 0;
  }
  if (delay != NULL) {
    struct timespec time = {atoi(delay) / 1000, atoi(delay) % 1000 * 1000000L};
    nanosleep(&time, NULL);
  }
  if (command != NULL) run(command);
  if (error != NULL && strcmp(error, "SIGKILL") == 0) kill(getpid(), SIGKILL);
  errno = error == NULL ? saved : number_of_error(error);
  return error != NULL;
}

/* The path that a descriptor was opened under, in room that the caller has. */
static const char *path_of(int descriptor, char *room, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = syscall(SYS_readlink, link, room, size - 1);
  room[length < 0 ? 0 : length] = '\0';
  return room;
}

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define BY_PATH(type, failure, name, path, parameters, arguments, ...) \
  type name parameters { \
    REAL(type, #name, __VA_ARGS__); \
    return fails(#name, path) ? failure : real arguments; \
  }

#define BY_DESCRIPTOR(type, failure, name, descriptor, parameters, arguments, ...) \
  type name parameters { \
    char room[PATH_MAX]; \
    REAL(type, #name, __VA_ARGS__); \
    return (descriptor) != 2 && fails(#name, path_of(descriptor, room, sizeof room)) ? failure : real arguments; \
  }

int open(const char *path, int flags, ...) {
  REAL(int, "open", const char *, int, ...);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return fails("open", path) ? -1 : real(path, flags, mode);
}

int fcntl(int descriptor, int command, ...) {
  char room[PATH_MAX];
  REAL(int, "fcntl", int, int, ...);
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  return fails("fcntl", path_of(descriptor, room, sizeof room)) ? -1 : real(descriptor, command, argument);
}

/* One that fails has closed its descriptor all the same. */
int close(int descriptor) {
  char room[PATH_MAX];
  REAL(int, "close", int);
  int failed = descriptor > 2 && fails("close", path_of(descriptor, room, sizeof room)), saved = errno;
  int result = real(descriptor);
  if (failed) errno = saved;
  return failed ? -1 : result;
}

/* Gives its error instead of setting it. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
  REAL(int, "pthread_create", pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  return fails("pthread_create", "") ? errno : real(thread, attributes, body, argument);
}

BY_PATH(int, -1, stat, path, (const char *path, struct stat *status), (path, status), const char *, struct stat *)
BY_PATH(int, -1, lstat, path, (const char *path, struct stat *status), (path, status), const char *, struct stat *)
BY_PATH(int, -1, access, path, (const char *path, int mode), (path, mode), const char *, int)
BY_PATH(int, -1, mkdir, path, (const char *path, mode_t mode), (path, mode), const char *, mode_t)
BY_PATH(int, -1, unlink, path, (const char *path), (path), const char *)
BY_PATH(int, -1, rename, to, (const char *from, const char *to), (from, to), const char *, const char *)
BY_PATH(ssize_t, -1, readlink, path, (const char *path, char *room, size_t size), (path, room, size), const char *, char *, size_t)
BY_PATH(char *, NULL, realpath, path, (const char *path, char *room), (path, room), const char *, char *)
BY_PATH(DIR *, NULL, opendir, path, (const char *path), (path), const char *)
BY_PATH(void *, NULL, dlopen, path, (const char *path, int flags), (path, flags), const char *, int)
BY_PATH(int, -1, getrlimit, "", (__rlimit_resource_t what, struct rlimit *limit), (what, limit), __rlimit_resource_t, struct rlimit *)
BY_PATH(int, -1, setrlimit, "", (__rlimit_resource_t what, const struct rlimit *limit), (what, limit), __rlimit_resource_t, const struct rlimit *)
BY_PATH(int, -1, inotify_init1, "", (int flags), (flags), int)
BY_PATH(int, -1, inotify_add_watch, path, (int descriptor, const char *path, uint32_t mask), (descriptor, path, mask), int, const char *, uint32_t)
BY_PATH(int, -1, sched_getaffinity, "", (pid_t id, size_t size, cpu_set_t *set), (id, size, set), pid_t, size_t, cpu_set_t *)
BY_PATH(int, -1, pipe2, "", (int ends[2], int flags), (ends, flags), int *, int)
BY_PATH(pid_t, -1, fork, "", (void), (), void)
BY_PATH(pid_t, -1, waitpid, "", (pid_t id, int *status, int options), (id, status, options), pid_t, int *, int)
BY_PATH(int, -1, waitid, "", (idtype_t type, id_t id, siginfo_t *info, int options), (type, id, info, options), idtype_t, id_t, siginfo_t *, int)
BY_PATH(int, -1, poll, "", (struct pollfd *list, nfds_t size, int timeout), (list, size, timeout), struct pollfd *, nfds_t, int)
BY_DESCRIPTOR(struct dirent *, NULL, readdir, dirfd(stream), (DIR *stream), (stream), DIR *)
BY_DESCRIPTOR(int, -1, fstat, descriptor, (int descriptor, struct stat *status), (descriptor, status), int, struct stat *)
BY_DESCRIPTOR(int, -1, fstatfs, descriptor, (int descriptor, struct statfs *status), (descriptor, status), int, struct statfs *)
BY_DESCRIPTOR(ssize_t, -1, read, descriptor, (int descriptor, void *bytes, size_t size), (descriptor, bytes, size), int, void *, size_t)
BY_DESCRIPTOR(ssize_t, -1, pread, descriptor, (int descriptor, void *bytes, size_t size, off_t place), (descriptor, bytes, size, place), int, void *, size_t, off_t)
BY_DESCRIPTOR(ssize_t, -1, preadv, descriptor, (int descriptor, const struct iovec *list, int size, off_t place), (descriptor, list, size, place), int, const struct iovec *, int, off_t)
BY_DESCRIPTOR(ssize_t, -1, write, descriptor, (int descriptor, const void *bytes, size_t size), (descriptor, bytes, size), int, const void *, size_t)
BY_DESCRIPTOR(ssize_t, -1, writev, descriptor, (int descriptor, const struct iovec *list, int size), (descriptor, list, size), int, const struct iovec *, int)
BY_DESCRIPTOR(off_t, -1, lseek, descriptor, (int descriptor, off_t place, int from), (descriptor, place, from), int, off_t, int)
BY_DESCRIPTOR(int, -1, fsync, descriptor, (int descriptor), (descriptor), int)
BY_DESCRIPTOR(int, -1, fchmod, descriptor, (int descriptor, mode_t mode), (descriptor, mode), int, mode_t)
BY_DESCRIPTOR(int, -1, fchown, descriptor, (int descriptor, uid_t user, gid_t group), (descriptor, user, group), int, uid_t, gid_t)
BY_DESCRIPTOR(int, -1, flock, descriptor, (int descriptor, int kind), (descriptor, kind), int, int)
