/// A filter flag of `hubble observe`: one row of the filter table.
///
/// The raw value is the flag's long name. Source of names and meanings: Cilium, hubble/cmd/observe/flows.go.
/// `--since` and `--until` select by time and stand in `TimeRange`, not here.
public enum FilterFlag: String, CaseIterable, Sendable, Hashable {
  case verdict
  case namespace
  case fromNamespace = "from-namespace"
  case toNamespace = "to-namespace"

  /// The one-letter form that hubble gives the flag.
  public var shortName: Character? {
    switch self {
    case .namespace: "n"
    case .verdict, .fromNamespace, .toNamespace: nil
    }
  }

  /// What stands for the value in help texts.
  public var valueName: String {
    switch self {
    case .verdict: "VERDICT"
    case .namespace, .fromNamespace, .toNamespace: "NAMESPACE"
    }
  }

  /// The values there are, where they are few: for completions and for messages.
  public var values: [String] {
    switch self {
    case .verdict: Verdict.allCases.map(\.name)
    case .namespace, .fromNamespace, .toNamespace: []
    }
  }

  /// The flags that this one cannot be combined with.
  public var conflicts: [Self] {
    switch self {
    case .namespace: [.fromNamespace, .toNamespace]
    case .fromNamespace, .toNamespace: [.namespace]
    case .verdict: []
    }
  }

  /// One line for help and documentation.
  public var summary: String {
    switch self {
    case .verdict: "only flows with this verdict"
    case .namespace: "only flows from or to this namespace"
    case .fromNamespace: "only flows from this namespace"
    case .toNamespace: "only flows to this namespace"
    }
  }
}

/// A filter flag as it was given: `--not` applies to the one flag behind it.
public struct FilterArgument: Sendable, Equatable {
  /// The flag.
  public let flag: FilterFlag
  /// Its value, as typed.
  public let value: String
  /// Whether `--not` stood before it.
  public let isNegated: Bool

  /// A flag with its value.
  public init(_ flag: FilterFlag, _ value: String, isNegated: Bool = false) {
    self.flag = flag
    self.value = value
    self.isNegated = isNegated
  }
}
