import Foundation

/// Where the files of the tests are.
enum Fixture {
  /// The top of the package.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path()

  /// The folder of all fixtures.
  static let folder = root + "Fixtures/"

  static func path(_ name: String) -> String {
    folder + name
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path(name))))
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
  }

  /// The content of a gzipped fixture.
  static func unpacked(_ name: String) throws -> [UInt8] {
    try Tool.run("gzip", ["-dc", path(name)]).output
  }
}

/// A directory for one test, removed with all that is in it when the test is done.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/flowaudit-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
    return path + "/" + name
  }

  func file(_ name: String, _ text: String) throws -> String {
    try file(name, text.utf8)
  }
}
