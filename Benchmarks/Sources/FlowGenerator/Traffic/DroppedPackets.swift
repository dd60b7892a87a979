// The packets that do not arrive.

extension Traffic {
  /// A packet that a policy dropped.
  ///
  /// First comes the verdict, which alone can name policies, a few microseconds later the drop
  /// notification; now and then one of the two is lost.
  mutating func policyDrop(_ reason: DropReason) -> [Flow] {
    let talk = conversation()
    let node = talk.firstNode(else: cluster.nodes[0])
    let base = talk.flow(.dropped, event: 5, on: node, isReply: false, &random).with {
      $0.dropReason = reason
      $0.isReply = nil
    }
    let isExplicit = reason.number == DropReason.policyDeny.number
    let named = isExplicit ? random.one(of: [0, 1, 1, 1, 1, 1, 1, 2]) : 0
    let policies = (0..<named).map { _ in random.one(of: cluster.denyPolicies) }
    let verdict = base.with {
      $0.policyMatchType = isExplicit ? 3 : 0
      $0.deniedBy = policies
    }
    let notification = notified(base, in: "bpf_lxc.c")
    switch random.below(100) {
    case ..<4: return [notification]
    case ..<7: return [verdict]
    default: return [verdict, notification]
    }
  }

  /// A drop that has nothing to do with policies: only a notification.
  mutating func droppedOtherwise() -> [Flow] {
    guard !random.happens(percent: 15) else { return [unparsedDrop()] }
    let talk = conversation()
    let reason = random.one(of: Vocabulary.plainDropReasons)
    let node = talk.firstNode(else: cluster.nodes[0])
    let base = talk.flow(.dropped, event: 1, on: node, isReply: false, &random).with {
      $0.dropReason = reason
      $0.isReply = nil
    }
    return [notified(base, in: random.one(of: ["bpf_lxc.c", "bpf_host.c", "bpf_overlay.c"]))]
  }

  /// A packet of which the agent knows neither side.
  private mutating func unparsedDrop() -> Flow {
    var sender = Endpoint.unknown
    sender.addressIPv6 = "fe80::\(random.hexadecimal(4)):\(random.hexadecimal(4))"
    sender.hardwareAddress = "4e:da:4c:db:39:83"
    var router = Endpoint.unknown
    router.addressIPv6 = "ff02::2"
    router.hardwareAddress = "33:33:00:00:00:02"
    let talk = Conversation(
      client: sender, server: router, serverPort: 0, transport: .icmp, ipVersion: .v6)
    let node = random.one(of: cluster.nodes)
    let base = talk.flow(.dropped, event: 1, on: node, isReply: false, &random).with {
      $0.dropReason = DropReason(number: 132, name: "INVALID_SOURCE_IP")
      $0.isReply = nil
      $0.direction = .egress
    }
    return notified(base, in: "bpf_lxc.c")
  }

  private mutating func notified(_ flow: Flow, in file: String) -> Flow {
    let line = random.number(in: 1000...2400)
    return flow.with {
      $0.eventType = 1
      $0.eventSubtype = flow.dropReason?.number ?? 0
      $0.file = SourceFile(name: file, line: line)
    }
  }
}
