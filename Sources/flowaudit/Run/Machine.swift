import CLinux
import FlowInput
import FlowTally

/// What of this machine a run makes use of: the one place that chooses.
struct Machine: Sendable {
  /// The instruction set of the passes over lines.
  var kernels = LineKernels.best
  /// What decodes gzip data; nil for the best, looked for only when there is some.
  var inflater: Inflater?
  /// Whether there is a second processor to decode on.
  var decodesAhead: Bool

  /// Looks at the machine, and at the environment for what is forced.
  static func look() throws(UsageError) -> Self {
    Self(
      inflater: try inflater(forced: Environment.value(of: "FLOWAUDIT_INFLATER")),
      decodesAhead: linux_processor_count() > 1)
  }

  /// What `--version` says of it.
  var description: String {
    "kernels: \(kernels.name)\ninflater: \((inflater ?? .best).name)\n"
  }

  /// The inflater that is named, nil where none is.
  static func inflater(forced name: String?) throws(UsageError) -> Inflater? {
    guard let name, !name.isEmpty else {
      return nil
    }
    guard let inflater = Inflater.allCases.first(where: { "\($0)" == name }) else {
      let names = Inflater.allCases.map { "\($0)" }.joined(separator: ", ")
      throw UsageError("FLOWAUDIT_INFLATER: no such inflater: \(name) (known: \(names))")
    }
    guard Inflater.available.contains(inflater) else {
      throw UsageError("FLOWAUDIT_INFLATER: not on this machine, or not built in: \(name)")
    }
    return inflater
  }
}
