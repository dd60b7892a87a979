/* What SSE2 has no instructions for. */

static inline Part low_or_high_parts(Part a, Part b, Part c, Part d) {
  Part space = splat(0x20);
  return or_parts(
      or_parts(signed_less_parts(a, space), signed_less_parts(b, space)),
      or_parts(signed_less_parts(c, space), signed_less_parts(d, space)));
}

static inline uint64_t prefix_xor(uint64_t bits) {
  for (int distance = 1; distance < 64; distance *= 2) bits ^= bits << distance;
  return bits;
}

static inline uint64_t count_ones(uint64_t bits) { return (uint64_t)__builtin_popcountll(bits); }
