/* ISA-L's decoder of gzip members, where the machine has the library.
 *
 * Compiled against libisal-dev's header when the package trait ISAL is on; libisal.so.2 is loaded at run time, so the
 * program starts everywhere. Without either, nothing is available. */
#ifndef FLOWAUDIT_CISAL_H
#define FLOWAUDIT_CISAL_H

#include <stddef.h>

/* Whether the library is there; the first call looks. May be called by any thread. */
int isal_decoder_available(void);

struct isal_decoder;

/* A decoder, its owner's to destroy; NULL where the library or memory is missing. */
struct isal_decoder *isal_decoder_create(void);
void isal_decoder_destroy(struct isal_decoder *decoder);

/* The next bytes are a member's first. */
void isal_decoder_begin(struct isal_decoder *decoder);

enum isal_decoder_outcome {
  isal_decoder_running,    /* more may follow */
  isal_decoder_member_end, /* checksum and length are right */
  isal_decoder_trouble     /* damage, or nothing moves */
};

struct isal_decoder_step {
  enum isal_decoder_outcome outcome;
  /* Below 0 where bytes of the call before, which had filled its space, are given back behind a member's end. */
  ptrdiff_t consumed;
  size_t produced;
};

/* Decodes as far as bytes and space go; at most 1 GiB of either is used. Both are the caller's, and are forgotten. */
struct isal_decoder_step isal_decoder_decode(struct isal_decoder *decoder, const void *bytes, size_t byte_count,
                                             void *space, size_t space_count);

#endif
