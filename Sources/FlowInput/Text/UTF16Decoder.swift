/// UTF-16 to UTF-8, piece by piece.
///
/// What is no text stays none: half of a pair of surrogates and a byte too many become bytes that no UTF-8 has, so that
/// their line is malformed, as it is where such bytes stand in UTF-8 (RFC 3629).
struct UTF16Decoder: Sendable {
  private let order: UTF16Mark
  /// The first byte of a unit whose second is to come.
  private var half: UInt8?
  /// The first surrogate of a pair whose second is to come.
  private var high: UInt16?

  /// What comes behind a mark.
  init(_ order: UTF16Mark) {
    self.order = order
  }

  /// Appends the text of the next bytes.
  mutating func decode(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit =
        order == .littleEndian
        ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
      if unit < 0x80 && high == nil {
        text.append(UInt8(truncatingIfNeeded: unit))
      } else {
        decode(unit, to: &text)
      }
    }
  }

  /// Appends what is left at the end.
  mutating func finish(to text: inout [UInt8]) {
    endSurrogate(&text)
    if half != nil {
      text.append(0xff)
      half = nil
    }
  }

  private mutating func decode(_ unit: UInt16, to text: inout [UInt8]) {
    if let high, 0xdc00...0xdfff ~= unit {
      self.high = nil
      let scalar = 0x10000 + (UInt32(high & 0x3ff) << 10 | UInt32(unit & 0x3ff))
      text += [0xf0 | UInt8(scalar >> 18)]
      text += [12, 6, 0].map { 0x80 | UInt8(scalar >> $0 & 0x3f) }
      return
    }
    endSurrogate(&text)
    if 0xd800...0xdbff ~= unit {
      high = unit
    } else {
      append(unit, to: &text)
    }
  }

  /// A surrogate alone is three bytes that a strict reader refuses.
  private mutating func endSurrogate(_ text: inout [UInt8]) {
    if let high {
      append(high, to: &text)
    }
    high = nil
  }

  private func append(_ unit: UInt16, to text: inout [UInt8]) {
    switch unit {
    case ..<0x80:
      text.append(UInt8(unit))
    case ..<0x800:
      text.append(0xc0 | UInt8(unit >> 6))
      text.append(0x80 | UInt8(unit & 0x3f))
    default:
      text.append(0xe0 | UInt8(unit >> 12))
      text.append(0x80 | UInt8(unit >> 6 & 0x3f))
      text.append(0x80 | UInt8(unit & 0x3f))
    }
  }
}
