internal import Glibc

/// The name of a temporary file: `.flowaudit.prom.4711.tmp` beside `flowaudit.prom`, for process
/// 4711.
///
/// It does not end in `.prom`, so node_exporter does not read it, and it names its run, so a later
/// one can clean up.
struct TemporaryName {
  /// The file that is to be replaced.
  let target: String
  let directory: String

  private let prefix: String
  private static let suffix = ".tmp"

  init(for target: String) {
    self.target = target
    let parts = PathParts(target)
    directory = parts.directory
    // A name may have 255 bytes: a longer one lends no name to its temporary file.
    prefix = parts.name.utf8.count > 200 ? ".flowaudit-temporary." : ".\(parts.name)."
  }

  var name: String {
    "\(directory)/\(prefix)\(getpid())\(Self.suffix)"
  }

  /// The names of temporary files in a directory, of whatever .prom file, whose runs are dead.
  static func stale(in names: [String]) -> [String] {
    names.filter { name in
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 5, parts[0].isEmpty, parts[parts.count - 3] == "prom",
        parts[parts.count - 1] == "tmp", let process = pid_t(String(parts[parts.count - 2]))
      else {
        return false
      }
      return process > 0 && !FileSystem.isRunning(process)
    }
  }

  /// Removes what runs left that were killed.
  ///
  /// A file is stale if no process of its number runs, or the number is ours (a container's run
  /// often has its predecessor's), and nobody holds the lock on it (its writer may be in another
  /// container).
  func removeStale() {
    for name in FileSystem.names(in: directory) where isStale(name) {
      removeUnlessLocked("\(directory)/\(name)")
    }
  }

  private func isStale(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) && name.hasSuffix(Self.suffix) else {
      return false
    }
    let number = name.dropFirst(prefix.count).dropLast(Self.suffix.count)
    guard let process = pid_t(number), process > 0, String(process) == number else {
      return false
    }
    return process == getpid() || !FileSystem.isRunning(process)
  }

  private func removeUnlessLocked(_ name: String) {
    let flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK
    // What cannot be opened is left alone: creating our own will say what is wrong.
    guard let file = try? OpenFile(name, flags: flags, path: name, step: .open) else {
      return
    }
    if file.lock() {
      FileSystem.remove(name)
    }
  }
}
