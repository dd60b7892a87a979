internal import FlowAnswer

/// The key of a group: its values one after the other, each behind its length in four bytes, little endian.
struct GroupKey: Sendable {
  var text = TextBuffer()

  init() {}

  init(_ values: [String]) {
    for value in values {
      append(contentsOf: value.utf8)
    }
  }

  /// A copy of the key.
  var bytes: [UInt8] {
    text.bytes
  }

  @inline(__always)
  mutating func removeAll() {
    text.removeAll()
  }

  /// Whether both have the same values.
  @inline(__always)
  func equals(_ other: GroupKey) -> Bool {
    text.equals(other.text)
  }

  /// How many bytes the buffer has room for.
  var capacity: Int {
    text.capacity
  }

  /// Gives back the room that is not used.
  mutating func trim() {
    text.trim()
  }

  mutating func append(contentsOf value: some Collection<UInt8>) {
    append { $0.append(contentsOf: value) }
  }

  @inline(__always)
  mutating func append(_ value: TextBuffer) {
    append { $0.append(value) }
  }

  /// Appends the value that `write` puts behind the bytes it is given.
  @inline(__always)
  mutating func append(writing write: (inout TextBuffer) -> Void) {
    let start = text.count
    text.appendLength()
    write(&text)
    text.setLength(at: start)
  }

  /// Begins a value, which is what is appended to `text` until its end; gives where it begins.
  @inline(__always)
  mutating func beginValue() -> Int {
    text.appendLength()
    return text.count
  }

  /// Ends the value that begins at `start`; an empty one becomes `(none)`.
  @inline(__always)
  mutating func endValueOrNone(from start: Int) {
    if text.count == start {
      text.append(GroupField.absentText)
    }
    text.setLength(at: start - 4)
  }

  /// Appends the values of a drop's two lines, each that of the verdict line where the field is one of its own; both have as many.
  mutating func append(
    _ record: GroupKey, policiesOf verdict: GroupKey, _ fromVerdict: [Bool]
  ) {
    let (bytes, others) = (record.text.storage.span, verdict.text.storage.span)
    var (start, otherStart) = (0, 0)
    // Where the fields that stand side by side in one of the two begin.
    var run = 0
    for index in fromVerdict.indices {
      let (end, otherEnd) = (
        KeyText.end(ofValueAt: start, in: bytes), KeyText.end(ofValueAt: otherStart, in: others)
      )
      let isLast = index == fromVerdict.count &- 1
      if isLast || fromVerdict[index] != fromVerdict[index &+ 1] {
        if fromVerdict[index] {
          text.append(verdict.text, run..<otherEnd)
        } else {
          text.append(record.text, run..<end)
        }
        run = isLast ? 0 : fromVerdict[index] ? end : otherEnd
      }
      (start, otherStart) = (end, otherEnd)
    }
  }

  /// Appends a value of another key, with its length.
  @inline(__always)
  mutating func append(_ index: Int, of other: GroupKey) {
    let whole = 0..<other.text.count
    if let place = KeyText.place(of: index, in: other.text.storage.span, whole) {
      text.append(other.text, (place.lowerBound - 4)..<place.upperBound)
    }
  }
}
