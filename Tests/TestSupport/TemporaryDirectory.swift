import Foundation

/// A directory for one test, removed with all that is in it when the test is done.
package final class TemporaryDirectory: Sendable {
  /// The directory's path.
  package let path: String

  /// Makes it, empty.
  package init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "flowaudit-test-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a name in it, whether something stands there or not.
  package func path(of name: String) -> String {
    path + "/" + name
  }

  /// Writes a file, with the directories above it, and gives its path.
  @discardableResult
  package func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = URL(filePath: path(of: name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return path(of: name)
  }

  /// Writes a text file, with the directories above it, and gives its path.
  @discardableResult
  package func file(_ name: String, _ text: String, mode: Int = 0o644) throws -> String {
    let path = try file(name, text.utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  /// Writes a file that was not written to for a minute, and gives its path.
  package func restingFile(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let path = try file(name, bytes)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: path)
    return path
  }

  /// What a file says.
  package func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(of: name))), as: UTF8.self)
  }

  /// A file's permissions.
  package func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(of: name))[.posixPermissions] as? Int
  }

  /// The names in it, sorted.
  package var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
