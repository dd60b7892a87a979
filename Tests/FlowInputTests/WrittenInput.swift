import TestSupport

@testable import FlowInput

extension TemporaryDirectory {
  /// An input of files with these bytes.
  func input(_ files: [[UInt8]]) throws -> Input {
    let paths = try files.enumerated().map { try file("\($0.offset)", $0.element) }
    return Input(name: "test", files: paths.map { .path(InputPath($0)) })
  }

  /// Makes an empty file and the directories above it.
  func make(_ name: String) throws {
    try file(name, [])
  }
}
