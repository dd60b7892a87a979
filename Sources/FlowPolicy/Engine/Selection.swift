/// The policies that select a subject in one direction.
struct Selection: Sendable {
  /// Where their rules stand.
  let rules: [Range<Int>]
  let selectedBy: [ObjectReference]
  let defaultDenyBy: [ObjectReference]

  /// Policies in their order, which is that of their objects.
  init(_ policies: [Policy], _ direction: PolicyDirection, of set: PolicySet) {
    rules = policies.map { $0.side(direction).rules }
    selectedBy = Self.references(policies, set)
    defaultDenyBy = Self.references(policies.filter { $0.side(direction).isDefaultDeny }, set)
  }

  /// The objects of policies, each once: one object may have several specs.
  private static func references(_ policies: [Policy], _ set: PolicySet) -> [ObjectReference] {
    var references: [ObjectReference] = []
    var last: Int32?
    for policy in policies where policy.object != last {
      references.append(set.objects[Int(policy.object)].reference)
      last = policy.object
    }
    return references
  }
}

extension Policy {
  /// What it says in a direction.
  func side(_ direction: PolicyDirection) -> PolicySide {
    switch direction {
    case .ingress: ingress
    case .egress: egress
    }
  }
}

/// For each set of labels and direction that was a subject, which policies select it.
///
/// Subjects that the same policies select share a selection. Bounded, as `LabelRows` is.
struct SelectionTable: Sendable {
  private struct Key: Hashable {
    let row: Int
    let direction: PolicyDirection
  }

  private struct Content: Hashable {
    let policies: [Int32]
    let direction: PolicyDirection
  }

  private var numbers: [Key: Int] = [:]
  private var known: [Content: Int] = [:]
  private var selections: [Selection] = []
  /// How many policies stand in all selections.
  private var policyCount = 0

  /// How many policies stand in all selections at most, but for the last one.
  private static let policyLimit = 1 << 21

  mutating func clear() {
    self = SelectionTable()
  }

  func selection(ofRow row: Int, _ direction: PolicyDirection) -> Selection? {
    numbers[Key(row: row, direction: direction)].map { selections[$0] }
  }

  /// Keeps what selects a set of labels.
  mutating func keep(
    _ policies: [Int32], ofRow row: Int, _ direction: PolicyDirection, _ set: PolicySet
  ) -> Selection {
    let content = Content(policies: policies, direction: direction)
    let key = Key(row: row, direction: direction)
    if let number = known[content] {
      numbers[key] = number
      return selections[number]
    }
    if policyCount > Self.policyLimit {
      clear()
    }
    let selection = Selection(policies.map { set.policies[Int($0)] }, direction, of: set)
    numbers[key] = selections.count
    known[content] = selections.count
    selections.append(selection)
    policyCount += policies.count
    return selection
  }
}
