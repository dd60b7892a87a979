/// Which series have come, and where: bounded.
struct SeriesBook {
  /// More series are not compared with the rest; each takes 24 bytes, and as much again while the table grows.
  static let maximumCount = 500_000

  /// Where a series stands.
  struct Place {
    let file: UInt32
    let line: UInt32
  }

  private var places: [ByteDigest: Place] = [:]

  /// Where the series came before; nil where it did not.
  func place(of digest: ByteDigest) -> Place? {
    places[digest]
  }

  /// Keeps where a series stands; false where there is no room.
  mutating func remember(_ digest: ByteDigest, file: Int, line: Int) -> Bool {
    guard places.count < Self.maximumCount else {
      return false
    }
    places[digest] = Place(file: UInt32(clamping: file), line: UInt32(clamping: line))
    return true
  }
}
