import Foundation

/// A program of the system, run to its end.
enum ShellProgram {
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  static func isThere(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  /// Runs a program; streams go through files, so that none can fill up and hang.
  static func run(
    _ path: String, _ arguments: [String], input: String = "", in folder: URL? = nil
  ) throws -> Result {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? scratch.folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.folder.path, "TERM": "dumb"]
    try scratch.write(input, to: "input")
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("input"))
    process.standardOutput = try scratch.handle("output")
    process.standardError = try scratch.handle("error")
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try scratch.read("output"),
      error: try scratch.read("error"))
  }
}

/// A folder of its own that goes away.
final class Scratch {
  // A class for its deinit.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "flowaudit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func url(_ name: String) -> URL {
    folder.appending(path: name)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url(name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
  }

  func handle(_ name: String) throws -> FileHandle {
    try write("", to: name)
    return try FileHandle(forWritingTo: url(name))
  }
}
