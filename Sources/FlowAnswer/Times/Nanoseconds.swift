/// A length of time in whole nanoseconds: waits, spans, widths, never a moment.
///
/// Range: about 292 years to both sides, what 64 bits hold.
@frozen
public struct Nanoseconds: Sendable, Hashable, Comparable {
  /// How many.
  public let count: Int64

  /// So many nanoseconds.
  @inlinable
  public init(_ count: Int64) {
    self.count = count
  }

  /// No time at all.
  @inlinable
  public static var zero: Self { Self(0) }

  /// The longest time there is.
  @inlinable
  public static var max: Self { Self(.max) }

  /// So many seconds, at most 9,223,372,036.
  @inlinable
  public static func seconds(_ count: Int64) -> Self {
    Self(count * 1_000_000_000)
  }

  /// So many milliseconds.
  @inlinable
  public static func milliseconds(_ count: Int64) -> Self {
    Self(count * 1_000_000)
  }

  /// Shorter ones come first.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    left.count < right.count
  }

  /// Whole seconds, rounded towards 0.
  @inlinable
  public var wholeSeconds: Int64 {
    count / 1_000_000_000
  }
}
