#include "CLinux.h"

static volatile sig_atomic_t interrupt_count = 0;

static void note_interrupt(int signal_number) {
  if (interrupt_count > 0) {
    linux_kill_running_program();
    _exit(128 + signal_number);
  }
  interrupt_count = interrupt_count + 1;
}

int linux_interrupts(void) { return interrupt_count; }

/* Who started the process with a signal ignored (nohup, a shell's background job) wants it ignored. */
static void watch(int signal_number, const struct sigaction *action) {
  struct sigaction old;
  if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler == SIG_IGN) return;
  sigaction(signal_number, action, NULL);
}

/* Without SA_RESTART: a blocked read is to return. */
static void watch_with(int signal_number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  watch(signal_number, &action);
}

void linux_watch_interrupts(void) {
  watch_with(SIGINT, note_interrupt);
  watch_with(SIGTERM, note_interrupt);
}

static volatile sig_atomic_t hangup_count = 0;

static void note_hangup(int signal_number) {
  (void)signal_number;
  hangup_count = hangup_count + 1;
}

int linux_hangups(void) { return hangup_count; }

int linux_take_hangups(void) {
  int count = hangup_count;
  hangup_count = 0;
  return count;
}

void linux_watch_hangups(void) { watch_with(SIGHUP, note_hangup); }
