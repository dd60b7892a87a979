/// Room for a block of lines as the input lends it, at any place: something in front and behind that can be read and would mislead.
final class LineRoom {
  private static let front = 64
  private static let behind = 256
  private var memory: UnsafeMutableRawBufferPointer

  init() {
    memory = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit {
    memory.deallocate()
  }

  /// Calls `body` with a block of this text; false where it has written into it or around it.
  func withBlock(_ text: ArraySlice<UInt8>, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    let end = Self.front + text.count + Self.behind
    if memory.count < end {
      memory.deallocate()
      memory = .allocate(byteCount: 2 * end, alignment: 64)
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
    for index in end - Self.behind..<end {
      memory[index] = UInt8(ascii: "\"")
    }
    body(UnsafeRawBufferPointer(block))
    return block.elementsEqual(text)
      && memory[end - Self.behind..<end].allSatisfy { $0 == UInt8(ascii: "\"") }
  }
}
