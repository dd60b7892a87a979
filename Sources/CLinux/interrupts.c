#include "CLinux.h"

static volatile sig_atomic_t interrupt_count = 0;

static void note_interrupt(int signal_number) {
  if (interrupt_count > 0) _exit(128 + signal_number);
  interrupt_count = interrupt_count + 1;
}

int linux_interrupts(void) { return interrupt_count; }

/* Who started the process with a signal ignored (nohup, a shell's background job) wants it ignored. */
static void watch(int signal_number, const struct sigaction *action) {
  struct sigaction old;
  if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler == SIG_IGN) return;
  sigaction(signal_number, action, NULL);
}

void linux_watch_interrupts(void) {
  struct sigaction action = {0};
  action.sa_handler = note_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0; /* no SA_RESTART: a blocked read is to return */
  watch(SIGINT, &action);
  watch(SIGTERM, &action);
}
