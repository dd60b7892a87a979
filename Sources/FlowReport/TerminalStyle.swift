package import FlowAnswer

/// The few colours there are.
package struct TerminalStyle {
  let usesColor: Bool

  package init(usesColor: Bool) {
    self.usesColor = usesColor
  }

  package func heading(_ text: String) -> String {
    sequence("1", text)
  }

  package func faint(_ text: String) -> String {
    sequence("2", text)
  }

  package func warning(_ text: String) -> String {
    sequence("1;33", text)
  }

  /// Drops are what somebody has to look at; flows are not.
  package func count(_ text: String, _ unit: CountUnit) -> String {
    switch unit {
    case .drops: sequence("31", text)
    case .flows: text
    }
  }

  private func sequence(_ code: String, _ text: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
