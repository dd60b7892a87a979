/// A file of the repository: its path below the root, and its text.
struct TextFile: Sendable {
  let path: String
  let text: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// What stands behind the last slash.
  var name: String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// What stands behind the name's last dot; the whole name where there is none.
  var suffix: String { name.split(separator: ".").last.map(String.init) ?? "" }

  /// The folder's path with its slash; empty for a file of the root.
  var folder: String { String(path.dropLast(name.count)) }

  func isBelow(_ folders: String...) -> Bool { folders.contains { path.hasPrefix($0 + "/") } }

  /// The name by which lists know the file: its module's or test target's, and its own.
  ///
  /// It outlives moves between folders, for
  /// no module has two files of a name.
  var listName: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? "\(parts[1])/\(name)" : path
  }
}
