import Foundation
import Glibc

/// What a child reads.
package enum ChildInput {
  /// The null device.
  case none
  /// A file as the standard input itself.
  case file(String)
  /// A pipe with these bytes, then its end.
  case bytes([UInt8])
  /// A pipe with these bytes (at most 64 kB: they are written at once), kept open by the test.
  case heldOpen([UInt8])
  /// A pipe into which these bytes are written 1 to 7 at a time.
  case chunks([UInt8], seed: UInt64)

  package var path: String? {
    switch self {
    case .none: "/dev/null"
    case .file(let path): path
    case .bytes, .heldOpen, .chunks: nil
    }
  }
}

func makePipe() -> (read: Int32, write: Int32) {
  var ends: [Int32] = [-1, -1]
  pipe(&ends)
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
  }
  return (ends[0], ends[1])
}

func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
  var rest = bytes
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else {
      return
    }
    rest = rest.dropFirst(count)
  }
}

func writeInChunks(_ bytes: [UInt8], seed: UInt64, to descriptor: Int32) {
  var random = SeededNumbers(seed)
  bytes.withUnsafeBytes { buffer in
    var position = 0
    while position < buffer.count {
      let size = min(1 + Int(random.next() % 7), buffer.count - position)
      guard write(descriptor, buffer.baseAddress?.advanced(by: position), size) == size else {
        return
      }
      position += size
    }
  }
}
