import Foundation
import Synchronization

/// Where the files of the tests are.
package enum Fixture {
  /// The top of the package.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path()

  /// The folder of all fixtures.
  package static let folder = root + "Fixtures/"

  /// The path of a fixture.
  package static func path(_ name: String) -> String {
    folder + name
  }

  /// Its bytes.
  package static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path(name))))
  }

  /// Its text.
  package static func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
  }

  /// The content of a gzipped fixture, unpacked once a run.
  package static func unpacked(_ name: String) throws -> [UInt8] {
    try unpackedOnes.withLock { known in
      if let bytes = known[name] {
        return bytes
      }
      let bytes = try Tool.run("gzip", ["-dc", path(name)]).output
      known[name] = bytes
      return bytes
    }
  }

  private static let unpackedOnes = Mutex([String: [UInt8]]())
}
