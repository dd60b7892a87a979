// The least that a reader of lines can do: read a file into one buffer, and find its line feeds.
//
// build: gcc -O2 floor.c -o floor
// usage: floor read|lines FILE      writes how many bytes, or line feeds, there are
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char buffer[256 * 1024] __attribute__((aligned(4096)));

static size_t lineFeeds(const char *start, const char *end) {
  size_t count = 0;
  while ((start = memchr(start, '\n', (size_t)(end - start))) != NULL) {
    count++;
    start++;
  }
  return count;
}

int main(int argumentCount, char **arguments) {
  const char *mode = argumentCount == 3 ? arguments[1] : "";
  const int findsLines = strcmp(mode, "lines") == 0;
  if (!findsLines && strcmp(mode, "read") != 0) {
    fprintf(stderr, "usage: floor read|lines FILE\n");
    return 2;
  }
  const int descriptor = open(arguments[2], O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    perror(arguments[2]);
    return 1;
  }
  size_t total = 0;
  ssize_t count;
  while ((count = read(descriptor, buffer, sizeof buffer)) > 0) {
    total += findsLines ? lineFeeds(buffer, buffer + count) : (size_t)count;
  }
  printf("%zu\n", total);
  return count == 0 ? 0 : 1;
}
