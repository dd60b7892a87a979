import Testing

@testable import FlowTally

/// A block as the input lends it: aligned, something readable in front, room behind; and a wall behind the room.
final class SkeletonBlock {
  static let front = 64
  static let behind = 256
  private static let wall = 64
  private static let wallByte: UInt8 = 0xA5
  private let memory: UnsafeMutableRawBufferPointer
  let byteCount: Int

  /// `text` gets a last LF if it has none; what stands in front would change a reader that looked at it.
  init(_ text: [UInt8]) {
    let text = text.last == UInt8(ascii: "\n") ? text : text + [UInt8(ascii: "\n")]
    byteCount = text.count
    memory = .allocate(
      byteCount: Self.front + text.count + Self.behind + Self.wall, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "\""))
    // Half a character and a backslash right in front.
    memory[Self.front - 2] = 0xE2
    memory[Self.front - 1] = UInt8(ascii: "\\")
    UnsafeMutableRawBufferPointer(rebasing: memory[Self.front...]).copyBytes(from: text)
    for index in (memory.count - Self.wall)..<memory.count {
      memory[index] = Self.wallByte
    }
  }

  deinit {
    memory.deallocate()
  }

  var start: UnsafeMutableRawPointer {
    guard let base = memory.baseAddress else {
      preconditionFailure("a block has room behind it, so its memory has an address")
    }
    return base + Self.front
  }

  /// Whether nothing behind the room was written.
  var isWallWhole: Bool {
    memory.suffix(Self.wall).allSatisfy { $0 == Self.wallByte }
  }

  /// The lines that LineReader does not take for an object: what the suspects have to be.
  func linesThatAreNoObject() -> [Int] {
    let bytes = UnsafeRawBufferPointer(start: start, count: byteCount + Self.behind)
    let span = Span<UInt8>(_unsafeElements: bytes.bindMemory(to: UInt8.self))
    var reader = LineReader()
    var lines: [Int] = []
    var line = 0
    var lineStart = 0
    for position in 0..<byteCount where span[position] == UInt8(ascii: "\n") {
      if case .object = reader.read(span, lineStart, position) {
        // What no suspect may be.
      } else {
        lines.append(line)
      }
      line += 1
      lineStart = position + 1
    }
    return lines
  }
}
