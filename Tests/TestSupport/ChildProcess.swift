import Foundation
package import Glibc

/// A child process with its three streams: what every test here runs.
///
/// Not Foundation's `Process`: descriptors opened by two tests at once must not leak into each
/// other's children, or a child waits for an end of input that never comes. All of them are made
/// under one lock and close on exec.
package struct ChildProcess {
  package let id: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32

  /// How a child ended.
  package enum Status: Equatable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)
    case timedOut

    package var description: String {
      switch self {
      case .exited(let code): "exit status \(code)"
      case .killed(let signal): "killed by signal \(signal)"
      case .timedOut: "killed by the test: it did not end in time"
      }
    }
  }

  /// What a child wrote and how it ended.
  package struct Outcome {
    package let status: Status
    package let output: [UInt8]
    package let errors: [UInt8]

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  package struct StartFailed: Error {
    package let command: String
    package let cause: Int32
  }

  private static let startLock = NSLock()

  /// Starts a program in a process group of its own.
  ///
  /// Signals that the tests send have their default action in it. `env -C` changes the directory: the C library's own call is hidden from Swift.
  package static func start(
    _ program: String, _ arguments: [String], input: ChildInput, outputPath: String?,
    directory: String, environment: [String: String]
  ) throws -> Self {
    signal(SIGPIPE, SIG_IGN)
    startLock.lock()
    defer { startLock.unlock() }
    let outputPipe = makePipe()
    let errorPipe = makePipe()
    let inputPipe: (read: Int32, write: Int32)
    if let path = input.path {
      inputPipe = (open(path, O_RDONLY | O_CLOEXEC), -1)
    } else {
      inputPipe = makePipe()
    }
    let target = outputPath.map { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644) }
    let id = try spawn(
      ["/usr/bin/env", "-C", directory, program] + arguments,
      [inputPipe.read, target ?? outputPipe.write, errorPipe.write], environment)
    for descriptor in [inputPipe.read, outputPipe.write, errorPipe.write, target ?? -1]
    where descriptor >= 0 {
      close(descriptor)
    }
    let child = Self(
      id: id, input: inputPipe.write, output: outputPipe.read, errors: errorPipe.read)
    child.feed(input)
    return child
  }

  /// Ends the input that `ChildInput.heldOpen` keeps open.
  package func closeInput() {
    close(input)
  }

  package func send(_ signal: Int32) {
    kill(id, signal)
  }

  /// Waits until the child has read all that was written to it; false when it did not in time.
  package func hasReadItsInput(expecting byteCount: Int, within limit: Duration) -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      var waiting: Int32 = 0
      if ioctl(input, UInt(FIONREAD), &waiting) == 0, waiting == 0 {
        return true
      }
      usleep(5_000)
    }
    return false
  }

  /// Reads both streams to their end and waits for the child; a child that is not done in time is
  /// killed with its whole process group.
  package func outcome(within limit: Duration = .seconds(120)) -> Outcome {
    let deadline = ContinuousClock.now + limit
    var collected: [[UInt8]] = [[], []]
    var descriptors = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var isLate = false
    while descriptors.contains(where: { $0.fd >= 0 }) && !isLate {
      poll(&descriptors, 2, 100)
      for index in descriptors.indices where descriptors[index].revents != 0 {
        if !Self.read(descriptors[index].fd, into: &collected[index]) {
          close(descriptors[index].fd)
          descriptors[index].fd = -1
        }
      }
      isLate = ContinuousClock.now > deadline
    }
    let status = reap(by: isLate ? ContinuousClock.now : deadline)
    for descriptor in descriptors where descriptor.fd >= 0 {
      close(descriptor.fd)
    }
    return Outcome(status: status, output: collected[0], errors: collected[1])
  }

  /// How the child ended, if it has, without reading a byte of what it wrote.
  package func outcomeUnread() -> Outcome {
    defer { [output, errors].forEach { close($0) } }
    return Outcome(status: reap(by: .now), output: [], errors: [])
  }

  private func reap(by deadline: ContinuousClock.Instant) -> Status {
    var raw: Int32 = 0
    while waitpid(id, &raw, WNOHANG) == 0 {
      if ContinuousClock.now > deadline {
        kill(-id, SIGKILL)
        kill(id, SIGKILL)
        waitpid(id, &raw, 0)
        return .timedOut
      }
      usleep(1_000)
    }
    let signal = raw & 0x7f
    return signal == 0 ? .exited((raw >> 8) & 0xff) : .killed(signal: signal)
  }

  private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer[..<count]
    }
    return count > 0
  }

  /// Writes the input from a thread of its own, so that a child that writes before it has read all
  /// cannot block the test.
  private func feed(_ source: ChildInput) {
    let descriptor = input
    switch source {
    case .none, .file:
      return
    case .bytes(let bytes):
      Thread.detachNewThread {
        writeAll(bytes[...], to: descriptor)
        close(descriptor)
      }
    case .heldOpen(let bytes):
      writeAll(bytes[...], to: descriptor)
    case .chunks(let bytes, let seed):
      Thread.detachNewThread {
        writeInChunks(bytes, seed: seed, to: descriptor)
        close(descriptor)
      }
    }
  }
}
