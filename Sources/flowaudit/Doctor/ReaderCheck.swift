import FlowOutput
import Glibc

/// Whether node_exporter reads the directory, and may: by the mode bits; access lists are not looked at.
struct ReaderCheck {
  private let textfile: String
  private let directory: String
  private let processes: [ReaderProcess]

  init(_ textfile: String, processes: [ReaderProcess] = ReaderProcess.all()) {
    self.textfile = textfile
    directory = TextfileDirectory.parts(of: textfile).directory
    self.processes = processes
  }

  var results: [CheckResult] {
    guard let real = Self.realPath(directory) else {
      return []
    }
    let readers = processes.filter { reads(real, $0) }
    guard !readers.isEmpty || processes.isEmpty else {
      return processes.map { process in
        .warning(
          .reader,
          "node_exporter (process \(process.id)) reads "
            + "\(process.directories.joined(separator: " and ")), not \(directory): write there, or "
            + "start it with --collector.textfile.directory=\(directory)")
      }
    }
    guard !readers.isEmpty else {
      return [access(real, user: .max, groups: [], name: "users other than owner and group")]
    }
    return readers.map { process in
      access(
        real, user: process.user, groups: process.groups,
        name: "node_exporter (process \(process.id), user \(process.user))")
    }
  }

  /// A process that was not told on its command line may have the directory from elsewhere.
  private func reads(_ directory: String, _ process: ReaderProcess) -> Bool {
    process.directories.isEmpty
      || process.directories.contains { $0.contains("*") || Self.realPath($0) == directory }
  }

  private func access(
    _ real: String, user: UInt32, groups: [UInt32], name: String
  ) -> CheckResult {
    var steps = [("/", UInt32(0o1))]
    var path = ""
    for part in real.split(separator: "/") {
      path += "/\(part)"
      steps.append((path, 0o1))
    }
    steps.append((real, 0o4))
    let file = "\(real)/\(TextfileDirectory.parts(of: textfile).name)"
    steps.append((file, 0o4))
    for (path, bit) in steps {
      guard let facts = (try? FileFacts(path)) ?? nil else {
        continue
      }
      if !facts.allow(bit, user: user, groups: groups) {
        let mode = String(facts.mode, radix: 8)
        return .problem(
          .reader,
          "\(name) may not read \(path) (mode \(mode)): "
            + "chmod o+\(bit == 0o1 ? "x" : facts.kind == .directory ? "rx" : "r") it")
      }
    }
    return .fine(.reader, "\(name) may read \(directory) and the file")
  }

  private static func realPath(_ path: String) -> String? {
    // Unsafe: with a null buffer realpath allocates the text, which is copied and freed here.
    guard let real = unsafe realpath(path, nil) else {
      return nil
    }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}

extension FileFacts {
  /// Whether mode, owner and group allow a user what a bit of 0o7 stands for.
  func allow(_ bit: UInt32, user: UInt32, groups: [UInt32]) -> Bool {
    if user == 0 {
      return true
    }
    if user == self.user {
      return mode >> 6 & bit != 0
    }
    return mode >> (groups.contains(group) ? 3 : 0) & bit != 0
  }
}
