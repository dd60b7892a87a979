/// A Kubernetes label selector over Cilium's labels: requirements that all have to be met.
///
/// Source: Cilium, pkg/hubble/filters/labels.go, and the label selectors of Kubernetes; how a text becomes one stands in
/// `LabelSelectorText`.
struct LabelSelector: Sendable, Equatable {
  let requirements: [LabelRequirement]

  /// Whether the labels in an array, or none at all, meet every requirement.
  func matches(_ bytes: Span<UInt8>, labels: Int?) -> Bool {
    for requirement in requirements where !requirement.isMet(bytes, labels: labels) {
      return false
    }
    return true
  }
}

/// What one label has to be.
struct LabelRequirement: Sendable, Equatable {
  enum Condition: Sendable, Equatable {
    case exists
    case isAbsent
    case isAny([[UInt8]])
    case isNone([[UInt8]])
    case isGreater(Int64)
    case isLess(Int64)
  }

  /// Nil for a label of any source.
  let source: [UInt8]?
  let key: [UInt8]
  let condition: Condition
  /// Of a key of the source `cidr`: all ranges within it have it.
  private let range: AddressRange?

  init(source: [UInt8]?, key: [UInt8], _ condition: Condition) {
    self.source = source
    self.key = key
    self.condition = condition
    range = source.map { $0 == Label.cidr } ?? false ? Label.range(of: key) : nil
  }

  /// Whether the first label with this key has the right value.
  func isMet(_ bytes: Span<UInt8>, labels: Int?) -> Bool {
    var hasKey = false
    var isRight = false
    if let labels {
      ObjectWalk.elements(bytes, arrayAt: labels) { element in
        guard bytes[element.lowerBound] == Byte.quote else {
          return true
        }
        StringText.withContent(bytes, element) { content, place in
          guard let value = value(of: content, place) else {
            return
          }
          hasKey = true
          isRight = isRightValue(content, value)
        }
        return !hasKey
      }
    }
    switch condition {
    case .exists: return hasKey
    case .isAbsent: return !hasKey
    case .isNone: return !hasKey || isRight
    case .isAny, .isGreater, .isLess: return hasKey && isRight
    }
  }

  /// The value of a label that has this key.
  func value(of bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let label = Label(bytes, range)
    let hasSource =
      source.map {
        label.isShortForReserved ? $0 == Label.reserved : $0.equals(bytes, label.source)
      } ?? true
    if hasSource && key.equals(bytes, label.key) {
      return label.value
    }
    guard hasSource, let wide = self.range,
      let narrow = Label.range(of: Array(label.key.map { bytes[$0] })), wide.contains(narrow)
    else {
      return nil
    }
    return label.value
  }

  private func isRightValue(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    switch condition {
    case .exists, .isAbsent: return true
    case .isAny(let values): return values.contains { $0.equals(bytes, value) }
    case .isNone(let values): return !values.contains { $0.equals(bytes, value) }
    case .isGreater(let bound): return Self.number(bytes, value).map { $0 > bound } ?? false
    case .isLess(let bound): return Self.number(bytes, value).map { $0 < bound } ?? false
    }
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    Int64(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
  }
}

/// The parts of a label, `SOURCE:KEY=VALUE`; without a source, or without a value, that part is empty.
///
/// Source: Cilium, pkg/labels, ParseLabel: the source ends at the first colon, wherever it stands; `$KEY` and `reserved.KEY`
/// are short for `reserved:KEY`.
struct Label {
  let source: Range<Int>
  let key: Range<Int>
  let value: Range<Int>
  /// Whether the source is `reserved` although it does not stand there.
  let isShortForReserved: Bool

  static let cidr = Array("cidr".utf8)
  static let reserved = Array("reserved".utf8)
  private static let reservedPrefix = Array("reserved.".utf8)

  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var source = range.lowerBound..<range.lowerBound
    var start = range.lowerBound
    var isReserved = false
    if !range.isEmpty && bytes[start] == UInt8(ascii: "$") {
      start += 1
      isReserved = true
    } else if let colon = Self.first(Byte.colon, bytes, range) {
      source = range.lowerBound..<colon
      start = colon + 1
      isReserved = Self.reserved.equals(bytes, source)
    } else if Self.reservedPrefix.stands(in: bytes, at: start, before: range.upperBound) {
      source = start..<(start + Self.reserved.count)
      start += Self.reservedPrefix.count
      isReserved = true
    }
    self.source = source
    isShortForReserved = isReserved && source.isEmpty
    let rest = start..<range.upperBound
    guard let sign = Self.first(UInt8(ascii: "="), bytes, rest) else {
      key = rest
      value = range.upperBound..<range.upperBound
      return
    }
    if sign == start && isReserved {
      key = (sign + 1)..<range.upperBound
      value = range.upperBound..<range.upperBound
    } else {
      key = start..<sign
      value = (sign + 1)..<range.upperBound
    }
  }

  private static func first(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for position in range where bytes[position] == byte {
      return position
    }
    return nil
  }

  /// The addresses that a key of the source `cidr` stands for: its hyphens are colons.
  static func range(of key: [UInt8]) -> AddressRange? {
    let text = key.map { $0 == Byte.minus ? Byte.colon : $0 }
    return AddressRange(String(decoding: text, as: UTF8.self))
  }
}
