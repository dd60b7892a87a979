import Foundation

@testable import FlowInput

/// A directory of one test, removed with it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "flow-input-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// An input of files with these bytes.
  func input(_ files: [[UInt8]]) throws -> Input {
    let paths = try files.enumerated().map { try write($0.element, to: "\($0.offset)") }
    return Input(name: "test", files: paths.map { .path(InputPath($0)) })
  }
}

extension TemporaryDirectory {
  /// Makes an empty file and the directories above it.
  func make(_ name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
  }
}
