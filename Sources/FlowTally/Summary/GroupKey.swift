/// The key of a group: its values one after the other, each behind its length in four bytes, little endian.
struct GroupKey {
  private(set) var bytes: [UInt8] = []

  init() {}

  init(_ values: [String]) {
    for value in values {
      append(Array(value.utf8))
    }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Whether both have the same values.
  func equals(_ other: GroupKey) -> Bool {
    bytes.count == other.bytes.count
      && Words.areEqual(bytes.span, other.bytes.span, count: bytes.count)
  }

  /// How many bytes the buffer has room for.
  var capacity: Int {
    bytes.capacity
  }

  /// Gives back the room that is not used.
  mutating func trim() {
    bytes = bytes.map { $0 }
  }

  mutating func append(_ value: some Collection<UInt8>) {
    appendLength(value.count)
    bytes.append(contentsOf: value)
  }

  /// Appends the value that `write` puts behind the bytes it is given.
  @inline(__always)
  mutating func append(writing write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    appendLength(0)
    write(&bytes)
    let length = UInt32(truncatingIfNeeded: bytes.count - start - 4)
    // The four bytes are those that were appended first.
    unsafe bytes.withUnsafeMutableBytes { bytes in
      unsafe bytes.storeBytes(of: length.littleEndian, toByteOffset: start, as: UInt32.self)
    }
  }

  /// The same; an empty value becomes `(none)`.
  @inline(__always)
  mutating func appendOrNone(writing write: (inout [UInt8]) -> Void) {
    append { text in
      let start = text.count
      write(&text)
      if text.count == start {
        text.append(GroupField.absentText)
      }
    }
  }

  private mutating func appendLength(_ length: Int) {
    // The pointer is used only within this call.
    unsafe withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian) { length in
      unsafe bytes.append(contentsOf: length)
    }
  }

  /// Appends a value of another key, with its length.
  mutating func append(_ index: Int, of other: GroupKey) {
    let whole = 0..<other.bytes.count
    if let place = Self.place(of: index, in: other.bytes.span, whole) {
      bytes.append(contentsOf: other.bytes[(place.lowerBound - 4)..<place.upperBound])
    }
  }

  /// The values of a key, decoded.
  static func values(of key: ArraySlice<UInt8>) -> [String] {
    slices(of: key).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The values of a key as they are.
  static func slices(of key: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    var start = key.startIndex
    while start < key.endIndex {
      let end = start + 4 + length(at: start, in: key)
      fields.append(key[(start + 4)..<end])
      start = end
    }
    return fields
  }

  private static func length(at start: Int, in key: ArraySlice<UInt8>) -> Int {
    Int(key[start]) | Int(key[start + 1]) << 8 | Int(key[start + 2]) << 16
      | Int(key[start + 3]) << 24
  }
}
