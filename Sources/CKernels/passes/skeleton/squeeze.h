/* The second kernel, run only while chunks hold white space between tokens: takes it out of the skeleton.
 *
 *     {": {":[80, null]}    becomes    {":{":[80,null]}
 *     {":1 2}               becomes    {":1 }             two scalars must not become one */
static void squeeze(SkeletonWork *work) {
  uint8_t *skeleton = work->skeleton, *out = skeleton;
  size_t count = work->skeletonCount, padding = -count % 64;
  memset(skeleton + count, '\n', padding);
  uint64_t lastPlain = 0, spaceSum = 0, anySpace = 0;
  for (size_t at = 0; at < count; at += 64) {
    Block block = load(skeleton + at);
    Tokens t = tokens_of(block);
    uint64_t space = white_space(block);
    uint64_t plain = t.plain & ~space;
    uint64_t behindPlain = after(plain, &lastPlain);
    unsigned long long carry;
    uint64_t parted = __builtin_addcll(space, space & behindPlain, spaceSum, &carry) & ~space & plain;
    spaceSum = carry;
    anySpace |= space;
    if (__builtin_expect(parted != 0, 0)) {
      for (; parted != 0; parted &= parted - 1) skeleton[at + (size_t)__builtin_ctzll(parted)] = ' ';
      block = load(skeleton + at);
    }
    out = keep_bytes_in_place(out, block, skeleton + at, ~space);
  }
  work->skeletonCount = (size_t)(out - skeleton) - padding;
  work->hasWhiteSpace = anySpace != 0;
}
