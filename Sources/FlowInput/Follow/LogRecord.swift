public import FlowState

/// What is known of one file of a followed log: which file it is, and how far it was read.
///
/// A rename keeps device and inode, packing or copying keeps the text: so a file is found again by the one, else by digests
/// of what was read of it.
public struct LogRecord: Sendable, Equatable {
  /// Its name when it was last seen.
  public var name: [UInt8]
  var device: UInt64
  var inode: UInt64
  /// Its size and the time of its last change, as they were: a packed file that has both still is not looked into.
  var byteCount: Int64
  var modified: Int64
  /// Bytes of text before the next line that is to be read.
  public var offset: Int64
  /// Digest of the first bytes of what was read: at most `headByteCount`.
  var head: UInt64
  /// Digest of its last bytes: at most `tailByteCount`.
  var tail: UInt64
  /// Whether it was the log's newest file: only such a one may have more that was not read.
  public var isNewest: Bool

  /// The size of a file that is to be looked into again, however it looks.
  static let unknownByteCount: Int64 = -1
  /// The digest of an end that could not be had any more: the beginning tells alone.
  static let unknownTail: UInt64 = 0
  static let headByteCount: Int64 = 1024
  static let tailByteCount: Int64 = 4096

  /// Bytes that the digest of the beginning is of.
  var headCount: Int64 {
    min(offset, Self.headByteCount)
  }

  /// Bytes that the digest of the end is of.
  var tailCount: Int64 {
    min(offset, Self.tailByteCount)
  }
}

extension LogRecord {
  /// Whether the very file that it is of stands at a path, whatever that has become.
  public func isOfFile(at path: InputPath) throws(InputProblem) -> Bool {
    try FilePlace(path) == .file(device: device, inode: inode)
  }

  /// Writes it as a line of state.
  public func write(to writer: inout StateWriter) {
    writer.line(
      "file",
      [
        .text(name), .count(device), .count(inode), .integer(byteCount), .integer(modified),
        .integer(offset), .count(head), .count(tail), .word(isNewest ? "newest" : "rotated"),
      ])
  }

  /// The record of a line of state, nil where it is somebody else's.
  public init?(_ line: StateLine) throws(StateDamage) {
    guard line.keyword == "file" else {
      return nil
    }
    name = try line.text(0)
    device = try line.count(1)
    inode = try line.count(2)
    byteCount = try line.integer(3)
    modified = try line.integer(4)
    offset = try line.integer(5)
    head = try line.count(6)
    tail = try line.count(7)
    isNewest = try line.word(8) == "newest"
    guard offset >= 0 else {
      throw StateDamage("a 'file' line has a negative offset")
    }
  }
}
