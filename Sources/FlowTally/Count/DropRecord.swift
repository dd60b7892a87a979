internal import FlowAnswer

/// What the accountant does with a DROPPED line.
enum DropKind: Sendable, Equatable {
  /// It counts by itself, at once.
  case single(Evidence)
  /// It waits for its drop notification.
  case policyVerdict
  /// A drop notification with a policy reason: it waits for its policy-verdict line.
  case notification
  /// One with another reason: it takes a waiting policy-verdict line, if there is one, and counts at once.
  case otherNotification
  /// Its event type is masked: it may be either line of a pair.
  case untyped
  /// Its weight counts at once, and takes that of aggregated notifications.
  case aggregatedVerdict
  /// Its weight waits for aggregated verdict lines.
  case aggregatedNotification

  /// Whether a weight waits, and not a line.
  var isAggregated: Bool {
    switch self {
    case .aggregatedVerdict, .aggregatedNotification: true
    case .single, .policyVerdict, .notification, .otherNotification, .untyped: false
    }
  }

  /// Lines of one time stand in this order.
  var rank: UInt8 {
    switch self {
    case .policyVerdict: 0
    case .notification: 1
    case .untyped: 2
    case .single, .otherNotification, .aggregatedVerdict, .aggregatedNotification: 3
    }
  }
}

/// All that accounting needs of a DROPPED line: parsing may run ahead on any thread, these are taken in input order.
///
/// The buffers are reused from line to line.
struct DropRecord: Sendable {
  var kind = DropKind.single(.other)
  var time = OptionalTime.absent
  var weight: UInt64 = 1
  /// The node's name: each node has a clock of its own.
  var node = TextBuffer()
  /// What the two lines of one packet have in common: node, addresses, protocol, reason, ports; both ends where there are no addresses.
  var pairKey = GroupKey()
  /// The hash of the pair key, after `hashPairKey`.
  private(set) var pairHash: UInt32 = 0
  /// The values of all fields that the groupings of drops need, in `DropFields` order.
  var values = GroupKey()
  /// What a person wants to see of it, where `hasExample` says so: values of `ExampleReader.fields`.
  var example = GroupKey()
  /// Whether it is an example of the drops with its values: the first of them is, on each thread.
  var hasExample = false
  /// Whether the line names a policy.
  var namesPolicy = false
  /// When the run began that kept it waiting first, by the wall clock; nil where none did.
  var waitsSince: Int64?
}

/// The fields of drop records, and how a pair's two lines share in them.
struct DropFields: Sendable {
  /// Every field that a grouping or a condition of drops needs, once.
  let all: [GroupField]
  /// The keys of the labels among those of the plan.
  let labelKeys: [String]

  init(
    _ groupings: [Grouping], _ conditions: [FieldCondition] = [], labelKeys: [String] = [],
    besides others: [GroupField] = []
  ) {
    self.labelKeys = labelKeys
    var all: [GroupField] = []
    let asked = conditions.flatMap(\.choices).map(\.field)
    for field in groupings.flatMap(\.fields) + asked + others where !all.contains(field) {
      all.append(field)
    }
    self.all = all
  }

  /// Whether a paired drop takes this field from the policy-verdict line; all others come from the notification.
  ///
  /// What only verdict lines have belongs here: taken from the notification, it would count `(none)`.
  static func comesFromVerdict(_ field: GroupField) -> Bool {
    GroupSource(field).comesFromVerdict
  }
}

extension DropRecord {
  /// Notes the hash of the pair key, which is whole now.
  mutating func hashPairKey() {
    let text = pairKey.text
    pairHash = ByteTable.hash(text.storage.span.extracting(0..<text.count))
  }
}

/// What a record takes while it waits: what it holds, not how much a longer line before it once needed.
extension DropRecord {
  /// Bytes of its texts.
  var byteCount: Int {
    node.count + pairKey.text.count + values.text.count
  }

  /// Bytes of its buffers.
  var capacity: Int {
    node.capacity + pairKey.capacity + values.capacity
  }

  /// Gives back what the texts do not need, where it is much.
  mutating func trim() {
    if capacity > 2 * byteCount + 1024 {
      node.trim()
      pairKey.trim()
      values.trim()
    }
  }

  /// Gives back the buffers of a record that is read no more, where they are large.
  mutating func forgetLargeBuffers() {
    if capacity > 2048 {
      self = DropRecord()
    }
  }
}
