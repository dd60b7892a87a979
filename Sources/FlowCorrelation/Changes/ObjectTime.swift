import FlowAnswer
import FlowPolicy

/// Times and durations as Kubernetes' objects have them.
///
/// metav1.Time and MicroTime are written in UTC; a duration is what Go's Duration.String makes.
enum ObjectTime {
  /// The moment of an RFC 3339 text in UTC; nil for any other text.
  static func moment(_ text: String) -> Timestamp? {
    guard let time = Timestamp(written: text) else {
      return nil
    }
    // A month of 13 would be read as one of the next year.
    let second = "2006-01-02T15:04:05".utf8.count
    return time.description.utf8.prefix(second).elementsEqual(text.utf8.prefix(second))
      ? time : nil
  }

  /// The length of a duration such as `1m2.3s`, cut to nanoseconds; nil for any other text.
  static func length(_ text: String) -> Nanoseconds? {
    var rest = text.utf8[...]
    if rest.elementsEqual("0".utf8) {
      return .zero
    }
    var sum: Int64 = 0
    repeat {
      guard let term = term(&rest) else {
        return nil
      }
      let (next, overflows) = sum.addingReportingOverflow(term)
      guard !overflows else {
        return nil
      }
      sum = next
    } while !rest.isEmpty
    return Nanoseconds(sum)
  }

  private static let units: [(name: String, length: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Takes a number and its unit.
  private static func term(_ rest: inout Substring.UTF8View) -> Int64? {
    let whole = digits(&rest)
    var fraction = ""
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = digits(&rest)
    }
    let word = String(decoding: rest.prefix { !isDigit($0) }, as: UTF8.self)
    guard let unit = units.first(where: { $0.name == word })?.length,
      let number = Int64(whole.isEmpty && !fraction.isEmpty ? "0" : whole)
    else {
      return nil
    }
    rest = rest.dropFirst(word.utf8.count)
    let (length, overflows) = number.multipliedReportingOverflow(by: unit)
    guard !overflows else {
      return nil
    }
    // Digit by digit: what lies below a nanosecond is cut.
    var (part, scale) = (Int64(0), unit)
    for digit in fraction.utf8 {
      scale /= 10
      part += Int64(digit - UInt8(ascii: "0")) * scale
    }
    let (sum, isTooLong) = length.addingReportingOverflow(part)
    return isTooLong ? nil : sum
  }

  private static func digits(_ rest: inout Substring.UTF8View) -> String {
    let digits = rest.prefix(while: isDigit)
    rest = rest[digits.endIndex...]
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}

extension ManifestNode {
  /// The moment of a member; nil where it is absent, null or empty.
  func time(_ key: String) throws(ReadingFault) -> Timestamp? {
    guard let node = try member(key), case let text = try node.text(), !text.isEmpty else {
      return nil
    }
    guard let time = ObjectTime.moment(text) else {
      throw node.wrongText(text, "a time such as 2006-01-02T15:04:05Z")
    }
    return time
  }

  /// The length of a member's duration; nil where it is absent, null or empty.
  func duration(_ key: String) throws(ReadingFault) -> Nanoseconds? {
    guard let node = try member(key), case let text = try node.text(), !text.isEmpty else {
      return nil
    }
    guard let length = ObjectTime.length(text) else {
      throw node.wrongText(text, "a duration such as 1m30s")
    }
    return length
  }

  /// The fault of a text that means nothing.
  private func wrongText(_ text: String, _ expected: String) -> ReadingFault {
    .type(member: path, expected: expected, found: ChangeNotes.shortened(text))
  }
}

extension Timestamp {
  /// The moment so much earlier, or the earliest that there is.
  func earlier(by length: Nanoseconds) -> Timestamp {
    let (sum, overflows) = nanoseconds.subtractingReportingOverflow(length.count)
    return Timestamp(nanoseconds: overflows ? (length > .zero ? .min + 1 : .max) : sum)
  }

  /// The moment so much later, or the latest that there is.
  func later(by length: Nanoseconds) -> Timestamp {
    let (sum, overflows) = nanoseconds.addingReportingOverflow(length.count)
    return Timestamp(nanoseconds: overflows ? (length > .zero ? .max : .min + 1) : sum)
  }

  /// How long after another moment this is, as long as 64 bits hold; below zero where it is before that.
  func distance(since other: Timestamp) -> Nanoseconds {
    let (difference, overflows) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return Nanoseconds(overflows ? (self > other ? .max : .min + 1) : difference)
  }
}
