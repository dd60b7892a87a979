// The objects inside a flow, each with its members in the order of the .proto file.

extension FlowSide {
  func address(_ version: IPVersion) -> String {
    switch version {
    case .v4: endpoint.addressIPv4
    case .v6: endpoint.addressIPv6
    }
  }

  func write(to line: inout LineText) {
    line.number("ID", isLocal ? endpoint.number : 0)
    line.number("identity", endpoint.identity)
    line.string("cluster_name", endpoint.workload == nil ? "" : Vocabulary.clusterName)
    line.string("namespace", endpoint.workload?.namespace ?? "")
    line.strings("labels", endpoint.labels)
    line.string("pod_name", endpoint.podName)
    let workloads = endpoint.workload.map { [$0] } ?? []
    line.objects("workloads", workloads) { object, workload in
      object.string("name", workload.name)
      object.string("kind", workload.kind)
    }
  }

  /// Only what the short field masks keep.
  func writeNames(to line: inout LineText) {
    line.string("namespace", endpoint.workload?.namespace ?? "")
    line.string("pod_name", endpoint.podName)
  }
}

extension Port {
  func write(_ key: String, to line: inout LineText) {
    switch self {
    case .none: break
    case .fixed(let port): line.number(key, port)
    case .client: line.clientPort(key)
    }
  }
}

extension Transport {
  func write(to line: inout LineText, from source: Port, to destination: Port) {
    switch self {
    case .tcp(let flags):
      line.object("TCP") { object in
        source.write("source_port", to: &object)
        destination.write("destination_port", to: &object)
        guard !flags.isEmpty else { return }
        object.object("flags") { set in
          for flag in flags {
            set.boolean(flag, true)
          }
        }
      }
    case .udp: writePorts("UDP", to: &line, from: source, to: destination)
    case .sctp: writePorts("SCTP", to: &line, from: source, to: destination)
    case .icmpVersion4(let type): line.object("ICMPv4") { $0.number("type", type) }
    case .icmpVersion6(let type): line.object("ICMPv6") { $0.number("type", type) }
    }
  }

  private func writePorts(
    _ key: String, to line: inout LineText, from source: Port, to destination: Port
  ) {
    line.object(key) { object in
      source.write("source_port", to: &object)
      destination.write("destination_port", to: &object)
    }
  }
}

extension Workload {
  func writeService(_ key: String, to line: inout LineText) {
    line.object(key) { object in
      object.string("name", name == "coredns" ? "kube-dns" : name)
      object.string("namespace", namespace)
    }
  }
}

extension Policy {
  func write(to line: inout LineText) {
    line.string("name", name)
    line.string("namespace", namespace)
    line.strings("labels", labels)
    line.string("revision", String(revision))
    line.string("kind", kind)
  }
}
