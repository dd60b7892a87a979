import FlowTally
import Foundation
import TestSupport
import Testing

@testable import flowaudit

enum MaskFieldList {
  static let words = MaskField.allCases.map(\.rawValue).joined(separator: " ")
}

/// Whether node_exporter reads the directory, and may.
@Suite struct ReaderCheckTests {
  @Test(
    "the process that reads the directory must pass every directory above, and read file and directory"
  )
  func modes() throws {
    let directory = try TemporaryDirectory()
    try #require(chmod(directory.path, 0o755) == 0)
    let file = try directory.file("a.prom", "")
    let reader = ReaderProcess(
      id: 7, user: 4_000_000, groups: [4_000_000], directories: [directory.path])
    for (directoryMode, fileMode, level, path) in [
      (0o755, 0o644, CheckResult.Level.fine, ""), (0o711, 0o644, .problem, directory.path),
      (0o754, 0o644, .problem, directory.path), (0o755, 0o600, .problem, file),
    ] as [(mode_t, mode_t, CheckResult.Level, String)] {
      try #require(chmod(directory.path, directoryMode) == 0)
      try #require(chmod(file, fileMode) == 0)
      let results = ReaderCheck(file, processes: [reader]).results
      #expect(results.map(\.level) == [level])
      #expect(results[0].message.hasPrefix("node_exporter (process 7, user 4000000) may"))
      #expect(path.isEmpty || results[0].message.contains("not read \(real(path)) (mode "))
    }
    let root = ReaderProcess(id: 8, user: 0, groups: [], directories: [directory.path])
    #expect(ReaderCheck(file, processes: [root]).results.map(\.level) == [.fine])
    #expect(ReaderCheck(file, processes: []).results.map(\.level) == [.problem])
  }

  @Test("a process that reads another directory is a warning, which names both")
  func anotherDirectory() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("a.prom", "")
    let reader = ReaderProcess(id: 7, user: 0, groups: [], directories: ["/nowhere"])
    #expect(
      ReaderCheck(file, processes: [reader]).results == [
        .warning(
          .reader,
          "node_exporter (process 7) reads /nowhere, not \(directory.path): write there, or "
            + "start it with --collector.textfile.directory=\(directory.path)")
      ])
  }

  @Test("of several processes the one that listens on the port that is asked is told")
  func listening() throws {
    let folder = try TemporaryDirectory()
    let head =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    try folder.file(
      "net/tcp",
      head
        + "   0: 0100007F:238C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0\n"
        + "   1: 0100007F:238C 0100007F:1234 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0\n"
    )
    try folder.file("net/tcp6", head)
    for (process, inode) in [("7", "4711"), ("8", "4712")] {
      try folder.file("\(process)/fd/x", "")
      symlink("socket:[\(inode)]", folder.path + "/\(process)/fd/3")
    }
    let sockets = ListeningSockets(port: 9100, in: folder.path)
    // 9 is another user's: its files are not shown.
    #expect([7, 8, 9].map { sockets.mayBeHeld(by: $0) } == [true, false, true])
    // Where nothing listens none of the processes is asked.
    let unused = ListeningSockets(port: 9101, in: folder.path)
    #expect([7, 8, 9].map { unused.mayBeHeld(by: $0) } == [false, false, false])
  }

  @Test("processes are found by name, with their user, groups and directory")
  func processes() throws {
    let folder = try TemporaryDirectory()
    for (id, name, line) in [
      ("12", "prometheus-node\n", "x\0--collector.textfile.directory=/a\0--b\0"),
      ("9", "node_exporter\n", "x\0--collector.textfile.directory\0/b\0"),
      ("7", "bash\n", "x\0--collector.textfile.directory=/c\0"), ("self", "node_exporter\n", ""),
    ] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + id, withIntermediateDirectories: false)
      _ = try folder.file(id + "/comm", name)
      _ = try folder.file(id + "/cmdline", line)
      _ = try folder.file(
        id + "/status", "Name:\tx\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nGroups:\t9 10 \n")
    }
    #expect(
      ReaderProcess.all(in: folder.path) == [
        ReaderProcess(id: 9, user: 4, groups: [8, 9, 10], directories: ["/b"]),
        ReaderProcess(id: 12, user: 4, groups: [8, 9, 10], directories: ["/a"]),
      ])
  }

  @Test(
    "a relative directory is one of the directory in which the process works; unknown where that cannot be seen"
  )
  func relative() throws {
    let folder = try TemporaryDirectory()
    let directory = try TemporaryDirectory()
    let file = try directory.file("node/a.prom", "")
    for (id, link) in [("7", directory.path), ("8", "/"), ("9", nil)] {
      _ = try folder.file(id + "/comm", "node_exporter\n")
      _ = try folder.file(id + "/cmdline", "x\0--collector.textfile.directory=node\0")
      _ = try folder.file(id + "/status", "Name:\tx\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n")
      if let link {
        #expect(symlink(link, folder.path + "/\(id)/cwd") == 0)
      }
    }
    let processes = ReaderProcess.all(in: folder.path)
    #expect(processes.map(\.directories) == [["\(directory.path)/node"], ["/node"], []])
    let messages = processes.map { ReaderCheck(file, processes: [$0]).results.map(\.message) }
    let may = "may read \(directory.path)/node and the file"
    #expect(
      messages == [
        ["node_exporter (process 7, user 0) \(may)"],
        [
          "node_exporter (process 8) reads /node, not \(directory.path)/node: write there, or "
            + "start it with --collector.textfile.directory=\(directory.path)/node"
        ], ["node_exporter (process 9, user 0) \(may)"],
      ])
  }

  private func real(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path()
  }
}
