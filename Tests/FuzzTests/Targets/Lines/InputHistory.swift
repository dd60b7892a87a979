/// The inputs since what was learned was forgotten: they are part of what shows a fault.
struct InputHistory {
  private let maximumCount: Int
  private var inputs: [[UInt8]] = []

  /// A history that ends after so many inputs.
  init(maximumCount: Int) {
    self.maximumCount = maximumCount
  }

  /// Adds an input of whole lines; true where all is to be forgotten now.
  mutating func add(_ input: [UInt8]) -> Bool {
    inputs.append(input)
    guard inputs.count == maximumCount else {
      return false
    }
    inputs = []
    return true
  }

  /// A fault with an input that shows it in a new target: the one that was tried, or those before it with it.
  func narrowed<Target: FuzzTarget>(
    _ error: Mismatch, _ input: [UInt8], _ target: () -> Target
  ) -> Mismatch {
    func fails(_ inputs: [[UInt8]]) -> Bool {
      var target = target()
      return (try? target.run(Self.joined(inputs))) == nil
    }
    if fails([input]) {
      return error
    }
    guard fails(inputs + [input]) else {
      return Mismatch("only after what was learned in another order: \(error)")
    }
    var needed = inputs
    for index in inputs.indices.reversed() {
      var fewer = needed
      fewer.remove(at: index)
      if fails(fewer + [input]) {
        needed = fewer
      }
    }
    return Mismatch(error.description, input: Self.joined(needed + [input]))
  }

  private static func joined(_ inputs: [[UInt8]]) -> [UInt8] {
    Array(inputs.joined(separator: [0, 0x0A]))
  }

  /// The blocks of an input of whole lines: a line that begins with NUL ends one, so that what was learned in it is used in the next.
  static func blocks(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var blocks: [ArraySlice<UInt8>] = []
    var (blockStart, lineStart) = (0, 0)
    for index in text.indices where text[index] == 0x0A {
      if text[lineStart] == 0 {
        blocks.append(text[blockStart...index])
        blockStart = index + 1
      }
      lineStart = index + 1
    }
    return blockStart < text.count ? blocks + [text[blockStart...]] : blocks
  }
}
