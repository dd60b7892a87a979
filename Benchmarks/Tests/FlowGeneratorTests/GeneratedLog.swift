import Foundation
import Testing

@testable import FlowGenerator

/// A log written to a temporary file and read back.
struct GeneratedLog {
  let bytes: Data

  init(_ settings: FlowLog.Settings) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try #require(FileManager.default.createFile(atPath: url.path(), contents: nil))
    let file = try FileHandle(forUpdating: url)
    try FileManager.default.removeItem(at: url)
    try FlowLog(settings).write(to: file.fileDescriptor)
    try file.seek(toOffset: 0)
    bytes = try file.readToEnd() ?? Data()
    try file.close()
  }

  init(_ shape: Shape, lines: Int, seed: UInt64 = 1) throws {
    var settings = FlowLog.Settings()
    settings.shape = shape
    settings.seed = seed
    settings.length = FlowLog.Length(lines: lines)
    try self.init(settings)
  }

  /// The lines without their line feeds; the last one must have one too.
  var lines: [Data] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
  }

  /// The lines that are an object of JSON; Foundation takes BOMs and UTF-16 too, the log has none.
  var objects: [[String: Any]] {
    lines.compactMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
  }

  var flows: [[String: Any]] {
    objects.compactMap { $0["flow"] as? [String: Any] }
  }
}

extension [String: Any] {
  func object(_ key: String) -> [String: Any] {
    self[key] as? [String: Any] ?? [:]
  }

  func text(_ key: String) -> String {
    self[key] as? String ?? ""
  }
}
