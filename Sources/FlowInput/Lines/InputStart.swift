/// The input's first bytes, until it is known whether they are a BOM (UTF-8's EF BB BF).
struct InputStart {
  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// Whether it is known.
  private(set) var isPast: Bool
  /// Nothing but the BOM has come: should the file end so, that is an empty line.
  var isOnlyMark = false

  /// The input's first bytes, or what comes later, where no BOM is looked for.
  init(isPast: Bool = false) {
    self.isPast = isPast
  }

  /// How many bytes to remove from the front; nil when more bytes must tell and may come.
  mutating func look(at buffer: borrowing BlockBuffer, mayGrow: Bool) -> Int? {
    guard buffer.byteCount > 0 else {
      return 0
    }
    isOnlyMark = false
    guard !isPast else {
      return 0
    }
    let matching = buffer.withBytes(0..<Self.mark.count) { bytes in
      bytes.indices.prefix { bytes[$0] == Self.mark[$0] }.count
    }
    if matching == buffer.byteCount && matching < Self.mark.count && mayGrow {
      return nil
    }
    isPast = true
    guard matching == Self.mark.count else {
      return 0
    }
    isOnlyMark = buffer.byteCount == matching
    return matching
  }
}
