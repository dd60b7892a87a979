internal import FlowAnswer

/// Lines on which an agent says that it took a policy or gave it up.
extension Flow {
  /// The event of the line at a time; nil where it is another one, or names no policy.
  func policyEvent(_ bytes: Span<UInt8>, at time: OptionalTime) -> PolicyEvent? {
    guard let time = time.timestamp, let event = line.wrapper.object(.agentEvent, in: bytes) else {
      return nil
    }
    var kind: PolicyEvent.Kind?
    var update: Int?
    ObjectWalk.eachMember(bytes, objectAt: event) { key, value in
      if StringText.equals(bytes, key, "type") {
        kind = Self.kind(bytes, value)
      } else if StringText.equals(bytes, key, "policy_update"),
        bytes[value.lowerBound] == Byte.openBrace
      {
        update = value.lowerBound
      }
    }
    guard let kind, let update else {
      return nil
    }
    var labels = PolicyLabels()
    ObjectWalk.eachMember(bytes, objectAt: update) { key, value in
      if StringText.equals(bytes, key, "labels"), bytes[value.lowerBound] == Byte.openBracket {
        ObjectWalk.elements(bytes, arrayAt: value.lowerBound) { label in
          if bytes[label.lowerBound] == Byte.quote {
            labels.note(String(decoding: StringText.decoded(bytes, label), as: UTF8.self))
          }
          return true
        }
      }
    }
    guard let name = labels.name else {
      return nil
    }
    return PolicyEvent(
      time: time, kind: kind, policyKind: labels.kind, namespace: labels.namespace, name: name)
  }

  /// Source: enum AgentEventType of Cilium's observer.proto.
  private static func kind(_ bytes: Span<UInt8>, _ value: Range<Int>) -> PolicyEvent.Kind? {
    guard let text = EnumText(bytes, value) else {
      return nil
    }
    if text.matches(bytes, name: "POLICY_UPDATED", number: 3) {
      return .updated
    }
    return text.matches(bytes, name: "POLICY_DELETED", number: 4) ? .deleted : nil
  }
}

/// What the labels of a policy in an agent say of its object.
private struct PolicyLabels {
  var kind = ""
  var namespace = ""
  var name: String?

  private static let prefix = "k8s:io.cilium.k8s.policy."

  mutating func note(_ label: String) {
    guard label.hasPrefix(Self.prefix), let equals = label.firstIndex(of: "=") else {
      return
    }
    let value = String(label[label.index(after: equals)...])
    switch label[..<equals].dropFirst(Self.prefix.count) {
    case "derived-from": kind = value
    case "namespace": namespace = value
    case "name": name = value
    case _: break
    }
  }
}
