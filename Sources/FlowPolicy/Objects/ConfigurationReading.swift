public import FlowManifest

extension PolicyConfiguration {
  /// The configuration of the ConfigMap `cilium-config`, or of Helm values.
  ///
  /// - Parameters:
  ///   - object: A ConfigMap, told by its kind or by its `data`; anything else is Helm values.
  ///   - version: The version of the agent, for what the object does not say.
  /// - Throws: `PolicyProblem` for a value that is none of its setting's.
  public init(_ object: ManifestValue, version: CiliumVersion) throws(PolicyProblem) {
    self.init(version: version)
    do {
      let top = ManifestNode(object)
      let kind = try top.text("kind")
      if let data = try top.member("data"), kind == nil || kind == "ConfigMap" {
        try read(configMap: data)
      } else {
        try read(helmValues: top)
      }
    } catch {
      throw error.problem(of: Self.reference(of: object))
    }
  }

  private mutating func read(configMap data: ManifestNode) throws(ReadingFault) {
    for setting in ConfigurationSetting.allCases {
      if let node = try data.member(setting.rawValue) {
        try set(setting, node)
      }
    }
  }

  /// What `extraConfig` says goes into the ConfigMap as it is, and counts there.
  private mutating func read(helmValues top: ManifestNode) throws(ReadingFault) {
    for setting in ConfigurationSetting.allCases {
      var node: ManifestNode? = top
      for key in setting.helmPath {
        node = try node?.member(key)
      }
      if let node {
        try set(setting, node)
      }
    }
    if let extra = try top.member("extraConfig") {
      try read(configMap: extra)
    }
  }

  private mutating func set(
    _ setting: ConfigurationSetting, _ node: ManifestNode
  ) throws(ReadingFault) {
    switch setting {
    case .clusterName: clusterName = try node.text()
    case .ipv4: isIPv4Enabled = try node.switchPosition()
    case .ipv6: isIPv6Enabled = try node.switchPosition()
    case .enforcementMode:
      guard let mode = EnforcementMode(rawValue: try node.text().lowercased()) else {
        throw node.wrongType("default, always or never")
      }
      enforcementMode = mode
    case .localClusterDefault: isLocalClusterDefault = try node.switchPosition()
    case .hostFirewall: isHostFirewallEnabled = try node.switchPosition()
    case .allowLocalhost:
      let word = try node.text()
      guard ["auto", "always", "policy"].contains(word) else {
        throw node.wrongType("auto, always or policy")
      }
      isLocalhostAllowed = word != "policy"
    case .nodeSelectorLabels: areNodeLabelsSelectable = try node.switchPosition()
    case .cidrMatchMode:
      if case .array = node.value {
        doCIDRsMatchNodes = try node.elements().contains { $0.value == .string("nodes") }
      } else {
        let words = try node.text().split { $0 == "," || $0 == " " }
        doCIDRsMatchNodes = words.contains("nodes")
      }
    }
    assumed.remove(setting)
  }

  private static func reference(of object: ManifestValue) -> ObjectReference {
    let top = ManifestNode(object)
    let metadata = try? top.member("metadata")
    let kind = (try? top.text("kind")) ?? nil
    let namespace = (try? metadata?.text("namespace")) ?? nil
    let name = (try? metadata?.text("name")) ?? nil
    return ObjectReference(kind: kind ?? "Helm values", namespace: namespace, name: name ?? "")
  }
}

extension ManifestNode {
  /// A bool, or the text of one, as ConfigMaps have them.
  fileprivate func switchPosition() throws(ReadingFault) -> Bool {
    switch value {
    case .bool(let flag): return flag
    case .string("true"): return true
    case .string("false"): return false
    case .null, .number, .string, .array, .object: throw wrongType("true or false")
    }
  }
}
