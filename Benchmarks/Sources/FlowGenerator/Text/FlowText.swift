/// Which fields of a flow are written: the exporter's field masks.
enum FieldMask: Sendable {
  case everything
  /// The complete example of the exporter's documentation, with the reason.
  case exporter
  /// Verdict, namespaces and pods; neither time nor node.
  case minimal
}

extension Flow {
  /// The flow's line, with keys in the order of the `.proto` file.
  func line(_ mask: FieldMask, spaced: Bool) -> LineText {
    var text = LineText(spaced: spaced)
    text.object { line in
      line.object("flow") { write(mask, to: &$0) }
      if mask != .minimal {
        line.string("node_name", node.name)
        line.time("time")
      }
    }
    return text
  }

  private func write(_ mask: FieldMask, to line: inout LineText) {
    switch mask {
    case .everything: writeEverything(to: &line)
    case .exporter: writeExporterFields(to: &line)
    case .minimal: writeMinimalFields(to: &line)
    }
  }

  private func writeMinimalFields(to line: inout LineText) {
    line.string("verdict", verdict.rawValue)
    line.object("source") { source.writeNames(to: &$0) }
    line.object("destination") { destination.writeNames(to: &$0) }
  }

  private func writeExporterFields(to line: inout LineText) {
    line.time("time")
    line.string("verdict", verdict.rawValue)
    writeAddresses(to: &line)
    line.object("source") { source.writeNames(to: &$0) }
    line.object("destination") { destination.writeNames(to: &$0) }
    line.string("node_name", node.name)
    line.string("drop_reason_desc", dropReason?.name ?? "")
    writeIsReply(to: &line)
  }

  private func writeEverything(to line: inout LineText) {
    writeHead(to: &line)
    writeAddresses(to: &line)
    line.object("source") { source.write(to: &$0) }
    line.object("destination") { destination.write(to: &$0) }
    line.string("Type", type.rawValue)
    line.string("node_name", node.name)
    line.strings("node_labels", node.labels)
    line.strings("source_names", source.endpoint.names)
    line.strings("destination_names", destination.endpoint.names)
    l7?.write(to: &line)
    line.boolean("reply", isReply ?? false)
    writeEvent(to: &line)
    line.string("drop_reason_desc", dropReason?.name ?? "")
    writeIsReply(to: &line)
    writeTail(to: &line)
    writePolicies(to: &line)
  }

  private func writeHead(to line: inout LineText) {
    line.time("time")
    line.identifier("uuid")
    line.object("emitter") { emitter in
      emitter.string("name", "Hubble")
      emitter.string("version", Vocabulary.emitterVersion)
    }
    line.string("verdict", verdict.rawValue)
    line.number("drop_reason", dropReason?.number ?? 0)
    line.string("auth_type", authType)
    if type == .packet {
      line.object("ethernet") { ethernet in
        ethernet.string("source", source.endpoint.hardwareAddress)
        ethernet.string("destination", destination.endpoint.hardwareAddress)
      }
    }
  }

  private func writeAddresses(to line: inout LineText) {
    line.object("IP") { address in
      address.string("source", source.address(ipVersion))
      address.string("destination", destination.address(ipVersion))
      address.string("ipVersion", ipVersion.rawValue)
    }
    line.object("l4") { transport.write(to: &$0, from: source.port, to: destination.port) }
  }

  private func writeEvent(to line: inout LineText) {
    line.object("event_type") { event in
      event.number("type", eventType)
      event.number("sub_type", eventSubtype)
    }
    sourceService?.writeService("source_service", to: &line)
    destinationService?.writeService("destination_service", to: &line)
    line.string("traffic_direction", direction?.rawValue ?? "")
    line.number("policy_match_type", policyMatchType)
    line.string("trace_observation_point", observationPoint?.name ?? "")
    line.string("trace_reason", traceReason)
    if let file {
      line.object("file") { object in
        object.string("name", file.name)
        object.number("line", file.line)
      }
    }
  }

  private func writeIsReply(to line: inout LineText) {
    if let isReply {
      line.always("is_reply", isReply)
    }
  }

  private func writeTail(to line: inout LineText) {
    if let interface {
      line.object("interface") { object in
        object.number("index", interface.index)
        object.string("name", interface.name)
      }
    }
    line.number("proxy_port", proxyPort)
    l7?.writeTraceContext(to: &line)
    if let socket {
      line.string("sock_xlate_point", socket.point)
      line.string("socket_cookie", String(socket.cookie))
      line.string("cgroup_id", String(socket.controlGroup))
    }
    line.string("Summary", summary)
  }

  private func writePolicies(to line: inout LineText) {
    let side = direction == .ingress ? "ingress" : "egress"
    line.objects("\(side)_allowed_by", allowedBy) { $1.write(to: &$0) }
    line.objects("\(side)_denied_by", deniedBy) { $1.write(to: &$0) }
    line.strings("policy_log", policyLog)
  }
}
