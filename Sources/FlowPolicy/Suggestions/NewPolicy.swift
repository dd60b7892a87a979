import FlowManifest

/// A policy that allows one question and puts nobody into default deny.
struct NewPolicy {
  let question: Question
  let configuration: PolicyConfiguration
  /// Whether a policy of a kind, namespace and name is there already.
  let isTaken: (ObjectReference) -> Bool

  /// The policies to try, from one that names workloads to one that names all labels.
  var candidates: [SuggestionCandidate] {
    guard question.layer4 != .other else {
      return []
    }
    var candidates: [SuggestionCandidate] = []
    for detail in LabelDetail.allCases {
      if let candidate = candidate(detail), candidate.object != candidates.last?.object {
        candidates.append(candidate)
      }
    }
    return candidates
  }

  private var isIngress: Bool {
    question.direction == .ingress
  }

  private func candidate(_ detail: LabelDetail) -> SuggestionCandidate? {
    let subject = IdentityLabels(question.subject.labels)
    let peer = IdentityLabels(question.peer.labels)
    guard let peers = peers(peer, subject, detail),
      let selector = selector(subject, detail)
    else {
      return nil
    }
    var rule: [ManifestMember] = [peers.member]
    if let field = question.layer4.icmpField {
      let list = ManifestValue.object(("fields", .array([field])))
      rule.append(ManifestMember("icmps", .array([list])))
    } else {
      let ports = ManifestValue.object(
        ("ports", .array([question.layer4.portEntry(asNumber: false)])))
      rule.append(ManifestMember("toPorts", .array([ports])))
    }
    let direction = isIngress ? "ingress" : "egress"
    let spec = ManifestValue.object([
      selector, ManifestMember("enableDefaultDeny", .object((direction, .bool(false)))),
      ManifestMember(direction, .array([.object(rule)])),
    ])
    let reference = reference(subject, peer)
    var metadata = [ManifestMember("name", .string(reference.name))]
    if let namespace = reference.namespace {
      metadata.append(ManifestMember("namespace", .string(namespace)))
    }
    let object = ManifestValue.object(
      ("apiVersion", .string("cilium.io/v2")), ("kind", .string(reference.kind)),
      ("metadata", .object(metadata)), ("spec", spec))
    return SuggestionCandidate(
      object: object, change: .newPolicy(reference),
      addition: "\(question.layer4.text), \(peers.text)")
  }

  private func selector(_ subject: IdentityLabels, _ detail: LabelDetail) -> ManifestMember? {
    if subject.namespace != nil {
      return ManifestMember("endpointSelector", .labels(subject.labels(detail)))
    }
    if subject.reserved.contains("host") {
      return ManifestMember("nodeSelector", .labels(subject.labels(detail)))
    }
    guard let entity = subject.reserved.first else {
      return nil
    }
    return ManifestMember(
      "endpointSelector", .object(("matchLabels", .object(("reserved:" + entity, .string(""))))))
  }

  private func peers(
    _ peer: IdentityLabels, _ subject: IdentityLabels, _ detail: LabelDetail
  ) -> (member: ManifestMember, text: String)? {
    let prefix = isIngress ? "from" : "to"
    if let namespace = peer.namespace {
      var labels = peer.labels(detail)
      let text = labels.map { "\($0.key) = \($0.value.text ?? "")" }.joined(separator: ", ")
      if namespace != subject.namespace {
        labels.append(ManifestMember("k8s:" + KnownKey.namespace, .string(namespace)))
      }
      if let cluster = peer.cluster, cluster != configuration.clusterName {
        labels.append(ManifestMember("k8s:" + KnownKey.cluster, .string(cluster)))
      }
      let member = ManifestMember(prefix + "Endpoints", .array([.labels(labels)]))
      return (member, text.isEmpty ? "namespace \(namespace)" : text)
    }
    if let entity = peer.reserved.first(where: { !$0.hasPrefix("world") }) {
      return (ManifestMember(prefix + "Entities", .array([.string(entity)])), entity)
    }
    guard !peer.reserved.isEmpty, let cidr = question.peer.ownCIDR else {
      return nil
    }
    return (ManifestMember(prefix + "CIDR", .array([.string(cidr)])), cidr)
  }

  private func reference(_ subject: IdentityLabels, _ peer: IdentityLabels) -> ObjectReference {
    let (from, to) = isIngress ? (peer, subject) : (subject, peer)
    let number = question.layer4.text.replacing("/", with: "-")
    let words = ["allow", from.word, "to", to.word, isIngress ? "in" : "out", number]
    let name = words.map(Self.nameBytes).filter { !$0.isEmpty }.joined(separator: "-")
    var reference = reference(String(name.prefix(60)), subject)
    var count = 2
    while isTaken(reference) {
      reference = self.reference("\(name.prefix(50))-\(count)", subject)
      count += 1
    }
    return reference
  }

  private func reference(_ name: String, _ subject: IdentityLabels) -> ObjectReference {
    ObjectReference(
      kind: subject.namespace == nil ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy",
      namespace: subject.namespace, name: name)
  }

  /// What of a word may stand in an object's name.
  private static func nameBytes(_ word: String) -> String {
    let bytes = word.lowercased().utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "-")
      }
    }
    let parts = bytes.split(separator: UInt8(ascii: "-"))
    let joined = Array(parts.joined(separator: [UInt8(ascii: "-")]))
    return String(decoding: joined.prefix(20), as: UTF8.self)
  }
}

extension ManifestValue {
  /// A label selector of some labels; of none, one of everything.
  fileprivate static func labels(_ labels: [ManifestMember]) -> ManifestValue {
    labels.isEmpty ? .object([]) : .object(("matchLabels", .object(labels)))
  }
}
