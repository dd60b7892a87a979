internal import FlowState

/// The text of a packed file, decoded as far as its likeness to what was read needs it.
struct PackedText: ~Copyable {
  /// What was found of the text.
  enum End {
    /// It goes on.
    case none
    /// It ends here.
    case clean
    /// What comes cannot be decoded.
    case problem
  }

  private let origin: InputOrigin
  private var source: OpenSource
  private var space = [UInt8](repeating: 0, count: 65_536)
  /// Bytes of text decoded so far.
  private var byteCount: Int64 = 0
  /// The newest bytes of text, at least as many as were asked for.
  private var newest: [UInt8] = []
  private(set) var end = End.none

  /// The text of a file from its beginning.
  init(_ file: HeldFile) throws(InputProblem) {
    let whole = HeldStretch(
      file: file, start: 0, end: nil, skippedByteCount: 0, isPlain: false,
      ends: TextEnds(headByteCount: 0))
    origin = .file(file.path)
    do throws(OpeningFailure) {
      source = try OpenSource(.held(whole), DecodingOptions(inflater: .zlib))
    } catch {
      switch error {
      case .interrupted: throw InputProblem(origin: origin, cause: .changing)
      case .problem(let cause): throw InputProblem(origin: origin, cause: cause)
      }
    }
  }

  /// The digest of the `count` bytes before an offset, which does not lie before that of an earlier call.
  ///
  /// Nil where the text ends before the offset; decodes up to there, and keeps `count` bytes and a piece.
  mutating func digest(of count: Int64, before offset: Int64) throws(InputProblem) -> UInt64? {
    while byteCount < offset, end == .none {
      try decode(atMost: offset - byteCount, keeping: Int(count))
    }
    guard byteCount == offset, newest.count >= Int(count) else {
      return nil
    }
    return Digest(newest.suffix(Int(count))).value
  }

  private mutating func decode(atMost limit: Int64, keeping count: Int) throws(InputProblem) {
    let room = Int(min(limit, Int64(space.count)))
    // The source writes at most as many bytes as the part of the array has.
    let result = unsafe space.withUnsafeMutableBytes { buffer in
      unsafe source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
    }
    switch result {
    case .bytes(let read):
      byteCount += Int64(read)
      newest = newest.suffix(max(0, count - read)) + space[..<read]
    case .pause: break
    case .end: end = .clean
    case .problem(let cause) where cause.isOfReading:
      throw InputProblem(origin: origin, cause: cause)
    case .stopped, .problem: end = .problem
    }
  }
}
