/// The record at the end of a zip: whether what was read from the front, member by member, is all of it.
///
/// Source: PKWARE's APPNOTE, 4.3.16. The directory in front of the record says where it begins; where another archive is in front of it, it
/// lies further behind.
enum ZipEnd {
  private static let magic: [UInt8] = [0x50, 0x4b, 5, 6]
  private static let byteCount = 22
  /// The record with the longest comment that it may have.
  static let mostBytes = byteCount + 0xffff
  /// The records of a large archive stand between the directory and the end.
  private static let largeByteCount = 56 + 20

  /// What is wrong, nil where nothing is; `tail` is the last of so many bytes.
  static func problem(tail: [UInt8], of count: Int64) -> ArchiveProblem? {
    guard let start = place(in: tail) else {
      return .damaged(reason: "its directory, which is at the end, is missing")
    }
    func number(_ offset: Int, _ count: Int) -> Int64 {
      tail[(start + offset)..<(start + offset + count)].reversed()
        .reduce(0) { $0 << 8 | Int64($1) }
    }
    let end = start + byteCount + Int(number(20, 2))
    let (size, offset) = (number(12, 4), number(16, 4))
    let position = count - Int64(tail.count - start)
    let isLarge = size == 0xffff_ffff || offset == 0xffff_ffff
    let isInPlace = isLarge || 0...Int64(largeByteCount) ~= position - size - offset
    return isInPlace && tail[end...].allSatisfy { $0 == 0 } ? nil : .bytesBehind(.zip)
  }

  /// Where the last record begins whose comment ends within the bytes.
  private static func place(in tail: [UInt8]) -> Int? {
    guard tail.count >= byteCount else {
      return nil
    }
    return (0...(tail.count - byteCount)).last { start in
      tail[start] == magic[0] && tail[start..<(start + 4)].elementsEqual(magic)
        && start + byteCount + Int(tail[start + 20]) + Int(tail[start + 21]) << 8 <= tail.count
    }
  }
}
