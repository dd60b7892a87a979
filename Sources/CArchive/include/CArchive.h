/* libarchive's readers of tar, zip, zstd, xz and bzip2, where the machine has the library.
 *
 * Compiled against libarchive-dev's header when the package trait ARCHIVE is on; libarchive.so.13 is loaded at run time, so
 * the program starts everywhere. Without either, nothing is available. Nothing is ever written to a file. */
#ifndef FLOWAUDIT_CARCHIVE_H
#define FLOWAUDIT_CARCHIVE_H

#include <stddef.h>
#include <stdint.h>

/* Whether the library is there; the first call looks. May be called by any thread. */
int archive_reader_available(void);
/* Whether this was built with the library's header. */
int archive_reader_built_in(void);

/* What is read. Of a compression the one member is the text. */
enum archive_reader_form {
  archive_reader_tar,
  archive_reader_zip,
  archive_reader_zstd,
  archive_reader_xz,
  archive_reader_bzip2
};

/* Gives the next bytes, which stay as they are until the next call: their number, 0 at the end, below 0 after a failure. */
typedef ptrdiff_t (*archive_reader_pull)(void *context, const void **bytes);

struct archive_reader;

/* A reader of the bytes that `pull` gives, its owner's to destroy before the context goes; NULL where the library or memory
 * is missing. Only the form that is asked for is ever tried. */
struct archive_reader *archive_reader_create(enum archive_reader_form form, archive_reader_pull pull, void *context);
void archive_reader_destroy(struct archive_reader *reader);

enum archive_reader_result {
  archive_reader_member, /* there is one */
  archive_reader_end,    /* there are no more */
  archive_reader_failure /* see archive_reader_error; there is no next member */
};

enum archive_reader_kind {
  archive_reader_file,
  archive_reader_link, /* to a member: it has no bytes of its own, or is a symbolic link */
  archive_reader_other /* a directory, a device, ... */
};

struct archive_reader_entry {
  /* The bytes of its name, the reader's until the next call; NULL where it has none that can be given. */
  const char *name;
  enum archive_reader_kind kind;
  int is_encrypted;
  /* Of its text; below 0 where that is not known. */
  int64_t byte_count;
};

/* Steps to the next member, over what was not read of the one before. */
enum archive_reader_result archive_reader_next(struct archive_reader *reader, struct archive_reader_entry *entry);

/* The member's next bytes: their number, at most `space_count`, 0 at its end, below 0 after a failure of this member. */
ptrdiff_t archive_reader_read(struct archive_reader *reader, void *space, size_t space_count);

/* So many of the bytes that were pulled belong to what was read. */
int64_t archive_reader_consumed(struct archive_reader *reader);

/* What the last failure was, the reader's until the next call; never NULL. */
const char *archive_reader_error(struct archive_reader *reader);

#endif
