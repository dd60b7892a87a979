import Foundation
import TestSupport
import Testing

@testable import FlowInput

/// Whether the tests are to have the library.
private let isExpected = ProcessInfo.processInfo.environment["FLOWAUDIT_EXPECTS_ARCHIVE"] != nil

/// What archives hold: told by their bytes, read where it lies.
@Suite(.enabled(if: ArchiveReader.isAvailable || isExpected)) struct ArchiveTests {
  /// Commands that pack what is in the working directory as "$1".
  static let packers = [
    "tar -cf \"$1\" *", "tar -cf - * | gzip > \"$1\"", "tar -cf - * | zstd -q > \"$1\"",
    "tar -cf - * | xz > \"$1\"", "tar -cf - * | bzip2 > \"$1\"", "tar --format=gnu -cf \"$1\" *",
    "zip -qr \"$1.zip\" * && mv \"$1.zip\" \"$1\"", "zip -q0r \"$1.zip\" * && mv \"$1.zip\" \"$1\"",
    "zip -qr - * | cat > \"$1\"",
  ]

  private static let first = "events-2026-01-02T15-04-05.000"
  private static let second = "events-2026-02-02T15-04-05.123"

  /// An archive of files in a directory, under a name that says nothing.
  private func archive(
    _ files: [(name: String, text: [UInt8])], _ packer: String, in directory: TemporaryDirectory
  ) throws -> String {
    for file in files {
      try directory.file("in/\(file.name)", file.text)
    }
    _ = try Tool.run(
      "bash",
      ["-ec", "cd \"$2\"; \(packer)", "bash", directory.path(of: "a"), directory.path(of: "in")])
    return directory.path(of: "a")
  }

  @Test(
    "each file is an input called ARCHIVE/MEMBER, rotations of one folder are one input",
    arguments: packers)
  func members(packer: String) throws {
    let directory = try TemporaryDirectory()
    let path = try archive(
      [
        ("n1/events.log", Array("live\n".utf8)), ("n1/\(Self.first).log", Array("old\n".utf8)),
        ("n1/\(Self.second).log.gz", gzip(Array("newer\n".utf8))),
        ("n2/events.log", Array("other\n".utf8)), ("x.yaml", Array("a: b\n".utf8)),
        ("x.log", Array("plain\n".utf8)), ("x.log.gz", gzip(Array("half\n".utf8))),
      ], packer, in: directory)
    let list = InputList(arguments: [path])
    #expect(list.problems == [])
    let texts = Dictionary(
      uniqueKeysWithValues: list.inputs.map { input in
        (
          input.name.dropFirst(path.count + 1).description,
          drain(input).map { $0.line.map { String(decoding: $0, as: UTF8.self) } ?? "\($0)" }
        )
      })
    #expect(
      texts == [
        "n1/events.log": ["old", "newer", "live"], "n2/events.log": ["other"], "x.yaml": ["a: b"],
        "x.log": ["plain"],
      ])
    #expect(
      Set(list.inputs.map(\.collection)) == [InputCollection(name: path, kind: .archive)])
  }

  @Test(
    "the library is there where scripts/test has built it in",
    .enabled(if: ProcessInfo.processInfo.environment["FLOWAUDIT_EXPECTS_ARCHIVE"] != nil))
  func isThere() {
    #expect(ArchiveReader.isBuiltIn)
    #expect(ArchiveReader.isAvailable)
  }

  @Test("read in any order, again and again, a member is the same")
  func anyOrder() throws {
    let directory = try TemporaryDirectory()
    let files = (0..<20).map { number in
      (name: "f\(number).txt", text: Array(String(repeating: "\(number) ", count: 40_000).utf8))
    }
    let path = try archive(files, Self.packers[2], in: directory)
    var inputs = InputList(arguments: [path]).inputs
    var random = SeededNumbers(ofRun: 1)
    for _ in 0..<3 {
      inputs.shuffle(using: &random)
      for input in inputs {
        let file = files.first { input.name.hasSuffix("/" + $0.name) }
        #expect(drain(input).compactMap(\.line) == [file?.text], "seed \(Seed.ofRun)")
      }
    }
  }

  @Test("compressed with zstd, xz or bzip2, also one behind the other, a log is itself")
  func compressions() throws {
    let directory = try TemporaryDirectory()
    let text = (0..<50_000).map { "{\"n\":\($0)}\n" }.joined()
    let plain = try directory.file("plain", text)
    let expected = drain(Input(.path(InputPath(plain))))
    for tool in ["zstd -q", "xz", "bzip2"] {
      let packed = directory.path(of: "packed")
      let script =
        "head -c 300000 \"$1\" | \(tool) > \"$2\"; tail -c +300001 \"$1\" | \(tool) >> \"$2\""
      _ = try Tool.run("bash", ["-ec", script, "bash", plain, packed])
      #expect(drain(Input(.path(InputPath(packed)))) == expected, "\(tool)")
    }
  }

  @Test("cut anywhere, a compressed log or an archive is a problem, and what came before is read")
  func cut() throws {
    let directory = try TemporaryDirectory()
    let text = Array(
      (0..<5000).map { "{\"n\":\($0 &* 2_654_435_761 % 1_000_003)}\n" }.joined().utf8)
    let lines = Set(text.split(separator: 10).map(Array.init))
    var random = SeededNumbers(ofRun: 2)
    for packer in Self.packers + [
      "zstd -q < x.log > \"$1\"", "xz < x.log > \"$1\"", "bzip2 < x.log > \"$1\"",
    ] {
      let whole = try Data(
        contentsOf: URL(filePath: try archive([("x.log", text)], packer, in: directory)))
      for _ in 0..<4 {
        // Behind the last member of an archive nothing is missed.
        let count = 6 + random.below(whole.count / 2)
        let path = try directory.file("cut", whole.prefix(count))
        let list = InputList(arguments: [path])
        let seen = list.inputs.flatMap { drain($0) }
        let problems =
          list.problems.count + seen.count { if case .problem = $0 { true } else { false } }
        let isText = list.inputs.count == 1 && list.inputs[0].collection == nil && count < 512
        #expect(problems > 0 || isText, "\(packer) at \(count), seed \(Seed.ofRun)")
        if problems > 0 {
          #expect(seen.compactMap(\.line).dropLast().allSatisfy(lines.contains))
        }
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  @Test("what an archive must not do is said, and the rest is read")
  func odd() throws {
    let directory = try TemporaryDirectory()
    try directory.file("in/a.log", "{}\n")
    let rows: [(script: String, inputs: [String], problems: [String])] = [
      // One name twice: unpacked, the second would be there.
      ("tar -cf $1 a.log; echo '{\"b\":2}' > a.log; tar -rf $1 a.log", ["A/a.log: {\"b\":2}"], []),
      ("tar -cPf $1 ../in/./a.log", ["A/../in/a.log: {}"], []),
      ("ln -s a.log b.log; ln a.log c.log; mkfifo d.log; tar -cf $1 *", ["A/a.log: {}"], []),
      (
        "zip -qP x $1.zip a.log; mv $1.zip $1", [],
        ["A/a.log: is encrypted, and is not read: unpack the archive and name the directory"]
      ),
      ("tar -cf $1 -T /dev/null", [], ["A: is a tar archive without a file in it"]),
      ("mkdir d; tar -cf $1 d", [], ["A: is a tar archive without a file in it"]),
      (
        "tar -cf x.tar a.log; tar -cf $1 x.tar", ["A/x.tar: "],
        ["A/x.tar: is a tar archive in an archive, and is not opened: unpack it and name it"]
      ),
      (
        "tar -czf x a.log; zip -q x.zip x; mv x.zip $1", ["A/x: "],
        ["A/x: is a tar archive in an archive, and is not opened: unpack it and name it"]
      ),
      (
        "zstd -q a.log; xz -k a.log; bzip2 -k a.log; tar -cf $1 *.*.*",
        ["A/a.log.bz2: {}", "A/a.log.xz: {}", "A/a.log.zst: {}"], []
      ),
      (
        "truncate -s 5G b.log; tar -cSf $1 b.log", ["A/b.log: "],
        ["A/b.log: the archive is damaged or cut short: it has holes"]
      ),
    ]
    for row in rows {
      let path = directory.path(of: "a")
      let script = "rm -rf \"$2\" $1; mkdir \"$2\"; cd \"$2\"; echo '{}' > a.log; \(row.script)"
      _ = try Tool.run("bash", ["-ec", script, "bash", path, directory.path(of: "in")])
      let list = InputList(arguments: [path])
      var problems = list.problems.map(\.message)
      let inputs = list.inputs.map { input in
        let seen = drain(input)
        problems += seen.compactMap {
          if case .problem(let problem) = $0 { problem.message } else { nil }
        }
        let lines = seen.compactMap(\.line).map { String(decoding: $0, as: UTF8.self) }
        return "\(input.name): \(lines.joined(separator: "|"))"
      }
      #expect(inputs.map { $0.replacing(path, with: "A") } == row.inputs, "\(row.script)")
      #expect(problems.map { $0.replacing(path, with: "A") } == row.problems, "\(row.script)")
    }
  }

  @Test("zeros are no tar where something follows; the word ustar alone makes none")
  func noArchive() throws {
    let directory = try TemporaryDirectory()
    let zeros = [UInt8](repeating: 0, count: 10_240)
    let texts = [
      zeros + Array("{}\n".utf8),
      Array((String(repeating: "x", count: 257) + "ustar").utf8) + zeros,
    ]
    for text in texts {
      let path = try directory.file("x", text)
      #expect(InputList(arguments: [path]).inputs == [Input(.path(InputPath(path)))])
    }
  }

  @Test("rotations that lie far apart do not make reading longer than a few times the archive")
  func scattered() throws {
    let directory = try TemporaryDirectory()
    let script = """
      cd "$2"; for i in $(seq 100); do echo "{\\"n\\":$i}" > a$i.log; echo "{\\"o\\":$i}" > a$i.log.1; done
      tar -cf "$1" $(seq -f 'a%g.log' 100) $(seq -f 'a%g.log.1' 100)
      """
    try FileManager.default.createDirectory(
      atPath: directory.path(of: "in"), withIntermediateDirectories: false)
    let path = directory.path(of: "a")
    _ = try Tool.run("bash", ["-ec", script, "bash", path, directory.path(of: "in")])
    let list = InputList(arguments: [path])
    #expect(list.inputs.count == 200)
    #expect(list.problems.map(\.cause) == [.archive(.scatteredRotations)])
    #expect(list.inputs.flatMap { drain($0) }.count == 200)
  }
}
