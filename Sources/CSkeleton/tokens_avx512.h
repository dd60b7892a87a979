/* A byte's class in eight bits by one table of 128, then the 64 bytes turned so that each class is a mask. */
enum {
  QUOTE = 1 << 0, OPENER = 1 << 1, CLOSER = 1 << 2, COLON = 1 << 3, COMMA = 1 << 4, END = 1 << 5, DIGIT = 1 << 6,
  CURLY_OR_ZERO = 1 << 7,
};

static const uint8_t CLASSES[128] __attribute__((aligned(64))) = {
  ['"'] = QUOTE, [':'] = COLON, [','] = COMMA, ['\n'] = END,
  ['{'] = OPENER | CURLY_OR_ZERO, ['['] = OPENER, ['}'] = CLOSER | CURLY_OR_ZERO, [']'] = CLOSER,
  ['0'] = DIGIT | CURLY_OR_ZERO, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT,
  ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
};

static inline Tokens tokens_of(Block block) {
  /* Byte n of a group of eight goes to bit 7-n of its mask: turn the groups first. */
  const __m512i turned = _mm512_broadcast_i32x4(_mm_set_epi8(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  const __m512i select = _mm512_set1_epi64((long long)0x8040201008040201ull);
  /* Byte c of each of eight groups, side by side. */
  const __m512i gather = _mm512_add_epi8(
      _mm512_set1_epi64(0x3830282018100800ll),
      _mm512_set_epi64(0x0707070707070707, 0x0606060606060606, 0x0505050505050505, 0x0404040404040404,
          0x0303030303030303, 0x0202020202020202, 0x0101010101010101, 0));
  __m512i classes = _mm512_permutex2var_epi8(
      _mm512_load_si512(CLASSES), _mm512_shuffle_epi8(block, turned), _mm512_load_si512(CLASSES + 64));
  uint64_t masks[8] __attribute__((aligned(64)));
  _mm512_store_si512(masks, _mm512_permutexvar_epi8(gather, _mm512_gf2p8affine_epi64_epi8(select, classes, 0)));
  return (Tokens){masks[0], masks[1], masks[2], masks[3], masks[4], masks[5], masks[7], masks[6], masks[6] & masks[7]};
}
