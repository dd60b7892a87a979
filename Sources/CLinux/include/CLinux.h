/* The calls of Linux that Swift's Glibc module cannot see: variadic ones and those behind _GNU_SOURCE.
 * Wrappers are static inline, and return what the call returns; errno is the caller's to read. */
#ifndef FLOWAUDIT_CLINUX_H
#define FLOWAUDIT_CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Columns of the terminal behind a descriptor, 0 where it is none. */
static inline int linux_terminal_columns(int descriptor) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

/* Lines of the terminal behind a descriptor, 0 where it is none. */
static inline int linux_terminal_rows(int descriptor) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_row;
}

/* Seconds that the clocks of this time zone are ahead of UTC at a moment, by TZ or /etc/localtime. */
long linux_local_offset(int64_t seconds);

/* Grows a pipe's buffer; returns the size it got, or -1 where the descriptor is no pipe. */
static inline int linux_set_pipe_size(int descriptor, int byte_count) {
  return fcntl(descriptor, F_SETPIPE_SZ, byte_count);
}

/* A directory entry's name: NUL-terminated, valid as long as the entry. */
static inline const char *linux_entry_name(const struct dirent *entry) {
  return entry->d_name;
}

/* Processors that this process may run on, at least 1. */
static inline int linux_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return CPU_COUNT(&set);
}

/* Last occurrence of a byte, NULL where there is none. */
static inline const void *linux_memrchr(const void *bytes, int byte, size_t count) {
  return memrchr(bytes, byte, count);
}

/* The command line, the program's name first, as the kernel gave it; NULL for other indices. (Swift's CommandLine reads
 * /proc/self/cmdline, and where that is not mounted there are no arguments.) */
int linux_argument_count(void);
const char *linux_argument(int index);

/* A TCP connection to a port of this machine, by an address of 127.0.0.0/8 in the host's byte order, or by ::1; -1 where
 * there is none. Connecting and every read and write take at most so long: EINPROGRESS, EAGAIN. */
int linux_connect_loopback(uint32_t address, uint16_t port, int milliseconds);
int linux_connect_loopback6(uint16_t port, int milliseconds);

/* How often SIGINT or SIGTERM came since linux_watch_interrupts(). */
int linux_interrupts(void);

/* From now on the first SIGINT or SIGTERM is only counted, and interrupts a blocked read with EINTR;
 * the second leaves the process at once with status 128 + signal. */
void linux_watch_interrupts(void);

/* How often SIGHUP came since linux_take_hangups(), and the same, counted anew from now on. */
int linux_hangups(void);
int linux_take_hangups(void);

/* Starts a program on a pipe, of which `output` is the end to read, non-blocking: the words with a NULL behind the last, a
 * name without a slash looked for in PATH, without a shell. Standard input is /dev/null, standard error is ours; signals
 * have their default actions; it leads a process group of its own, and is killed when the calling thread ends. Gives its
 * id, or -1 where it could not be started. One runs at a time. */
pid_t linux_start_program(char *const *words, int *output);

/* Whether it has ended; it is still to be waited for. */
int linux_has_program_ended(pid_t id);

/* A signal to its group, while it is to be waited for: until then its number is nobody else's. */
void linux_signal_program(pid_t id, int signal_number);

/* SIGKILL to what is there of its group; waits for the program. Gives its exit status, or a signal below 0. */
int linux_end_program(pid_t id);

/* SIGKILL to the group of the program that runs, if one does; for signal handlers. */
void linux_kill_running_program(void);

/* Opens the standard streams that are closed on /dev/null, so that no file gets their numbers; using them still fails. */
void linux_open_closed_streams(void);

/* As many descriptors as the hard limit allows; programs that are started get the limit that was there. */
void linux_raise_descriptor_limit(void);

/* The limit of descriptors that was there; for a child, before it becomes another program. */
void linux_restore_descriptor_limit(void);

/* From now on SIGHUP is only counted, and interrupts a wait with EINTR. */
void linux_watch_hangups(void);

/* What of a file is another when it has been written to, however many bytes: times in nanoseconds since 1970. */
typedef struct {
  int64_t byte_count, modified, changed;
} LinuxFileTimes;

/* These of an open file; -1 where that cannot be said. */
int linux_see_file(int descriptor, LinuxFileTimes *times);

/* Whether the file lies on a file system that nobody writes to past this kernel. */
int linux_is_local(int descriptor);

/* Addresses with nothing behind them, the first one aligned; NULL where there are none. Both counts are whole pages. */
void *linux_reserve_addresses(size_t byte_count, size_t alignment);
void linux_leave_addresses(void *start, size_t byte_count);

/* Maps a file's bytes to such addresses, in place of what is there; on the page behind them stand quotes, at which whatever looks for the end
 * of a string or a number ends. -1 where it fails. */
int linux_map_text(void *start, size_t byte_count, int descriptor, int64_t offset);

/* The calling thread reads such text from now on, of a file that was seen so. Where a page of it cannot be had, because the file was cut or the
 * disk fails, it reads zeros instead. The name is kept, not copied. */
void linux_lend_text(const void *start, size_t byte_count, int descriptor, LinuxFileTimes times, const char *name);

/* Whether the file has been as it was seen until now, and all of its pages could be had: what was read of the text is what stands there. */
int linux_is_text_intact(void);

/* Whether the file is another than it was seen. */
int linux_was_text_written(void);

/* The calling thread reads it no more. */
void linux_take_back_text(void);

/* From now on, where a thread runs into a trap over text that was written to while it read it, the program begins anew: with FLOWAUDIT_MAP=0
 * and FLOWAUDIT_CHANGED=BYTES:NAME of the file as it was, in its environment. Nothing is to have been written by then. */
void linux_begin_anew_where_text_changes(void);

#endif
