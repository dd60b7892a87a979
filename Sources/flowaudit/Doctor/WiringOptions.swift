import FlowTally
import FlowWiring

/// What of Helm and of a cluster is looked at for how Prometheus gets Cilium's metrics.
struct WiringOptions: OptionGroup {
  /// A file of Helm values; `-` is standard input.
  var values: String?
  /// Files of objects, in the order typed; `-` is standard input.
  var objects: [String] = []
  var version = ChartVersion.standard
  var namespace = Self.standardNamespace
  var hasCRDs = true

  static let standardNamespace = "kube-system"

  /// Whether the wiring is asked for.
  var isAsked: Bool {
    values != nil || !objects.isEmpty
  }

  /// The check that is asked for.
  var check: WiringCheck {
    var check = WiringCheck { WholeMatch.matches($0, $1) }
    check.version = version
    check.namespace = namespace
    check.hasCRDs = hasCRDs
    return check
  }

  /// What may not stand together.
  func check(for command: CommandName) throws(UsageError) {
    guard isAsked || self == Self() else {
      throw UsageError(
        "this asks about wiring: give --helm-values FILE, --objects FILE or both", for: command)
    }
    let pipes = ([values].compactMap { $0 } + objects).count { $0 == "-" }
    guard pipes <= 1 else {
      throw UsageError("standard input can be read once: give - once", for: command)
    }
  }

  static func version(of text: String) throws(ValueError) -> ChartVersion {
    guard let version = ChartVersion(text) else {
      throw ValueError(
        "the rules of Cilium's chart \(text) are not known: give \(ChartVersion.oldest) or later, like \(ChartVersion.standard.text)"
      )
    }
    return version
  }

  static func namespace(of text: String) throws(ValueError) -> String {
    guard !text.isEmpty else {
      throw ValueError("a namespace has a name: give one, like \(standardNamespace)")
    }
    return text
  }
}
