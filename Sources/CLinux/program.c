#include "CLinux.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* The group of the program that runs, 0 where none does: for the handler that leaves at once. */
static volatile sig_atomic_t running_group = 0;

void linux_kill_running_program(void) {
  if (running_group > 0) kill(-running_group, SIGKILL);
}

/* Becomes the program, which a name without a slash is looked for in the path; errno says why that failed. No shell: a
 * file that is neither binary nor begins with #! is no program. */
static void become(char *const *words, const char *path) {
  size_t name_length = strlen(words[0]);
  int cause = ENOENT;
  if (name_length == 0 || strchr(words[0], '/') != NULL) {
    execve(words[0], words, environ);
    return;
  }
  for (;; path++) {
    size_t length = strcspn(path, ":");
    char place[PATH_MAX];
    if (length + 1 + name_length < sizeof place) {
      memcpy(place, path, length);
      /* An empty part is the working directory. */
      if (length > 0) place[length] = '/';
      memcpy(place + length + (length > 0), words[0], name_length + 1);
      execve(place, words, environ);
      if (errno != ENOENT && errno != ENOTDIR) cause = errno;
    }
    path += length;
    if (*path == '\0') break;
  }
  errno = cause;
}

static void reset_signals(void) {
  struct sigaction standard = {0};
  sigset_t none;
  standard.sa_handler = SIG_DFL;
  sigemptyset(&standard.sa_mask);
  sigemptyset(&none);
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The child's way to the program; writes why there is none. Only calls that are safe behind a fork. */
static _Noreturn void start(char *const *words, const char *path, int output, int failure, pid_t parent) {
  /* Where a standard stream of ours is closed, a pipe may have its number. */
  output = fcntl(output, F_DUPFD_CLOEXEC, 3);
  failure = fcntl(failure, F_DUPFD_CLOEXEC, 3);
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  reset_signals();
  linux_restore_descriptor_limit();
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (input == 0) fcntl(input, F_SETFD, 0);
  if (input >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1) become(words, path);
  int cause = errno;
  while (write(failure, &cause, sizeof cause) < 0 && errno == EINTR) continue;
  _exit(127);
}

/* Why the child did not become the program, 0 where it did. */
static int read_failure(int descriptor) {
  int cause = 0;
  ssize_t count;
  do count = read(descriptor, &cause, sizeof cause);
  while (count < 0 && errno == EINTR);
  return count == sizeof cause ? cause : 0;
}

static pid_t fork_program(char *const *words, int output, int failure) {
  const char *path = getenv("PATH");
  pid_t parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  /* None of our handlers may run in the child. */
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t id = fork();
  if (id == 0) start(words, path != NULL ? path : "/bin:/usr/bin", output, failure, parent);
  int cause = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = cause;
  return id;
}

pid_t linux_start_program(char *const *words, int *output) {
  int pipes[2][2];
  /* Who started us may have had us ignore how children end. What a program leaves behind is to be our child. */
  signal(SIGCHLD, SIG_DFL);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (pipe2(pipes[0], O_CLOEXEC) != 0) return -1;
  if (pipe2(pipes[1], O_CLOEXEC) != 0) {
    close(pipes[0][0]);
    close(pipes[0][1]);
    return -1;
  }
  pid_t id = fork_program(words, pipes[0][1], pipes[1][1]);
  int cause = id < 0 ? errno : 0;
  close(pipes[0][1]);
  close(pipes[1][1]);
  if (id > 0) cause = read_failure(pipes[1][0]);
  close(pipes[1][0]);
  if (cause != 0) {
    if (id > 0) linux_end_program(id);
    close(pipes[0][0]);
    errno = cause;
    return -1;
  }
  fcntl(pipes[0][0], F_SETFL, O_NONBLOCK);
  *output = pipes[0][0];
  running_group = id;
  return id;
}

int linux_has_program_ended(pid_t id) {
  siginfo_t info = {0};
  int result;
  do result = waitid(P_PID, id, &info, WEXITED | WNOHANG | WNOWAIT);
  while (result != 0 && errno == EINTR);
  /* Where that cannot be told it goes on, unless there is no such child. */
  return result != 0 ? errno == ECHILD : info.si_pid == id;
}

void linux_signal_program(pid_t id, int signal_number) { kill(-id, signal_number); }

int linux_end_program(pid_t id) {
  int result = -SIGKILL, status;
  kill(-id, SIGKILL);
  /* What it left behind in its group is ours to wait for, too, as we adopt it; not for ever: it may be another user's. */
  for (int milliseconds = 0; milliseconds < 2000; milliseconds++) {
    pid_t ended = waitpid(-id, &status, WNOHANG);
    if (ended < 0 && errno == ECHILD) break;
    if (ended <= 0) usleep(1000);
    if (ended == id) result = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }
  running_group = 0;
  /* So is what has left the group and ended since. */
  while (waitpid(-1, NULL, WNOHANG) > 0) continue;
  return result;
}
