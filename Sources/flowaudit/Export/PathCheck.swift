import FlowAnswer
import FlowInput
import FlowOutput

/// Whether the files that `export` reads and writes are several, and what they should be: looked at before any is touched.
struct PathCheck {
  private let options: ExportOptions

  init(_ options: ExportOptions) {
    self.options = options
  }

  /// Throws the first fault.
  func run() throws {
    try checkCollisions()
    try checkTextfile()
  }

  /// A file that is read or written for something.
  private struct Use {
    /// What for: the option, or what its place in the command line says.
    let name: String
    let path: String
    let place: FilePlace?
    var isRead = false
  }

  /// Refuses paths that lead to one file, by whatever names and links.
  private func checkCollisions() throws(UsageError) {
    var seen: [Use] = []
    for use in uses where use.place != nil {
      // A log that is named twice is read once.
      if let other = seen.first(where: { $0.place == use.place && !($0.isRead && use.isRead) }) {
        throw UsageError(
          "\(use.name) \(use.path) and \(other.name) \(other.path) are one file, and one would replace the other: give each its own",
          for: .export)
      }
      seen.append(use)
    }
  }

  /// What cannot be looked at now is told by who opens it.
  private var uses: [Use] {
    var uses = options.producer.command.isEmpty ? inputs : []
    uses += options.argocd.lists.filter { $0 != "-" }.map { list in
      Use(name: "--argocd", path: list, place: place(list), isRead: true)
    }
    if let state = options.paths.state {
      uses.append(Use(name: "--state", path: state, place: place(state)))
      if let lock = try? FileLock.path(forFileAt: state) {
        uses.append(Use(name: "the lock of --state", path: lock, place: place(lock)))
      }
    }
    if let textfile = options.paths.textfile {
      uses.append(Use(name: "--textfile", path: textfile, place: place(textfile)))
    }
    return uses
  }

  private var inputs: [Use] {
    let names = options.log.input.files
    return (names.isEmpty ? ["-"] : names).map { name in
      name == "-"
        ? Use(
          name: "the input", path: "standard input",
          place: (try? FilePlace.standardInput()) ?? nil, isRead: true)
        : Use(name: "the input", path: name, place: place(name), isRead: true)
    }
  }

  private func place(_ path: String) -> FilePlace? {
    (try? FilePlace(InputPath(path))) ?? nil
  }

  /// A .prom file is only written over another of ours.
  private func checkTextfile() throws {
    guard let path = options.paths.textfile, try FileFacts(path)?.kind == .regular else {
      return
    }
    let head = try TextfileBytes(path).next()
    let isOurs = Self.heads.contains { head.starts(with: $0.utf8) }
    guard head.isEmpty || isOurs else {
      throw UsageError(
        "--textfile \(path) holds something else than metrics of flowaudit's, and is not replaced: name another file, or remove it",
        for: .export)
    }
  }

  /// Families are sorted by name, so that the first is the agent's or one of our own.
  private static let heads = ["# HELP flowaudit_", "# HELP hubble_"]
}
