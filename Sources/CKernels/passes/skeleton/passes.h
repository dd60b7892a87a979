/* All passes, in the order of what they need; a set's file has said before what a Block is. */
#include "marks.h"

#include "escapes.h"
#include "watch.h"
#include "utf8.h"
#ifdef HAS_BYTE_LOOKUP
#include "utf8_tables.h"
#else
#include "utf8_plain.h"
#endif
#include "find_strings.h"

#include "squeeze.h"

#include "literals.h"
#include "grammar.h"

#include "nesting.h"

static const SkeletonKernels SKELETON_PASSES = {find_strings, squeeze, judge_tokens, match_nestings, count_line_ends};
