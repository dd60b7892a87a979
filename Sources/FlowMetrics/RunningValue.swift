internal import FlowAnswer
internal import FlowState

/// What is counted under one set of labels over many runs, and how a line of state says it.
protocol RunningValue: Sendable {
  /// The keyword of its lines.
  static var keyword: String { get }

  /// Whether nothing was counted.
  var isZero: Bool { get }
  /// A value of this shape, before anything was counted.
  var zero: Self { get }

  mutating func add(_ other: Self)

  /// The values of a line of state between its series' kind and its labels.
  func stateValues(changed: Int64?) -> [StateValue]

  /// Reads those values.
  static func read(_ line: StateLine) throws(StateDamage) -> StoredValue<Self>
}

/// The values of a line of state between its series' kind and its labels.
struct StoredValue<Value: Sendable>: Sendable {
  let value: Value
  /// When it changed last, nanoseconds since 1970; nil for a series that is always there.
  let changed: Int64?
  /// Where the labels begin in the line.
  let labelStart: Int
}

/// A number of our own families.
///
///     counter drops new 12 "1778480200500000000" "payments" "feature-flags"
///
/// Behind the family and the kind stand the count and when it changed, which is empty for a series that is always there.
extension UInt64: RunningValue {
  static let keyword = "counter"

  var isZero: Bool {
    self == 0
  }

  var zero: Self {
    0
  }

  mutating func add(_ other: Self) {
    addSaturating(other)
  }

  func stateValues(changed: Int64?) -> [StateValue] {
    [.count(self), .text(changed.map(String.init) ?? "")]
  }

  static func read(_ line: StateLine) throws(StateDamage) -> StoredValue<Self> {
    let changed = try line.text(3).isEmpty ? nil : try line.integer(3)
    return StoredValue(value: try line.count(2), changed: changed, labelStart: 4)
  }
}

/// A value of one of the agent's families.
///
///     family hubble_icmp_total series 1778480200500000000 12 "0" 0 "IPv4" "EchoRequest"
///
/// Behind the count stand a histogram's sum in nanoseconds, how many buckets there are, and these.
extension FamilyValue: RunningValue {
  static let keyword = "family"

  var isZero: Bool {
    count == 0
  }

  var zero: Self {
    Self(count: 0, buckets: [UInt64](repeating: 0, count: buckets.count))
  }

  func stateValues(changed: Int64?) -> [StateValue] {
    [
      .integer(changed ?? 0), .count(count), .text(String(nanoseconds)),
      .count(UInt64(buckets.count)),
    ] + buckets.map { .count($0) }
  }

  static func read(_ line: StateLine) throws(StateDamage) -> StoredValue<Self> {
    let bucketCount = try line.count(5)
    guard bucketCount == 0 || bucketCount == UInt64(HistogramBuckets.count),
      let nanoseconds = UInt128(try line.word(4))
    else {
      throw StateDamage(
        "a 'family' line has a wrong number of buckets, or a sum that is not a number")
    }
    var buckets: [UInt64] = []
    for index in 0..<Int(bucketCount) {
      buckets.append(try line.count(6 + index))
    }
    let value = Self(count: try line.count(3), buckets: buckets, nanoseconds: nanoseconds)
    return StoredValue(
      value: value, changed: try line.integer(2), labelStart: 6 + buckets.count)
  }
}
