/// How far a stretch was read.
extension HeldStretch {
  /// Bytes of the file's text before the next line that is to be read, once the stretch was read to its end, or as far as
  /// its blocks were taken.
  public func offset(readTo blocks: borrowing LineBlocks, isAtEnd: Bool) -> Int64 {
    let read = isAtEnd ? blocks.decodedByteCount : blocks.nextPlace.byteOffset
    // A last line without LF was given one.
    return min(offset + read, end ?? .max)
  }
}
