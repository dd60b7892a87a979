#include "CLinux.h"

volatile sig_atomic_t linux_interrupt_count = 0;
volatile sig_atomic_t linux_interrupt_signal = 0;

static void note_interrupt(int signal_number) {
  if (linux_interrupt_count > 0) _exit(128 + signal_number);
  linux_interrupt_signal = signal_number;
  linux_interrupt_count = linux_interrupt_count + 1;
}

void linux_watch_interrupts(void) {
  struct sigaction action = {0};
  action.sa_handler = note_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0; /* no SA_RESTART: a blocked read is to return */
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}
