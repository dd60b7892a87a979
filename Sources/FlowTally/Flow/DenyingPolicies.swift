/// Rule 7 of counting: the policies that denied a flow, or what stands for none.
///
/// The buffers are reused from line to line; a list of one policy, the usual one, allocates nothing.
struct DenyingPolicies: ~Copyable {
  /// Names, NAMESPACE/NAME or NAME where it is cluster-wide, sorted, joined by commas.
  private(set) var names: [UInt8] = []
  /// Their kinds, sorted, joined by commas.
  private(set) var kinds: [UInt8] = []
  /// Whether the line names a policy at all.
  private(set) var isNamed = false

  private var members = Members()

  /// Reads the deny list of the flow's direction, else of the other one.
  mutating func read(_ flow: borrowing Flow, _ bytes: Span<UInt8>, reason: [UInt8]) {
    names.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    isNamed = false
    let first: JSONField =
      flow.direction(bytes) == .ingress ? .ingressDeniedBy : .egressDeniedBy
    let second: JSONField = first == .ingressDeniedBy ? .egressDeniedBy : .ingressDeniedBy
    if !readList(flow.line.flow.array(first, in: bytes), bytes) {
      _ = readList(flow.line.flow.array(second, in: bytes), bytes)
    }
    if !isNamed {
      names.append(Self.standIn(for: reason))
      kinds.append(GroupField.absentText)
    }
  }

  private static func standIn(for reason: [UInt8]) -> StaticString {
    if reason.equals(DropReason.policyDenied) {
      return "(default deny)"
    }
    let isUnnamed =
      reason.equals(DropReason.policyDeny) || reason.equals(DropReason.deniedByL7)
      || reason.equals(DropReason.authRequired) || reason.equals(Self.auditReason)
    return isUnnamed ? "(unnamed)" : GroupField.absentText
  }

  /// What stands for the reason of an AUDIT line.
  static let auditReason: StaticString = "(audit)"

  /// Reads a list; false where it is absent or holds no policy.
  private mutating func readList(_ list: Int?, _ bytes: Span<UInt8>) -> Bool {
    guard let list else {
      return false
    }
    var places: (first: Range<Int>?, others: [Range<Int>]) = (nil, [])
    ObjectWalk.elements(bytes, arrayAt: list) { policy in
      guard bytes[policy.lowerBound] == Byte.openBrace else {
        return true
      }
      if places.first == nil {
        places.first = policy
      } else {
        places.others.append(policy)
      }
      return true
    }
    guard let first = places.first else {
      return false
    }
    isNamed = true
    Self.appendPolicy(first, bytes, &members, name: &names, kind: &kinds)
    if !places.others.isEmpty {
      join(places.others, bytes)
    }
    return true
  }

  private static func appendPolicy(
    _ policy: Range<Int>, _ bytes: Span<UInt8>, _ members: inout Members, name: inout [UInt8],
    kind: inout [UInt8]
  ) {
    ObjectWalk.members(bytes, objectAt: policy.lowerBound, into: &members)
    appendPath(members, .namespace, .name, bytes, to: &name)
    if name.isEmpty {
      name.append("(unnamed)")
    }
    if let place = members.string(.kind, in: bytes), place.count > 2 {
      StringText.append(bytes, place, to: &kind)
    } else {
      kind.append(GroupField.absentText)
    }
  }

  /// Appends `OUTER/INNER`, or the one of the two that there is.
  static func appendPath(
    _ members: borrowing Members, _ outer: JSONField, _ inner: JSONField, _ bytes: Span<UInt8>,
    to text: inout [UInt8]
  ) {
    let places = (members.string(outer, in: bytes), members.string(inner, in: bytes))
    if let place = places.0, place.count > 2 {
      StringText.append(bytes, place, to: &text)
      if let inner = places.1, inner.count > 2 {
        text.append(UInt8(ascii: "/"))
      }
    }
    if let place = places.1 {
      StringText.append(bytes, place, to: &text)
    }
  }

  private mutating func join(_ others: [Range<Int>], _ bytes: Span<UInt8>) {
    var allNames = [names]
    var allKinds = [kinds]
    for policy in others {
      var name: [UInt8] = []
      var kind: [UInt8] = []
      Self.appendPolicy(policy, bytes, &members, name: &name, kind: &kind)
      allNames.append(name)
      allKinds.append(kind)
    }
    names = SortedText.joined(allNames)
    kinds = SortedText.joined(allKinds)
  }
}

/// Lists of names as one value.
enum SortedText {
  /// The distinct texts, sorted as bytes, joined by commas.
  static func joined(_ texts: [[UInt8]]) -> [UInt8] {
    var joined: [UInt8] = []
    var previous: [UInt8]?
    for text in texts.sorted(by: { $0.lexicographicallyPrecedes($1) }) where text != previous {
      if previous != nil {
        joined.append(Byte.comma)
      }
      joined += text
      previous = text
    }
    return joined
  }
}
