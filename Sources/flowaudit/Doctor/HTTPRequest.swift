import CLinux
import Glibc

/// One plain GET to this machine, bounded in time and bytes.
struct HTTPRequest {
  let url: LoopbackURL
  /// How long the whole may take.
  var limit: Duration = .seconds(5)
  /// How many bytes the answer may have.
  var maximumByteCount = 64 << 20

  /// Asks, and hands on the body's pieces.
  func get(_ take: ([UInt8]) -> Void) throws(HTTPFailure) {
    let connection = try Connection(url, limit: limit)
    try connection.write(
      "GET \(url.target) HTTP/1.1\r\nHost: \(hostHeader)\r\nUser-Agent: \(Version.userAgent)\r\n"
        + "Accept: text/plain\r\nConnection: close\r\n\r\n")
    var answer = HTTPAnswer()
    var byteCount = 0
    while !answer.isComplete {
      let piece = try connection.read()
      guard !piece.isEmpty else {
        return try answer.end()
      }
      byteCount += piece.count
      guard byteCount <= maximumByteCount else {
        throw HTTPFailure(message: "the answer has more than \(maximumByteCount >> 20) MiB")
      }
      try answer.take(piece, take)
    }
  }

  private var hostHeader: String {
    switch url.host {
    case .version6: "[::1]:\(url.port)"
    case .version4(let address):
      "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255):\(url.port)"
    }
  }
}

/// A connection, closed when its owner lets it go.
private struct Connection: ~Copyable {
  private let descriptor: Int32
  private let deadline: UInt64

  init(_ url: LoopbackURL, limit: Duration) throws(HTTPFailure) {
    let (seconds, attoseconds) = limit.components
    let milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    deadline = Clock.elapsed() &+ UInt64(max(0, milliseconds)) * 1_000_000
    descriptor =
      switch url.host {
      case .version4(let address): linux_connect_loopback(address, url.port, milliseconds)
      case .version6: linux_connect_loopback6(url.port, milliseconds)
      }
    guard descriptor >= 0 else {
      throw Self.failure(errno)
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  func write(_ text: String) throws(HTTPFailure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // Unsafe: send reads as many bytes as the array holds, within this call.
      let count = unsafe rest.withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      try check(count)
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// The next bytes; none at the end.
  func read() throws(HTTPFailure) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      // Unsafe: recv fills at most as many bytes as the array holds, within this call.
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      try check(count)
      if count >= 0 {
        piece.removeLast(piece.count - count)
        return piece
      }
    }
  }

  /// A call that was interrupted is made again, until the time is over.
  private func check(_ count: Int) throws(HTTPFailure) {
    let code = errno
    guard count >= 0 || code == EINTR else {
      throw Self.failure(code)
    }
    guard Clock.elapsed() < deadline else {
      throw Self.failure(EAGAIN)
    }
  }

  private static func failure(_ code: Int32) -> HTTPFailure {
    switch code {
    case EAGAIN, EINPROGRESS: return HTTPFailure(message: "no answer in time")
    case ECONNREFUSED: return HTTPFailure(message: "nobody listens there")
    // Unsafe: strerror's text is copied at once.
    default: return HTTPFailure(message: unsafe String(cString: strerror(code)))
    }
  }
}
