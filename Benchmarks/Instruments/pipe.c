// Runs two commands with a pipe of a chosen size between them, as a shell does with its own size.
//
// build: gcc -O2 pipe.c -o pipe
// usage: pipe BYTES WRITER [ARGUMENT...] -- READER [ARGUMENT...]
//        ends with the reader's status, or with the writer's where the reader's is 0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// Starts `command` with one end of the pipe in the place of its standard input or output.
static pid_t start(char **command, const int ends[2], int end, int standard) {
  const pid_t child = fork();
  if (child != 0) return child;
  dup2(ends[end], standard);
  close(ends[0]);
  close(ends[1]);
  execvp(command[0], command);
  perror(command[0]);
  _exit(127);
}

static int statusOf(pid_t child) {
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argumentCount, char **arguments) {
  int middle = 2;
  while (middle < argumentCount && strcmp(arguments[middle], "--") != 0) middle++;
  if (middle == 2 || middle + 1 >= argumentCount) {
    fprintf(stderr, "usage: pipe BYTES WRITER [ARGUMENT...] -- READER [ARGUMENT...]\n");
    return 2;
  }
  int ends[2];
  if (pipe(ends) != 0 || fcntl(ends[1], F_SETPIPE_SZ, atoi(arguments[1])) < 0) {
    perror("pipe");
    return 1;
  }
  arguments[middle] = NULL;
  const pid_t writer = start(arguments + 2, ends, 1, STDOUT_FILENO);
  const pid_t reader = start(arguments + middle + 1, ends, 0, STDIN_FILENO);
  close(ends[0]);
  close(ends[1]);
  const int read = statusOf(reader);
  const int written = statusOf(writer);
  return read != 0 ? read : written;
}
