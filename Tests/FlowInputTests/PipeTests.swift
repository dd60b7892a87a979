import Foundation
import Glibc
import Synchronization
import Testing

@testable import FlowInput

@Suite(.serialized) struct PipeTests {
  @Test("a pipe that gives a byte at a time")
  func byteAtATime() {
    let bytes = Array((1...300).map { "line \($0)\n" }.joined().utf8)
    let pipe = FilledPipe(bytes) { _ in 1 }
    #expect(drain(pipe.input) == referenceLines([bytes], maximumLineByteCount: 100))
  }

  @Test("more than a pipe holds")
  func large() {
    let bytes = Array((1...300_000).map { "line \($0)\n" }.joined().utf8)
    let pipe = FilledPipe(bytes) { 1 + $0 * 7919 % 100_000 }
    #expect(Array(drain(pipe.input).compactMap(\.line).joined(separator: [10])) + [10] == bytes)
  }

  @Test("standard input is descriptor 0, and stays open")
  func standardInput() {
    let saved = dup(0)
    defer {
      dup2(saved, 0)
      close(saved)
    }
    let pipe = FilledPipe(Array("a\nb".utf8)) { _ in 2 }
    dup2(pipe.readDescriptor, 0)
    #expect(drain(Input(.standardInput)).compactMap(\.line) == [[0x61], [0x62]])
    #expect(fcntl(0, F_GETFD) == 0)
  }

  @Test("a descriptor that somebody made non-blocking is waited for")
  func nonBlocking() {
    let saved = dup(0)
    defer {
      dup2(saved, 0)
      close(saved)
    }
    let pipe = FilledPipe(Array("a\nb\nc\n".utf8)) { _ in 1 }
    dup2(pipe.readDescriptor, 0)
    _ = fcntl(0, F_SETFL, O_NONBLOCK)
    #expect(drain(Input(.standardInput)).compactMap(\.line) == [[0x61], [0x62], [0x63]])
  }

  @Test("a signal hands over the whole lines so far, then pauses; reading goes on after it")
  func interruption() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGUSR1, &action, nil)
    var descriptors: [Int32] = [0, 0]
    pipe(&descriptors)
    let (readDescriptor, writeDescriptor) = (descriptors[0], descriptors[1])
    write(writeDescriptor, "a\nb", 3)

    let events = Mutex<[String]>([])
    let reader = Mutex<pthread_t?>(nil)
    let shared = Shared(events: events, reader: reader)
    Thread.detachNewThread {
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGUSR1)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      shared.reader.withLock { $0 = pthread_self() }
      var blocks = LineBlocks(Input(.path(InputPath("/proc/self/fd/\(readDescriptor)"))))
      var isDone = false
      while !isDone {
        let event: String
        switch blocks.next() {
        case .block(let block):
          event = String(
            decoding: UnsafeRawBufferPointer(start: block.start, count: block.byteCount),
            as: UTF8.self)
        case .changed, .pause: event = "pause"
        case .end: (event, isDone) = ("end", true)
        default: event = "other"
        }
        shared.events.withLock { $0.append(event) }
      }
    }
    while shared.events.withLock({ !$0.contains("pause") }) {
      if let thread = shared.reader.withLock({ $0 }) {
        pthread_kill(thread, SIGUSR1)
      }
      usleep(1000)
    }
    close(writeDescriptor)
    while shared.events.withLock({ !$0.contains("end") }) {
      usleep(1000)
    }
    close(readDescriptor)
    var found = shared.events.withLock { $0 }
    found.removeAll { $0 == "pause" }
    #expect(found == ["a\n", "b\n", "end"])
    #expect(shared.events.withLock { $0.firstIndex(of: "pause") } == 1)
  }

  private final class Shared: Sendable {
    let events: Mutex<[String]>
    let reader: Mutex<pthread_t?>

    init(events: consuming sending Mutex<[String]>, reader: consuming sending Mutex<pthread_t?>) {
      self.events = events
      self.reader = reader
    }
  }
}
