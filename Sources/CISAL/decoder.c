#include "CISAL.h"

#ifdef FLOWAUDIT_ISAL

#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdlib.h>

/* The name with the version of the interface that the header describes. */
static const char library_name[] = "libisal.so.2";

static struct {
  void (*init)(struct inflate_state *);
  void (*reset)(struct inflate_state *);
  int (*inflate)(struct inflate_state *);
} library;

static int is_loaded = 0;

/* The library stays loaded: its code has no state of ours, and unloading gains nothing. */
static void load(void) {
  void *handle = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  library.init = (void (*)(struct inflate_state *))dlsym(handle, "isal_inflate_init");
  library.reset = (void (*)(struct inflate_state *))dlsym(handle, "isal_inflate_reset");
  library.inflate = (int (*)(struct inflate_state *))dlsym(handle, "isal_inflate");
  is_loaded = library.init != NULL && library.reset != NULL && library.inflate != NULL;
}

int isal_decoder_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

struct isal_decoder {
  struct inflate_state state;
};

struct isal_decoder *isal_decoder_create(void) {
  if (!isal_decoder_available()) return NULL;
  struct isal_decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder != NULL) library.init(&decoder->state);
  return decoder;
}

void isal_decoder_destroy(struct isal_decoder *decoder) { free(decoder); }

void isal_decoder_begin(struct isal_decoder *decoder) {
  library.reset(&decoder->state);
  decoder->state.crc_flag = ISAL_GZIP; /* header and trailer too, CRC and length checked */
}

static uint32_t clamped(size_t count) { return count < (1u << 30) ? (uint32_t)count : 1u << 30; }

struct isal_decoder_step isal_decoder_decode(struct isal_decoder *decoder, const void *bytes, size_t byte_count,
                                             void *space, size_t space_count) {
  struct inflate_state *state = &decoder->state;
  uint32_t in_count = clamped(byte_count), out_count = clamped(space_count);
  state->next_in = (uint8_t *)bytes; /* only read */
  state->avail_in = in_count;
  state->next_out = space;
  state->avail_out = out_count;
  int result = library.inflate(state);
  struct isal_decoder_step step = {
    .outcome = isal_decoder_running,
    .consumed = (ptrdiff_t)in_count - (ptrdiff_t)state->avail_in,
    .produced = out_count - state->avail_out,
  };
  if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT)
    step.outcome = isal_decoder_trouble;
  else if (state->block_state == ISAL_BLOCK_FINISH)
    step.outcome = isal_decoder_member_end;
  else if (step.consumed == 0 && step.produced == 0 && byte_count > 0 && space_count > 0)
    step.outcome = isal_decoder_trouble;
  return step;
}

#else

int isal_decoder_available(void) { return 0; }
struct isal_decoder *isal_decoder_create(void) { return NULL; }
void isal_decoder_destroy(struct isal_decoder *decoder) { (void)decoder; }
void isal_decoder_begin(struct isal_decoder *decoder) { (void)decoder; }

struct isal_decoder_step isal_decoder_decode(struct isal_decoder *decoder, const void *bytes, size_t byte_count,
                                             void *space, size_t space_count) {
  (void)decoder, (void)bytes, (void)byte_count, (void)space, (void)space_count;
  return (struct isal_decoder_step){.outcome = isal_decoder_trouble};
}

#endif
