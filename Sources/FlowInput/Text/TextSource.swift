/// A file's text: unpacked, and UTF-8 where it was UTF-16 with a mark in front.
struct TextSource: ~Copyable, Sendable {
  private enum Stage {
    /// The first bytes tell what it is.
    case head
    case plain
    case utf16(UTF16Decoder)
    case ended(ReadResult)
  }

  /// Bytes of UTF-16 decoded at a time.
  private static let pieceByteCount = 1 << 16

  private var source: OpenSource
  private var stage: Stage
  private let isMember: Bool
  /// Whether the first bytes may be waited for until they tell an archive.
  private let isFile: Bool
  /// Bytes, or text of UTF-16, that were not handed on, and what of them was.
  private var waiting: [UInt8] = []
  private var handedOn = 0

  init(_ file: InputFile, _ options: DecodingOptions) throws(OpeningFailure) {
    source = try OpenSource(file, options)
    switch file {
    case .stripe:
      (stage, isMember, isFile) = (.plain, false, true)
    case .held(let stretch) where stretch.isPlain:
      (stage, isMember, isFile) = (.plain, false, true)
    case .member:
      (stage, isMember, isFile) = (.head, true, true)
    case .standardInput, .path, .held, .producer:
      let kind = (try? FileStatus(file))?.kind
      (stage, isMember, isFile) = (.head, false, kind == .regular)
    }
  }

  /// Reads what tells an archive or UTF-16; nil when that is done.
  private mutating func readHead() -> ReadResult? {
    while waiting.count < ArchiveForm.headByteCount {
      var bytes = [UInt8](repeating: 0, count: ArchiveForm.headByteCount - waiting.count)
      // The array lends its storage for this one call.
      let result = unsafe bytes.withUnsafeMutableBytes { unsafe source.read(into: $0) }
      switch result {
      case .bytes(let count):
        waiting += bytes.prefix(count)
        // A pipe's first line is not to wait for others.
        if !isFile && !UTF16Mark.isUndecided(head: waiting) {
          return judge()
        }
      case .pause: return .pause
      case .end: return judge(then: result)
      case .stopped, .problem:
        return waiting.isEmpty ? end(result) : judge(then: result)
      }
    }
    return judge()
  }

  /// Goes on as what it is; `result` is what has come behind the first bytes.
  private mutating func judge(then result: ReadResult? = nil) -> ReadResult? {
    if let form = ArchiveForm(head: waiting) {
      return end(.problem(.archive(isMember ? .nested(form) : .piped(form))))
    }
    guard let mark = UTF16Mark(head: waiting) else {
      stage = result.map { .ended($0) } ?? .plain
      return nil
    }
    var decoder = UTF16Decoder(mark)
    var text: [UInt8] = []
    decoder.decode(waiting.dropFirst(UTF16Mark.byteCount), to: &text)
    if result != nil {
      decoder.finish(to: &text)
    }
    waiting = text
    stage = result.map { .ended($0) } ?? .utf16(decoder)
    return nil
  }

  private mutating func end(_ result: ReadResult) -> ReadResult {
    stage = .ended(result)
    waiting = []
    return result
  }

  /// Decodes a piece; nil when that is done.
  private mutating func decode(_ decoder: UTF16Decoder) -> ReadResult? {
    var decoder = decoder
    var bytes = [UInt8](repeating: 0, count: Self.pieceByteCount)
    // The array lends its storage for this one call.
    let result = unsafe bytes.withUnsafeMutableBytes { unsafe source.read(into: $0) }
    waiting.removeAll(keepingCapacity: true)
    handedOn = 0
    switch result {
    case .bytes(let count):
      decoder.decode(bytes.prefix(count), to: &waiting)
      stage = .utf16(decoder)
    case .pause: return .pause
    case .end, .stopped, .problem:
      decoder.finish(to: &waiting)
      stage = .ended(result)
    }
    return nil
  }
}

extension TextSource {
  /// What of it might be mapped; nil where that is not known yet, or its bytes are no text of its own.
  var place: PlainPlace? {
    if case .plain = stage { source.place } else { nil }
  }

  /// Goes to where so many bytes of a plain file have been read.
  mutating func goOn(from byteCount: Int64) {
    waiting = []
    handedOn = 0
    source.goOn(from: byteCount)
  }
}

extension TextSource: ByteSource {
  var bytesRead: Int64 {
    source.bytesRead
  }

  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    while true {
      if handedOn < waiting.count, !isHead {
        let piece = waiting[handedOn...].prefix(space.count)
        // Copies as many bytes as both sides hold.
        unsafe space.copyBytes(from: piece)
        handedOn += piece.count
        return .bytes(piece.count)
      }
      switch stage {
      case .head:
        if let result = readHead() {
          return result
        }
      case .plain:
        // The caller's space is passed on.
        return unsafe source.read(into: space)
      case .utf16(let decoder):
        if let result = decode(decoder) {
          return result
        }
      case .ended(let result):
        return result
      }
    }
  }

  private var isHead: Bool {
    if case .head = stage { true } else { false }
  }
}
