/// A time that may be absent, in eight bytes: what every line carries.
@frozen
public struct OptionalTime: Sendable, Equatable {
  /// No time.
  @inlinable
  public static var absent: Self {
    Self(nanoseconds: .min)
  }

  /// Nanoseconds since the epoch; the least number of all for no time.
  public let nanoseconds: Int64

  /// The moment so many nanoseconds after the epoch; no time for the least number.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// A moment, or none.
  @inlinable
  public init(_ timestamp: Timestamp?) {
    nanoseconds = timestamp?.nanoseconds ?? .min
  }

  /// The moment, nil where there is none.
  @inlinable
  public var timestamp: Timestamp? {
    self == .absent ? nil : Timestamp(nanoseconds: nanoseconds)
  }

  /// Whether this time comes first, an absent one always last; the two differ.
  package func sortsFirst(_ other: Self, ascending: Bool) -> Bool {
    if self == .absent || other == .absent {
      return other == .absent
    }
    return ascending ? nanoseconds < other.nanoseconds : nanoseconds > other.nanoseconds
  }

  /// The older of two times, of which an absent one is the younger.
  @inlinable
  @inline(__always)
  public func older(_ other: Self) -> Self {
    // One less, an absent one is the greatest.
    nanoseconds &- 1 <= other.nanoseconds &- 1 ? self : other
  }

  /// The newer of two times, of which an absent one is the older.
  @inlinable
  @inline(__always)
  public func newer(_ other: Self) -> Self {
    nanoseconds >= other.nanoseconds ? self : other
  }
}
