/// The text of a gzip file: concatenated members are one stream.
///
/// Zeros behind a member are padding; behind them another member may follow. What zlib decodes before a cut
/// or damage is handed on first, then comes the problem as zlib tells it, whatever the inflater: ISA-L gives the last
/// bytes before a cut only when more follow, and takes some damaged code tables that zlib refuses. So the newest of
/// its text is held back until more was decoded or the member has ended well, and a member that it stumbles over is
/// read once more, from its beginning, by zlib. (Tables that zlib refuses, and behind them more than `textByteCount`
/// bytes of text without another error, are not met by chance; such text is handed on.)
struct GzipDecoder: ~Copyable, Sendable {
  private enum Position {
    case member
    case betweenMembers
    case ended(ReadResult)
  }

  private enum Stop {
    /// The buffer is full; or there is text, and the next bytes of the file may be long in coming.
    case textIsReady
    case result(ReadResult)
  }

  private static let chunkByteCount = 1 << 17
  /// Nobody waits longer than for these bytes of empty members or padding.
  private static let mostWithoutText = 1 << 24
  /// Nor longer than for this text of a member that is read once more.
  private static let mostSkipped = 1 << 26

  private var file: FileSource
  private let zlib = ZlibDecoder()
  /// Nil from the first member on that it stumbles over.
  private var isal: ISALDecoder?
  private var position = Position.betweenMembers
  private var chunk = [UInt8](repeating: 0, count: chunkByteCount)
  /// What of the chunk was read and not yet taken.
  private var unused = 0..<0
  /// The last step filled the space: the inflater may hold more without new bytes.
  private var mayHoldMore = false
  private var decodedOffset: Int64 = 0

  /// The member at hand goes through ISA-L.
  private var usesISAL = false
  /// Where the member at hand began.
  private var memberStart: (compressed: Int64, decoded: Int64) = (0, 0)
  /// Text of a member that is read once more, to be passed over.
  private var handedOnByteCount: Int64 = 0
  /// Text that waits for the text behind it.
  private var held: TextBuffer
  private var filling: TextBuffer

  /// Hands text on in buffers of so many bytes.
  init(_ file: consuming FileSource, inflater: Inflater?, textByteCount: Int) {
    let isWanted = file.isRepeatable && inflater != .zlib
    isal = isWanted ? ISALDecoder() : nil
    self.file = file
    held = TextBuffer(capacity: textByteCount)
    filling = TextBuffer(capacity: textByteCount)
  }

  /// Bytes taken from the file so far.
  var bytesRead: Int64 {
    file.bytesRead
  }

  /// How many bytes of the file were decoded.
  private var compressedOffset: Int64 {
    file.bytesRead - Int64(file.head.count + unused.count)
  }
}

// MARK: Text out

extension GzipDecoder {
  /// The next text, in place of what is in the buffer, which is to be as large as the decoder's own.
  mutating func next(_ text: inout TextBuffer) -> ReadResult {
    text.truncate(to: 0)
    while true {
      let stop = fill()
      switch stop {
      case .textIsReady where isal != nil:
        swap(&held, &filling)
        swap(&filling, &text)
      case .result(.pause) where isal != nil:
        return .pause
      case .textIsReady, .result:
        handOver(&text)
      }
      if !text.isEmpty {
        return .bytes(text.count)
      }
      if case .result(let result) = stop {
        return result
      }
    }
  }

  /// Nothing waits for what comes behind any more.
  private mutating func handOver(_ text: inout TextBuffer) {
    if held.isEmpty {
      swap(&filling, &text)
    } else {
      swap(&held, &text)
    }
  }

  private mutating func fill() -> Stop {
    let (bytesReadBefore, handedOnBefore) = (file.bytesRead, handedOnByteCount)
    while !filling.isFull {
      let stop =
        switch position {
        case .ended(let result): Stop.result(result)
        case .betweenMembers: beginMember()
        case .member: decode()
        }
      if let stop {
        return stop
      }
      if file.bytesRead - bytesReadBefore >= Self.mostWithoutText
        || handedOnBefore - handedOnByteCount >= Self.mostSkipped
      {
        return .result(.pause)
      }
    }
    return .textIsReady
  }
}

// MARK: Members

extension GzipDecoder {
  /// Steps over padding to the next member's magic bytes; nil when a step is to follow at once.
  private mutating func beginMember() -> Stop? {
    let padding = chunk[unused].prefix { $0 == 0 }
    unused = padding.endIndex..<unused.upperBound
    guard let first = chunk[unused].first else {
      return refill(orEnd: .end)
    }
    guard first == 0x1f else {
      return end(with: .problem(.gzipTrailingBytes(offset: compressedOffset)))
    }
    guard unused.count > 1 else {
      return refill(orEnd: .problem(cut))
    }
    guard chunk[unused.lowerBound + 1] == 0x8b else {
      return end(with: .problem(.gzipTrailingBytes(offset: compressedOffset)))
    }
    memberStart = (compressedOffset, decodedOffset)
    usesISAL = isal != nil && hasCommonHeader
    if usesISAL {
      isal?.reset()
    } else {
      zlib.reset()
    }
    mayHoldMore = false
    position = .member
    return nil
  }

  /// The flags are at hand, and say nothing of a header checksum or things to come: zlib judges those.
  private var hasCommonHeader: Bool {
    unused.count > 3 && chunk[unused.lowerBound + 3] & 0b1110_0010 == 0
  }

  /// Nil when a step is to follow at once.
  private mutating func decode() -> Stop? {
    if unused.isEmpty && !mayHoldMore {
      return refill(orEnd: .problem(cut))
    }
    let room = filling.capacity - filling.count
    let step = inflate()
    let lowerBound = unused.lowerBound + step.consumed
    guard (0...unused.upperBound).contains(lowerBound) else {
      return readMemberAgain()
    }
    unused = lowerBound..<unused.upperBound
    mayHoldMore = step.produced == room
    take(step.produced)
    switch step.outcome {
    case .running:
      return nil
    case .memberEnd:
      position = .betweenMembers
      return nil
    case .damaged(let reason):
      return end(with: .problem(damage(reason)))
    case .doubtful:
      return readMemberAgain()
    }
  }

  private func inflate() -> InflaterStep {
    // The chunk lends its bytes for this one call, the buffer its free room.
    unsafe chunk.withUnsafeBytes { bytes in
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[unused])
      let step = usesISAL ? unsafe isal?.inflate(bytes, into: filling.free()) : nil
      return unsafe step ?? zlib.inflate(bytes, into: filling.free())
    }
  }

  /// Counts decoded text, but for what was handed on before.
  private mutating func take(_ produced: Int) {
    decodedOffset += Int64(produced)
    let known = min(Int64(produced), handedOnByteCount)
    handedOnByteCount -= known
    filling.grow(by: produced)
    filling.removeLast(produced, but: produced - Int(known))
  }

  /// Lets zlib decode the member at hand; its text that nobody has seen yet is forgotten.
  private mutating func readMemberAgain() -> Stop? {
    let decoded = decodedOffset - memberStart.decoded
    let newest = min(decoded, Int64(filling.count))
    let older = min(decoded - newest, Int64(held.count))
    filling.truncate(to: filling.count - Int(newest))
    held.truncate(to: held.count - Int(older))
    handedOnByteCount = decoded - newest - older
    decodedOffset = memberStart.decoded
    isal = nil
    usesISAL = false
    unused = 0..<0
    position = .betweenMembers
    return file.readAgain(from: memberStart.compressed).flatMap { end(with: $0) }
  }
}

// MARK: Bytes in

extension GzipDecoder {
  /// Moves what is unused to the front of the chunk and reads more behind it; nil when more came.
  private mutating func refill(orEnd endResult: ReadResult) -> Stop? {
    if isal == nil && !filling.isEmpty {
      return .textIsReady
    }
    let kept = unused.count
    chunk.replaceSubrange(0..<kept, with: Array(chunk[unused]))
    unused = 0..<kept
    // The chunk lends its space for this one call.
    let result = unsafe chunk.withUnsafeMutableBytes { space in
      unsafe file.read(into: UnsafeMutableRawBufferPointer(rebasing: space[kept...]))
    }
    switch result {
    case .bytes(let count):
      unused = 0..<(kept + count)
      return nil
    case .pause:
      return .result(.pause)
    case .end, .problem:
      if case .member = position, usesISAL {
        return readMemberAgain()
      }
      if case .end = result {
        return end(with: endResult)
      }
      return end(with: result)
    }
  }

  private mutating func end(with result: ReadResult) -> Stop {
    position = .ended(result)
    return .result(result)
  }

  private var cut: InputProblem.Cause {
    .gzipCut(
      compressedOffset: compressedOffset + Int64(unused.count), decodedOffset: decodedOffset)
  }

  private func damage(_ reason: String) -> InputProblem.Cause {
    .gzipDamaged(
      compressedOffset: compressedOffset, decodedOffset: decodedOffset, reason: reason)
  }
}
