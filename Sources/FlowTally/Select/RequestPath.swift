/// The path of an HTTP request's URL.
///
/// Source: Go's net/url.ParseRequestURI, whose Path is what hubble's `--http-path` looks at: an absolute URL, an absolute
/// path or `*`; a fragment is none here and stays part of the path. Escapes are decoded.
struct RequestPath {
  private var rest: Range<Int>
  private let hasScheme: Bool

  /// Writes the path of the URL at `range`; false where it is none, or could not be asked for.
  ///
  /// What the escapes make that is not UTF-8 becomes U+FFFD, byte by byte, as Go's regular expressions see it.
  static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, into path: inout [UInt8]) -> Bool {
    path.removeAll(keepingCapacity: true)
    for position in range where bytes[position] < 0x20 || bytes[position] == 0x7F {
      return false
    }
    if range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "*") {
      path.append(UInt8(ascii: "*"))
      return true
    }
    guard !range.isEmpty, var url = Self(bytes, range) else {
      return false
    }
    url.dropQuery(bytes)
    let isRooted = url.begins(with: UInt8(ascii: "/"), bytes)
    guard isRooted else {
      // What stands behind a scheme without a slash is opaque: its path is empty.
      return url.hasScheme
    }
    guard url.dropAuthority(bytes), decode(bytes, url.rest, into: &path) else {
      return false
    }
    repair(&path)
    return true
  }

  /// Passes over the scheme; nil where one is begun and empty.
  private init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var scheme: Range<Int>?
    loop: for position in range {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), Byte.plus, Byte.minus, Byte.point:
        if position == range.lowerBound {
          break loop
        }
      case Byte.colon:
        guard position > range.lowerBound else {
          return nil
        }
        scheme = range.lowerBound..<position
        break loop
      default:
        break loop
      }
    }
    hasScheme = scheme != nil
    rest = (scheme.map { $0.upperBound + 1 } ?? range.lowerBound)..<range.upperBound
  }

  private func begins(with byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    !rest.isEmpty && bytes[rest.lowerBound] == byte
  }

  private mutating func dropQuery(_ bytes: Span<UInt8>) {
    for position in rest where bytes[position] == UInt8(ascii: "?") {
      rest = rest.lowerBound..<position
      return
    }
  }

  /// Passes over `//HOST` behind a scheme; false where it cannot stand there.
  private mutating func dropAuthority(_ bytes: Span<UInt8>) -> Bool {
    guard hasScheme, rest.count >= 2, bytes[rest.lowerBound + 1] == UInt8(ascii: "/") else {
      return true
    }
    let start = rest.lowerBound + 2
    var end = start
    while end < rest.upperBound && bytes[end] != UInt8(ascii: "/") {
      end += 1
    }
    rest = end..<rest.upperBound
    return RequestAuthority.isValid(bytes, start..<end)
  }

  /// Decodes `%XX`; false where two hexadecimal digits do not follow.
  private static func decode(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into path: inout [UInt8]
  ) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      guard bytes[position] == UInt8(ascii: "%") else {
        path.append(bytes[position])
        position += 1
        continue
      }
      guard let byte = PercentEscape.byte(bytes, position, before: range.upperBound) else {
        return false
      }
      path.append(byte)
      position += 3
    }
    return true
  }

  /// Replaces bytes that are no UTF-8.
  private static func repair(_ path: inout [UInt8]) {
    guard path.contains(where: { $0 >= 0x80 }), String(validating: path, as: UTF8.self) == nil
    else {
      return
    }
    var repaired: [UInt8] = []
    var position = 0
    // A place behind the end that is no continuation, where the check of the last sequence ends.
    path.append(Byte.lineFeed)
    while position < path.count - 1 {
      let end =
        path[position] < 0x80
        ? position + 1 : UTF8Text.endOfSequence(path.span, position)
      if end < 0 {
        repaired += [0xEF, 0xBF, 0xBD]
        position += 1
      } else {
        repaired += path[position..<end]
        position = end
      }
    }
    path = repaired
  }
}

/// `%XX`.
enum PercentEscape {
  /// The byte that the escape at `start` stands for, nil where it is none.
  static func byte(_ bytes: Span<UInt8>, _ start: Int, before end: Int) -> UInt8? {
    guard start + 2 < end, let high = Byte.hexValue(bytes[start + 1]),
      let low = Byte.hexValue(bytes[start + 2])
    else {
      return nil
    }
    return UInt8(high << 4 | low)
  }
}
