/// A part of a held file: what of it was not read yet.
public struct HeldStretch: Sendable, Hashable {
  /// The file.
  public let file: HeldFile
  /// Its first byte.
  let start: Int64
  /// The byte behind it, behind a line's LF; nil where it reaches to the end of the file.
  let end: Int64?
  /// Bytes of decoded text before it, of a compressed file, which is read from its beginning.
  let skippedByteCount: Int64
  /// Whether the file is known to be plain.
  let isPlain: Bool
  /// Whether more is to come behind it: of a log that is being written, and has grown since the last look.
  public var mayGoOn = false
  /// What the file began with when it was looked at: of a plain one that still does, or it is another by now.
  var head: [UInt8] = []
  /// The ends of the text that was read, with what was known of it before.
  let ends: TextEnds

  /// Bytes of the file's text before it.
  public var offset: Int64 {
    isPlain ? start : skippedByteCount
  }

  /// Whether both are of one file that was opened once, and of one part of it.
  public static func == (left: Self, right: Self) -> Bool {
    left.file === right.file && left.start == right.start && left.end == right.end
      && left.skippedByteCount == right.skippedByteCount
  }

  /// As `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(start)
  }
}
