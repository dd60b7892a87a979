#include "CArchive.h"

#ifdef FLOWAUDIT_ARCHIVE

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The name with the version of the interface that the header describes. */
static const char library_name[] = "libarchive.so.13";

/* The calls that are used, each with the type that the header gives it. */
#define LIBRARY_CALLS(CALL)                                                                        \
  CALL(archive_read_new)                                                                           \
  CALL(archive_read_free)                                                                          \
  CALL(archive_read_open)                                                                          \
  CALL(archive_read_next_header)                                                                   \
  CALL(archive_read_data_block)                                                                      \
  CALL(archive_read_support_format_tar)                                                            \
  CALL(archive_read_support_format_zip_streamable)                                                 \
  CALL(archive_read_support_format_raw)                                                            \
  CALL(archive_read_support_format_empty)                                                          \
  CALL(archive_read_support_filter_zstd)                                                           \
  CALL(archive_read_support_filter_xz)                                                             \
  CALL(archive_read_support_filter_bzip2)                                                          \
  CALL(archive_read_set_format_option)                                                             \
  CALL(archive_filter_bytes)                                                                       \
  CALL(archive_filter_count)                                                                       \
  CALL(archive_set_error)                                                                          \
  CALL(archive_error_string)                                                                       \
  CALL(archive_entry_pathname)                                                                     \
  CALL(archive_entry_pathname_utf8)                                                                \
  CALL(archive_entry_filetype)                                                                     \
  CALL(archive_entry_hardlink)                                                                     \
  CALL(archive_entry_is_encrypted)                                                                 \
  CALL(archive_entry_size)                                                                         \
  CALL(archive_entry_size_is_set)

#define DECLARE(name) __typeof__(&name) name;
static struct {
  LIBRARY_CALLS(DECLARE)
} library;

static int is_loaded = 0;

/* The library stays loaded: its code has no state of ours, and unloading gains nothing. */
static void load(void) {
  void *handle = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  int is_whole = 1;
#define LOAD(name)                                                                                 \
  library.name = (__typeof__(&name))dlsym(handle, #name);                                          \
  is_whole = is_whole && library.name != NULL;
  LIBRARY_CALLS(LOAD)
  is_loaded = is_whole;
}

int archive_reader_built_in(void) { return 1; }

int archive_reader_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}

struct archive_reader {
  struct archive *archive;
  archive_reader_pull pull;
  void *context;
  int is_compression;
  /* Bytes of the member that the library lends, and so many of the member's were given before them. */
  const char *block;
  size_t block_count;
  int64_t offset;
};

static la_ssize_t pull_bytes(struct archive *archive, void *context, const void **bytes) {
  struct archive_reader *reader = context;
  ptrdiff_t count = reader->pull(reader->context, bytes);
  if (count < 0) library.archive_set_error(archive, EIO, "its bytes cannot be read");
  return count;
}

/* Whether the library has the form: a filter that it would leave to another program is none. */
static int support(struct archive *archive, enum archive_reader_form form) {
  switch (form) {
  /* Archives one behind the other are what cat makes of them. */
  case archive_reader_tar:
    return library.archive_read_support_format_tar(archive) == ARCHIVE_OK &&
           library.archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1") == ARCHIVE_OK;
  /* Member by member as they come: the directory at the end of a zip can be of any size. */
  case archive_reader_zip: return library.archive_read_support_format_zip_streamable(archive) == ARCHIVE_OK;
  case archive_reader_zstd:
  case archive_reader_xz:
  case archive_reader_bzip2: break;
  }
  int result = form == archive_reader_zstd ? library.archive_read_support_filter_zstd(archive)
               : form == archive_reader_xz ? library.archive_read_support_filter_xz(archive)
                                           : library.archive_read_support_filter_bzip2(archive);
  return result == ARCHIVE_OK && library.archive_read_support_format_raw(archive) == ARCHIVE_OK &&
         library.archive_read_support_format_empty(archive) == ARCHIVE_OK;
}

struct archive_reader *archive_reader_create(enum archive_reader_form form, archive_reader_pull pull, void *context) {
  if (!archive_reader_available()) return NULL;
  struct archive_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->pull = pull;
  reader->is_compression = form != archive_reader_tar && form != archive_reader_zip;
  reader->context = context;
  reader->archive = library.archive_read_new();
  if (reader->archive != NULL && support(reader->archive, form)) {
    /* A failure stays with the archive: the first step gives it. */
    library.archive_read_open(reader->archive, reader, NULL, pull_bytes, NULL);
    return reader;
  }
  archive_reader_destroy(reader);
  return NULL;
}

void archive_reader_destroy(struct archive_reader *reader) {
  if (reader == NULL) return;
  if (reader->archive != NULL) library.archive_read_free(reader->archive);
  free(reader);
}

static enum archive_reader_kind kind(struct archive_entry *entry) {
  if (library.archive_entry_hardlink(entry) != NULL) return archive_reader_link;
  switch (library.archive_entry_filetype(entry)) {
  /* A member that says nothing of its kind is a file. */
  case 0:
  case AE_IFREG: return archive_reader_file;
  case AE_IFLNK: return archive_reader_link;
  default: return archive_reader_other;
  }
}

enum archive_reader_result archive_reader_next(struct archive_reader *reader, struct archive_reader_entry *result) {
  struct archive_entry *entry = NULL;
  reader->block_count = 0;
  reader->offset = 0;
  int outcome = library.archive_read_next_header(reader->archive, &entry);
  if (outcome == ARCHIVE_EOF) return archive_reader_end;
  /* A warning is about a name or a date; what failed otherwise leaves nothing to go on from. */
  if (outcome != ARCHIVE_OK && outcome != ARCHIVE_WARN) return archive_reader_failure;
  /* Where the first bytes are not enough for the library, they would be taken for text. */
  if (reader->is_compression && library.archive_filter_count(reader->archive) < 2) {
    library.archive_set_error(reader->archive, EINVAL, "its beginning is not whole");
    return archive_reader_failure;
  }
  result->name = library.archive_entry_pathname(entry);
  if (result->name == NULL) result->name = library.archive_entry_pathname_utf8(entry);
  result->kind = kind(entry);
  result->is_encrypted = library.archive_entry_is_encrypted(entry);
  result->byte_count = library.archive_entry_size_is_set(entry) ? library.archive_entry_size(entry) : -1;
  return archive_reader_member;
}

/* The library's next block of the member; 0 at its end, below 0 after a failure.
 *
 * A hole would be zeros without end, of a file of a few bytes: what has one is no log. */
static int next_block(struct archive_reader *reader) {
  const void *block = NULL;
  size_t count = 0;
  la_int64_t offset = 0;
  int result;
  do result = library.archive_read_data_block(reader->archive, &block, &count, &offset);
  while (result == ARCHIVE_RETRY || (result == ARCHIVE_OK && count == 0));
  if (result != ARCHIVE_OK && result != ARCHIVE_EOF) return -1;
  /* At the end not every format says where that is. */
  if (result == ARCHIVE_EOF ? offset > reader->offset : offset != reader->offset) {
    library.archive_set_error(reader->archive, EINVAL, "it has holes");
    return -1;
  }
  if (result == ARCHIVE_EOF) return 0;
  reader->block = block;
  reader->block_count = count;
  return 1;
}

ptrdiff_t archive_reader_read(struct archive_reader *reader, void *space, size_t space_count) {
  if (reader->block_count == 0) {
    int result = next_block(reader);
    if (result <= 0) return result;
  }
  size_t count = reader->block_count < space_count ? reader->block_count : space_count;
  memcpy(space, reader->block, count);
  reader->block += count;
  reader->block_count -= count;
  reader->offset += (int64_t)count;
  return (ptrdiff_t)count;
}

int64_t archive_reader_consumed(struct archive_reader *reader) {
  return library.archive_filter_bytes(reader->archive, -1);
}

const char *archive_reader_error(struct archive_reader *reader) {
  const char *text = library.archive_error_string(reader->archive);
  return text != NULL ? text : "unknown error";
}

#else

int archive_reader_built_in(void) { return 0; }
int archive_reader_available(void) { return 0; }

struct archive_reader *archive_reader_create(enum archive_reader_form form, archive_reader_pull pull, void *context) {
  (void)form, (void)pull, (void)context;
  return NULL;
}

void archive_reader_destroy(struct archive_reader *reader) { (void)reader; }

enum archive_reader_result archive_reader_next(struct archive_reader *reader, struct archive_reader_entry *entry) {
  (void)reader, (void)entry;
  return archive_reader_failure;
}

ptrdiff_t archive_reader_read(struct archive_reader *reader, void *space, size_t space_count) {
  (void)reader, (void)space, (void)space_count;
  return -1;
}

int64_t archive_reader_consumed(struct archive_reader *reader) {
  (void)reader;
  return 0;
}

const char *archive_reader_error(struct archive_reader *reader) {
  (void)reader;
  return "not built in";
}

#endif
