#include "CYAML.h"

#ifdef FLOWAUDIT_YAML

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct yaml_events {
  yaml_parser_t parser;
  /* Lent to the caller until the next call; none where `has_event` is 0. */
  yaml_event_t event;
  int has_event;
  int is_over;
  struct yaml_events_event last;
};

int yaml_events_available(void) { return 1; }

struct yaml_events *yaml_events_create(const uint8_t *text, size_t byte_count) {
  struct yaml_events *events = calloc(1, sizeof *events);
  if (events == NULL) return NULL;
  if (!yaml_parser_initialize(&events->parser)) {
    free(events);
    return NULL;
  }
  yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&events->parser, text, byte_count);
  return events;
}

static void release(struct yaml_events *events) {
  if (events->has_event) yaml_event_delete(&events->event);
  events->has_event = 0;
}

void yaml_events_destroy(struct yaml_events *events) {
  if (events == NULL) return;
  release(events);
  yaml_parser_delete(&events->parser);
  free(events);
}

/* What went wrong, in the library's words. */
static void fill_failure(const yaml_parser_t *parser, struct yaml_events_event *event) {
  event->kind = yaml_events_failure;
  event->fault_offset = -1;
  switch (parser->error) {
    case YAML_MEMORY_ERROR:
      event->problem = "memory is missing";
      return;
    case YAML_READER_ERROR:
      event->problem = parser->problem;
      event->fault_offset = (ptrdiff_t)parser->problem_offset;
      return;
    default:
      event->problem = parser->problem;
      event->context = parser->context;
      event->line = parser->problem_mark.line;
      event->column = parser->problem_mark.column;
      event->context_line = parser->context_mark.line;
  }
}

static void fill_scalar(const yaml_event_t *source, struct yaml_events_event *event) {
  event->kind = yaml_events_scalar;
  event->value = source->data.scalar.value;
  event->value_count = source->data.scalar.length;
  event->anchor = (const char *)source->data.scalar.anchor;
  event->tag = (const char *)source->data.scalar.tag;
  event->is_plain = source->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* 0 where the event says nothing that the caller asks for. */
static int fill(const yaml_event_t *source, struct yaml_events_event *event) {
  event->line = source->start_mark.line;
  event->column = source->start_mark.column;
  switch (source->type) {
    case YAML_DOCUMENT_START_EVENT:
      event->kind = yaml_events_document_start;
      return 1;
    case YAML_DOCUMENT_END_EVENT:
      event->kind = yaml_events_document_end;
      return 1;
    case YAML_ALIAS_EVENT:
      event->kind = yaml_events_alias;
      event->anchor = (const char *)source->data.alias.anchor;
      return 1;
    case YAML_SCALAR_EVENT:
      fill_scalar(source, event);
      return 1;
    case YAML_SEQUENCE_START_EVENT:
      event->kind = yaml_events_sequence_start;
      event->anchor = (const char *)source->data.sequence_start.anchor;
      event->tag = (const char *)source->data.sequence_start.tag;
      return 1;
    case YAML_SEQUENCE_END_EVENT:
      event->kind = yaml_events_sequence_end;
      return 1;
    case YAML_MAPPING_START_EVENT:
      event->kind = yaml_events_mapping_start;
      event->anchor = (const char *)source->data.mapping_start.anchor;
      event->tag = (const char *)source->data.mapping_start.tag;
      return 1;
    case YAML_MAPPING_END_EVENT:
      event->kind = yaml_events_mapping_end;
      return 1;
    case YAML_STREAM_END_EVENT:
      event->kind = yaml_events_stream_end;
      return 1;
    case YAML_STREAM_START_EVENT:
    case YAML_NO_EVENT:
      return 0;
  }
  return 0;
}

void yaml_events_next(struct yaml_events *events, struct yaml_events_event *event) {
  release(events);
  int is_told = events->is_over;
  while (!is_told) {
    memset(&events->last, 0, sizeof events->last);
    if (!yaml_parser_parse(&events->parser, &events->event)) {
      fill_failure(&events->parser, &events->last);
      events->is_over = 1;
      break;
    }
    events->has_event = 1;
    is_told = fill(&events->event, &events->last);
    events->is_over = events->event.type == YAML_STREAM_END_EVENT || events->event.type == YAML_NO_EVENT;
    if (events->event.type == YAML_NO_EVENT) events->last.kind = yaml_events_stream_end;
    if (!is_told) {
      release(events);
      is_told = events->is_over;
    }
  }
  *event = events->last;
}

#else

int yaml_events_available(void) { return 0; }

struct yaml_events *yaml_events_create(const uint8_t *text, size_t byte_count) {
  (void)text, (void)byte_count;
  return NULL;
}

void yaml_events_destroy(struct yaml_events *events) { (void)events; }

void yaml_events_next(struct yaml_events *events, struct yaml_events_event *event) {
  (void)events;
  *event = (struct yaml_events_event){.kind = yaml_events_stream_end};
}

#endif
