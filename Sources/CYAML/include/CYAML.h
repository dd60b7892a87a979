/* libyaml's parser of YAML 1.1, as events: one document of a text after the other, memory bounded by the longest scalar.
 *
 * Compiled and linked against libyaml-dev when the package trait YAML is on. Without it, nothing is available. */
#ifndef FLOWAUDIT_CYAML_H
#define FLOWAUDIT_CYAML_H

#include <stddef.h>
#include <stdint.h>

/* Whether libyaml was built in. */
int yaml_events_available(void);

enum yaml_events_kind {
  yaml_events_document_start,
  yaml_events_document_end,
  yaml_events_alias, /* `anchor` is whose */
  yaml_events_scalar,
  yaml_events_sequence_start,
  yaml_events_sequence_end,
  yaml_events_mapping_start, /* keys and values follow, in turns */
  yaml_events_mapping_end,
  yaml_events_stream_end, /* there are no more */
  yaml_events_failure     /* see `problem`; there is no next event */
};

/* One event. Its texts are the parser's until the next call, and UTF-8. */
struct yaml_events_event {
  enum yaml_events_kind kind;
  /* Of a scalar: its text, escapes and folds resolved. */
  const uint8_t *value;
  size_t value_count;
  /* Ended by 0; NULL where there is none. A tag is whole: `!!str` is `tag:yaml.org,2002:str`. */
  const char *anchor;
  const char *tag;
  /* Of a scalar: whether it is plain, neither quoted nor a block. */
  int is_plain;
  /* Of a failure: what is wrong, and in what, each ended by 0; `context` may be NULL. */
  const char *problem;
  const char *context;
  /* Of a failure: the byte of the text where the encoding is at fault, or -1; the lines do not tell then. */
  ptrdiff_t fault_offset;
  /* Where it begins, both from 0, the column in characters; of a failure, where it was seen, and where the context began. */
  size_t line, column;
  size_t context_line;
};

struct yaml_events;

/* A parser of the text, which is UTF-8 and stays its owner's, unchanged until the parser is destroyed. NULL where the
 * library or memory is missing. */
struct yaml_events *yaml_events_create(const uint8_t *text, size_t byte_count);
void yaml_events_destroy(struct yaml_events *events);

/* The next event. After a failure or the end of the stream it is that again. */
void yaml_events_next(struct yaml_events *events, struct yaml_events_event *event);

#endif
