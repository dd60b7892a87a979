#include "CLinux.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

/* The time limit holds for connecting, and for each call that reads or writes. */
static int connect_within(const struct sockaddr *address, socklen_t length, int milliseconds) {
  struct timeval limit = {milliseconds / 1000, (milliseconds % 1000) * 1000};
  int descriptor = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  if (setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0 &&
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0 &&
      connect(descriptor, address, length) == 0) {
    return descriptor;
  }
  int cause = errno;
  close(descriptor);
  errno = cause;
  return -1;
}

int linux_connect_loopback(uint32_t address, uint16_t port, int milliseconds) {
  struct sockaddr_in target = {0};
  target.sin_family = AF_INET;
  target.sin_port = htons(port);
  target.sin_addr.s_addr = htonl(address);
  if (address >> 24 != 127) {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  return connect_within((const struct sockaddr *)&target, sizeof target, milliseconds);
}

int linux_connect_loopback6(uint16_t port, int milliseconds) {
  struct sockaddr_in6 target = {0};
  target.sin6_family = AF_INET6;
  target.sin6_port = htons(port);
  target.sin6_addr = in6addr_loopback;
  return connect_within((const struct sockaddr *)&target, sizeof target, milliseconds);
}
