/// How far a stretch was read.
public struct StretchReading: Sendable {
  /// Bytes of the file's text before the next line that is to be read.
  public let offset: Int64
  /// Whether nothing of it is left.
  public let isWhole: Bool
}

extension HeldStretch {
  /// How far it was read, of which the blocks were all taken; where it was not `isInterrupted`, to their end.
  public func reading(
    of blocks: borrowing LineBlocks, isInterrupted: Bool
  ) -> StretchReading {
    let isWhole = !isInterrupted && !blocks.isCutOff
    let read =
      isWhole
      ? blocks.openDocument?.byteOffset ?? blocks.decodedByteCount : blocks.nextPlace.byteOffset
    // A last line without LF was given one.
    return StretchReading(offset: min(offset + read, end ?? .max), isWhole: isWhole)
  }

  /// That nothing of it was read.
  public var unread: StretchReading {
    StretchReading(offset: offset, isWhole: false)
  }
}
