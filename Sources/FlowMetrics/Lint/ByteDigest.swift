/// 128 bits that stand for bytes of any length, by a key that differs from run to run.
///
/// Two different texts have the same digest with a probability of 2^-128, and nobody can write such a pair ahead.
struct ByteDigest: Hashable {
  private let high: UInt64
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    high = Self.half(bytes, salt: 1)
    low = Self.half(bytes, salt: 2)
  }

  private static func half(_ bytes: [UInt8], salt: UInt8) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(salt)
    // The hasher reads the array's bytes within this call.
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
