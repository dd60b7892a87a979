/// Where a member of an object stands: short, because a hostile object has millions.
struct MemberSpan {
  private let keyStart: UInt32
  private let keyEnd: UInt32
  private let valueStart: UInt32

  init(key: Int, endOfKey: Int, value: Int) {
    // A block has less than 4 GiB.
    keyStart = UInt32(truncatingIfNeeded: key)
    keyEnd = UInt32(truncatingIfNeeded: endOfKey)
    valueStart = UInt32(truncatingIfNeeded: value)
  }

  /// The key without its quotes.
  var key: Range<Int> {
    Int(keyStart)..<Int(keyEnd)
  }

  var value: Int {
    Int(valueStart)
  }
}
