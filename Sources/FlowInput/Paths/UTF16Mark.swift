/// What a UTF-16 text begins with, U+FEFF in one of two orders of bytes.
enum UTF16Mark: CaseIterable {
  case littleEndian, bigEndian

  private var bytes: [UInt8] {
    switch self {
    case .littleEndian: [0xff, 0xfe]
    case .bigEndian: [0xfe, 0xff]
    }
  }

  /// Bytes of a mark.
  static let byteCount = 2

  /// Nil for a text that does not begin with a mark.
  init?(head: some Collection<UInt8>) {
    guard let mark = Self.allCases.first(where: { head.starts(with: $0.bytes) }) else {
      return nil
    }
    self = mark
  }

  /// Whether one more byte may make a mark of a text that begins so.
  static func isUndecided(head: some Collection<UInt8>) -> Bool {
    head.count == 1 && allCases.contains { $0.bytes.first == head.first }
  }
}
