/// Policies of an invented cluster, as `kubectl get cnp,ccnp,netpol -A -o json` prints them.
///
/// Most are of a namespace and select one of its workloads by its labels; some select a namespace,
/// some all pods of a tier. So they select the pods of a log of the same settings.
public struct PolicyList: Sendable {
  private let workloads: [Workload]
  private let count: Int
  private var random: RandomNumbers

  private enum Kind: String {
    case cilium = "CiliumNetworkPolicy"
    case clusterwide = "CiliumClusterwideNetworkPolicy"
    case kubernetes = "NetworkPolicy"
  }

  /// So many policies of the cluster of these settings.
  public init(_ settings: FlowLog.Settings, count: Int) {
    var random = RandomNumbers(seed: settings.seed)
    let cluster = Cluster(
      nodeCount: settings.nodeCount, namespaceCount: settings.namespaceCount,
      worldWords: settings.shape == .unicode, random: &random)
    var workloads: [Workload] = []
    for workload in cluster.pods.compactMap(\.workload)
    where workload.identity != workloads.last?.identity {
      workloads.append(workload)
    }
    self.workloads = workloads
    self.count = count
    self.random = random
  }

  /// Writes the list to `descriptor`, which stays open.
  public consuming func write(to descriptor: Int32) throws(OutputError) {
    var output = OutputBuffer(descriptor: descriptor, longestText: 1 << 16)
    _ = try output.append(
      Array("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n".utf8).span)
    for number in 0..<count {
      let text = policy(number).bytes + Array(number + 1 < count ? ",\n".utf8 : "\n".utf8)
      _ = try output.append(text.span)
    }
    _ = try output.append(Array("]}\n".utf8).span)
    try output.flush()
  }

  private mutating func policy(_ number: Int) -> LineText {
    let subject = random.one(of: workloads)
    let kind: Kind =
      switch random.below(100) {
      case ..<80: .cilium
      case ..<95: .kubernetes
      default: .clusterwide
      }
    var line = LineText()
    line.object { line in
      line.string("apiVersion", kind == .kubernetes ? "networking.k8s.io/v1" : "cilium.io/v2")
      line.string("kind", kind.rawValue)
      line.object("metadata") { line in
        line.string("name", "\(subject.name)-\(number)")
        line.string("namespace", kind == .clusterwide ? "" : subject.namespace)
        line.string("creationTimestamp", "2026-0\(1 + number % 5)-01T00:00:00Z")
      }
      line.object("spec") { line in
        switch kind {
        case .cilium, .clusterwide: ciliumSpec(of: subject, kind, in: &line)
        case .kubernetes: kubernetesSpec(of: subject, in: &line)
        }
      }
    }
    return line
  }

  private mutating func ciliumSpec(of subject: Workload, _ kind: Kind, in line: inout LineText) {
    let isClusterwide = kind == .clusterwide
    selector("endpointSelector", of: subject, isClusterwide: isClusterwide, in: &line)
    for direction in directions() {
      line.objects(direction, Array(0..<random.number(in: 1...3))) { line, _ in
        ciliumRule(direction, of: subject, in: &line)
      }
    }
    if random.happens(percent: 8) {
      line.objects("ingressDeny", [random.one(of: workloads)]) { line, peer in
        line.objects("fromEndpoints", [peer]) { line, peer in
          labels(of: peer, withNamespace: true, in: &line)
        }
      }
    }
  }

  private mutating func ciliumRule(
    _ direction: String, of subject: Workload, in line: inout LineText
  ) {
    let prefix = direction == "ingress" ? "from" : "to"
    let peer = random.one(of: workloads)
    switch random.below(100) {
    case ..<65:
      line.objects("\(prefix)Endpoints", [peer]) { line, peer in
        labels(of: peer, withNamespace: true, in: &line)
      }
    case ..<80:
      line.objects("\(prefix)Endpoints", [subject]) { line, peer in
        labels(of: peer, withNamespace: false, in: &line)
      }
    case ..<90:
      line.strings(
        "\(prefix)Entities",
        [random.one(of: ["kube-apiserver", "host", "world", "health", "remote-node"])])
    case _ where direction == "egress" && random.happens(percent: 50):
      line.objects("toFQDNs", [random.one(of: Vocabulary.outsideNames)]) { line, name in
        line.string("matchName", name)
      }
    default:
      line.objects("\(prefix)CIDRSet", [random.number(in: 11...223)]) { line, octet in
        line.string("cidr", "\(octet).0.0.0/8")
        line.strings("except", ["\(octet).64.0.0/10"])
      }
    }
    guard random.happens(percent: 80) else { return }
    let port = direction == "ingress" ? subject.port : peer.port
    line.objects("toPorts", [random.happens(percent: 70) ? port : randomPort()]) { line, port in
      line.objects("ports", [port]) { line, port in
        line.string("port", String(port))
        line.string("protocol", "TCP")
      }
    }
  }

  private mutating func kubernetesSpec(of subject: Workload, in line: inout LineText) {
    selector("podSelector", of: subject, isClusterwide: false, in: &line)
    let directions = directions()
    line.strings("policyTypes", directions.map { $0 == "ingress" ? "Ingress" : "Egress" })
    for direction in directions {
      line.objects(direction, Array(0..<random.number(in: 1...2))) { line, _ in
        let peer = random.one(of: workloads)
        line.objects(direction == "ingress" ? "from" : "to", [peer]) { line, peer in
          line.object("namespaceSelector") { line in
            line.object("matchLabels") {
              $0.string("kubernetes.io/metadata.name", peer.namespace)
            }
          }
          line.object("podSelector") { labels(of: peer, withNamespace: false, in: &$0) }
        }
        line.objects("ports", [direction == "ingress" ? subject.port : peer.port]) { line, port in
          line.string("protocol", "TCP")
          line.number("port", port)
        }
      }
    }
  }

  private mutating func directions() -> [String] {
    random.one(of: [["ingress"], ["ingress"], ["egress"], ["ingress", "egress"]])
  }

  private mutating func randomPort() -> Int {
    random.one(of: Vocabulary.servicePorts)
  }

  /// What a policy selects: a workload of the namespace, more of it, or all of it.
  private mutating func selector(
    _ key: String, of subject: Workload, isClusterwide: Bool, in line: inout LineText
  ) {
    line.object(key) { line in
      guard isClusterwide || random.happens(percent: 85) else { return }
      labels(of: subject, withNamespace: isClusterwide, in: &line)
    }
  }

  /// Labels of a workload that a selector asks for: its name, or another one that it has.
  private mutating func labels(
    of workload: Workload, withNamespace: Bool, in line: inout LineText
  ) {
    let others = workload.labelTexts.filter { text in
      Self.selectedKeys.contains { text.hasPrefix("k8s:\($0)=") }
    }
    let isNamed = others.isEmpty || random.happens(percent: 70)
    let chosen = isNamed ? "k8s:app.kubernetes.io/name=\(workload.name)" : random.one(of: others)
    line.object("matchLabels") { line in
      let parts = chosen.dropFirst("k8s:".count).split(separator: "=", maxSplits: 1)
      line.string(String(parts[0]), String(parts[1]))
      if withNamespace {
        line.string("k8s:io.kubernetes.pod.namespace", workload.namespace)
      }
    }
  }

  private static let selectedKeys = ["app.kubernetes.io/component", "app", "tier"]
}
