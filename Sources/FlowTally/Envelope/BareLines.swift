internal import FlowAnswer

/// Hubble lines taken out of what they were in, and the lines between them as they were: a block of its own, to be counted
/// in place of the lines that it was made of.
///
/// Owns one allocation that lies as a block has to: aligned to 64 bytes, 64 readable bytes in front, 256 behind. It
/// grows with the lines of a block, and is kept for the next. Sendable, as the pointer has this one owner.
@safe struct BareLines: ~Copyable, @unchecked Sendable {
  /// What is known of a line.
  struct Origin {
    /// The line of the block that it was in, and where that begins.
    let line: Int
    let start: Int
    /// The number of the form that it was in; nil where the line is as it was.
    var form: Int?
    /// It looks like a Hubble line, and was not judged yet.
    var isGuess = false
    /// Its first member is a time of its own: that of its envelope is not asked for.
    var hasTime = false
    /// The time of its envelope.
    var time = OptionalTime.absent
    /// Other members of the object that it was in hold other lines, which are left.
    var leavesOthers = false

    var asksForTime: Bool {
      !hasTime && time == .absent
    }
  }

  /// A place between two lines.
  struct Place {
    /// The line that begins there, and its first byte.
    let line: Int
    let byte: Int
  }

  private static let front = 64
  private static let behind = 256

  private(set) var count = 0
  private(set) var origins: [Origin] = []
  private var capacity = 0
  // The bytes; the allocation begins `front` before.
  private var start: UnsafeMutableRawPointer

  init() {
    unsafe start = Self.allocate(0)
  }

  deinit {
    // What `allocate` gave.
    unsafe (start - Self.front).deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let space = UnsafeMutableRawBufferPointer.allocate(
      byteCount: front + capacity + behind, alignment: 64)
    // Readers in front of a block find zeros, and none reads what nobody has written.
    unsafe space.initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe space.baseAddress.unsafelyUnwrapped + front
  }

  /// The block; valid until the lines change.
  var block: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Lends the bytes from `place` on.
  func withBytes<Result>(from place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    // Within the bytes, which stand still while they are borrowed.
    unsafe body(UnsafeRawBufferPointer(start: start + place, count: count - place))
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    // Checked just above.
    return unsafe start.load(fromByteOffset: index, as: UInt8.self)
  }

  mutating func removeAll() {
    count = 0
    origins.removeAll(keepingCapacity: true)
  }

  /// Takes back what was appended last.
  mutating func truncate(to count: Int) {
    precondition(count <= self.count)
    self.count = count
  }

  /// The place behind the last line.
  var end: Place {
    Place(line: origins.count, byte: count)
  }

  /// Takes back lines too.
  mutating func truncate(to place: Place) {
    truncate(to: place.byte)
    origins.removeLast(origins.count - place.line)
  }

  /// Notes of a line that others of its object are left.
  mutating func markLeft(_ line: Int) {
    origins[line].leavesOthers = true
  }

  private mutating func makeRoom(_ more: Int) {
    guard count + more > capacity else {
      return
    }
    let room = max(2 * capacity, count + more, 1 << 16)
    // The old bytes are copied before they are given back.
    let wider = unsafe Self.allocate(room)
    unsafe wider.copyMemory(from: start, byteCount: count)
    unsafe (start - Self.front).deallocate()
    unsafe start = wider
    capacity = room
  }

  /// Appends a line that lies in `bytes`, and its LF.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>, _ origin: Origin) {
    makeRoom(range.count + 1)
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    // The range was checked just above, and the room made before.
    unsafe bytes.withUnsafeBytes { source in
      unsafe (start + count).copyMemory(
        from: source.baseAddress.unsafelyUnwrapped + range.lowerBound, byteCount: range.count)
    }
    count += range.count
    endLine(origin)
  }

  /// Ends the line whose bytes were appended.
  mutating func endLine(_ origin: Origin) {
    makeRoom(1)
    // The room was made just before.
    unsafe start.storeBytes(of: Byte.lineFeed, toByteOffset: count, as: UInt8.self)
    count += 1
    origins.append(origin)
  }

  /// Whether any of the lines from `first` on may need the time of what it is in.
  func askForTime(from first: Int) -> Bool {
    (first..<origins.count).contains { origins[$0].asksForTime }
  }

  /// Gives the lines from `first` on a time, where they have none.
  mutating func setTime(_ time: OptionalTime, from first: Int) {
    for index in first..<origins.count where origins[index].asksForTime {
      origins[index].time = time
    }
  }
}

extension BareLines {
  /// Whether the lines that begin at two bytes tell of one flow: by its uuid, else its time, else all bytes.
  func tellOneFlow(_ left: Int, _ right: Int) -> Bool {
    for key in ["\"uuid\"", "\"time\""] {
      if let one = text(of: key, from: left), let other = text(of: key, from: right) {
        return one == other
      }
    }
    return bytes(from: left, upTo: Byte.lineFeed) == bytes(from: right, upTo: Byte.lineFeed)
  }

  /// The first text that a line holds under a key, given with its quotes.
  private func text(of key: String, from start: Int) -> [UInt8]? {
    let key = Array(key.utf8)
    var place = start
    while place + key.count < count, self[place] != Byte.lineFeed {
      guard self[place] == Byte.quote, key.indices.allSatisfy({ self[place + $0] == key[$0] })
      else {
        place += 1
        continue
      }
      place += key.count
      while self[place] == Byte.space || self[place] == UInt8(ascii: ":") {
        place += 1
      }
      return self[place] == Byte.quote ? bytes(from: place + 1, upTo: Byte.quote) : nil
    }
    return nil
  }

  private func bytes(from start: Int, upTo end: UInt8) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = start
    while place < count, self[place] != end, self[place] != Byte.lineFeed {
      bytes.append(self[place])
      place += 1
    }
    return bytes
  }

  /// Appends what the string means whose quotes are the first and last byte of `range`; gives where the first LF in it stands.
  ///
  /// The string is valid.
  mutating func appendContent(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ kernels: KernelSet
  ) -> Int? {
    makeRoom(range.count + KernelSet.copySlack)
    var lineFeed: Int?
    var from = range.lowerBound + 1
    let end = range.upperBound - 1
    while true {
      // What a string means is no longer than its content, for which there is room, and for the slack.
      let copy = unsafe kernels.undoEscapes(bytes, from..<end, to: start + count)
      from += copy.read
      count += copy.written
      guard from < end else {
        return lineFeed
      }
      let escape = StringText.meaning(bytes, escapeAt: from)
      from = escape.end
      for byte in escape.bytes {
        if byte == Byte.lineFeed && lineFeed == nil {
          lineFeed = count
        }
        unsafe start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
      }
    }
  }
}
