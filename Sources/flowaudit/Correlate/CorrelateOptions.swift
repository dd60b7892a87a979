import FlowAnswer

/// What a correlation is set to, beside its window.
struct CorrelateOptions: OptionGroup {
  /// A moment that somebody names, and a namespace that it is of.
  struct Moment: Sendable, Equatable {
    /// As it was typed.
    let text: String
    let time: TimeArgument
    let namespace: String?
  }

  /// Changes that no file tells of.
  var moments: [Moment] = []
  /// How far apart clocks may be.
  var guardTime = Nanoseconds.seconds(30)

  /// Reads `TIME` or `TIME=NAMESPACE`.
  mutating func addMoment(_ text: String) throws(ValueError) {
    guard let equals = text.lastIndex(of: "=") else {
      moments.append(Moment(text: text, time: try TimeArgument(parsing: text), namespace: nil))
      return
    }
    let (time, namespace) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
    guard !namespace.isEmpty else {
      throw ValueError("\(text) names no namespace: give TIME or TIME=NAMESPACE")
    }
    moments.append(
      Moment(text: text, time: try TimeArgument(parsing: time), namespace: namespace))
  }
}
