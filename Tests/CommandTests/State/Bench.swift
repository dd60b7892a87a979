import Foundation
import TestSupport
import Testing

/// An `export` over a growing log, run by a user for whom permissions hold, with a directory for the state and one for the .prom file.
final class Bench {
  /// With a state, or without.
  enum Form: String, CaseIterable {
    case state, plain
  }

  enum Place: String, CaseIterable {
    case states, textfiles
  }

  let form: Form
  let log: LiveLog
  private var disks: [FullDisk] = []
  /// Who runs it: a user without rights, where this one has all.
  let user: uid_t = geteuid() == 0 ? 65_534 : geteuid()
  /// The binary where that user finds it.
  private let program: String

  /// Places that are `onDisk` are on a small disk of their own.
  init(_ form: Form, onDisk places: [Place] = []) throws {
    self.form = form
    log = try LiveLog()
    program = log.directory.path + "/flowaudit"
    // By another process: a file that is open for writing, in a child that is just being started too, cannot be run.
    _ = try Tool.run("cp", [Binary.path, program])
    for place in Place.allCases {
      let path = path(place)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      if places.contains(place) {
        disks.append(try FullDisk(at: path))
      }
      try give(path)
    }
  }

  func path(_ place: Place) -> String {
    log.directory.path + "/" + place.rawValue
  }

  var state: String {
    path(.states) + "/state"
  }

  private var textfile: String {
    path(.textfiles) + "/f.prom"
  }

  private func give(_ path: String) throws {
    if geteuid() == 0 {
      try #require(chown(path, user, user) == 0)
    }
  }

  /// A run of `export`; `environment` is added to its own, `prefix` stands before the program.
  func run(
    under prefix: [String] = [], environment: [String: String] = [:]
  ) throws -> ChildProcess.Outcome {
    let arguments =
      ["export"] + (form == .state ? ["--state", state] : []) + ["--textfile", textfile, log.path]
    return try run(arguments, under: prefix, environment: environment)
  }

  /// A run of the program.
  func run(
    _ arguments: [String], under prefix: [String] = [], environment: [String: String] = [:]
  ) throws -> ChildProcess.Outcome {
    let identity =
      geteuid() == 0 ? ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] : []
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let command = prefix + identity + ["env"] + variables + [program] + arguments
    return try Tool.attempt(command[0], Array(command.dropFirst()))
  }

  /// A run with something in its way, which is gone again afterwards.
  func run(under failure: FailureTests.Failure) throws -> ChildProcess.Outcome {
    switch failure {
    case .fullDisk, .fullTextfileDisk:
      try disks.forEach { try $0.fill() }
      defer { disks.forEach { $0.free() } }
      return try run()
    case .sizeLimit:
      return try run(under: ["prlimit", "--fsize=4000"])
    case .readOnlyDirectories, .readOnlyTextfiles:
      let places: [Place] = failure == .readOnlyTextfiles ? [.textfiles] : [.states, .textfiles]
      places.forEach { chmod(path($0), 0o555) }
      defer { places.forEach { chmod(path($0), 0o755) } }
      return try run()
    case .textfilesAway:
      let away = path(.textfiles) + "-away"
      try FileManager.default.moveItem(atPath: path(.textfiles), toPath: away)
      defer { try? FileManager.default.moveItem(atPath: away, toPath: path(.textfiles)) }
      return try run()
    }
  }

  /// What a run said, with words for the paths.
  func said(_ outcome: ChildProcess.Outcome) -> String {
    said(outcome.errorText)
  }

  func said(_ text: String) -> String {
    text.replacing(state, with: "STATE")
      .replacing(textfile, with: "PROM")
  }

  func textfileText() throws -> String {
    try String(contentsOfFile: textfile, encoding: .utf8)
  }

  /// All files of both places by name, with their content.
  func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for place in Place.allCases {
      for name in try FileManager.default.contentsOfDirectory(atPath: path(place)) {
        files[name] = try Data(contentsOf: URL(filePath: path(place) + "/" + name))
      }
    }
    return files
  }

  /// The next runs count all that was written, each line once, and leave nothing behind.
  ///
  /// They may say what holds `text`.
  func expectHealed(allowing text: String = "\n") throws {
    try log.appendFlush()
    for _ in 0..<2 {
      let outcome = try run()
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText.split(separator: "\n").allSatisfy { $0.contains(text) })
    }
    let expected = try log.expectation()
    switch form {
    case .state:
      let counters = try Counters(textfileText())
      let differences = counters.differences(from: expected)
      #expect(differences == [])
      #expect(counters.sum("gaps") == 0)
      #expect(try files().keys.sorted() == ["f.prom", "state", "state.lock"])
    case .plain:
      let samples = try Sample.all(in: textfileText())
      let drops = samples.filter { $0.name == "flowaudit_window_drops" }
      #expect(Int(drops.reduce(0) { $0 + $1.value }) == expected.drops_total)
      #expect(try files().keys.sorted() == ["f.prom"])
    }
    #expect(try textfileText().contains("\nflowaudit_last_run_success 1\n"))
  }

  func leave() {
    disks.forEach { $0.leave() }
  }
}

/// A file system of 64 KiB that can be filled, where mounting one is allowed.
struct FullDisk {
  private let path: String

  init(at path: String) throws {
    self.path = path
    _ = try Tool.run("mount", ["-t", "tmpfs", "-o", "size=64k,mode=0755", "tmpfs", path])
  }

  private var filling: String {
    path + "/filling"
  }

  func fill() throws {
    // e: no child that is just being started keeps it open, and with it the room that it takes.
    let file = try #require(fopen(filling, "ae"))
    setbuf(file, nil)
    while fputc(0, file) != EOF {}
    fclose(file)
  }

  func free() {
    unlink(filling)
  }

  func leave() {
    umount(path)
  }

  /// Whether this process may mount at all: few may.
  static let isAllowed: Bool = {
    guard let directory = try? TemporaryDirectory(), let disk = try? FullDisk(at: directory.path)
    else {
      return false
    }
    disk.leave()
    return true
  }()
}
