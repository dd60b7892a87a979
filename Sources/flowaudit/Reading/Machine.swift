import FlowInput
import FlowTally

/// What of this machine a run makes use of: the one place that chooses.
struct Machine: Sendable {
  /// The instruction set that parses.
  var kernels: KernelSet
  /// What decodes gzip data; nil for the best, looked for only when there is some.
  var inflater: Inflater?
  /// Which plain files are mapped, not read.
  var mapping = FileMapping.wherePaying
  /// A file for whose sake this program began anew (`linux_begin_anew_where_text_changes`).
  var change: FileChange?
  /// How many threads the machine and the cgroup give.
  var threadCount = Processors.count

  /// Looks at the machine, and at the environment for what is forced.
  static func look() throws(UsageError) -> Self {
    Self(
      kernels: try kernels(forced: Environment.value(of: "FLOWAUDIT_KERNELS")),
      inflater: try inflater(forced: Environment.value(of: "FLOWAUDIT_INFLATER")),
      mapping: try mapping(forced: Environment.value(of: "FLOWAUDIT_MAP")),
      change: change(told: Environment.value(of: "FLOWAUDIT_CHANGED")))
  }

  /// What `--version` says of it.
  var description: String {
    "kernels: \(kernels.name)\ninflater: \((inflater ?? .best).name)\narchives: \(archives)\n"
  }

  /// What reads tar, zip, zstd, xz and bzip2.
  private var archives: String {
    switch ArchiveLibrary.found {
    case .loaded: "libarchive"
    case .missing: "none (libarchive13 is not installed)"
    case .notBuiltIn: "none (built without libarchive-dev)"
    }
  }

  /// The kernels that are named, the fastest where none are.
  static func kernels(forced name: String?) throws(UsageError) -> KernelSet {
    guard let name, !name.isEmpty else {
      return .best
    }
    guard let kernels = KernelSet.named(name) else {
      let names = KernelSet.available.map(\.name).joined(separator: ", ")
      throw UsageError(
        "FLOWAUDIT_KERNELS: this machine has no kernels \(name): set one of \(names)")
    }
    return kernels
  }

  /// The inflater that is named, nil where none is.
  static func inflater(forced name: String?) throws(UsageError) -> Inflater? {
    guard let name, !name.isEmpty else {
      return nil
    }
    guard let inflater = Inflater.allCases.first(where: { "\($0)" == name }) else {
      let names = Inflater.allCases.map { "\($0)" }.joined(separator: ", ")
      throw UsageError("FLOWAUDIT_INFLATER: unknown inflater \(name): set one of \(names)")
    }
    guard Inflater.available.contains(inflater) else {
      throw UsageError(
        "FLOWAUDIT_INFLATER: this machine, or this build, has no inflater \(name): set another one, or none"
      )
    }
    return inflater
  }

  /// What of files is mapped: what the number says, else where it pays.
  private static func mapping(forced text: String?) throws(UsageError) -> FileMapping {
    switch text {
    case nil, "": .wherePaying
    case "0": .never
    case "1": .wherePossible
    case let other?:
      throw UsageError(
        "FLOWAUDIT_MAP: \(other) is neither 0 nor 1: set 0 to read all files, 1 to map small ones, too"
      )
    }
  }

  /// The file of `BYTES:NAME`.
  private static func change(told text: String?) -> FileChange? {
    guard let text, let colon = text.firstIndex(of: ":"), let byteCount = Int64(text[..<colon])
    else {
      return nil
    }
    let path = InputPath(String(text[text.index(after: colon)...]))
    return FileChange(origin: .file(path), byteCount: byteCount, wasWritten: true)
  }
}
