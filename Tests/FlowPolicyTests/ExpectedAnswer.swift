import FlowPolicy

/// Everything that an answer says, in texts that compare and print well.
struct ExpectedAnswer: Equatable, CustomStringConvertible {
  private var lines: [String: [String]] = [:]

  /// The answer of Cilium's engine.
  ///
  /// - Parameters:
  ///   - members: The line of the file.
  ///   - hasNear: Whether the line says what is near.
  init(_ members: PolicyCase.Members, hasNear: Bool) {
    lines["verdict"] = [members["verdict"] as? String ?? ""]
    lines["enforced"] = ["\(members["enforced"] as? Bool ?? false)"]
    lines["default_deny"] = ["\(members["default_deny"] as? Bool ?? false)"]
    lines["default_deny_reason"] = members["default_deny_reason"] as? [String] ?? []
    lines["l7"] = ["\(members["l7"] as? Bool ?? false)"]
    for key in ["default_deny_by", "selected_by", "matching_allow", "matching_deny", "unknown_via"]
    {
      lines[key] = Self.texts(members[key])
    }
    lines["near"] = hasNear ? Self.texts(members["near"]) : nil
    lines["other_side"] = (members["other_side"] as? String).map { [$0] }
  }

  /// An answer of ours, as far as another one says something.
  init(_ answer: Answer, otherSide: PolicyVerdict?, comparedTo other: ExpectedAnswer) {
    lines["verdict"] = [answer.verdict.rawValue]
    lines["enforced"] = ["\(answer.isEnforced)"]
    lines["default_deny"] = ["\(answer.isDefaultDeny)"]
    lines["default_deny_reason"] = answer.defaultDenyReasons.map(\.rawValue)
    lines["l7"] = ["\(answer.isRedirected)"]
    lines["default_deny_by"] = answer.defaultDenyBy.map { Self.text(Self.members($0)) }.sorted()
    lines["selected_by"] = answer.selectedBy.map { Self.text(Self.members($0)) }.sorted()
    lines["matching_allow"] = answer.matchingAllow.map { Self.text(Self.members($0)) }.sorted()
    lines["matching_deny"] = answer.matchingDeny.map { Self.text(Self.members($0)) }.sorted()
    lines["unknown_via"] = answer.unknownVia.map { Self.text(Self.members($0)) }.sorted()
    lines["near"] = answer.near.map { Self.text(Self.members($0)) }.sorted()
    lines["other_side"] = otherSide.map { [$0.rawValue] }
    for key in ["near", "other_side"] where other.lines[key] == nil {
      lines[key] = nil
    }
  }

  /// Whether it says what the other side would.
  var hasOtherSide: Bool {
    lines["other_side"] != nil
  }

  var description: String {
    lines.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
  }

  private static func members(_ object: ObjectReference) -> [String: String] {
    var members = ["kind": object.kind, "name": object.name]
    members["namespace"] = object.namespace
    return members
  }

  private static func members(_ rule: RuleReference) -> [String: String] {
    members(rule.object).merging(["rule": rule.rule]) { $1 }
  }

  private static func members(_ miss: NearMiss) -> [String: String] {
    var members = members(miss.rule)
    members["dimension"] = miss.dimension.rawValue
    members["key"] = miss.key
    members["want"] = miss.want
    members["have"] = miss.have
    return members
  }

  private static func texts(_ value: Any?) -> [String] {
    (value as? [[String: String]] ?? []).map { text(plain($0)) }.sorted()
  }

  private static func text(_ members: [String: String]) -> String {
    members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  /// The engine's own words for CIDR groups and ICMP, as people read them.
  private static func plain(_ members: [String: String]) -> [String: String] {
    var members = members
    guard let want = members["want"] else {
      return members
    }
    if members["dimension"] == "cidr-group",
      let name = want.firstRange(of: "cidrgroupname/")?.upperBound
    {
      members["want"] = String(want[name...].prefix { !"<,]".contains($0) })
    }
    if members["dimension"] == "icmp-type" {
      members["want"] =
        want.hasSuffix("/ICMP") ? want + "v4" : want.replacing("/ICMPV6", with: "/ICMPv6")
    }
    return members
  }
}
