/* Judges a stride that is not all ASCII, for sets without byte shuffles. */
static void judge_utf8(SkeletonWork *work, size_t at, size_t line) {
  work->hasNonASCII = true;
  mark_utf8(work, work->bytes + at, line);
}
