/// Numbers for node names; the names beyond a limit no cluster reaches share one.
struct NodeNumbers {
  static let maximumCount = 131_072
  private var names = ByteTable(maximumCount: maximumCount, maximumByteCount: 64 << 20)

  var count: Int {
    names.count
  }

  func name(of number: Int) -> [UInt8] {
    Array(names.key(at: number))
  }

  mutating func number(of name: TextBuffer) -> Int {
    names.index(of: name) ?? Self.maximumCount
  }
}
