import Glibc
import TestSupport
import Testing

@testable import FlowInput

@Suite struct ProblemTests {
  private func cause(_ path: String) -> [InputProblem.Cause] {
    drain(Input(.path(InputPath(path)))).map { seen in
      guard case .problem(let problem) = seen else {
        Issue.record("\(seen)")
        return .emptyDirectory
      }
      return problem.cause
    }
  }

  @Test("what cannot be opened is a problem, and the other files of the input are read")
  func missingAmongOthers() throws {
    let directory = try TemporaryDirectory()
    let first = try directory.file("a", Array("a\n".utf8))
    let last = try directory.file("b", Array("b\n".utf8))
    let paths = [first, directory.path + "/missing", first + "/below", directory.path, last]
    let input = Input(name: "all", files: paths.map { .path(InputPath($0)) })
    func problem(_ index: Int, _ cause: InputProblem.Cause) -> Seen {
      .problem(InputProblem(origin: input.files[index].origin, cause: cause))
    }
    #expect(
      drain(input) == [
        .line([0x61], LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0)),
        problem(1, .cannotOpen(errno: ENOENT)), problem(2, .cannotOpen(errno: ENOTDIR)),
        problem(3, .isDirectory),
        .line([0x62], LinePlace(fileIndex: 4, lineNumber: 1, byteOffset: 0)),
      ])
  }

  @Test("a symbolic link that leads to itself is a problem")
  func loop() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/loop"
    symlink(path, path)
    #expect(cause(path) == [.cannotOpen(errno: ELOOP)])
  }

  @Test("what fails to be read is a problem with its offset")
  func unreadable() {
    // Reading one's own memory from address 0 gives EIO.
    #expect(cause("/proc/self/mem") == [.cannotRead(errno: EIO, offset: 0)])
  }

  @Test(
    "other compressions are told by their magic bytes, and refused on a pipe",
    arguments: [
      ([0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x00, 0x01], .zstd),
      ([0x28, 0xb5, 0x2f, 0xfd], .zstd),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00], .xz),
      ([0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], .bzip2),
      ([0x42, 0x5a, 0x68, 0x31, 0x17, 0x72, 0x45, 0x38], .bzip2),
    ] as [([UInt8], CompressedForm)])
  func refused(_ bytes: [UInt8], _ form: CompressedForm) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("x.log", bytes)
    switch cause(path).first {
    case .archive(.damagedCompression(form, decodedOffset: 0, _))?: break
    case .archive(.missingLibrary(.compression(form), _))? where !ArchiveReader.isAvailable: break
    case let other: Issue.record("\(String(describing: other))")
    }
    let pipe = FilledPipe(bytes) { _ in 1 }
    let problem = InputProblem(
      origin: pipe.input.files[0].origin, cause: .unsupportedCompression(form))
    #expect(drain(pipe.input) == [.problem(problem)])
  }

  @Test(
    "what only begins like a compression is text",
    arguments: [
      [0x28, 0xb5, 0x2f], [0xfd, 0x37, 0x7a, 0x58, 0x5a], Array("BZh9 is text".utf8),
      [0x1f, 0x8a, 0x08], [0x8b, 0x1f],
    ] as [[UInt8]])
  func text(_ bytes: [UInt8]) throws {
    let directory = try TemporaryDirectory()
    #expect(drain(try directory.input([bytes])).compactMap(\.line) == [bytes])
  }

  @Test(
    "a message names the file, what is wrong and where",
    arguments: [
      (.cannotOpen(errno: ENOENT), "x.log: cannot be opened: No such file or directory"),
      (
        .cannotRead(errno: EIO, offset: 512),
        "x.log: cannot be read after byte 512: Input/output error"
      ),
      (.cannotRead(errno: EIO, offset: 0), "x.log: cannot be read: Input/output error"),
      (
        .cannotOpen(errno: EACCES),
        "x.log: cannot be opened: Permission denied; run as a user who may read it"
      ),
      (
        .cannotOpen(errno: EMFILE),
        "x.log: cannot be opened: Too many open files; raise the limit of open files (ulimit -n, LimitNOFILE= of a unit)"
      ),
      (
        .shrunk(byteCount: 900, offset: 100),
        "x.log: ends at byte 100, though it had 900 bytes when it was opened: it was cut or replaced while it was read"
      ),
      (.changing, "x.log: is renamed or replaced faster than it can be looked at"),
      (
        .cannotGrow(.compressed(.zstd)),
        "x.log: is compressed with zstd, and cannot be read on: name a plain log"
      ),
      (.isDirectory, "x.log: is a directory, not a file"),
      (
        .emptyDirectory,
        "x.log: has no logs: no *.log, *.json, *.jsonl or *.ndjson, no rotation of one, none of these packed; name other files one by one"
      ),
      (
        .gzipCut(compressedOffset: 4711, decodedOffset: 52011),
        "x.log: gzip data ends early at byte 4711 (after 52011 bytes of text): the file is cut short"
      ),
      (
        .gzipDamaged(compressedOffset: 1, decodedOffset: 2, reason: "invalid block type"),
        "x.log: gzip data is damaged at byte 1 (after 2 bytes of text): invalid block type"
      ),
      (
        .gzipTrailingBytes(offset: 99),
        "x.log: gzip data ends at byte 99, and other bytes follow, which are not read"
      ),
      (
        .unsupportedCompression(.zstd),
        "x.log: is compressed with zstd, which flowaudit does not read from a pipe; use: zstdcat FILE | flowaudit ..."
      ),
    ] as [(InputProblem.Cause, String)])
  func messages(_ cause: InputProblem.Cause, _ message: String) {
    #expect(InputProblem(origin: .file("x.log"), cause: cause).message == message)
  }

  @Test("a message about standard input says so")
  func standardInputMessage() {
    let problem = InputProblem(origin: .standardInput, cause: .unsupportedCompression(.xz))
    #expect(
      problem.message
        == "standard input: is compressed with xz, which flowaudit does not read from a pipe; use: ... | xzcat | flowaudit ..."
    )
  }
}
