/// A URL of this machine: `http://127.0.0.1:9100/metrics`, `http://localhost:9100`, `http://[::1]:9100`.
///
/// Nothing else is asked, whatever a name resolves to: names but `localhost` are refused, and `localhost` is 127.0.0.1.
struct LoopbackURL: Sendable, Equatable {
  /// Where to connect to.
  enum Address: Sendable, Equatable {
    /// An address of 127.0.0.0/8, in the host's byte order.
    case version4(UInt32)
    /// ::1.
    case version6
  }

  let host: Address
  let port: UInt16
  /// The path and the query.
  let target: String
  /// The URL as it was typed.
  let text: String

  init(parsing text: String) throws(ValueError) {
    guard text.hasPrefix("http://") else {
      throw ValueError("\(text) is not an http:// URL: give one like http://127.0.0.1:9100/metrics")
    }
    let rest = text.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let path = rest.dropFirst(authority.count)
    guard path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw ValueError("\(text) has characters that a URL cannot have: write them as %20")
    }
    let (host, port) = Self.split(authority)
    guard let address = Self.host(host) else {
      throw ValueError("\(text) is not on this machine: give http://127.0.0.1:9100/metrics")
    }
    guard let number = port.isEmpty ? 80 : UInt16(port), number > 0 else {
      throw ValueError("\(text): port \(port) is out of range: 1 to 65535")
    }
    self.host = address
    self.port = number
    target = path.isEmpty || path == "/" ? "/metrics" : (path.first == "?" ? "/" : "") + path
    self.text = text
  }

  private static func split(_ authority: Substring) -> (host: String, port: String) {
    let colon = authority.lastIndex(of: ":")
    let bracket = authority.lastIndex(of: "]")
    guard let colon, bracket.map({ $0 < colon }) ?? true else {
      return (String(authority), "")
    }
    return (String(authority[..<colon]), String(authority[colon...].dropFirst()))
  }

  private static func host(_ text: String) -> Address? {
    switch text.lowercased() {
    case "localhost": return .version4(0x7f00_0001)
    case "[::1]": return .version6
    default: break
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy(\.isDigit) ? UInt8(part) : nil
    }
    guard numbers.count == 4, parts.count == 4, numbers[0] == 127 else {
      return nil
    }
    return .version4(numbers.reduce(0) { $0 << 8 | UInt32($1) })
  }
}
