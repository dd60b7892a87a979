/// Which containers of a JSON text are open, and what may come next.
///
/// Knows the order of tokens, not what is in them: who reads the lines judges them. Memory: one bit an open container.
struct DocumentStructure: Sendable {
  /// More are not open at once in any line that is valid.
  static let deepest = 128

  private enum Expected {
    case value, valueOrClose, key, keyOrClose, colon, commaOrClose, nothing
  }

  private var expected = Expected.value
  private var kinds: UInt128 = 0
  private(set) var depth = 0
  /// Values that have ended with no container open.
  private(set) var valueCount = 0

  var isInObject: Bool {
    depth > 0 && kinds & 1 == 1
  }

  var expectsKey: Bool {
    expected == .key || expected == .keyOrClose
  }

  private var expectsValue: Bool {
    expected == .value || expected == .valueOrClose
  }

  mutating func open(isObject: Bool) -> Bool {
    guard expectsValue || depth == 0 && expected == .nothing, depth < Self.deepest else {
      return false
    }
    kinds = kinds &<< 1 | (isObject ? 1 : 0)
    depth += 1
    expected = isObject ? .keyOrClose : .valueOrClose
    return true
  }

  mutating func close(isObject: Bool) -> Bool {
    if depth == 0 {
      // One `]` may stand behind the values of a line.
      return !isObject && valueCount > 0
    }
    guard isInObject == isObject,
      expected == .commaOrClose || expected == (isObject ? .keyOrClose : .valueOrClose)
    else {
      return false
    }
    kinds &>>= 1
    depth -= 1
    endValue()
    return true
  }

  private mutating func endValue() {
    expected = depth > 0 ? .commaOrClose : .nothing
    valueCount += depth == 0 ? 1 : 0
  }

  mutating func takeComma() -> Bool {
    switch expected {
    case .commaOrClose:
      expected = isInObject ? .key : .value
      return true
    case .nothing: return true
    case .value, .valueOrClose, .key, .keyOrClose, .colon: return false
    }
  }

  mutating func takeColon() -> Bool {
    guard expected == .colon else {
      return false
    }
    expected = .value
    return true
  }

  /// Takes a string, which may be a key.
  mutating func takeString() -> Bool {
    if expectsKey {
      expected = .colon
      return true
    }
    return takeScalar()
  }

  mutating func takeScalar() -> Bool {
    guard expectsValue else {
      return false
    }
    endValue()
    return true
  }

  /// Takes a whole value of any kind.
  mutating func takeValue() -> Bool {
    guard expectsValue || depth == 0 && expected == .nothing else {
      return false
    }
    endValue()
    return true
  }

  /// Takes the innermost container back, in which nothing has been taken but a key.
  mutating func takeBack() {
    kinds &>>= 1
    depth -= 1
    expected = .value
  }

  /// Forgets all but so many of the innermost open containers.
  mutating func keep(_ count: Int) {
    depth = count
    valueCount = 0
  }
}
