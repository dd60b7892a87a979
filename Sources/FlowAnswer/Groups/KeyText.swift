#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The text of a group's key: its values one after the other, each behind its length in four bytes, little endian.
///
/// Keys lie side by side in one buffer: this says where their values lie, and which comes first. What is asked of two keys
/// allocates nothing: a million rows are some twenty million comparisons.
package enum KeyText {
  /// The key of these values.
  package static func bytes(of values: [String]) -> [UInt8] {
    var key: [UInt8] = []
    for value in values {
      let length = UInt32(truncatingIfNeeded: value.utf8.count)
      for byte in 0..<4 {
        key.append(UInt8(truncatingIfNeeded: length >> UInt32(8 * byte)))
      }
      key.append(contentsOf: value.utf8)
    }
    return key
  }

  /// The values of a key, decoded.
  package static func values(of key: ArraySlice<UInt8>) -> [String] {
    slices(of: key).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The values of a key as bytes.
  package static func slices(of key: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    var start = key.startIndex
    while start < key.endIndex {
      let length =
        Int(key[start]) | Int(key[start + 1]) << 8 | Int(key[start + 2]) << 16
        | Int(key[start + 3]) << 24
      fields.append(key[(start + 4)..<(start + 4 + length)])
      start += 4 + length
    }
    return fields
  }

  /// Where a value of a key lies; nil behind its last one.
  @inlinable
  package static func place(of index: Int, in bytes: Span<UInt8>, _ key: Range<Int>) -> Range<Int>?
  {
    var start = key.lowerBound
    for _ in 0..<index where start < key.upperBound {
      start += 4 + length(at: start, in: bytes)
    }
    return start < key.upperBound ? value(at: start, in: bytes) : nil
  }

  /// Where a value ends whose length stands at `start`.
  @inlinable
  @inline(__always)
  package static func end(ofValueAt start: Int, in bytes: Span<UInt8>) -> Int {
    start + 4 + length(at: start, in: bytes)
  }

  /// Whether a key sorts before another: value by value, as bytes.
  ///
  /// Both have the same number of values.
  package static func isOrdered(
    _ bytes: Span<UInt8>, _ left: Range<Int>, before right: Range<Int>
  ) -> Bool {
    var (leftStart, rightStart) = (left.lowerBound, right.lowerBound)
    while leftStart < left.upperBound && rightStart < right.upperBound {
      let (leftValue, rightValue) = (
        value(at: leftStart, in: bytes), value(at: rightStart, in: bytes)
      )
      if let isOrdered = isValueOrdered(bytes, leftValue, before: rightValue) {
        return isOrdered
      }
      (leftStart, rightStart) = (leftValue.upperBound, rightValue.upperBound)
    }
    return false
  }

  /// Whether the value of this number in one key comes before that in another; nil where they are equal.
  package static func isOrdered(
    _ bytes: Span<UInt8>, value index: Int, of left: Range<Int>, before right: Range<Int>
  ) -> Bool? {
    guard let left = place(of: index, in: bytes, left),
      let right = place(of: index, in: bytes, right)
    else {
      return nil
    }
    return isValueOrdered(bytes, left, before: right)
  }

  @inline(__always)
  private static func isValueOrdered(
    _ bytes: Span<UInt8>, _ left: Range<Int>, before right: Range<Int>
  ) -> Bool? {
    let (left, right) = (bytes.extracting(left), bytes.extracting(right))
    let shorter = min(left.count, right.count)
    // Both pointers are used only within this call, and both places are as long as is compared.
    let difference = unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        guard let left = left.baseAddress, let right = right.baseAddress else {
          return Int32(0)
        }
        return unsafe memcmp(left, right, shorter)
      }
    }
    if difference != 0 {
      return difference < 0
    }
    return left.count == right.count ? nil : left.count < right.count
  }

  @inlinable
  @inline(__always)
  static func value(at start: Int, in bytes: Span<UInt8>) -> Range<Int> {
    (start + 4)..<(start + 4 + length(at: start, in: bytes))
  }

  @inlinable
  @inline(__always)
  static func length(at start: Int, in bytes: Span<UInt8>) -> Int {
    // Any four bytes are a number; the place is checked.
    let length = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self)
    return Int(UInt32(littleEndian: length))
  }
}
