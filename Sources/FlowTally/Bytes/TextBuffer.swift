internal import FlowAnswer

/// Bytes that are put together on the lines of a whole run: an array that keeps its room, and how much of it is used.
///
/// An array's own `append` checks and calls for each piece took a third of the time of a log of drops.
struct TextBuffer: Sendable {
  /// The bytes, and behind them at least `slack` that mean nothing; empty before the first comes.
  private(set) var storage: [UInt8] = []
  private(set) var count = 0

  /// What a copy may write too much.
  private static let slack = MemoryLayout<SIMD32<UInt8>>.size

  var isEmpty: Bool {
    count == 0
  }

  /// How many bytes there is room for.
  var capacity: Int {
    storage.count
  }

  /// A copy of the bytes.
  var bytes: [UInt8] {
    Array(storage[..<count])
  }

  @inline(__always)
  mutating func removeAll() {
    count = 0
  }

  /// Keeps the first bytes only.
  mutating func truncate(to count: Int) {
    precondition(count <= self.count)
    self.count = count
  }

  /// Writes over one of the bytes.
  mutating func replace(at index: Int, with byte: UInt8) {
    precondition(index < count)
    storage[index] = byte
  }

  /// Takes out a part.
  mutating func remove(_ range: Range<Int>) {
    storage.removeSubrange(range)
    count -= range.count
  }

  /// Makes small letters of those that stand behind `start`.
  mutating func lowercase(from start: Int) {
    for index in start..<count where Byte.isUppercase(storage[index]) {
      storage[index] |= 0x20
    }
  }

  /// Gives back the room that is not used.
  mutating func trim() {
    storage = Array(storage.prefix(count + Self.slack))
  }

  @inline(__always)
  private mutating func makeRoom(_ more: Int) {
    // Whatever was taken out, behind the bytes there are always as many as a copy may write too much.
    if count &+ more &+ Self.slack > storage.count {
      grow(more)
    }
  }

  private mutating func grow(_ more: Int) {
    let room = max(2 * storage.count, count + more + Self.slack, 4 * Self.slack)
    storage.append(contentsOf: repeatElement(0, count: room - storage.count))
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    makeRoom(1)
    storage[count] = byte
    count &+= 1
  }

  /// Appends bytes of a block, of which 256 behind the last line can be read.
  @inline(__always)
  mutating func append(_ block: Span<UInt8>, _ range: Range<Int>) {
    append(block, upTo: range.count, pieceCount: 1) { _ in range }
  }

  /// Appends pieces of such a block; together they have at most `most` bytes.
  @inline(__always)
  mutating func append(
    _ block: Span<UInt8>, upTo most: Int, pieceCount: Int, _ place: (Int) -> Range<Int>
  ) {
    makeRoom(most)
    var end = count
    // Each piece reads and writes up to 31 bytes too many: the block has them, and so has the storage; the next piece is written over them.
    unsafe storage.withUnsafeMutableBytes { to in
      for index in 0..<pieceCount {
        let range = place(index)
        precondition(range.count <= most &- (end &- count))
        var position = 0
        while position < range.count {
          let piece = unsafe block.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: range.lowerBound &+ position, as: SIMD32<UInt8>.self)
          unsafe to.storeBytes(of: piece, toByteOffset: end &+ position, as: SIMD32<UInt8>.self)
          position &+= Self.slack
        }
        end &+= range.count
      }
    }
    count = end
  }

  /// Appends what another holds.
  @inline(__always)
  mutating func append(_ other: TextBuffer) {
    append(other, 0..<other.count)
  }

  /// Appends a part of what another holds.
  @inline(__always)
  mutating func append(_ other: TextBuffer, _ range: Range<Int>) {
    precondition(range.upperBound <= other.count)
    // Behind its bytes it has as many that can be read as a step reads too many.
    append(other.storage.span, range)
  }

  @inline(__always)
  mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
    makeRoom(bytes.count)
    // The bytes are the caller's within this call.
    unsafe storage.withUnsafeMutableBytes { to in
      unsafe UnsafeMutableRawBufferPointer(rebasing: to[count...]).copyMemory(from: bytes)
    }
    count &+= bytes.count
  }

  mutating func append(contentsOf bytes: some Collection<UInt8>) {
    for byte in bytes {
      append(byte)
    }
  }

  /// Appends a fixed text.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    // A static string's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal digits.
  mutating func append(decimal number: UInt64) {
    guard number < 100_000_000 else {
      // Nothing that many lines have is so great.
      append(decimal: number / 100_000_000)
      return appendDigits(number % 100_000_000, atLeast: 8)
    }
    appendDigits(number, atLeast: 1)
  }

  /// Appends a number of at most eight digits, with zeros in front where it has fewer than asked for.
  @inline(__always)
  private mutating func appendDigits(_ number: UInt64, atLeast least: Int) {
    var digits: UInt64 = 0
    var digitCount = 0
    var rest = number
    repeat {
      digits = digits &<< 8 | (UInt64(Byte.zero) &+ rest % 10)
      rest /= 10
      digitCount &+= 1
    } while rest > 0 || digitCount < least
    makeRoom(digitCount)
    unsafe storage.withUnsafeMutableBytes { to in
      unsafe to.storeBytes(of: digits.littleEndian, toByteOffset: count, as: UInt64.self)
    }
    count &+= digitCount
  }

  /// Appends a number with its sign.
  mutating func append(decimal number: Int64) {
    if number < 0 {
      append(UInt8(ascii: "-"))
    }
    append(decimal: number.magnitude)
  }

  /// Appends a time as `Timestamp` writes it.
  mutating func append(_ time: Timestamp) {
    let start = count
    append(time.form)
    var text = storage.mutableSpan
    time.write(to: &text, at: start)
  }

  /// Appends four bytes that `setLength` fills.
  @inline(__always)
  mutating func appendLength() {
    makeRoom(4)
    count &+= 4
  }

  /// Writes how many bytes have come behind the four at `start`, little endian.
  @inline(__always)
  mutating func setLength(at start: Int) {
    let length = UInt32(truncatingIfNeeded: count &- start &- 4).littleEndian
    unsafe storage.withUnsafeMutableBytes { bytes in
      unsafe bytes.storeBytes(of: length, toByteOffset: start, as: UInt32.self)
    }
  }

  /// Whether these bytes are a fixed text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else {
      return false
    }
    // A static string's bytes live as long as the program; behind the storage's there is the slack.
    return unsafe Words.areEqual(storage.span, 0, text.utf8Start, count: count)
  }

  /// Whether both hold the same bytes.
  @inline(__always)
  func equals(_ other: TextBuffer) -> Bool {
    count == other.count && Words.areEqual(storage.span, other.storage.span, count: count)
  }
}
