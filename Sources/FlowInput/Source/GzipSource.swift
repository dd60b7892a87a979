/// The text of a gzip file: concatenated members are one stream.
///
/// Zeros behind a member are padding; behind them another member may follow. What zlib decodes before a cut
/// or damage is handed on first.
struct GzipSource: ~Copyable, Sendable {
  private enum Position {
    case member
    case betweenMembers
    case ended(ReadResult)
  }

  private static let chunkByteCount = 1 << 17
  /// Nobody waits longer than for these bytes of empty members or padding.
  private static let mostWithoutText = 1 << 24

  private var file: FileSource
  private let inflater = Inflater()
  private var position = Position.betweenMembers
  private var chunk = [UInt8](repeating: 0, count: chunkByteCount)
  /// What of the chunk was read and not yet taken.
  private var unused = 0..<0
  /// The last step filled the space: zlib may hold more without new bytes.
  private var mayHoldMore = false
  private var decodedOffset: Int64 = 0

  init(_ file: consuming FileSource) {
    self.file = file
  }

  /// How many bytes of the file were taken.
  private var compressedOffset: Int64 {
    file.bytesRead - Int64(file.head.count + unused.count)
  }
}

extension GzipSource: ByteSource {
  var bytesRead: Int64 {
    file.bytesRead
  }

  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    let bytesReadBefore = file.bytesRead
    while file.bytesRead - bytesReadBefore < Self.mostWithoutText {
      switch position {
      case .ended(let result):
        return result
      case .betweenMembers:
        if let result = beginMember() {
          return result
        }
      case .member:
        // The caller's space is passed on.
        if let result = unsafe decode(into: space) {
          return result
        }
      }
    }
    return .pause
  }

  /// Nil when a step is to follow at once.
  private mutating func decode(into space: UnsafeMutableRawBufferPointer) -> ReadResult? {
    if unused.isEmpty && !mayHoldMore {
      return refill(orEnd: .problem(cut))
    }
    // The chunk lends its bytes for this one call.
    let step = unsafe chunk.withUnsafeBytes { bytes in
      unsafe inflater.inflate(UnsafeRawBufferPointer(rebasing: bytes[unused]), into: space)
    }
    unused = (unused.lowerBound + step.consumed)..<unused.upperBound
    decodedOffset += Int64(step.produced)
    mayHoldMore = step.produced == space.count
    switch step.outcome {
    case .running: break
    case .memberEnd: position = .betweenMembers
    case .damaged(let reason): position = .ended(.problem(damage(reason)))
    }
    return step.produced > 0 ? .bytes(step.produced) : nil
  }

  /// Steps over padding to the next member's magic bytes; nil when a step is to follow at once.
  private mutating func beginMember() -> ReadResult? {
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
    inflater.reset()
    mayHoldMore = false
    position = .member
    return nil
  }

  /// Moves what is unused to the front of the chunk and reads more behind it; nil when more came.
  private mutating func refill(orEnd endResult: ReadResult) -> ReadResult? {
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
    case .end:
      return end(with: endResult)
    case .problem:
      return end(with: result)
    case .pause:
      return .pause
    }
  }

  private mutating func end(with result: ReadResult) -> ReadResult {
    position = .ended(result)
    return result
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
