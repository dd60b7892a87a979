// Runs a command and says what it cost: wall, user and system seconds, peak memory, status.
//
// The peak that the system reports for a child starts at what its parent had when it forked. A
// runner in Python has some 12 MiB then, more than the commands measured; this program has next to
// nothing, so that it does the forking.
//
// build: gcc -O2 measure.c -o measure
// usage: measure FILE COMMAND [ARGUMENT...]   writes "wall user system peak-KiB status" to FILE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argumentCount, char **arguments) {
  if (argumentCount < 3) {
    fprintf(stderr, "usage: measure FILE COMMAND [ARGUMENT...]\n");
    return 2;
  }
  const double start = now();
  const pid_t child = fork();
  if (child < 0) {
    perror("measure: fork");
    return 1;
  }
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) {
    perror("measure: wait4");
    return 1;
  }
  const double wall = now() - start;
  FILE *report = fopen(arguments[1], "w");
  if (report == NULL) {
    perror(arguments[1]);
    return 1;
  }
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(report, "%.6f %.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime),
          seconds(usage.ru_stime), usage.ru_maxrss, code);
  return fclose(report) == 0 ? 0 : 1;
}
