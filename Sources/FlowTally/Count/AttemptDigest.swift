internal import FlowAnswer

/// Tells attempts apart: by all that both lines of a packet have in common, but for the node that saw it.
///
/// 128 bits, of fixed seeds: which attempts stay where there are too many has to follow from the lines alone.
enum AttemptDigest {
  private static let digests = (
    LineDigest(first: 0x9E37_79B9_7F4A_7C15, second: 0xD1B5_4A32_D192_ED03),
    LineDigest(first: 0x8CB9_2BA7_2F3D_8DD7, second: 0xA076_1D64_78BD_642F)
  )
  /// Packets without ports are told apart by so many nanoseconds.
  private static let width: Int64 = 10_000_000_000

  /// Bytes that can be read behind a text that is digested.
  private static let margin = [UInt8](repeating: 0, count: 16)

  /// The digest of a drop, and its destination's port; `scratch` is any buffer.
  static func read(
    _ record: borrowing DropRecord, at time: OptionalTime, _ scratch: inout TextBuffer
  ) -> (digest: SIMD2<UInt64>, port: UInt16?) {
    scratch.removeAll()
    scratch.append(record.pairKey.text)
    scratch.append(contentsOf: margin)
    let bytes = scratch.storage.span
    let whole = 0..<record.pairKey.text.count
    let start = whole.isEmpty ? 0 : KeyText.end(ofValueAt: 0, in: bytes)
    let ports = KeyText.place(of: 4, in: bytes, whole).flatMap { Self.ports(bytes, $0) }
    let context =
      ports?.source == nil && time != .absent ? floorDivide(time.nanoseconds, width) : 0
    let range = start..<whole.upperBound
    let digest = SIMD2(
      digests.0.value(bytes, range, .line, context: context),
      digests.1.value(bytes, range, .line, context: context))
    return (digest, ports?.destination)
  }

  /// The ports of a text `PROTOCOL:SOURCE:DESTINATION`; nil for what is 0 or no port.
  private static func ports(
    _ bytes: Span<UInt8>, _ place: Range<Int>
  ) -> (source: UInt16?, destination: UInt16?)? {
    var numbers: (UInt64, UInt64) = (0, 0)
    var colonCount = 0
    for index in place {
      if bytes[index] == Byte.colon {
        colonCount += 1
      } else if colonCount > 0 {
        let digit = UInt64(bytes[index] &- Byte.zero)
        guard digit < 10 else {
          return nil
        }
        if colonCount == 1 {
          numbers.0 = min(numbers.0 * 10 + digit, 1 << 32)
        } else {
          numbers.1 = min(numbers.1 * 10 + digit, 1 << 32)
        }
      }
    }
    let isICMP = place.count > 4 && bytes[place.lowerBound] == UInt8(ascii: "I")
    guard !isICMP else {
      return nil
    }
    let ports = (UInt16(exactly: numbers.0), UInt16(exactly: numbers.1))
    return (ports.0 == 0 ? nil : ports.0, ports.1 == 0 ? nil : ports.1)
  }
}
