/// Tells lines apart by some of their members: lines of one layout whose members hold the same bytes have one number.
///
/// What such a line gave needs to be read only once. Bounded: where it is full it begins anew, if it was of use; else it is given up.
struct KnownMembers: Sendable {
  /// Nil where nothing is remembered.
  private var members: [FlowMember]?
  private var byLayout: [FlowSlices?] = []
  /// Objects and arrays among the values, which keys hold by their numbers.
  private var containers = KnownValues()
  private var keys = Self.emptyKeys
  private var hitCount = 0
  private var key = TextBuffer()
  /// Whether `key` is that of the present line, which may be kept.
  private var awaits = false

  private static var emptyKeys: ByteTable {
    ByteTable(maximumCount: 16_384, maximumByteCount: 8 << 20)
  }

  /// Lines by these members; none are told apart where there are none.
  init(_ members: [FlowMember]?) {
    self.members = members
  }

  /// The number of an earlier line like this one; nil where none was kept.
  @inline(__always)
  mutating func number(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Int? {
    awaits = false
    guard let members, let layout = flow.state.layoutNumber else {
      return nil
    }
    if layout >= byLayout.count || byLayout[layout] == nil {
      guard let slices = flow.slices(of: members, bytes) else {
        // Their part is none that layouts tell of.
        self.members = nil
        return nil
      }
      byLayout += repeatElement(nil, count: max(0, layout + 1 - byLayout.count))
      byLayout[layout] = slices
    }
    guard let slices = byLayout[layout] else {
      return nil
    }
    key.removeAll()
    // Two bytes: there are fewer layouts.
    key.append(UInt8(truncatingIfNeeded: layout))
    key.append(UInt8(truncatingIfNeeded: layout &>> 8))
    guard flow.append(slices, bytes, &containers, to: &key) else {
      // Full of objects and arrays that are never the same.
      beginAnew()
      return nil
    }
    if let number = keys.existingIndex(of: key.storage.span.extracting(0..<key.count)) {
      hitCount &+= 1
      return number
    }
    awaits = flow.hasTexts(slices, bytes)
    return nil
  }

  /// Forgets that the present line may be kept.
  mutating func passOver() {
    awaits = false
  }

  /// Keeps the line that was asked for last and had no number; gives it the next one.
  ///
  /// Nil where it is none to keep, or finds no room. Zero is the first number, also of a new beginning: those before it mean nothing any more.
  mutating func keep() -> Int? {
    guard awaits else {
      return nil
    }
    awaits = false
    let next = keys.count
    guard keys.index(of: key) == next else {
      // The numbers in the key mean nothing any more: the next line like this one is kept.
      beginAnew()
      return nil
    }
    return next
  }

  private mutating func beginAnew() {
    if hitCount < keys.count {
      members = nil
    }
    containers = KnownValues()
    keys = Self.emptyKeys
    hitCount = 0
  }
}
