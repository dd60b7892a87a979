/// A label for every series: a value of `--const-label`.
struct ConstLabel: Sendable, Equatable {
  let name: String
  let value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Labels that a scrape attaches to its target: a series that brings its own would clash.
  static let targetLabels = [
    "instance", "job", "namespace", "pod", "node", "service", "endpoint", "container",
  ]

  /// Takes `NAME=VALUE`; says what is wrong with anything else.
  ///
  /// Names are those of the Prometheus data model without the reserved `__`; an empty value would be
  /// the same as no label.
  init(parsing text: String) throws(ValueError) {
    guard let separator = text.firstIndex(of: "=") else {
      throw ValueError("\(text) is not NAME=VALUE")
    }
    name = String(text[..<separator])
    value = String(text[text.index(after: separator)...])
    guard Self.isName(name) else {
      throw ValueError("\(name) is not a label name")
    }
    guard !Self.targetLabels.contains(name) else {
      throw ValueError("label \(name) would clash with the one that a scrape attaches")
    }
    guard !value.isEmpty else {
      throw ValueError("label \(name) has no value")
    }
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !name.hasPrefix("__"), !first.isDigit else {
      return false
    }
    return name.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") }
  }
}
