import FlowOutput
import Foundation
import TestSupport
import Testing

struct AtomicFileTests {
  private let directory: TemporaryDirectory
  private let bytes = Array("new\n".utf8)

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("a new file has mode 0644 and nothing is left beside it")
  func newFile() throws {
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    #expect(try directory.text("a.prom") == "new\n")
    #expect(try directory.mode("a.prom") == 0o644)
    #expect(try directory.names == ["a.prom"])
  }

  @Test(
    "an old file's mode stays, but for bits that are no permissions",
    arguments: [0o600, 0o640, 0o444, 0o4755])
  func mode(mode: Int) throws {
    try directory.file("a.prom", "old\n", mode: mode)
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    #expect(try directory.text("a.prom") == "new\n")
    #expect(try directory.mode("a.prom") == mode & 0o777)
  }

  @Test("an old file's owner stays", .enabled(if: getuid() == 0))
  func owner() throws {
    try directory.file("a.prom", "old\n")
    try #require(chown(directory.path(of: "a.prom"), 12, 34) == 0)
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    let attributes = try FileManager.default.attributesOfItem(atPath: directory.path(of: "a.prom"))
    #expect(attributes[.ownerAccountID] as? Int == 12)
    #expect(attributes[.groupOwnerAccountID] as? Int == 34)
  }

  @Test("the file behind symbolic links is replaced, in its own directory; the links stay")
  func links() throws {
    try FileManager.default.createDirectory(
      atPath: directory.path(of: "d"), withIntermediateDirectories: false)
    try directory.file("d/real.prom", "old\n", mode: 0o600)
    try link("second", to: "d/real.prom")
    try link("first.prom", to: directory.path(of: "second"))
    try AtomicFile(directory.path(of: "first.prom")).write(bytes)
    #expect(try directory.text("d/real.prom") == "new\n")
    #expect(try directory.mode("d/real.prom") == 0o600)
    #expect(try target("first.prom") == directory.path(of: "second"))
    #expect(try target("second") == "d/real.prom")
    #expect(try directory.names == ["d", "first.prom", "second"])
  }

  @Test("a link to nothing makes the file that it names; one that goes round is an error")
  func oddLinks() throws {
    try link("a.prom", to: "b")
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    #expect(try directory.text("b") == "new\n")
    #expect(try target("a.prom") == "b")
    try link("round", to: "round")
    let path = directory.path(of: "round")
    #expect(throws: OutputError.failed(.inspect, path: path, code: ELOOP)) {
      try AtomicFile(path).write(bytes)
    }
  }

  @Test("a missing directory, a directory and no name at all are errors that say so")
  func places() {
    for (path, step, code) in [
      (directory.path(of: "no/a.prom"), .createTemporary, ENOENT),
      (directory.path, .replace, EISDIR),
      ("", .inspect, ENOENT), (directory.path(of: "no/"), .createTemporary, ENOENT),
    ] as [(String, OutputStep, Int32)] {
      #expect(throws: OutputError.failed(step, path: path, code: code)) {
        try AtomicFile(path).write(bytes)
      }
    }
  }

  @Test("a relative path without a directory is written in the working directory")
  func relativePath() throws {
    let name = "flowaudit-\(UUID().uuidString).prom"
    defer { unlink(name) }
    try AtomicFile(name).write(bytes)
    #expect(try Data(contentsOf: URL(filePath: name)) == Data(bytes))
  }

  @Test("a name as long as a name may be can be written")
  func longName() throws {
    let name = String(repeating: "n", count: 250) + ".prom"
    try AtomicFile(directory.path(of: name)).write(bytes)
    try AtomicFile(directory.path(of: name)).write(bytes)
    #expect(try directory.names == [name])
  }

  @Test("what killed runs left is cleaned, and nothing else")
  func stale() throws {
    let dead = try deadProcess()
    let staying = [
      ".a.prom.\(getppid()).tmp", ".a.prom.0\(dead).tmp", ".a.prom.-1.tmp", ".a.prom..tmp",
      ".a.prom.x.tmp",
      ".b.prom.\(dead).tmp", ".a.prom.\(dead).tmp.prom", "a.prom.\(dead).tmp",
      ".a.prom.\(dead).x.tmp", ".a.prom.\(dead).1.2.tmp", ".a.prom.\(getppid()).1.tmp",
    ]
    let stale = [".a.prom.\(dead).tmp", ".a.prom.\(dead).4711.tmp", ".a.prom.\(getpid()).1.tmp"]
    for name in staying + stale {
      try directory.file(name, "part")
    }
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    #expect(try directory.names == (staying + ["a.prom"]).sorted())
  }

  @Test("a temporary file that its writer still locks is not taken for stale")
  func locked() throws {
    let name = ".a.prom.\(try deadProcess()).tmp"
    try directory.file(name, "part")
    let descriptor = open(directory.path(of: name), O_WRONLY)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX) == 0)
    try AtomicFile(directory.path(of: "a.prom")).write(bytes)
    #expect(try directory.names == [name, "a.prom"])
  }

  @Test(
    "a full disk leaves the old file, and no part of the new one", .enabled(if: SmallDisk.isAllowed)
  )
  func fullDisk() throws {
    let disk = try SmallDisk(at: directory.path)
    defer { disk.leave() }
    try directory.file("a.prom", "old\n")
    let path = directory.path(of: "a.prom")
    #expect(throws: OutputError.failed(.write, path: path, code: ENOSPC)) {
      try AtomicFile(path).write([UInt8](repeating: 0x61, count: 1_000_000))
    }
    #expect(try directory.text("a.prom") == "old\n")
    #expect(try directory.names == ["a.prom"])
  }

  @Test("what is no regular file is written directly")
  func devices() throws {
    try AtomicFile("/dev/null").write(bytes)
    #expect(throws: OutputError.failed(.write, path: "/dev/full", code: ENOSPC)) {
      try AtomicFile("/dev/full").write(bytes)
    }
    let pipe = directory.path(of: "pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: OutputError.failed(.open, path: pipe, code: ENXIO)) {
      try AtomicFile(pipe).write(bytes)
    }
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try AtomicFile(pipe).write(bytes)
    var read = [UInt8](repeating: 0, count: 10)
    #expect(Foundation.read(reader, &read, 10) == 4)
    #expect(Array(read[..<4]) == bytes)
    #expect(try directory.names == ["pipe"])
  }

  @Test("a file that is open under /proc is written, not replaced")
  func openFile() throws {
    try directory.file("a", "old\n")
    let descriptor = open(directory.path(of: "a"), O_WRONLY | O_APPEND)
    defer { close(descriptor) }
    try AtomicFile("/proc/self/fd/\(descriptor)").write(bytes)
    #expect(try directory.text("a") == "old\nnew\n")
  }

  @Test("a reader sees the old file or the new one, never a part")
  func neverAPart() throws {
    let path = directory.path(of: "a.prom")
    let size = 300_000
    try AtomicFile(path).write([UInt8](repeating: 0, count: size))
    // A thread of its own: a task might wait for ours to end.
    Thread.detachNewThread {
      for version in 1...100 {
        try? AtomicFile(path).write([UInt8](repeating: UInt8(version), count: size))
      }
    }
    var last: UInt8 = 0
    for _ in 0..<100_000 where last < 100 {
      let read = [UInt8](try Data(contentsOf: URL(filePath: path)))
      #expect(read.count == size)
      let version = try #require(read.first)
      #expect(read.allSatisfy { $0 == version })
      #expect(version >= last)
      last = version
    }
    #expect(last == 100)
  }

  @Test("the old content is read through links, within a limit, from a regular file only")
  func read() throws {
    let text = String(repeating: "line\n", count: 50_000)
    try directory.file("a.prom", text)
    try link("b.prom", to: "a.prom")
    try link("c.prom", to: "nothing")
    let path = directory.path(of: "b.prom")
    #expect(try AtomicFile(path).read(atMost: 250_000) == Array(text.utf8))
    #expect(throws: OutputError.tooLarge(path: path, limit: 249_999)) {
      try AtomicFile(path).read(atMost: 249_999)
    }
    for path in [directory.path(of: "c.prom"), directory.path(of: "none"), "/dev/zero"] {
      #expect(try AtomicFile(path).read(atMost: 100) == nil)
    }
    for (path, step, code) in [
      (directory.path, .replace, EISDIR), ("", .inspect, ENOENT),
      (path + "/x", .inspect, ENOTDIR),
    ] as [(String, OutputStep, Int32)] {
      #expect(throws: OutputError.failed(step, path: path, code: code)) {
        try AtomicFile(path).read(atMost: 100)
      }
    }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: directory.path(of: name), withDestinationPath: target)
  }

  private func target(_ name: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: directory.path(of: name))
  }

  /// The number of a process that has ended.
  private func deadProcess() throws -> pid_t {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }
}
