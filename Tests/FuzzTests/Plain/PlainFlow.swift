import FlowAnswer

/// What a flow is counted under where the rules leave no doubt, by the plain decoder.
enum PlainFlow {
  /// The values of a line's flow by field; those that are not there, or not of the type that Hubble gives them, are left out.
  static func values(_ line: PlainValue) -> [GroupField: String] {
    let inner = line.member("flow")
    let flow: PlainValue
    if case .object? = inner, let inner {
      flow = inner
    } else {
      flow = line
    }
    var values: [GroupField: String] = [:]
    // An enumeration's number may stand there as a string of digits.
    values[.verdict] = flow.text("verdict").flatMap { Int($0) == nil ? $0 : nil }
    values[.node] = flow.text("node_name")
    values[.sourceIP] = flow.member("IP")?.text("source")
    values[.destinationIP] = flow.member("IP")?.text("destination")
    values[.interface] = flow.member("interface")?.text("name")
    values[.dnsQuery] = flow.member("l7")?.member("dns")?.text("query")
    values[.httpMethod] = flow.member("l7")?.member("http")?.text("method")
    if values[.verdict] == "DROPPED" {
      values[.reason] = flow.text("drop_reason_desc").flatMap { Int($0) == nil ? $0 : nil }
    }
    if let source = flow.member("source") {
      values[.sourceNamespace] = source.text("namespace")
      values[.sourceCluster] = source.text("cluster_name")
      values[.sourcePod] = pod(source)
    }
    if let destination = flow.member("destination") {
      values[.destinationNamespace] = destination.text("namespace")
      values[.destinationCluster] = destination.text("cluster_name")
      values[.destinationPod] = pod(destination)
    }
    return values
  }

  private static func pod(_ end: PlainValue) -> String? {
    guard let namespace = end.text("namespace"), let name = end.text("pod_name") else {
      return nil
    }
    return "\(namespace)/\(name)"
  }
}
