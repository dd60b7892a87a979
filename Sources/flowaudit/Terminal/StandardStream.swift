import Glibc

/// Standard output or standard error, for short texts of our own.
enum StandardStream: Sendable {
  case output
  case error

  /// How a text was written.
  enum Writing: Sendable, Equatable {
    /// Whole.
    case written
    /// Nobody reads any more.
    case closed
    /// With this errno.
    case failed(Int32)
  }

  /// Writes a text whole; SIGPIPE is to be ignored before.
  @discardableResult
  func write(_ text: String) -> Writing {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // Unsafe: write reads as many bytes as the array holds, within this call.
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count >= 0 else {
        if errno == EINTR {
          continue
        }
        return errno == EPIPE ? .closed : .failed(errno)
      }
      rest = rest.dropFirst(count)
    }
    return .written
  }

  private var descriptor: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }
}
