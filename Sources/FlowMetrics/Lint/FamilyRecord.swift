/// What a file has said of a family so far.
struct FamilyRecord {
  var help: ByteDigest?
  var type: ExpositionType?
  /// Where its first sample stands; nil before.
  var firstSample: Int?
  /// The names of its first sample's labels, sorted, without `le` and `quantile`.
  var labels: ByteDigest?
  var shownLabels = ""
}

/// What the first file with samples of a family says of it.
struct FamilyOrigin {
  let file: Int
  let line: Int
  let help: ByteDigest?
  let type: ExpositionType
}

/// The families of the present file, and those of all files before: bounded.
struct FamilyBook {
  /// More families are not compared with the rest.
  static let maximumCount = 20_000
  /// Nor are those whose names have more bytes together.
  static let maximumNameByteCount = 4 << 20

  private var records: [String: FamilyRecord] = [:]
  private(set) var origins: [String: FamilyOrigin] = [:]
  private var recordedByteCount = 0
  private var originByteCount = 0
  /// The family whose lines come just now.
  private var current: String?

  mutating func beginFile() {
    records.removeAll(keepingCapacity: true)
    recordedByteCount = 0
    current = nil
  }

  /// Whether the present file has named none.
  var isEmpty: Bool {
    records.isEmpty
  }

  subscript(name: String) -> FamilyRecord? {
    get { records[name] }
    set { records[name] = newValue }
  }

  /// The name of the family that a name belongs to: its own, or without the suffix that the family's type has.
  func family(of name: String) -> String {
    if records[name] != nil {
      return name
    }
    for type in [ExpositionType.summary, .histogram] {
      for suffix in type.suffixes
      where name.utf8.count > suffix.utf8.count && name.hasSuffix(suffix) {
        let family = String(name.dropLast(suffix.count))
        if records[family]?.type == type {
          return family
        }
      }
    }
    return name
  }

  /// The families of the present file that have samples, in their order.
  var begun: [(name: String, record: FamilyRecord)] {
    records.filter { $0.value.firstSample != nil }
      .map { (name: $0.key, record: $0.value) }
      .sorted { ($0.record.firstSample ?? 0) < ($1.record.firstSample ?? 0) }
  }

  /// How the lines of a family go on.
  enum Visit {
    case goesOn
    case begins
    /// Lines of another family stand between.
    case comesBack
    /// There is no room for another family.
    case refused
  }

  /// Takes a line of a family.
  mutating func visit(_ family: String) -> Visit {
    guard family != current else {
      return .goesOn
    }
    if records[family] != nil {
      current = family
      return .comesBack
    }
    guard records.count < Self.maximumCount,
      recordedByteCount + family.utf8.count <= Self.maximumNameByteCount
    else {
      return .refused
    }
    recordedByteCount += family.utf8.count
    records[family] = FamilyRecord()
    current = family
    return .begins
  }

  /// Keeps what the first file says of a family; false where there is no room.
  mutating func remember(_ family: String, _ origin: FamilyOrigin) -> Bool {
    guard origins.count < Self.maximumCount,
      originByteCount + family.utf8.count <= Self.maximumNameByteCount
    else {
      return false
    }
    originByteCount += family.utf8.count
    origins[family] = origin
    return true
  }
}
