/* RE2's regular expressions: time linear in the text, memory bounded, whatever pattern and text hold.
 *
 * Compiled and linked against libre2-dev when the package trait RE2 is on. Without it, nothing is available. */
#ifndef FLOWAUDIT_CRE2_H
#define FLOWAUDIT_CRE2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether RE2 was built in. */
int re2_pattern_available(void);

struct re2_pattern;

/* A pattern, its owner's to destroy. NULL where it is none, or too large for its memory, of `byte_limit` bytes; then up to
 * `room` bytes of why are written to `problem`, ended by 0. The text is copied. */
struct re2_pattern *re2_pattern_create(const uint8_t *text, size_t byte_count, int64_t byte_limit, char *problem,
                                       size_t room);
void re2_pattern_destroy(struct re2_pattern *pattern);

/* Whether the pattern matches anywhere in the bytes, which are read within the call. May be called by any thread. */
int re2_pattern_matches(const struct re2_pattern *pattern, const uint8_t *bytes, size_t byte_count);

#ifdef __cplusplus
}
#endif

#endif
