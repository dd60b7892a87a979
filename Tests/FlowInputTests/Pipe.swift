import Foundation
import Glibc

@testable import FlowInput

/// A real pipe, which another thread fills in chunks of given sizes and then closes.
final class FilledPipe {
  let readDescriptor: Int32
  private let writer: Thread
  private let done = DispatchSemaphore(value: 0)

  init(_ bytes: [UInt8], chunkByteCounts: @escaping @Sendable (Int) -> Int) {
    signal(SIGPIPE, SIG_IGN)
    var descriptors: [Int32] = [0, 0]
    pipe(&descriptors)
    let (readDescriptor, writeDescriptor, done) = (descriptors[0], descriptors[1], done)
    self.readDescriptor = readDescriptor
    writer = Thread {
      var rest = bytes[...]
      var chunk = 0
      while !rest.isEmpty {
        let wanted = rest.prefix(max(1, chunkByteCounts(chunk)))
        let written = wanted.withUnsafeBytes { write(writeDescriptor, $0.baseAddress, $0.count) }
        guard written > 0 else {
          break
        }
        rest = rest.dropFirst(written)
        chunk += 1
        sched_yield()
      }
      close(writeDescriptor)
      done.signal()
    }
    writer.start()
  }

  /// The read end under a name that can be opened; it is another descriptor of the same pipe.
  var input: Input {
    Input(.path(InputPath("/proc/self/fd/\(readDescriptor)")))
  }

  deinit {
    close(readDescriptor)
    done.wait()
  }
}
