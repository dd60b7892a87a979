// hold FILE...: keeps files in the page cache until its standard input ends.
//
// A kernel that gives back cold pages (DAMON) takes files for cold that are only read, and reads them anew from the disk in the
// middle of a run. Locked pages stay. What may not be locked is named, and left as it is.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int hold(const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) return -1;
  void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  return bytes == MAP_FAILED ? -1 : mlock(bytes, (size_t)status.st_size);
}

int main(int count, char **arguments) {
  for (int i = 1; i < count; i++) {
    if (hold(arguments[i]) != 0) perror(arguments[i]);
  }
  puts("held");
  fflush(stdout);
  while (getchar() != EOF) {}
  return 0;
}
