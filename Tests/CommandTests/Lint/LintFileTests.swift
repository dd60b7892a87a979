import Foundation
import TestSupport
import Testing

/// What `lint` does with files that are none, with hostile ones, and with very large ones.
@Suite struct LintFileTests {
  private static let head = "# HELP m_x A thing.\n# TYPE m_x gauge\n"

  @Test("what is no regular file, and another name, are findings")
  func kindsAndNames() throws {
    let directory = try TemporaryDirectory()
    try #require(mkfifo(directory.path + "/pipe.prom", 0o600) == 0)
    try #require(mkdir(directory.path + "/folder.prom", 0o700) == 0)
    let text = try directory.file("a.txt", Self.head + "m_x 1\n")
    #expect(
      try lint([text], in: directory) == """
        DIR/a.txt: its name does not end in .prom: node_exporter reads only files whose names end in .prom; rename the file (file-name)
        1 file, 1 finding

        """)
    #expect(
      try lint([directory.path], in: directory) == """
        DIR/pipe.prom: it is a pipe or a device: node_exporter waits until something is written to it, and answers no scrape meanwhile; keep only regular files under names that end in .prom (file-kind)
        2 files, 1 finding

        """)
  }

  @Test("node_exporter waits for a pipe's writer, and takes a directory for an empty file")
  func kindsInNodeExporter() throws {
    let directory = try TemporaryDirectory()
    try #require(mkdir(directory.path + "/folder.prom", 0o700) == 0)
    let served = try Sample.all(in: try Tool.script("scrape.py", [directory.path]).text)
    #expect(served.first { $0.name == "node_textfile_scrape_error" }?.value == 0)
    try #require(mkfifo(directory.path + "/pipe.prom", 0o600) == 0)
    let outcome = try Tool.attempt(
      Tool.python, [Fixture.path("tools/scrape.py"), directory.path, "3"])
    #expect(outcome.errorText == "node_exporter gave no answer\n")
  }

  @Test("what cannot be read is status 3 with a message, and the rest is looked at")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("a.prom", Self.head + "m_x 1 2\n")
    for (missing, message) in [
      (directory.path + "/no.prom", "cannot open DIR/no.prom: No such file or directory\n"),
      (try TemporaryDirectory().path, ""),
    ] {
      let outcome = try Binary.run("lint", missing, file)
      #expect(outcome.status == .exited(3))
      #expect(
        outcome.text.replacing(directory.path + "/", with: "DIR/")
          == "DIR/a.prom:3: a timestamp behind the value of m_x: node_exporter leaves out the whole file; write nothing after the value (timestamp)\n1 file, 1 finding\n"
      )
      #expect(
        message.isEmpty
          || outcome.errorText.replacing(directory.path + "/", with: "DIR/")
            == "flowaudit: \(message)"
      )
      #expect(!outcome.errorText.isEmpty)
    }
    let empty = try TemporaryDirectory()
    let outcome = try Binary.run("lint", empty.path)
    #expect(outcome.status == .exited(3))
    #expect(outcome.errorText == "flowaudit: \(empty.path): no *.prom in this directory\n")
  }

  @Test("standard input is -, and what export prints is sound")
  func standardInput() throws {
    for log in TextfileTests.logs {
      let text = try Binary.run("export", log).output
      let outcome = try Binary.run("lint", "-", input: .bytes(text))
      #expect(outcome.text == "1 file, 0 findings\n")
      #expect(outcome.status == .exited(0))
    }
    let bad = try Binary.run("lint", "-", input: .bytes(Array("m_x\n".utf8)))
    #expect(bad.text.hasPrefix("standard input:1: '' is not a value: "))
    #expect(bad.status == .exited(1))
    let empty = try Binary.run("lint", "-", input: .bytes([]))
    #expect(
      empty.text
        == "standard input: there is nothing in it: node_exporter serves nothing of it, and a writer that failed leaves such a file, too; write samples, or remove the file (nothing)\n1 file, 1 finding\n"
    )
    #expect(empty.status == .exited(1))
  }

  @Test("the JSON holds all of the lines")
  func json() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.file("a\n\".prom", Self.head + "m_x 1 2\n")
    let outcome = try Binary.run("lint", "--output", "json", directory.path)
    #expect(
      outcome.text.replacing(directory.path + "/", with: "DIR/") == #"""
        {"schema":1,
        "findings":[
        {"file":"DIR/a\n\".prom","line":3,"rule":"timestamp","what":"a timestamp behind the value of m_x","reason":"node_exporter leaves out the whole file","mend":"write nothing after the value","count":1}
        ],
        "files":1,
        "total":{"findings":1}}

        """#)
    #expect(outcome.status == .exited(1))
    let sound = try Binary.run(
      "lint", "-o", "json", "-", input: .bytes(Array((Self.head + "m_x 1\n").utf8)))
    #expect(
      sound.text == "{\"schema\":1,\n\"findings\":[],\n\"files\":1,\n\"total\":{\"findings\":0}}\n")
  }

  @Test("names and values in messages are short and do no harm on a terminal")
  func hostileNames() throws {
    let long = String(repeating: "y", count: 5_000)
    let text =
      "m\u{1b}[2J 1\n" + Self.head + "m_x{\(long)=\"\u{1b}[31m\u{202e}\"} 1 2 3\n\(long) 1\n"
    let outcome = try Binary.run("lint", "-", input: .bytes(Array(text.utf8)))
    #expect(outcome.text.contains("standard input:1: '\\x1b[2J' is not a value"))
    #expect(!outcome.text.utf8.contains(0x1b) && !outcome.text.contains("\u{202e}"))
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.utf8.count < 400 })
  }

  @Test("of each rule five findings are shown, and how many more there are")
  func manyFindings() throws {
    let text = Self.head + (1...1_000).map { "m_x{a=\"\($0)\"} 1 2\n" }.joined()
    let outcome = try Binary.run("lint", "-", input: .bytes(Array(text.utf8)))
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[5].hasPrefix("standard input: 995 more like these: "))
    #expect(lines[6] == "1 file, 1000 findings")
  }

  @Test("a line of 1 MiB is looked at, a longer one is not, and the next one is")
  func longLines() throws {
    let limit = 1 << 20
    let shell = "m_x{a=\"\"} 1"
    for (length, isLookedAt) in [(limit, true), (limit + 1, false)] {
      let value = String(repeating: "y", count: length - shell.utf8.count)
      let text = Self.head + "m_x{a=\"\(value)\"} 1\nm_x{a=\"z\"} 1 2\n"
      let outcome = try Binary.run("lint", "-", input: .bytes(Array(text.utf8)))
      #expect(outcome.text.contains(":3: a line of more than 1048576 bytes: ") == !isLookedAt)
      #expect(outcome.text.contains(":4: a timestamp"))
      #expect(outcome.text.hasSuffix("1 file, \(isLookedAt ? "1 finding" : "2 findings")\n"))
    }
  }

  @Test("memory stays under 64 MiB whatever a file holds, and what was not looked at is said")
  func boundedMemory() throws {
    let directory = try TemporaryDirectory()
    let series = (0..<1_200_000).map { "m_x{a=\"\($0)\"} 1\n" }.joined()
    let families = (0..<300_000).map {
      "# HELP m\($0)_x A thing.\n# TYPE m\($0)_x gauge\nm\($0)_x 1\n"
    }
    .joined()
    let line = [UInt8](repeating: 0x61, count: 200_000_000)
    for (name, bytes, finding) in [
      ("series.prom", Array((Self.head + series).utf8), "the files have more than 500000 series"),
      ("families.prom", Array(families.utf8), "the file has more than 20000 families"),
      ("line.prom", line, "a line of more than 1048576 bytes"),
    ] {
      let file = try directory.file(name, bytes)
      let outcome = try Binary.run("lint", file)
      #expect(outcome.text.contains(finding), "\(outcome.text)")
      let peak = try Tool.attempt(
        Tool.python, [Fixture.path("tools/peak_memory.py"), Binary.path, "lint", file])
      let kibibytes = try #require(Int(peak.text.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(kibibytes < MemoryTests.limitKibibytes, "\(name)")
      try FileManager.default.removeItem(atPath: file)
    }
  }

  private func lint(_ arguments: [String], in directory: TemporaryDirectory) throws -> String {
    let outcome = try Binary.run(["lint"] + arguments)
    #expect(outcome.status == .exited(1))
    #expect(outcome.errorText == "")
    return outcome.text.replacing(directory.path + "/", with: "DIR/")
  }
}
