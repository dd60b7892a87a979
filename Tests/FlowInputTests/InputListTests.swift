import Glibc
import TestSupport
import Testing

@testable import FlowInput

@Suite struct InputListTests {
  /// Files to make in a directory, arguments below it, and what they mean.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let files: [String]
    let arguments: [String]
    let inputs: [String]
    var problems: [String] = []

    init(
      _ rule: String, _ files: [String], _ arguments: [String], _ inputs: [String],
      problems: [String] = []
    ) {
      testDescription = rule
      self.files = files
      self.arguments = arguments
      self.inputs = inputs
      self.problems = problems
    }
  }

  private static let first = "events-2026-01-02T15-04-05.000"
  private static let second = "events-2026-02-02T15-04-05.123"

  static let rows = [
    Row("paths keep their order", ["b", "a"], ["b", "a"], ["b", "a"]),
    Row("no argument, no input", [], [], []),
    Row(
      "a directory gives its logs in name order",
      [
        "b.log", "a.json", "c.jsonl", "B.log", "a.txt", "log", ".log", "x.gz", "d.log.gz",
        "e.json.gz", "f.jsonl.gz", "g.log.zst", "h.ndjson", "i.ndjson.gz", ".hidden.log",
      ], ["."],
      [
        "./B.log", "./a.json", "./b.log", "./c.jsonl", "./d.log.gz", "./e.json.gz", "./f.jsonl.gz",
        "./g.log.zst", "./h.ndjson", "./i.ndjson.gz",
      ]),
    Row(
      "X.log wins over X.log.gz in a directory", ["a.log", "a.log.gz", "b.log.gz"], ["."],
      ["./a.log", "./b.log.gz"]),
    Row(
      "named one by one both are read", ["a.log", "a.log.gz"], ["a.log", "a.log.gz"],
      ["a.log", "a.log.gz"]),
    Row(
      "directories below a directory are read in their place, but for hidden ones",
      ["d.log/a.log", "b.log", "c/e/x.json", "c/d.txt", ".h/a.log", "z.log"], ["."],
      ["./b.log", "./c/e/x.json", "./d.log/a.log", "./z.log"]),
    Row(
      "rotations below a directory are grouped folder by folder",
      ["a/events.log", "a/\(first).log", "b/\(first).log", "b/events.log"], ["."],
      [
        "./a/events.log = ./a/\(first).log ./a/events.log",
        "./b/events.log = ./b/\(first).log ./b/events.log",
      ]),
    Row(
      "kubelet's rotations stand before the live log",
      ["0.log", "0.log.20261012-080019", "0.log.20261011-235959.gz", "0.log.20261012-080019.gz"],
      ["."],
      ["./0.log = ./0.log.20261011-235959.gz ./0.log.20261012-080019 ./0.log"]),
    Row(
      "kubelet's rotations named one by one are put in order",
      ["0.log", "0.log.20261012-080019", "0.log.20261011-235959.gz"],
      ["0.log.20261012-080019", "0.log.20261011-235959.gz", "0.log"],
      ["0.log = 0.log.20261011-235959.gz 0.log.20261012-080019 0.log"]),
    Row("a slash at a directory's end is not doubled", ["d/a.log"], ["d/"], ["d/a.log"]),
    Row(
      "a directory without a log is a problem", ["d/a.txt", "a"], ["d", "a"], ["a"],
      problems: [
        "d: has no logs: no *.log, *.json, *.jsonl or *.ndjson, no rotation of one, none of these packed; name other files one by one"
      ]),
    Row(
      "what is missing is a problem, the others go on", ["a"], ["x", "a", "", "a/b"], ["a"],
      problems: [
        "x: cannot be opened: No such file or directory",
        ": cannot be opened: No such file or directory", "a/b: cannot be opened: Not a directory",
      ]),
    Row("a file named twice is read once", ["a", "b"], ["a", "b", "a", "./a"], ["a", "b"]),
    Row(
      "a file in a directory that is named too is read once", ["a.log"], ["a.log", "."], ["a.log"]),
    Row(
      "rotations and the live log are one input, called as the live log",
      ["events.log", "\(first).log", "\(second).log.gz"], ["."],
      ["./events.log = ./\(first).log ./\(second).log.gz ./events.log"]),
    Row(
      "named one by one they are put in order", ["events.log", "\(first).log", "\(second).log.gz"],
      ["events.log", "\(second).log.gz", "\(first).log"],
      ["events.log = \(first).log \(second).log.gz events.log"]),
    Row(
      "rotations without the live log are one input", ["\(first).log", "\(second).log"],
      ["\(second).log", "\(first).log"], ["\(first).log = \(first).log \(second).log"]),
    Row("a rotation alone is an input", ["\(first).log.gz"], ["."], ["./\(first).log.gz"]),
    Row(
      "other logs between them stay where they are",
      ["a.log", "events.log", "\(first).log", "events-x.log", "z.log"], ["."],
      ["./a.log", "./events.log = ./\(first).log ./events.log", "./events-x.log", "./z.log"]),
    Row(
      "rotations in two directories are two inputs", ["a/events.log", "b/\(first).log"],
      ["a", "b"], ["a/events.log", "b/\(first).log"]),
    Row(
      "one directory spelled in two ways is one", ["a/events.log", "a/\(first).log"],
      ["a/../a/events.log", "a/\(first).log"],
      ["a/../a/events.log = a/\(first).log a/../a/events.log"]),
    Row(
      "another extension is another log", ["events.json", "\(first).log"], ["."],
      ["./\(first).log", "./events.json"]),
    Row(
      "an extension may be missing", ["events", "\(first)", "\(second).gz"],
      ["events", "\(first)", "\(second).gz"], ["events = \(first) \(second).gz events"]),
    Row(
      "logrotate's rotations stand in a directory, too, the greatest number first",
      ["events.log", "events.log.1", "events.log.10.gz", "events.log.2.gz", "10.0.0.1"], ["."],
      ["./events.log = ./events.log.10.gz ./events.log.2.gz ./events.log.1 ./events.log"]),
    Row(
      "logrotate may pack with others than gzip",
      ["events.log", "events.log.1", "events.log.2.xz", "events.log.3.bz2", "events.log.2"], ["."],
      [
        "./events.log = ./events.log.3.bz2 ./events.log.2 ./events.log.1 ./events.log"
      ]),
    Row(
      "names that end in a number are logs of their own",
      ["10.0.0.1", "10.0.0.2", "flows-20260511"], ["10.0.0.1", "10.0.0.2", "flows-20260511"],
      ["10.0.0.1", "10.0.0.2", "flows-20260511"]),
    Row(
      "a compressed rotation beside its original is read once in a directory",
      ["\(first).log", "\(first).log.gz", "events.log"], ["."],
      ["./events.log = ./\(first).log ./events.log"]),
    Row(
      "a live log's gzipped copy is another input", ["events.log.gz", "\(first).log"], ["."],
      ["./\(first).log", "./events.log.gz"]),
    Row(
      "standard input stands where it was named", ["a"], ["a", "-"], ["a", "standard input"]),
    Row("standard input is read once", [], ["-", "-"], ["standard input"]),
    Row("a file named - is no standard input", ["-"], ["./-"], ["./-"]),
  ]

  @Test("arguments mean what the row says", arguments: rows)
  func row(_ row: Row) throws {
    let directory = try TemporaryDirectory()
    for file in row.files {
      try directory.make(file)
    }
    let prefix = directory.path + "/"
    let list = InputList(arguments: row.arguments.map { $0 == "-" || $0 == "" ? $0 : prefix + $0 })
    func short(_ name: String) -> String {
      name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }
    let inputs = list.inputs.map { input in
      let files = input.files.map { short($0.name) }
      return files == [short(input.name)]
        ? files[0] : "\(short(input.name)) = \(files.joined(separator: " "))"
    }
    #expect(inputs == row.inputs)
    #expect(list.problems.map { short($0.message) } == row.problems)
  }

  @Test("hard and symbolic links lead to one file, read under its first name")
  func links() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("b.log", [])
    link(path, directory.path + "/c.log")
    symlink(path, directory.path + "/a.log")
    #expect(
      InputList(arguments: [directory.path]).inputs.map(\.name) == [directory.path + "/a.log"])
  }

  @Test("a link in a directory that leads nowhere or to itself is a problem, the others are read")
  func brokenLinks() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("c.log", [])
    symlink("nowhere", directory.path + "/a.log")
    symlink("b.log", directory.path + "/b.log")
    let list = InputList(arguments: [directory.path])
    #expect(list.inputs.map(\.name) == [path])
    #expect(list.problems.map(\.cause) == [.cannotOpen(errno: ENOENT), .cannotOpen(errno: ELOOP)])
  }

  @Test("a link to a directory above, or to one that was read, leads to nothing new")
  func directoryLinks() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("a/b/x.log", [])
    symlink("..", directory.path + "/a/b/up")
    symlink(directory.path + "/a", directory.path + "/z")
    let elsewhere = try TemporaryDirectory()
    try elsewhere.file("y.log", [])
    symlink(elsewhere.path, directory.path + "/a/far")
    let list = InputList(arguments: [directory.path])
    #expect(list.inputs.map(\.name) == [path, directory.path + "/a/far/y.log"])
    #expect(list.problems == [])
    let flat = InputList(arguments: [directory.path + "/a/b/up"], isRecursive: false)
    #expect(flat.problems.map(\.cause) == [.emptyDirectory])
  }

  @Test("a named pipe in a directory is left alone: nobody may write to it")
  func pipeInDirectory() throws {
    let directory = try TemporaryDirectory()
    try directory.file("a.log", [])
    mkfifo(directory.path + "/b.log", 0o600)
    #expect(
      InputList(arguments: [directory.path]).inputs.map(\.name) == [directory.path + "/a.log"])
  }

  @Test("names that are not UTF-8 are opened byte for byte")
  func hostileNames() throws {
    let directory = try TemporaryDirectory()
    let name = InputPath(
      bytes: Array(directory.path.utf8) + [0x2f, 0xff, 0x0a, 0x1b] + Array(".log".utf8))
    let descriptor = creat(name.systemBytes, 0o600)
    write(descriptor, "a\n", 2)
    close(descriptor)
    let list = InputList(arguments: [directory.path])
    #expect(list.inputs.map(\.files) == [[.path(name)]])
    #expect(list.inputs.flatMap { drain($0) }.compactMap(\.line) == [[0x61]])
  }
}
