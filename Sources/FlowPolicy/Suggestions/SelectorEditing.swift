import FlowManifest

extension ManifestValue {
  /// A label selector that asks of one key for what is there, whatever it asked for.
  func withRequirement(_ key: String, have: String, as written: String) -> ManifestValue {
    func isOther(_ candidate: String?) -> Bool {
      guard let candidate else {
        return true
      }
      return ![key, "k8s:" + key, "any:" + key].contains(candidate)
    }
    var labels = (self["matchLabels"]?.members ?? []).filter { isOther($0.key) }
    var expressions = (self["matchExpressions"]?.elements ?? []).filter {
      isOther($0["key"]?.text)
    }
    if have == absentValue {
      expressions.append(
        .object(("key", .string(written)), ("operator", .string("DoesNotExist"))))
    } else {
      labels.append(ManifestMember(written, .string(have)))
    }
    var selector: [ManifestMember] = []
    if !labels.isEmpty {
      selector.append(ManifestMember("matchLabels", .object(labels)))
    }
    if !expressions.isEmpty {
      selector.append(ManifestMember("matchExpressions", .array(expressions)))
    }
    return .object(selector)
  }

  /// A label selector that asks for some labels besides, of which it says nothing.
  func withLabels(
    _ labels: [(key: String, value: String)], prefix: String
  ) -> ManifestValue {
    let keys = (self["matchLabels"]?.members ?? []).map(\.key)
    let expressionKeys = (self["matchExpressions"]?.elements ?? []).compactMap { $0["key"]?.text }
    let known = (keys + expressionKeys).map { key in
      key.firstIndex(of: ":").map { String(key[key.index(after: $0)...]) } ?? key
    }
    let new = labels.filter { !known.contains($0.key) }.map {
      ManifestMember(prefix + $0.key, .string($0.value))
    }
    guard !new.isEmpty else {
      return self
    }
    return setting("matchLabels", .object((self["matchLabels"]?.members ?? []) + new))
  }

  /// An object without its status and what the API server and kubectl keep in its metadata.
  var bare: ManifestValue {
    let kept = ["apiVersion", "kind", "metadata", "spec", "specs"]
    var members = self.members.filter { kept.contains($0.key) }
    for (index, member) in members.enumerated() where member.key == "metadata" {
      let names = ["name", "namespace", "labels", "annotations"]
      let metadata = member.value.members.filter { names.contains($0.key) }.map { part in
        guard part.key == "annotations" else {
          return part
        }
        let own = part.value.members.filter {
          $0.key != "kubectl.kubernetes.io/last-applied-configuration"
        }
        return ManifestMember(part.key, .object(own))
      }
      members[index] = ManifestMember("metadata", .object(metadata))
    }
    return .object(members)
  }
}
