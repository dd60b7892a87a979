import Testing

@testable import FlowTally

/// A block as the input lends it, at any place: something in front and behind that can be read and would mislead.
final class SkeletonBlock {
  static let front = 64
  static let behind = 256
  private let memory: UnsafeMutableRawBufferPointer
  private let original: [UInt8]
  let byteCount: Int

  /// `text` gets a last LF if it has none; what stands in front would change a reader that looked at it.
  init(_ text: [UInt8]) {
    let text = text.last == UInt8(ascii: "\n") ? text : text + [UInt8(ascii: "\n")]
    byteCount = text.count
    memory = .allocate(byteCount: Self.front + text.count + Self.behind, alignment: 1)
    memory.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "\""))
    // Half a character and a backslash right in front.
    memory[Self.front - 2] = 0xE2
    memory[Self.front - 1] = UInt8(ascii: "\\")
    UnsafeMutableRawBufferPointer(rebasing: memory[Self.front...]).copyBytes(from: text)
    original = Array(memory)
  }

  deinit {
    memory.deallocate()
  }

  var start: UnsafeRawPointer {
    guard let base = memory.baseAddress else {
      preconditionFailure("a block has room behind it, so its memory has an address")
    }
    return UnsafeRawPointer(base + Self.front)
  }

  /// Whether nothing was written, neither into the block nor around it.
  var isUntouched: Bool {
    memory.elementsEqual(original)
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
