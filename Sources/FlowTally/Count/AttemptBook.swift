internal import FlowAnswer

/// Dropped attempts by what groups them, each by the time of its first line.
struct AttemptBook: Sendable {
  /// What a group is made of, beside the port.
  static let fields: [GroupField] = [
    .sourceNamespace, .destinationNamespace, .sourceOwner, .destinationOwner, .protocol, .reason,
    .direction, .namedPolicies, .sourceLabels, .destinationLabels,
  ]

  private let columns: [Int]
  private let fromVerdict: [Bool]
  private var groups: ByteTable
  private var attempts: AttemptTable
  private(set) var attemptsWithoutGroup: UInt64 = 0
  private var key = GroupKey()
  private var scratch = TextBuffer()

  /// A book of nothing; its fields are among those of the records.
  init(_ fields: DropFields, maximumGroups: Int = 1 << 17, maximumAttempts: Int = 1 << 21) {
    columns = Self.fields.compactMap { fields.all.firstIndex(of: $0) }
    fromVerdict = fields.all.map(DropFields.comesFromVerdict)
    groups = ByteTable(maximumCount: maximumGroups, maximumByteCount: 1 << 28)
    attempts = AttemptTable(maximumCount: maximumAttempts)
  }

  /// Whether a group has found no room: which one did depends on the order of the lines.
  var hasOverflowed: Bool {
    groups.hasRefused
  }

  /// Notes a drop that one line or two tell of.
  mutating func add(_ record: borrowing DropRecord, policiesOf verdict: borrowing DropRecord) {
    let time = record.time.older(verdict.time)
    guard time != .absent else {
      return
    }
    let (digest, port) = AttemptDigest.read(record, at: time, &scratch)
    guard attempts.keeps(digest) else {
      return
    }
    key.removeAll()
    for index in columns {
      key.append(index, of: fromVerdict[index] ? verdict.values : record.values)
    }
    key.append { text in
      if let port {
        text.append(decimal: UInt64(port))
      }
    }
    guard let group = groups.index(of: key.text) else {
      attemptsWithoutGroup.addSaturating(1)
      return
    }
    note(digest, at: time.nanoseconds, group: Int32(group))
  }

  private mutating func note(_ digest: SIMD2<UInt64>, at time: Int64, group: Int32) {
    attempts.note(digest, at: time, group: group) { left, right in
      groups.key(at: Int(left)).lexicographicallyPrecedes(groups.key(at: Int(right)))
    }
  }

  /// Adds what another book holds.
  mutating func merge(_ other: Self) {
    attemptsWithoutGroup.addSaturating(other.attemptsWithoutGroup)
    attempts.thin(to: other.attempts.sampleShift)
    var numbers: [Int32?] = []
    for index in 0..<other.groups.count {
      numbers.append(groups.index(of: Array(other.groups.key(at: index)).span).map { Int32($0) })
    }
    for attempt in other.attempts.attempts {
      guard let group = numbers[Int(attempt.group)] else {
        attemptsWithoutGroup.addSaturating(1)
        continue
      }
      note(attempt.digest, at: attempt.time, group: group)
    }
  }

  /// The groups in the order of their keys, and how many attempts one that stays stands for.
  func finish() -> (groups: [AttemptGroup], sampling: UInt64) {
    var times = [[Timestamp]](repeating: [], count: groups.count)
    for attempt in attempts.attempts {
      times[Int(attempt.group)].append(Timestamp(nanoseconds: attempt.time))
    }
    let order = (0..<groups.count).sorted {
      groups.key(at: $0).lexicographicallyPrecedes(groups.key(at: $1))
    }
    let found = order.map { AttemptGroup(key: groups.key(at: $0), times: times[$0].sorted()) }
    return (found, 1 << attempts.sampleShift)
  }
}

extension AttemptGroup {
  /// A group of the values of `AttemptBook.fields`, and its port.
  fileprivate init(key: ArraySlice<UInt8>, times: [Timestamp]) {
    let values = KeyText.values(of: key)
    func text(_ index: Int) -> String? {
      values[index] == GroupField.absent ? nil : values[index]
    }
    self.init(
      source: TracedEnd(namespace: values[0], ownerText: values[2]),
      destination: TracedEnd(namespace: values[1], ownerText: values[3]),
      sourceLabels: text(8), destinationLabels: text(9), transport: text(4),
      port: UInt16(values[10]), reason: values[5],
      direction: TrafficDirection.allCases.first { $0 != .unknown && "\($0.label)" == values[6] },
      deniedBy: (text(7) ?? "").split(separator: ",").map(String.init), times: times)
  }
}
