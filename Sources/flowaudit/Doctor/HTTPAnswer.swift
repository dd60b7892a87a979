/// An answer of HTTP/1.1, taken apart as its bytes come: status line, header fields, a body in chunks or not.
///
/// Source: RFC 9112. What comes is hostile: lines are bounded, numbers checked.
struct HTTPAnswer {
  private enum Stage: Equatable {
    case statusLine
    case header
    /// So many bytes are left; nil: until the connection ends.
    case body(left: Int?)
    case chunkSize
    case chunk(left: Int)
    case chunkEnd
    case trailer
    case done
  }

  private static let maximumLineByteCount = 16_384
  private static let maximumLineCount = 1_000

  private var stage = Stage.statusLine
  private var line: [UInt8] = []
  private var lineCount = 0
  private var length: Int?
  private var isChunked = false

  var isComplete: Bool {
    stage == .done
  }

  /// Takes the next bytes, and hands on what of them is body.
  mutating func take(
    _ bytes: [UInt8], _ handOn: ([UInt8]) -> Void
  ) throws(HTTPFailure) {
    var rest = bytes[...]
    while !rest.isEmpty, !isComplete {
      switch stage {
      case .body(nil):
        handOn(Array(rest))
        rest = []
      case .body(let left?):
        let part = rest.prefix(left)
        rest = rest.dropFirst(part.count)
        handOn(Array(part))
        stage = part.count == left ? .done : .body(left: left - part.count)
      case .chunk(let left):
        let part = rest.prefix(left)
        rest = rest.dropFirst(part.count)
        handOn(Array(part))
        stage = part.count == left ? .chunkEnd : .chunk(left: left - part.count)
      case .statusLine, .header, .chunkSize, .chunkEnd, .trailer, .done:
        try takeLine(&rest)
      }
    }
  }

  /// The connection's end: an answer that says how long it is must be whole.
  func end() throws(HTTPFailure) {
    guard stage == .body(left: nil) || stage == .done else {
      throw HTTPFailure(message: "the answer ends early")
    }
  }

  private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(HTTPFailure) {
    let part = rest.prefix { $0 != UInt8(ascii: "\n") }
    line += part
    guard line.count <= Self.maximumLineByteCount else {
      throw Self.noHTTP
    }
    guard part.count < rest.count else {
      rest = []
      return
    }
    rest = rest.dropFirst(part.count + 1)
    if line.last == UInt8(ascii: "\r") {
      line.removeLast()
    }
    let text = String(decoding: line, as: UTF8.self)
    line = []
    try take(text)
  }

  private mutating func take(_ line: String) throws(HTTPFailure) {
    switch stage {
    case .statusLine:
      try takeStatus(line)
    case .header:
      try takeHeader(line)
    case .chunkSize:
      guard let size = Int(line.prefix { $0 != ";" && $0 != " " }, radix: 16), size >= 0 else {
        throw Self.noHTTP
      }
      stage = size == 0 ? .trailer : .chunk(left: size)
    case .chunkEnd:
      guard line.isEmpty else {
        throw Self.noHTTP
      }
      stage = .chunkSize
    case .trailer:
      stage = line.isEmpty ? .done : .trailer
    case .body, .chunk, .done:
      break
    }
  }

  private mutating func takeStatus(_ line: String) throws(HTTPFailure) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0" else {
      throw Self.noHTTP
    }
    guard words[1] == "200" else {
      throw HTTPFailure(
        message: "the answer is \(words.dropFirst().joined(separator: " "))")
    }
    stage = .header
  }

  private mutating func takeHeader(_ line: String) throws(HTTPFailure) {
    lineCount += 1
    guard lineCount <= Self.maximumLineCount else {
      throw Self.noHTTP
    }
    guard !line.isEmpty else {
      stage = isChunked ? .chunkSize : length == 0 ? .done : .body(left: length)
      return
    }
    guard let colon = line.firstIndex(of: ":") else {
      throw Self.noHTTP
    }
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }.lowercased()
    switch line[..<colon].lowercased() {
    case "transfer-encoding": isChunked = value.hasSuffix("chunked")
    case "content-length":
      guard let count = Int(value), count >= 0 else {
        throw Self.noHTTP
      }
      length = count
    case "content-encoding" where value != "identity":
      throw HTTPFailure(message: "the answer is packed with \(value)")
    default: break
    }
  }

  private static let noHTTP = HTTPFailure(message: "the answer is not HTTP")
}
