// What the proxies see: DNS and HTTP, each a request and its response.

extension Traffic {
  mutating func nameQuery() -> [Flow] {
    let client = random.one(of: cluster.pods)
    let talk = Conversation(
      client: client, server: random.one(of: cluster.nameServers), serverPort: 53,
      transport: .udp, ipVersion: .v4)
    let name = queriedName()
    let type = random.one(of: ["A", "AAAA"])
    let addresses = (0..<random.below(3)).map { _ in
      "52.\(random.below(250)).\(random.below(250)).\(random.below(250))"
    }
    let latency = random.number(in: 100_000...9_000_000)
    let answer = L7Record.answer(
      name: name, type: type, code: addresses.isEmpty ? 3 : 0, addresses: addresses,
      latency: latency)
    return exchange(talk, .query(name: name, type: type), answer, on: client.node)
  }

  mutating func webRequest() -> [Flow] {
    let (talk, request) = webTalk()
    let response = L7Record.response(
      request, code: random.one(of: Vocabulary.responseCodes),
      latency: random.number(in: 800_000...90_000_000))
    return exchange(talk, .request(request), response, on: talk.server.node)
  }

  /// A request that the proxy could not hand on.
  mutating func failedRequest() -> [Flow] {
    let (talk, request) = webTalk()
    return [l7(talk, .error, .request(request), on: talk.server.node, isReply: false)]
  }

  /// A request that a rule for HTTP or DNS refused: DROPPED without a reason.
  mutating func deniedRequest() -> [Flow] {
    guard random.happens(percent: 60) else {
      return nameQuery().prefix(1).map { $0.with { $0.verdict = .dropped } }
    }
    let (talk, request) = webTalk()
    return [l7(talk, .dropped, .request(request), on: talk.server.node, isReply: false)]
  }

  private mutating func queriedName() -> String {
    let service = random.one(of: cluster.pods).workload
    return random.happens(percent: 50)
      ? random.one(of: Vocabulary.outsideNames) + "."
      : "\(service?.name ?? "kubernetes").\(service?.namespace ?? "default").svc.cluster.local."
  }

  private mutating func webTalk() -> (Conversation, RequestLine) {
    let server = random.one(of: cluster.pods)
    let port = server.workload?.port ?? 80
    let name = server.workload?.name ?? ""
    let host = "\(name).\(server.workload?.namespace ?? "").svc.cluster.local:\(port)"
    let request = RequestLine(
      method: random.one(of: Vocabulary.requestMethods),
      url: "http://\(host)\(random.one(of: Vocabulary.requestPaths))",
      userAgent: random.one(of: Vocabulary.userAgents), traceIdentifier: random.hexadecimal(32))
    let talk = Conversation(
      client: random.one(of: cluster.pods), server: server, serverPort: port, transport: .tcp,
      ipVersion: random.happens(percent: 14) ? .v6 : .v4)
    return (talk, request)
  }

  private mutating func exchange(
    _ talk: Conversation, _ request: L7Record, _ response: L7Record, on node: Node?
  ) -> [Flow] {
    [
      l7(talk, .forwarded, request, on: node, isReply: false),
      l7(talk, .forwarded, response, on: node, isReply: true),
    ]
  }

  private mutating func l7(
    _ talk: Conversation, _ verdict: Verdict, _ record: L7Record, on node: Node?, isReply: Bool
  ) -> Flow {
    let node = node ?? cluster.nodes[0]
    return talk.flow(verdict, event: 129, on: node, isReply: isReply, &random).with {
      $0.type = .request
      $0.l7 = record
      $0.summary = record.summary
      if talk.transport == .tcp {
        $0.transport = .tcp(flags: [])
      }
    }
  }
}
