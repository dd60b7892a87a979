import Foundation
import Synchronization
import TestSupport
import Testing

/// Killed at any instant, no run loses or doubles a line: a soak beside `KillPointTests`, which tries every call.
@Suite struct KillTests {
  @Test(
    "SIGKILL at random instants, over a log that grows and is rotated: counters equal the rules, and never go back",
    .enabled(if: Scale.kills > 0))
  func killed() throws {
    var random = SeededNumbers(ofRun: 0)
    let log = try LiveLog()
    let reader = Reader(log.textfile)
    let readingThread = Thread { reader.readAll() }
    readingThread.start()
    // The first state begins with the log: rotations from before it would not be read.
    try log.append(StateTests.part(0..<10))
    try log.export()
    var next = 10
    var killCount = 0
    var rotated: [String] = []
    while killCount < Scale.kills {
      let count = Int.random(in: 1...200, using: &random)
      if next + count <= StateTests.lines.count {
        try log.append(StateTests.part(next..<(next + count)))
        next += count
      } else {
        next = 0
      }
      switch Int.random(in: 0..<12, using: &random) {
      // There is nothing to rotate where nothing has come since the last time.
      case 0 where FileManager.default.fileExists(atPath: log.path):
        rotated.append(try log.rotate())
      case 1: try rotated.popLast().map { try log.pack($0) }
      default: break
      }
      let child = try Binary.start(log.arguments, input: .none)
      usleep(UInt32.random(in: 0...12_000, using: &random))
      child.send(SIGKILL)
      if case .killed = child.outcome().status {
        killCount += 1
      }
    }
    if !FileManager.default.fileExists(atPath: log.path) {
      try log.append([])
    }
    try log.appendFlush()
    #expect(try log.export().status == .exited(0))
    #expect(try log.export().status == .exited(0))
    let faults = reader.stop()
    let counters = try log.counters()
    let differences = counters.differences(from: try log.expectation())
    #expect(differences == [], "seed \(Seed.ofRun)")
    #expect(counters.sum("gaps") == 0, "seed \(Seed.ofRun)")
    #expect(faults == [], "seed \(Seed.ofRun)")
    #expect(reader.fileCount > 2, "seed \(Seed.ofRun)")
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: log.directory.path)
      .filter { $0.hasSuffix(".tmp") }
    #expect(leftovers == [], "seed \(Seed.ofRun)")
  }

  /// Somebody who reads the .prom all the time: every file is to be whole, and no counter to go back.
  private final class Reader: Sendable {
    private struct Content: Sendable {
      var isStopped = false
      var faults: [String] = []
      var fileCount = 0
    }

    private let path: String
    private let content = Mutex(Content())
    private let isDone = DispatchSemaphore(value: 0)

    init(_ path: String) {
      self.path = path
    }

    func readAll() {
      var earlier: Counters?
      var bytes = Data()
      while !content.withLock({ $0.isStopped }) {
        usleep(500)
        guard let found = try? Data(contentsOf: URL(filePath: path)), found != bytes else {
          continue
        }
        bytes = found
        do {
          let counters = try Counters(String(decoding: found, as: UTF8.self))
          let setbacks = earlier.map { counters.setbacks(since: $0) } ?? []
          content.withLock {
            $0.fileCount += 1
            $0.faults += setbacks
          }
          earlier = counters
        } catch {
          content.withLock { $0.faults.append("\(error)") }
        }
      }
      isDone.signal()
    }

    func stop() -> [String] {
      content.withLock { $0.isStopped = true }
      isDone.wait()
      return content.withLock { $0.faults }
    }

    var fileCount: Int {
      content.withLock { $0.fileCount }
    }
  }
}
