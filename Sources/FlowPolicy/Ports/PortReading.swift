import FlowManifest

extension ManifestNode {
  /// The entries of `toPorts` of a Cilium rule.
  ///
  /// Source: Cilium, pkg/policy/api/rule_validation.go.
  func ports(into: Bool, isDeny: Bool, isNode: Bool) throws(ReadingFault) -> [PortEntry] {
    var entries: [PortEntry] = []
    for rule in try elements() {
      let layer7 = isDeny ? Layer7() : try rule.layer7()
      try layer7.check(into: into, isNode: isNode)
      let ports = try rule.list("ports") ?? []
      guard ports.count <= 40 else {
        throw .refusal("too many ports, the max is 40")
      }
      for port in ports {
        let entry = try port.port(layer7)
        entries.append(entry)
        guard !layer7.hasRules || layer7.isDNS || entry.proto == .tcp else {
          throw .refusal(
            "L7 rules can only apply to TCP (not \(entry.proto.name)) except for DNS rules")
        }
        guard !layer7.hasRules || entry.low != 0 || entry.isNamed else {
          throw .refusal("L7 rules can not be used when a port is 0")
        }
      }
      guard !layer7.isDNS || !ports.isEmpty else {
        throw .refusal("port 53 must be specified for DNS rules")
      }
    }
    return entries
  }

  /// What the proxy is asked for.
  private func layer7() throws(ReadingFault) -> Layer7 {
    var layer7 = Layer7()
    if let rules = try member("rules") {
      let kinds = try rules.entries().filter {
        ["http", "kafka", "dns", "l7proto"].contains($0.key)
      }
      layer7.hasRules = !kinds.isEmpty
      layer7.isDNS = try !(rules.list("dns") ?? []).isEmpty
      if kinds.count > 1 {
        throw .refusal("multiple L7 protocol rule types specified in single rule")
      }
    }
    let serverNames = try texts("serverNames") ?? []
    let listener = try member("listener")
    layer7.isRedirected = layer7.hasRules || !serverNames.isEmpty || listener != nil
    return layer7
  }

  private func port(_ layer7: Layer7) throws(ReadingFault) -> PortEntry {
    let name = try text("protocol") ?? ""
    guard let proto = PortProtocol(name) else {
      throw .refusal("unknown protocol \"\(name)\"")
    }
    let end = try member("endPort")?.integer() ?? 0
    guard let text = try text("port") else {
      guard proto == .other else {
        throw .refusal("port must be specified")
      }
      return PortEntry(proto, 0)
    }
    guard let number = try Self.portNumber(text) else {
      return PortEntry(proto, 0, isNamed: true, isRedirected: layer7.isRedirected)
    }
    guard (0...65535).contains(end) else {
      throw .refusal("endPort \(end) is out of range: 0 to 65535")
    }
    guard !layer7.isDNS || end <= number else {
      throw .refusal("DNS rules do not support port ranges")
    }
    return PortEntry(
      proto, number, through: UInt16(end), isRedirected: layer7.isRedirected)
  }

  /// The number that a text is; nil for a port's name.
  static func portNumber(_ text: String) throws(ReadingFault) -> UInt16? {
    guard !isServiceName(text) else {
      return nil
    }
    // Go reads a number with a zero in front as an octal one.
    let isOctal = text.count > 1 && text.hasPrefix("0")
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = UInt16(text, radix: isOctal ? 8 : 10)
    else {
      throw .refusal("unable to parse port \"\(text)\"")
    }
    return number
  }

  /// Letters, digits and single hyphens between them, at most 15, at least one letter (RFC 6335).
  private static func isServiceName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    guard (1...15).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else {
      return false
    }
    var hasLetter = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        hasLetter = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case hyphen where bytes[index - 1] != hyphen: break
      default: return false
      }
    }
    return hasLetter
  }
}

/// What a rule asks of the proxy.
private struct Layer7 {
  /// Whether there are L7 rules, even an empty list of them.
  var hasRules = false
  var isDNS = false
  /// Whether packets go to the proxy: for L7 rules, server names of TLS or a listener.
  var isRedirected = false

  func check(into: Bool, isNode: Bool) throws(ReadingFault) {
    if into && isNode && hasRules {
      throw .refusal("L7 policy is not supported on host ingress yet")
    }
    if into && isDNS {
      throw .refusal("DNS rules are not allowed on ingress")
    }
  }
}
