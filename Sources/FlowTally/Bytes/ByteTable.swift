#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Gives texts numbers: each distinct text the next one, in the order in which they come.
///
/// Bounded: beyond `maximumCount` texts or `maximumByteCount` bytes new ones get no number. An open hash table over one
/// buffer; the hash is seeded anew in each process, so that no log can be made to collide.
struct ByteTable: Sendable {
  private(set) var keyBytes: [UInt8] = []
  /// A key's place among the bytes, and its hash: side by side, because a look for a key needs both.
  private struct Key {
    let start: Int
    let count: UInt32
    let hash: UInt32
  }

  private var keys: [Key] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 64)

  /// Whether a text has found no room: which ones did depends on the order in which they came.
  private(set) var hasRefused = false

  let maximumCount: Int
  let maximumByteCount: Int

  init(maximumCount: Int, maximumByteCount: Int) {
    self.maximumCount = min(maximumCount, Int(Int32.max) / 4)
    self.maximumByteCount = maximumByteCount
  }

  var count: Int {
    keys.count
  }

  /// Where each key ends among the bytes.
  var keyEnds: [Int] {
    keys.map { $0.start + Int($0.count) }
  }

  /// The text of a number.
  func key(at index: Int) -> ArraySlice<UInt8> {
    keyBytes[keys[index].start...].prefix(Int(keys[index].count))
  }

  /// The number of a text, a new one where it is new; nil where there is no room.
  mutating func index(of text: Span<UInt8>) -> Int? {
    let hash = Self.hash(text)
    let slot = slot(of: text, hash)
    guard slots[slot] < 0 else {
      return Int(slots[slot])
    }
    guard count < maximumCount, keyBytes.count + text.count <= maximumByteCount else {
      hasRefused = true
      return nil
    }
    slots[slot] = Int32(count)
    append(text, hash)
    return count - 1
  }

  /// The number of a buffer's text, a new one where it is new; nil where there is no room.
  @inline(__always)
  mutating func index(of text: TextBuffer) -> Int? {
    index(of: text.storage.span.extracting(0..<text.count))
  }

  /// The number that a text has already.
  func existingIndex(of text: Span<UInt8>) -> Int? {
    let index = Int(slots[slot(of: text, Self.hash(text))])
    return index < 0 ? nil : index
  }

  /// The slot that holds the text's number, or the empty one where it would stand.
  @inline(__always)
  private func slot(of text: Span<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if keys[index].hash == hash && equals(index, text) {
        break
      }
      slot = (slot &+ 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func append(_ text: Span<UInt8>, _ hash: UInt32) {
    keys.append(Key(start: keyBytes.count, count: UInt32(text.count), hash: hash))
    // The pointer is used only within this call.
    unsafe text.withUnsafeBufferPointer { unsafe keyBytes.append(contentsOf: $0) }
    if count * 2 > slots.count {
      grow()
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for index in 0..<count {
      var slot = Int(keys[index].hash) & (slots.count - 1)
      while slots[slot] >= 0 {
        slot = (slot &+ 1) & (slots.count - 1)
      }
      slots[slot] = Int32(index)
    }
  }

  @inline(__always)
  private func equals(_ index: Int, _ text: Span<UInt8>) -> Bool {
    equals(index, text, 0..<text.count)
  }

  /// Whether the text of a number stands at a place.
  @inline(__always)
  func equals(_ index: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let key = keys[index]
    let (start, count) = (key.start, Int(key.count))
    guard count == range.count else {
      return false
    }
    if 8...64 ~= count {
      return Words.areEqual(keyBytes.span, start, bytes, range.lowerBound, upTo64: count)
    }
    // Both pointers are used only within this call, and both places are as long as is compared.
    return unsafe keyBytes.withUnsafeBufferPointer { keys in
      unsafe bytes.extracting(range).withUnsafeBufferPointer { text in
        guard let left = keys.baseAddress, let right = text.baseAddress else {
          return count == 0
        }
        return unsafe memcmp(left + start, right, count) == 0
      }
    }
  }

  /// Made anew in each process, odd.
  private static let seeds: (UInt64, UInt64, UInt64, UInt64) = (
    .random(in: 0 ... .max), .random(in: 0 ... .max) | 1, .random(in: 0 ... .max) | 1,
    .random(in: 0 ... .max) | 1
  )

  /// Both halves of a product, folded.
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  static func hash(_ text: Span<UInt8>) -> UInt32 {
    let count = text.count
    var hash = seeds.0 ^ UInt64(truncatingIfNeeded: count)
    var position = 0
    if count > 96 {
      hash = mix(hash, longText: text, upTo: &position)
    }
    while position &+ 16 < count {
      hash = mix(
        Words.load(text, position) ^ seeds.1, Words.load(text, position &+ 8) ^ hash)
      position &+= 16
    }
    // The last 16 bytes, of which some may have come already; of a shorter text all, in two words.
    let last =
      count >= 16
      ? (Words.load(text, count &- 16), Words.load(text, count &- 8)) : shortWords(text)
    hash = mix(last.0 ^ seeds.1, last.1 ^ hash)
    return UInt32(truncatingIfNeeded: mix(hash, seeds.2))
  }

  /// Takes 48 bytes a step of a long text, such as a list of labels, up to the last ones: three products that do not wait for each other.
  private static func mix(
    _ start: UInt64, longText text: Span<UInt8>, upTo position: inout Int
  ) -> UInt64 {
    var hashes = (start, start, start)
    while position &+ 48 < text.count {
      hashes.0 = mix(
        Words.load(text, position) ^ seeds.1, Words.load(text, position &+ 8) ^ hashes.0)
      hashes.1 = mix(
        Words.load(text, position &+ 16) ^ seeds.2, Words.load(text, position &+ 24) ^ hashes.1)
      hashes.2 = mix(
        Words.load(text, position &+ 32) ^ seeds.3, Words.load(text, position &+ 40) ^ hashes.2)
      position &+= 48
    }
    return hashes.0 ^ hashes.1 ^ hashes.2
  }

  /// The bytes of a text of less than 16, in two words.
  @inline(__always)
  private static func shortWords(_ text: Span<UInt8>) -> (UInt64, UInt64) {
    let count = text.count
    guard count < 8 else {
      return (Words.load(text, 0), Words.load(text, count &- 8))
    }
    var word: UInt64 = 0
    for index in 0..<count {
      word = word &<< 8 | UInt64(text[index])
    }
    return (word, 0)
  }
}
