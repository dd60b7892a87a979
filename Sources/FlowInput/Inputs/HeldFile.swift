internal import Glibc

/// A file that stays open: whatever happens to its name meanwhile, this is the file that was looked at.
///
/// A class because it owns its descriptor, which nobody moves but who reads it.
public final class HeldFile: Sendable {
  /// The name under which it was opened.
  public let path: InputPath
  let descriptor: Int32

  /// Opens a file; throws what `open` says.
  init(_ path: InputPath) throws(InputProblem) {
    self.path = path
    // open copies the path. A named pipe must not make the run wait.
    descriptor = unsafe open(path.systemBytes, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    if descriptor < 0 {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Bytes at an offset, fewer where the file ends.
  func bytes(at offset: Int64, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      // pread fills at most the rest of the array, within this call.
      let read = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled,
          off_t(offset) + off_t(filled))
      }
      if read > 0 {
        filled += read
      } else if read == 0 || errno != EINTR {
        break
      }
    }
    return Array(bytes.prefix(filled))
  }

  /// Where the last whole line before `end` ends; `start` where there is none.
  func endOfLastLine(from start: Int64, to end: Int64) -> Int64 {
    var stop = end
    while stop > start {
      let first = max(start, stop - 65_536)
      let piece = bytes(at: first, count: Int(stop - first))
      if let lineFeed = piece.lastIndex(of: UInt8(ascii: "\n")) {
        return first + Int64(lineFeed) + 1
      }
      stop = first
    }
    return start
  }
}
