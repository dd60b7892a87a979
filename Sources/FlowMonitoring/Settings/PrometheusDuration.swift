/// A length of time as Prometheus writes it: `15m`, `1h30m`, `90s` as `1m30s`.
enum PrometheusDuration {
  /// The text of so many seconds, above 0.
  static func text(_ seconds: Int) -> String {
    var rest = seconds
    var text = ""
    for (unit, length) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] where rest >= length {
      text += "\(rest / length)\(unit)"
      rest %= length
    }
    return text
  }
}
