/// The options of `hubble observe` that flowaudit does not have, so that it can say so.
///
/// Source: Cilium, hubble/cmd/observe/flows.go. A name that has a row in the option table is never looked up here.
enum HubbleOption {
  /// Why an option, by its long name without dashes, is refused; nil for names that hubble does not have either.
  static func refusal(longName: String) -> String? {
    guard longName != "cel-expression" else {
      return "--cel-expression is not supported: filter with it in hubble observe, "
        + "and pipe what it prints here"
    }
    guard longName != "print-raw-filters" else {
      return "--print-raw-filters is --print-filter here"
    }
    guard longNames.contains(longName) else {
      return nil
    }
    return "--\(longName) of hubble observe is not supported yet"
  }

  private static let longNames: Set<String> = [
    "input-file", "server", "time-format",
    "print-node-name", "print-policy-names", "numeric", "ip-translation",
    "silent-errors",
  ]
}
