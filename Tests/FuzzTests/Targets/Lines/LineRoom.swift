/// Room for a block of lines as the input lends it: aligned, something in front that would mislead, room behind, and a wall behind that.
final class LineRoom {
  private static let front = 64
  private static let behind = 256
  private static let wall = 64
  private static let wallByte: UInt8 = 0xA5
  private var memory: UnsafeMutableRawBufferPointer

  init() {
    memory = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit {
    memory.deallocate()
  }

  /// Calls `body` with a block of this text; false where it has written behind the room.
  func withBlock(_ text: ArraySlice<UInt8>, _ body: (UnsafeMutableRawBufferPointer) -> Void) -> Bool
  {
    let end = Self.front + text.count + Self.behind
    if memory.count < end + Self.wall {
      memory.deallocate()
      memory = .allocate(byteCount: 2 * (end + Self.wall), alignment: 64)
    }
    for index in 0..<Self.front - 2 {
      memory[index] = UInt8(ascii: "\"")
    }
    // Half a character and a backslash right in front.
    memory[Self.front - 2] = 0xE2
    memory[Self.front - 1] = UInt8(ascii: "\\")
    let block = UnsafeMutableRawBufferPointer(
      rebasing: memory[Self.front..<Self.front + text.count])
    block.copyBytes(from: text)
    for index in end..<end + Self.wall {
      memory[index] = Self.wallByte
    }
    body(block)
    return (end..<end + Self.wall).allSatisfy { memory[$0] == Self.wallByte }
  }
}
