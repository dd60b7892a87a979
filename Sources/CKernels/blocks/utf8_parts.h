/* What utf8_tables.h asks of a block, by parts. */
#define HAS_BYTE_LOOKUP

static inline Block lookup_low_half(const uint8_t table[16], Block block) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = lookup_part(table, and_parts(block.parts[i], splat(0x0F)));
  return block;
}
static inline Block lookup_high_half(const uint8_t table[16], Block block) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = lookup_part(table, high_half_parts(block.parts[i]));
  return block;
}
static inline Block and3(Block a, Block b, Block c) {
  for (int i = 0; i < PARTS; i++) a.parts[i] = and_parts(a.parts[i], and_parts(b.parts[i], c.parts[i]));
  return a;
}
static inline Block either(Block a, Block b) {
  for (int i = 0; i < PARTS; i++) a.parts[i] = or_parts(a.parts[i], b.parts[i]);
  return a;
}
static inline Block minus_saturated(Block block, uint8_t byte) {
  for (int i = 0; i < PARTS; i++) block.parts[i] = minus_saturated_parts(block.parts[i], splat(byte));
  return block;
}
/* a ^ (b & 0x80) */
static inline Block differ_in_high_bit(Block a, Block b) {
  for (int i = 0; i < PARTS; i++) a.parts[i] = xor_parts(a.parts[i], and_parts(b.parts[i], splat(0x80)));
  return a;
}
static inline uint64_t not_zero(Block block) { return ~equals(block, 0); }
