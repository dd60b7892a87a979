import FlowAnswer
import FlowTally

/// A layout of absolute times, read as Go's `time.Parse` reads it.
///
/// Source: Go's time/format.go: an hour may have one digit; a fraction of any length, behind a point or a comma,
/// may follow the seconds and is cut to nanoseconds; runs of spaces are one; the name of the weekday is
/// looked up and ignored; zone offsets reach 24:60. The layouts are those of Cilium's hubble/pkg/time/time.go.
struct TimeLayout: Sendable {
  /// A part of a layout.
  enum Element: Sendable {
    case year, month, monthName, weekdayName, day, hour, minute
    /// Seconds, with or without a fraction.
    case second
    /// `Z`, `+01:00` or `-01:00`.
    case zone
    /// `+0100` or `-0100`.
    case numericZone
    case byte(Character)
    /// At least one space.
    case spaces
  }

  let elements: [Element]

  static let all: [Self] = [
    Self(elements: date),
    Self(elements: date + [.byte("T"), .hour, .zone]),
    Self(elements: date + [.byte("T"), .hour, .byte(":"), .minute, .zone]),
    Self(elements: date + [.byte("T")] + time + [.zone]),
    Self(
      elements: [.weekdayName, .byte(","), .spaces, .day, .spaces, .monthName, .spaces, .year]
        + [.spaces] + time + [.spaces, .numericZone]),
  ]

  private static let date: [Element] = [.year, .byte("-"), .month, .byte("-"), .day]
  private static let time: [Element] = [.hour, .byte(":"), .minute, .byte(":"), .second]

  /// The moment that a text names in one of the layouts, UTC where the layout has no zone.
  static func timestamp(of text: String) -> Timestamp? {
    for layout in all {
      if let fields = layout.fields(of: text), let timestamp = fields.timestamp {
        return timestamp
      }
    }
    return nil
  }

  private func fields(of text: String) -> TimeFields? {
    var reader = TimeReader(text)
    var fields = TimeFields()
    for element in elements {
      guard reader.read(element, into: &fields) else {
        return nil
      }
    }
    return reader.isAtEnd ? fields : nil
  }
}

/// A cursor over the bytes of a time.
private struct TimeReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool {
    rest.isEmpty
  }

  /// Takes one element; false where the text does not go on with it.
  mutating func read(_ element: TimeLayout.Element, into fields: inout TimeFields) -> Bool {
    switch element {
    case .year: assign(number(digits: 4...4), to: &fields.year)
    case .month: assign(number(digits: 2...2), to: &fields.month)
    case .monthName: assign(name(of: TimeFields.months).map { $0 + 1 }, to: &fields.month)
    case .weekdayName: name(of: TimeFields.weekdays) != nil
    case .day: assign(number(digits: 2...2), to: &fields.day)
    case .hour: assign(number(digits: 1...2), to: &fields.hour)
    case .minute: assign(number(digits: 2...2), to: &fields.minute)
    case .second:
      assign(number(digits: 2...2), to: &fields.second)
        && assign(fraction(), to: &fields.nanosecond)
    case .zone: take("Z") || assign(offset(separator: ":"), to: &fields.offset)
    case .numericZone: assign(offset(separator: nil), to: &fields.offset)
    case .byte(let character): take(character)
    case .spaces: skipSpaces()
    }
  }

  private func assign(_ value: Int64?, to field: inout Int64) -> Bool {
    guard let value else {
      return false
    }
    field = value
    return true
  }

  private mutating func take(_ character: Character) -> Bool {
    guard let first = rest.first, first == character.asciiValue else {
      return false
    }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() -> Bool {
    guard take(" ") else {
      return false
    }
    while take(" ") {}
    return true
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int64? {
    let taken = rest.prefix(digits.upperBound).prefix(while: \.isDigit)
    guard digits.contains(taken.count) else {
      return nil
    }
    rest = rest[taken.endIndex...]
    return taken.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// The index of a name of three letters, in any case.
  private mutating func name(of names: [String]) -> Int64? {
    let taken = rest.prefix(3)
    let index = names.firstIndex { name in
      name.utf8.elementsEqual(taken) { $0 | 0x20 == $1 | 0x20 && $1.isLetter }
    }
    guard let index else {
      return nil
    }
    rest = rest[taken.endIndex...]
    return Int64(index)
  }

  /// Nanoseconds of a fraction, 0 where there is none.
  private mutating func fraction() -> Int64 {
    let digits = rest.dropFirst().prefix(while: \.isDigit)
    guard let mark = rest.first, !digits.isEmpty,
      mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")
    else {
      return 0
    }
    rest = rest[digits.endIndex...]
    let kept = Array(digits.prefix(9)) + Array(repeating: UInt8(ascii: "0"), count: 9)
    return kept.prefix(9).reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// Seconds east of UTC.
  private mutating func offset(separator: Character?) -> Int64? {
    let isWest = rest.first == UInt8(ascii: "-")
    guard take("-") || take("+"), let hours = number(digits: 2...2), hours <= 24,
      separator.map({ take($0) }) ?? true,
      let minutes = number(digits: 2...2), minutes <= 60
    else {
      return nil
    }
    let seconds = (hours * 60 + minutes) * 60
    return isWest ? -seconds : seconds
  }
}
