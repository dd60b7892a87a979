internal import FlowAnswer

/// Rule 7 of counting: the policies that denied a flow, or what stands for none.
///
/// The buffers are reused from line to line; a list of one policy, the usual one, allocates nothing.
struct DenyingPolicies: ~Copyable {
  /// Names, NAMESPACE/NAME or NAME where it is cluster-wide, sorted, joined by commas.
  private(set) var names = TextBuffer()
  /// Their kinds, sorted, joined by commas.
  private(set) var kinds = TextBuffer()
  /// Each as `KIND/NAMESPACE/NAME`, no namespace where it is cluster-wide, sorted, joined by commas.
  private(set) var objects = TextBuffer()
  /// All that the list names, written like these, whatever the reason is.
  private(set) var named = TextBuffer()
  /// Whether the line names a policy that denied it.
  private(set) var isNamed = false
  /// The policies that a default deny names: they put the endpoint under default deny, no rule of theirs denied the packet.
  private(set) var defaultDenyNames = TextBuffer()

  private var members = Members()
  /// The lists that were read: their names, and their kinds.
  private var lists = KnownValues()
  private var listNames = ValueTexts()
  private var listKinds = ValueTexts()
  private var listObjects = ValueTexts()

  /// Reads the deny list of the flow's direction, else of the other one.
  mutating func read(_ flow: inout Flow, _ bytes: Span<UInt8>, reason: TextBuffer) {
    names.removeAll()
    kinds.removeAll()
    objects.removeAll()
    named.removeAll()
    defaultDenyNames.removeAll()
    let first: JSONField =
      flow.direction(bytes) == .ingress ? .ingressDeniedBy : .egressDeniedBy
    let second: JSONField = first == .ingressDeniedBy ? .egressDeniedBy : .ingressDeniedBy
    if !readList(first, &flow, bytes) {
      _ = readList(second, &flow, bytes)
    }
    named.append(objects)
    if !names.isEmpty && reason.equals(DropReason.policyDenied.name) {
      swap(&names, &defaultDenyNames)
      kinds.removeAll()
      objects.removeAll()
    }
    isNamed = !names.isEmpty
    if !isNamed {
      names.append(Self.standIn(for: reason))
      kinds.append(GroupField.absentText)
    }
  }

  private static func standIn(for reason: TextBuffer) -> StaticString {
    if reason.equals(DropReason.policyDenied.name) {
      return defaultDeny
    }
    let isUnnamed =
      reason.equals(DropReason.policyDeny.name) || reason.equals(DropReason.deniedByL7)
      || reason.equals(DropReason.authRequired.name) || reason.equals(Self.auditReason)
    return isUnnamed ? unnamed : GroupField.absentText
  }

  private static let defaultDeny: StaticString = "(default deny)"
  private static let unnamed: StaticString = "(unnamed)"
  /// What stands for the reason of an AUDIT line.
  static let auditReason: StaticString = "(audit)"

  /// All that is printed where a log has no policy, no reason or no other value.
  static let standIns = [defaultDeny, unnamed, auditReason, GroupField.absentText].map { "\($0)" }

  /// Reads a list; false where it is absent or holds no policy, with a name or without one.
  private mutating func readList(
    _ field: JSONField, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let list = flow.line.flow.array(field, in: bytes) else {
      return false
    }
    guard let end = flow.endOfContainer(at: list) else {
      return readList(list, bytes)
    }
    if let number = lists.number(bytes, list..<end) {
      listNames.append(number, to: &names)
      listKinds.append(number, to: &kinds)
      listObjects.append(number, to: &objects)
      return true
    }
    guard readList(list, bytes) else {
      return false
    }
    if lists.keep(bytes, list..<end) {
      listNames.keep(names)
      listKinds.keep(kinds)
      listObjects.keep(objects)
    }
    return true
  }

  /// Reads the list at `list`.
  private mutating func readList(_ list: Int, _ bytes: Span<UInt8>) -> Bool {
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
    Self.appendPolicy(first, bytes, &members, name: &names, kind: &kinds)
    objects.append(contentsOf: Self.object(kinds.bytes, names.bytes))
    if !places.others.isEmpty {
      join(places.others, bytes)
    }
    return true
  }

  /// Appends name and kind of a policy; nothing where it has no name.
  private static func appendPolicy(
    _ policy: Range<Int>, _ bytes: Span<UInt8>, _ members: inout Members, name: inout TextBuffer,
    kind: inout TextBuffer
  ) {
    ObjectWalk.members(bytes, objectAt: policy.lowerBound, into: &members)
    guard appendName(members, bytes, to: &name) else {
      return
    }
    if let start = members.startOfText(.kind, in: bytes) {
      StringText.append(bytes, stringAt: start, to: &kind)
    } else {
      kind.append(GroupField.absentText)
    }
  }

  /// Appends NAMESPACE/NAME, each from the policy's labels where its member is not there; false where there is no name.
  private static func appendName(
    _ members: borrowing Members, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) -> Bool {
    let start = text.count
    append(members, .namespace, else: "k8s:io.cilium.k8s.policy.namespace=", bytes, to: &text)
    if text.count > start {
      text.append(UInt8(ascii: "/"))
    }
    let name = text.count
    append(members, .name, else: "k8s:io.cilium.k8s.policy.name=", bytes, to: &text)
    guard text.count > name else {
      text.truncate(to: start)
      return false
    }
    return true
  }

  /// Appends a member, or what stands behind `prefix` in the first label that has it.
  private static func append(
    _ members: borrowing Members, _ field: JSONField, else prefix: StaticString,
    _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let member = members.startOfText(field, in: bytes) {
      return StringText.append(bytes, stringAt: member, to: &text)
    }
    guard let labels = members.array(.labels, in: bytes) else {
      return
    }
    var found: Range<Int>?
    ObjectWalk.elements(bytes, arrayAt: labels) { label in
      guard bytes[label.lowerBound] == Byte.quote, StringText.hasPrefix(bytes, label, prefix)
      else {
        return true
      }
      found = label
      return false
    }
    if let found {
      let start = text.count
      StringText.append(bytes, found, to: &text)
      text.remove(start..<(start + prefix.utf8CodeUnitCount))
    }
  }

  /// Appends `OUTER/INNER`, or the one of the two that there is.
  static func appendPath(
    _ members: borrowing Members, _ outer: JSONField, _ inner: JSONField, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    let name = members.startOfText(inner, in: bytes)
    if let start = members.startOfText(outer, in: bytes) {
      StringText.append(bytes, stringAt: start, to: &text)
      if name != nil {
        text.append(UInt8(ascii: "/"))
      }
    }
    if let name {
      StringText.append(bytes, stringAt: name, to: &text)
    }
  }

  private mutating func join(_ others: [Range<Int>], _ bytes: Span<UInt8>) {
    var allNames = [names.bytes]
    var allKinds = [kinds.bytes]
    var allObjects = [objects.bytes]
    for policy in others {
      var name = TextBuffer()
      var kind = TextBuffer()
      Self.appendPolicy(policy, bytes, &members, name: &name, kind: &kind)
      allNames.append(name.bytes)
      allKinds.append(kind.bytes)
      allObjects.append(Self.object(kind.bytes, name.bytes))
    }
    // A policy without a name is none.
    allNames.removeAll(where: \.isEmpty)
    allKinds.removeAll(where: \.isEmpty)
    allObjects.removeAll(where: \.isEmpty)
    names.removeAll()
    names.append(contentsOf: SortedText.joined(allNames))
    kinds.removeAll()
    kinds.append(contentsOf: SortedText.joined(allKinds))
    objects.removeAll()
    objects.append(contentsOf: SortedText.joined(allObjects))
  }

  /// `KIND/NAMESPACE/NAME`, nothing for a policy without a name.
  private static func object(_ kind: [UInt8], _ name: [UInt8]) -> [UInt8] {
    guard !name.isEmpty else {
      return []
    }
    let slash = UInt8(ascii: "/")
    return kind + (name.contains(slash) ? [slash] : [slash, slash]) + name
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
