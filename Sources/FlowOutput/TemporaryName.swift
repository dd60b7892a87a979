internal import Glibc

/// The name of a temporary file: `.flowaudit.prom.4711.1094613905.tmp` beside `flowaudit.prom`, for
/// process 4711.
///
/// It does not end in `.prom`, so node_exporter does not read it. It names its run, so a later one can
/// clean up, and a random number behind that, so that nobody can put a file there before.
struct TemporaryName {
  /// The file that is to be replaced.
  let target: String
  let directory: String

  let name: String
  private let prefix: String
  private static let suffix = ".tmp"

  init(for target: String) {
    self.target = target
    let parts = PathParts(target)
    directory = parts.directory
    // A name may have 255 bytes: a longer one lends no name to its temporary file.
    prefix = parts.name.utf8.count > 200 ? ".flowaudit-temporary." : ".\(parts.name)."
    name = "\(directory)/\(prefix)\(getpid()).\(UInt64.random(in: 1...(.max)))\(Self.suffix)"
  }

  /// The names of temporary files in a directory, of whatever .prom file, whose runs are dead.
  static func stale(in names: [String]) -> [String] {
    names.filter { name in
      guard name.hasPrefix("."), name.hasSuffix(suffix),
        let place = name.ranges(of: ".prom.").last?.upperBound,
        let process = process(name[place...].dropLast(suffix.count))
      else {
        return false
      }
      return !FileSystem.isRunning(process)
    }
  }

  /// Removes what runs left that were killed.
  ///
  /// A file is stale if it is ours, no process of its number runs, or the number is ours (a
  /// container's run often has its predecessor's), and nobody holds the lock on it (its writer may be
  /// in another container).
  func removeStale() {
    for name in FileSystem.names(in: directory) where isStale(name) {
      removeUnlessLocked("\(directory)/\(name)")
    }
  }

  private func isStale(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) && name.hasSuffix(Self.suffix) else {
      return false
    }
    let numbers = name.dropFirst(prefix.count).dropLast(Self.suffix.count)
    guard let process = Self.process(numbers) else {
      return false
    }
    return process == getpid() || !FileSystem.isRunning(process)
  }

  /// The process of `4711.1094613905`, or as older versions wrote it, `4711`; nil for other texts.
  private static func process(_ numbers: Substring) -> pid_t? {
    let parts = numbers.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let process = pid_t(parts[0]), process > 0,
      String(process) == parts[0],
      parts.count < 2 || UInt64(parts[1]).map({ String($0) == parts[1] }) == true
    else {
      return nil
    }
    return process
  }

  private func removeUnlessLocked(_ name: String) {
    let flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK
    // What cannot be opened is left alone: creating our own will say what is wrong.
    guard let file = try? OpenFile(name, flags: flags, path: name, step: .open) else {
      return
    }
    if file.isOurs, (try? file.lock()) == true {
      FileSystem.remove(name)
    }
  }
}
