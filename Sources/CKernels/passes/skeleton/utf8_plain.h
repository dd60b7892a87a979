/* Judges a stride that is not all ASCII, for sets without byte shuffles. */
static void judge_utf8(SkeletonWork *work, const uint8_t *stride, size_t line) {
  work->hasNonASCII = true;
  mark_utf8(work, stride, line);
}
