/// What is counted under a key.
protocol Counted: Sendable {
  /// Adds what was counted elsewhere under the same key.
  mutating func add(_ other: Self)
}

/// Counts by key, bounded: what finds no room is counted together, in `other`.
///
/// Keys have numbers, in the order in which they came. A log may hold any number of them: the first ones stay.
struct BoundedTable<Value: Counted>: Sendable {
  private(set) var keys: ByteTable
  private(set) var values: [Value] = []
  /// What was counted of keys that found no room.
  private(set) var other: Value
  private let nothing: Value

  /// A table of at most so many keys and bytes of keys, each of which begins with `nothing`.
  init(of nothing: Value, maximumCount: Int, maximumByteCount: Int) {
    keys = ByteTable(maximumCount: maximumCount, maximumByteCount: maximumByteCount)
    self.nothing = nothing
    other = nothing
  }

  /// A table of at most so many keys, which take 256 bytes each on average at the most.
  init(of nothing: Value, maximumCount: Int) {
    self.init(
      of: nothing, maximumCount: maximumCount, maximumByteCount: 4096 + 256 * maximumCount)
  }

  /// How many keys there are.
  var count: Int {
    values.count
  }

  /// Whether a key has found no room: which ones did depends on the order in which they came.
  var hasOverflowed: Bool {
    keys.hasRefused
  }

  /// Lets `body` count under a key, or in `other` where it finds no room.
  @inline(__always)
  mutating func count(under key: Span<UInt8>, _ body: (inout Value) -> Void) {
    guard let index = keys.index(of: key) else {
      return body(&other)
    }
    if index == values.count {
      values.append(nothing)
    }
    body(&values[index])
  }

  /// Lets `body` count under the text of a buffer, or in `other` where it finds no room.
  @inline(__always)
  mutating func count(under key: TextBuffer, _ body: (inout Value) -> Void) {
    count(under: key.storage.span.extracting(0..<key.count), body)
  }

  /// Adds what another table counted.
  mutating func merge(_ table: Self) {
    for index in 0..<table.count {
      count(under: Array(table.keys.key(at: index)).span) { $0.add(table.values[index]) }
    }
    other.add(table.other)
  }
}
