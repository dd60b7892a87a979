/// Where the values of an object's known members begin: offsets into the block, no strings.
///
/// Of a key that comes twice the first counts. A null is absent. Where a value ends is looked up when it is asked for,
/// which most never are. Never copied: it is half a kilobyte.
@safe struct Members: ~Copyable, @unchecked Sendable {
  private var present: UInt128 = 0
  /// Of an object of a line that has a known layout: where its members lie, in the order of their fields.
  private var known: UnsafePointer<MemberPlace>?
  /// The offsets of the line's structure, and where the line begins.
  private var offsets: UnsafePointer<UInt16>?
  private var lineStart = 0
  /// One place a field, owned: an InlineArray was copied whole at each look (a sixth of the time of a log of drops).
  private let starts: UnsafeMutablePointer<UInt32>

  init() {
    // As many as a field's number, eight bits, can tell apart: no field lies outside.
    unsafe starts = .allocate(capacity: 256)
    unsafe starts.initialize(repeating: 0, count: 256)
  }

  deinit {
    unsafe starts.deallocate()
  }

  @inline(__always)
  mutating func removeAll() {
    present = 0
    // Of another line; nothing is read through it any more.
    unsafe known = nil
  }

  /// Keeps the place of a value unless the field has one already.
  @inline(__always)
  mutating func insert(_ field: JSONField, at start: Int) {
    let bit = field.bit
    guard present & bit == 0 else {
      return
    }
    present |= bit
    unsafe starts[Int(field.rawValue)] = UInt32(truncatingIfNeeded: start)
  }

  /// The fields that are there.
  var fields: UInt128 {
    present
  }

  /// Where the value of a field that is there begins.
  @inline(__always)
  func place(_ field: JSONField) -> Int {
    guard let known = unsafe known, let offsets = unsafe offsets else {
      return unsafe Int(starts[Int(field.rawValue)])
    }
    // There is a place for each field that is there, and the line has all colons of its layout.
    let place = unsafe known[(present & (field.bit &- 1)).nonzeroBitCount]
    return unsafe lineStart &+ Int(offsets[Int(place.colon)]) &+ Int(place.distance)
  }

  /// Becomes an object with these fields, each where its colon says.
  ///
  /// `places` and `offsets` are looked up when a value is asked for: they have to stay until the members are others.
  @inline(__always)
  mutating func restore(
    _ fields: UInt128, _ places: UnsafePointer<MemberPlace>, _ structure: borrowing LineStructure,
    _ start: Int
  ) {
    present = fields
    unsafe known = places
    unsafe offsets = UnsafePointer(structure.offsets)
    lineStart = start
  }

  /// Whether the key was there, whatever its value.
  @inline(__always)
  func hasKey(_ field: JSONField) -> Bool {
    present & field.bit != 0
  }

  /// Whether the key was there with a value that is not null.
  @inline(__always)
  func isPresent(_ field: JSONField, in bytes: Span<UInt8>) -> Bool {
    start(field, in: bytes) != nil
  }

  /// Where a value begins, nil where it is absent or null.
  @inline(__always)
  func start(_ field: JSONField, in bytes: Span<UInt8>) -> Int? {
    guard hasKey(field) else {
      return nil
    }
    let start = place(field)
    return bytes[start] == UInt8(ascii: "n") ? nil : start
  }

  /// The value's place if it is a string, a number, true or false.
  @inline(__always)
  func value(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let start = start(field, in: bytes), bytes[start] != Byte.openBrace,
      bytes[start] != Byte.openBracket
    else {
      return nil
    }
    return start..<ValidText.endOfValue(bytes, start)
  }

  /// The value's place if it is a string.
  @inline(__always)
  func string(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let start = start(field, in: bytes), bytes[start] == Byte.quote else {
      return nil
    }
    return start..<ValidText.endOfString(bytes, start)
  }

  /// Where the value begins if it is a string.
  @inline(__always)
  func startOfString(_ field: JSONField, in bytes: Span<UInt8>) -> Int? {
    container(field, Byte.quote, in: bytes)
  }

  /// Where the value begins if it is a string that is not empty.
  @inline(__always)
  func startOfText(_ field: JSONField, in bytes: Span<UInt8>) -> Int? {
    guard let start = startOfString(field, in: bytes), bytes[start &+ 1] != Byte.quote else {
      return nil
    }
    return start
  }

  /// Where the value begins if it is an object.
  @inline(__always)
  func object(_ field: JSONField, in bytes: Span<UInt8>) -> Int? {
    container(field, Byte.openBrace, in: bytes)
  }

  /// Where the value begins if it is an array.
  @inline(__always)
  func array(_ field: JSONField, in bytes: Span<UInt8>) -> Int? {
    container(field, Byte.openBracket, in: bytes)
  }

  @inline(__always)
  private func container(
    _ field: JSONField, _ opening: UInt8, in bytes: Span<UInt8>
  ) -> Int? {
    guard let start = start(field, in: bytes), bytes[start] == opening else {
      return nil
    }
    return start
  }
}

/// Where a member's value begins, in every line of one layout: so many bytes behind one of the line's colons.
struct MemberPlace {
  let distance: UInt16
  let colon: UInt16
}
