#include "CLinux.h"

static volatile sig_atomic_t interrupt_count = 0;

static void note_interrupt(int signal_number) {
  if (interrupt_count > 0) _exit(128 + signal_number);
  interrupt_count = interrupt_count + 1;
}

int linux_interrupts(void) { return interrupt_count; }

void linux_watch_interrupts(void) {
  struct sigaction action = {0};
  action.sa_handler = note_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0; /* no SA_RESTART: a blocked read is to return */
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}
