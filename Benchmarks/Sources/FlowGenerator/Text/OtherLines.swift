// The lines that are no flow.

extension Traffic {
  /// The line of a kind that is no flow, and the node that wrote it; nil for flows.
  mutating func otherLine(of kind: PacketKind, spaced: Bool) -> (LineText, Node)? {
    let node = random.one(of: cluster.nodes)
    let pod = random.one(of: cluster.pods)
    switch kind {
    case .lostEvents: return (lostEvents(on: node, spaced: spaced), node)
    case .nodeStatus: return (nodeStatus(of: node, spaced: spaced), node)
    case .agentEvent: return (agentEvent(about: pod, on: node, spaced: spaced), node)
    case .debugEvent: return (debugEvent(about: pod, on: node, spaced: spaced), node)
    case .forwarded, .fromHost, .allowed, .redirected, .audited, .translated, .nameQuery,
      .webRequest, .failedRequest, .policyDenied, .policyDeny, .authenticationRequired,
      .droppedOtherwise, .requestDenied:
      return nil
    }
  }

  private mutating func lostEvents(on node: Node, spaced: Bool) -> LineText {
    let source = random.one(of: ["PERF_EVENT_RING_BUFFER", "OBSERVER_EVENTS_QUEUE"])
    let count = random.number(in: 1...4000)
    return line(from: node.name, spaced: spaced, "lost_events") { event in
      event.string("source", source)
      event.string("num_events_lost", String(count))
      event.time("first")
      event.time("last")
    }
  }

  private mutating func nodeStatus(of node: Node, spaced: Bool) -> LineText {
    let relay = "hubble-relay-7d9c5f9b8b-\(random.nameSuffix(5))"
    let state = random.one(of: ["NODE_UNAVAILABLE", "NODE_GONE", "NODE_CONNECTED"])
    return line(from: relay, spaced: spaced, "node_status") { event in
      event.string("state_change", state)
      event.strings("node_names", [node.name])
      if state == "NODE_UNAVAILABLE" {
        event.string(
          "message", "rpc error: code = Unavailable desc = \"transport: Error while dialing\"")
      }
    }
  }

  private mutating func agentEvent(about pod: Endpoint, on node: Node, spaced: Bool) -> LineText {
    let revision = random.number(in: 100...900)
    let isPolicy = random.happens(percent: 40)
    return line(from: node.name, spaced: spaced, "agent_event") { event in
      event.string("type", isPolicy ? "POLICY_UPDATED" : "ENDPOINT_CREATED")
      guard !isPolicy else {
        event.object("policy_update") { update in
          update.strings("labels", pod.labels)
          update.string("revision", String(revision))
          update.string("rule_count", "1")
        }
        return
      }
      event.object("endpoint_update") { update in
        update.string("id", String(pod.number))
        update.strings("labels", pod.labels)
        update.string("pod_name", pod.podName)
        update.string("namespace", pod.workload?.namespace ?? "")
      }
    }
  }

  private mutating func debugEvent(about pod: Endpoint, on node: Node, spaced: Bool) -> LineText {
    let hash = random.below(1 << 32)
    return line(from: node.name, spaced: spaced, "debug_event") { event in
      event.string("type", "DBG_CT_LOOKUP4_1")
      event.object("source") { source in
        source.number("ID", pod.number)
        source.number("identity", pod.identity)
        source.string("namespace", pod.workload?.namespace ?? "")
        source.string("pod_name", pod.podName)
      }
      event.always("hash", hash)
      event.always("arg1", hash >> 7)
      event.always("arg2", 53)
      event.always("arg3", 0)
      event.string("message", "Conntrack lookup 1/2: src=\(pod.addressIPv4):53")
      event.always("cpu", 0)
    }
  }

  private func line(
    from name: String, spaced: Bool, _ key: String, _ members: (inout LineText) -> Void
  ) -> LineText {
    var text = LineText(spaced: spaced)
    text.object { line in
      line.object(key, members)
      line.string("node_name", name)
      line.time("time")
    }
    return text
  }
}
