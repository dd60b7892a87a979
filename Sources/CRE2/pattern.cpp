#include "CRE2.h"

#ifdef FLOWAUDIT_RE2

#include <re2/re2.h>

#include <cstdio>
#include <new>

struct re2_pattern {
  re2::RE2 expression;
  re2_pattern(const re2::StringPiece &text, const re2::RE2::Options &options) : expression(text, options) {}
};

int re2_pattern_available(void) { return 1; }

struct re2_pattern *re2_pattern_create(const uint8_t *text, size_t byte_count, int64_t byte_limit, char *problem,
                                       size_t room) {
  re2::RE2::Options options;
  options.set_max_mem(byte_limit);
  options.set_log_errors(false);
  re2_pattern *pattern =
      new (std::nothrow) re2_pattern(re2::StringPiece(reinterpret_cast<const char *>(text), byte_count), options);
  if (pattern == nullptr || pattern->expression.ok()) return pattern;
  std::snprintf(problem, room, "%s", pattern->expression.error().c_str());
  delete pattern;
  return nullptr;
}

void re2_pattern_destroy(struct re2_pattern *pattern) { delete pattern; }

int re2_pattern_matches(const struct re2_pattern *pattern, const uint8_t *bytes, size_t byte_count) {
  return re2::RE2::PartialMatch(re2::StringPiece(reinterpret_cast<const char *>(bytes), byte_count),
                                pattern->expression);
}

#else

int re2_pattern_available(void) { return 0; }

struct re2_pattern *re2_pattern_create(const uint8_t *text, size_t byte_count, int64_t byte_limit, char *problem,
                                       size_t room) {
  (void)text, (void)byte_count, (void)byte_limit;
  if (room > 0) problem[0] = 0;
  return nullptr;
}

void re2_pattern_destroy(struct re2_pattern *pattern) { (void)pattern; }

int re2_pattern_matches(const struct re2_pattern *pattern, const uint8_t *bytes, size_t byte_count) {
  (void)pattern, (void)bytes, (void)byte_count;
  return 0;
}

#endif
