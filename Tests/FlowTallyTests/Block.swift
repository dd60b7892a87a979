/// Text as the block that a tally is lent: whole lines, 256 readable bytes behind them.
struct Block {
  private let bytes: [UInt8]
  let count: Int

  init(_ text: [UInt8]) {
    count = text.count
    bytes = text + [UInt8](repeating: 0, count: 256)
  }

  /// One line, its LF added.
  init(line: String) {
    self.init(Array(line.utf8) + [10])
  }

  /// Lines, each LF added.
  init(lines: [String]) {
    self.init(lines.flatMap { Array($0.utf8) + [10] })
  }

  /// Calls `body` with the block's bytes; an index behind them traps.
  func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try body(bytes.span.extracting(0..<count))
  }

  func withPointer<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[0..<count])) }
  }
}

/// A JSON value alone on a line.
func withValue<Result>(_ text: String, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
  Block(line: text).withBytes { body($0, 0..<text.utf8.count) }
}

func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}
