import FlowAnswer

/// A label of `--const-label`: on every series, with one value.
public struct ConstantLabel: Sendable, Equatable {
  /// The name, one that no family and no target has.
  public let name: String
  /// The value, not empty.
  public let value: String

  /// Takes `NAME=VALUE`, where the value is all that follows the first `=`.
  public init(_ argument: String) throws(ConstantLabelError) {
    guard let sign = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw .noValue(argument)
    }
    let name = String(argument[..<sign])
    let value = String(argument[argument.utf8.index(after: sign)...])
    guard Self.isName(name) else {
      throw .badName(name)
    }
    guard !Self.targetLabels.union(Self.typeLabels).contains(name) else {
      throw .targetLabel(name)
    }
    guard !Self.familyLabels.contains(name) else {
      throw .familyLabel(name)
    }
    guard !value.isEmpty else {
      throw .noValue(name)
    }
    self.name = name
    self.value = value
  }

  /// `[a-zA-Z_][a-zA-Z0-9_]*` and not `__`, which Prometheus keeps for itself and node_exporter
  /// panics on.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !name.hasPrefix("__") else {
      return false
    }
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
      && name.utf8.allSatisfy(TextFormat.isNameByte)
  }

  /// Names that scrape configurations attach to targets.
  static let targetLabels: Set<String> = [
    "instance", "job", "namespace", "pod", "node", "service", "endpoint", "container",
  ]

  /// Names that histograms and summaries tell their samples apart by.
  private static let typeLabels: Set<String> = ["le", "quantile"]

  /// Names that a family has, or a query with some `--by`.
  private static let familyLabels = Set(
    MetricFamily.all.flatMap(\.labels) + GroupField.allCases.map(\.label))
}

/// Why a constant label is refused.
public enum ConstantLabelError: Error, Sendable, Equatable {
  /// Nothing stands behind the name; an empty value is the same as no label.
  case noValue(String)
  /// Not the name of a label.
  case badName(String)
  /// Prometheus puts this one on the target, or it has a meaning of its own.
  case targetLabel(String)
  /// Families have this one already.
  case familyLabel(String)
  /// Given twice.
  case duplicate(String)
}

extension ConstantLabelError: CustomStringConvertible {
  /// One line without a full stop; what was typed in it is unescaped.
  public var description: String {
    switch self {
    case .noValue(let text): "\(text) has no value: write NAME=VALUE"
    case .badName(let name):
      "'\(name)' is not a label name: use letters, digits and _, and do not begin with a digit or __"
    case .targetLabel(let name):
      "\(name) is a label that Prometheus sets itself: use another name, like my_\(name)"
    case .familyLabel(let name):
      "\(name) is a label of the metrics already: use another name, like my_\(name)"
    case .duplicate(let name): "\(name) is given twice"
    }
  }
}

/// The constant labels of a run: sorted by name, each once.
public struct ConstantLabels: Sendable, Equatable {
  private(set) var labels: [ConstantLabel] = []

  /// The names, sorted.
  public var names: [String] {
    labels.map(\.name)
  }

  /// No constant labels.
  public init() {}

  /// Takes the arguments `NAME=VALUE` of all `--const-label`.
  public init(_ arguments: [String]) throws(ConstantLabelError) {
    for argument in arguments {
      try add(argument)
    }
  }

  /// Takes one more argument `NAME=VALUE`.
  public mutating func add(_ argument: String) throws(ConstantLabelError) {
    let label = try ConstantLabel(argument)
    guard !labels.contains(where: { $0.name == label.name }) else {
      throw .duplicate(label.name)
    }
    labels.append(label)
    labels.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
