import FlowOutput
import Foundation
import TestSupport
import Testing

struct StandardOutputTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("texts and bytes come out in order, whole after a flush")
  func order() throws {
    let descriptor = open(directory.path(of: "out"), O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    var output = StandardOutput(descriptor: descriptor)
    var expected = ""
    for number in 0..<30_000 {
      try output.write("line \(number)\n")
      try output.write([0x2D, 0x0A])
      expected += "line \(number)\n-\n"
    }
    #expect(try directory.text("out").utf8.count < expected.utf8.count)
    try output.flush()
    try output.flush()
    #expect(try directory.text("out") == expected)
  }

  @Test("a full device is an error with its cause")
  func full() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    var output = StandardOutput(descriptor: descriptor)
    try output.write("x")
    #expect(throws: OutputError.failed(.write, path: "standard output", code: ENOSPC)) {
      try output.flush()
    }
    try output.flush()
  }

  @Test("a pipe whose reader has left is its own case")
  func closedPipe() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    var output = StandardOutput(descriptor: ends[1])
    try output.write("x")
    #expect(throws: OutputError.closedPipe) { try output.flush() }
  }

  @Test("a full pipe that does not block is waited for")
  func fullPipe() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reader, writer) = (ends[0], ends[1])
    try #require(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
    Thread.detachNewThread {
      defer { close(writer) }
      var output = StandardOutput(descriptor: writer)
      try? output.write([UInt8](repeating: 0x61, count: 1_000_000))
      try? output.flush()
    }
    let read = try FileHandle(fileDescriptor: reader, closeOnDealloc: true).readToEnd()
    #expect(read?.count == 1_000_000)
  }

  @Test("a descriptor that is not open is an error")
  func closed() throws {
    var output = StandardOutput(descriptor: 9_999)
    try output.write("x")
    #expect(throws: OutputError.failed(.write, path: "standard output", code: EBADF)) {
      try output.flush()
    }
  }

  @Test("messages name the step, the path and the cause")
  func messages() {
    let error = OutputError.failed(.createTemporary, path: "/x/y.prom", code: EROFS)
    #expect(
      error.description
        == "cannot create a temporary file in the directory of /x/y.prom: Read-only file system")
    #expect(OutputError.closedPipe.description == "the reader of the output has closed it")
  }
}
