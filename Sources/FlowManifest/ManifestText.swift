/// A text as it is read: UTF-8 without byte order mark.
struct ManifestText: Sendable {
  /// What messages call it.
  let name: String
  /// All bytes.
  let bytes: [UInt8]
  /// Where the text begins, behind a mark.
  let start: Int

  /// Takes UTF-8, or UTF-16 with a mark, which is written anew.
  init(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    self.name = name
    switch bytes.prefix(3) {
    case [0xEF, 0xBB, 0xBF]:
      self.bytes = bytes
      start = 3
    case let first where first.starts(with: [0xFF, 0xFE]):
      self.bytes = try Self.utf8(bytes, name, highFirst: false)
      start = 0
    case let first where first.starts(with: [0xFE, 0xFF]):
      self.bytes = try Self.utf8(bytes, name, highFirst: true)
      start = 0
    default:
      self.bytes = bytes
      start = 0
    }
  }

  /// The first byte that is no white space; nil where there is none.
  var firstByte: UInt8? {
    bytes[start...].first { !Self.isSpace($0) }
  }

  /// The place of the end, which is seen where something is missing.
  var end: ManifestPlace {
    place(of: bytes.count)
  }

  /// The place of a byte: its line, and its column in characters.
  func place(of offset: Int, path: String = "") -> ManifestPlace {
    let before = bytes[start..<min(offset, bytes.count)]
    let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
    // Bytes that go on with a character do not count.
    let column = 1 + bytes[lineStart..<before.endIndex].count { $0 & 0xC0 != 0x80 }
    return ManifestPlace(file: name, line: line, column: column, path: path)
  }

  /// The bytes of a line, counted from 1, without its end; empty where there is none.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    var rest = bytes[start...]
    for _ in 1..<max(1, number) {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      rest = rest[(end + 1)...]
    }
    return rest.prefix { $0 != UInt8(ascii: "\n") }
  }

  /// Whether JSON takes the byte for white space.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func utf8(
    _ bytes: [UInt8], _ name: String, highFirst: Bool
  ) throws(ManifestProblem) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map { (index: Int) -> UInt16 in
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      return highFirst ? first << 8 | second : second << 8 | first
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw ManifestProblem("no valid UTF-16", at: ManifestPlace(file: name))
    }
    return Array(text.utf8)
  }
}
