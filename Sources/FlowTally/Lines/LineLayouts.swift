internal import CKernels

/// The layouts that lines were seen to have, learned from lines whose members were looked at one by one.
///
///     {"flow":{"time":"2026-05-11T06:00:00Z","l4":{"TCP":{"source_port":34449}}}}
///     structure  {:{::{:{:}}}}
///     members    {"flow":{  {"time":"  ,"l4":{  {"TCP":{  {"source_port":0     (any digit)
///
/// A valid line that has the structure, and at its colons these keys and kinds of value, has the same members in the same
/// objects: only where they lie has to be read from its own offsets. The byte before a key's quote tells that the quote is
/// no escaped one. Members that no one would have looked at are not compared. Bounded, kept over the whole run.
struct LineLayouts {
  private struct Layout {
    let bytes: [UInt8]
    let members: [LineMember]
  }

  private static let maximumCount = 512
  private static let maximumKeyCount = 1024
  private var layouts: [Layout] = []
  private var keys: [LineKey] = []
  private var keyNumbers = ByteTable(
    maximumCount: maximumKeyCount, maximumByteCount: maximumKeyCount * 2 * LineKey.byteCount)
  /// The layouts by a hash of their structure, the one that came last in front.
  private var buckets = [[Int]](repeating: [], count: 1024)

  /// How many were learned.
  var count: Int {
    layouts.count
  }

  /// The number of the layout that a line has.
  @inline(__always)
  mutating func number(
    of structure: borrowing LineStructure, _ bytes: Span<UInt8>, _ start: Int,
    _ kernels: KernelSet
  ) -> Int? {
    let bucket = Int(structure.hash & 1023)
    for place in buckets[bucket].indices {
      let number = buckets[bucket][place]
      if structure.hasBytes(layouts[number].bytes),
        kernels.hasMembers(bytes, start, structure, layouts[number].members, keys)
      {
        if place > 0 {
          buckets[bucket].swapAt(0, place)
        }
        return number
      }
    }
    return nil
  }

  /// Learns a layout from a line whose members at these colons were looked at; gives the next number, nil where the line is
  /// none to learn from or there is no room.
  mutating func learn(
    _ structure: borrowing LineStructure, colons: [UInt16], _ bytes: Span<UInt8>, _ start: Int
  ) -> Int? {
    guard layouts.count < Self.maximumCount else {
      return nil
    }
    var members: [LineMember] = []
    for colon in colons {
      let offset = start + structure.offset(Int(colon))
      guard let key = LineKey(bytes, colon: offset), let number = number(of: key) else {
        return nil
      }
      members.append(LineMember(colon: colon, key: UInt16(number)))
    }
    layouts.append(Layout(bytes: structure.allBytes, members: members))
    buckets[Int(structure.hash & 1023)].append(layouts.count - 1)
    return layouts.count - 1
  }

  private mutating func number(of key: LineKey) -> Int? {
    guard let number = keyNumbers.index(of: key.content.span) else {
      return nil
    }
    if number == keys.count {
      keys.append(key)
    }
    return number
  }
}

/// A key's bytes and masks, whose C arrays Swift sees as tuples.
extension LineKey {
  static var byteCount: Int { Int(LINE_WINDOW_BYTES) }
  /// Where in the window the colon stands.
  static var colon: Int { Int(LINE_WINDOW_COLON) }

  /// The key before a colon, and the kind of the value behind it; nil where it is too long or has an escaped quote, or where
  /// other white space than a blank stands before the value.
  init?(_ bytes: Span<UInt8>, colon: Int) {
    self.init()
    var quote = colon - 2
    while bytes[quote] != Byte.quote {
      quote -= 1
      guard colon - quote < Self.colon else {
        return nil
      }
    }
    guard bytes[quote - 1] != Byte.backslash else {
      return nil
    }
    for position in (quote - 1)...colon {
      set(bytes[position], mask: 0xFF, at: Self.colon - (colon - position))
    }
    var place = Self.colon + 1
    if bytes[colon + 1] == Byte.space {
      set(Byte.space, mask: 0xFF, at: place)
      place += 1
    }
    let first = bytes[colon + place - Self.colon]
    guard first > Byte.space else {
      return nil
    }
    // All digits are one kind of value.
    set(first, mask: Byte.isDigit(first) ? 0xF0 : 0xFF, at: place)
  }

  /// Whether a blank stands before the value.
  var isSpaced: Bool {
    text(at: Self.colon + 1) == Byte.space
  }

  func text(at index: Int) -> UInt8 {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: text) { unsafe $0[index] }
  }

  func mask(at index: Int) -> UInt8 {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: mask) { unsafe $0[index] }
  }

  /// All of it, to tell keys apart.
  fileprivate var content: [UInt8] {
    unsafe withUnsafeBytes(of: self) { unsafe Array($0) }
  }

  private mutating func set(_ byte: UInt8, mask value: UInt8, at index: Int) {
    // The tuples are as large as the C arrays.
    unsafe withUnsafeMutableBytes(of: &text) { unsafe $0[index] = byte & value }
    unsafe withUnsafeMutableBytes(of: &mask) { unsafe $0[index] = value }
  }
}
