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

  /// Nobody waits longer than for these bytes of empty members or padding.
  private static let mostWithoutText = 1 << 24
  /// Nor longer than for this text of a member that is read once more.
  private static let mostPassedOver = 1 << 26

  private var bytes: CompressedBytes
  private let zlib = ZlibDecoder()
  /// Nil from the first member on that it stumbles over.
  private var isal: ISALDecoder?
  private var position = Position.betweenMembers
  /// The last step filled the space: the inflater may hold more without new bytes.
  private var mayHoldMore = false
  private var decodedOffset: Int64 = 0
  /// Bytes of text handed on.
  private var handedOnByteCount: Int64 = 0

  /// The member at hand goes through ISA-L.
  private var usesISAL = false
  /// Where the member at hand began.
  private var memberStart: (compressed: Int64, decoded: Int64) = (0, 0)
  /// Text that was not handed on yet.
  private var newest: NewestText

  /// Hands text on in buffers of so many bytes.
  init(_ file: consuming FileSource, inflater: Inflater?, textByteCount: Int) {
    bytes = CompressedBytes(file)
    isal = bytes.isRepeatable && inflater != .zlib ? ISALDecoder() : nil
    newest = NewestText(capacity: textByteCount)
  }

  /// Bytes taken from the file so far.
  var bytesRead: Int64 {
    bytes.bytesRead
  }
}

// MARK: Text out

extension GzipDecoder {
  /// The next text, in place of what is in the buffer, which is to be as large as the decoder's own.
  mutating func next(_ text: inout DecodedText) -> ReadResult {
    text.truncate(to: 0)
    while true {
      let stop = fill()
      switch stop {
      case .textIsReady where isal != nil:
        newest.handOnOlder(&text)
      case .result(.pause) where isal != nil:
        return .pause
      case .textIsReady, .result:
        newest.handOn(&text)
      }
      if !text.isEmpty {
        handedOnByteCount += Int64(text.count)
        return .bytes(text.count)
      }
      if case .result(let result) = stop {
        assert(
          handedOnByteCount == decodedOffset + newest.knownByteCount,
          "text was decoded and not handed on, or twice")
        return result
      }
    }
  }

  private mutating func fill() -> Stop {
    let (bytesReadBefore, knownBefore) = (bytes.bytesRead, newest.knownByteCount)
    while newest.room > 0 {
      let stop =
        switch position {
        case .ended(let result): Stop.result(result)
        case .betweenMembers: beginMember()
        case .member: decode()
        }
      if let stop {
        return stop
      }
      if bytes.bytesRead - bytesReadBefore >= Self.mostWithoutText
        || knownBefore - newest.knownByteCount >= Self.mostPassedOver
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
    bytes.dropZeros()
    guard bytes.count > 0 else {
      return refill(orEnd: .end)
    }
    guard bytes[0] == 0x1f else {
      return end(with: .problem(.gzipTrailingBytes(offset: bytes.offset)))
    }
    guard bytes.count > 1 else {
      return refill(orEnd: .problem(cut))
    }
    guard bytes[1] == 0x8b else {
      return end(with: .problem(.gzipTrailingBytes(offset: bytes.offset)))
    }
    memberStart = (bytes.offset, decodedOffset)
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
    bytes.count > 3 && bytes[3] & 0b1110_0010 == 0
  }

  /// Nil when a step is to follow at once.
  private mutating func decode() -> Stop? {
    if bytes.count == 0 && !mayHoldMore {
      return refill(orEnd: .problem(cut))
    }
    let room = newest.room
    let step = inflate()
    guard bytes.drop(step.consumed) else {
      return readMemberAgain()
    }
    mayHoldMore = step.produced == room
    decodedOffset += Int64(step.produced)
    newest.grow(by: step.produced)
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
    // Bytes and free room are lent for this one call.
    unsafe bytes.withBytes { bytes in
      let step = usesISAL ? unsafe isal?.inflate(bytes, into: newest.free()) : nil
      return unsafe step ?? zlib.inflate(bytes, into: newest.free())
    }
  }

  /// Lets zlib decode the member at hand; its text that nobody has seen yet is forgotten.
  private mutating func readMemberAgain() -> Stop {
    newest.forget(decodedOffset - memberStart.decoded)
    decodedOffset = memberStart.decoded
    isal = nil
    usesISAL = false
    position = .betweenMembers
    bytes.goOn(from: memberStart.compressed)
    return .result(.pause)
  }
}

// MARK: Bytes in

extension GzipDecoder {
  /// Reads more; nil when more came.
  private mutating func refill(orEnd endResult: ReadResult) -> Stop? {
    if isal == nil && !newest.isEmpty {
      return .textIsReady
    }
    let result = bytes.readMore()
    switch result {
    case .bytes:
      return nil
    case .pause:
      return .result(.pause)
    case .end, .stopped, .problem:
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
      compressedOffset: bytes.offset + Int64(bytes.count), decodedOffset: decodedOffset)
  }

  private func damage(_ reason: String) -> InputProblem.Cause {
    .gzipDamaged(
      compressedOffset: bytes.offset, decodedOffset: decodedOffset, reason: reason)
  }
}
