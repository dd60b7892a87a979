import FlowPolicy
import Testing

/// The agents' configuration from both of its forms.
struct ConfigurationTests {
  private func configuration(_ json: String) throws -> PolicyConfiguration {
    try PolicyConfiguration(JSONManifest.value(json), version: .v1x19)
  }

  private static let all = {
    var configuration = PolicyConfiguration(version: .v1x19)
    configuration.clusterName = "east"
    configuration.isIPv4Enabled = false
    configuration.isIPv6Enabled = true
    configuration.enforcementMode = .always
    configuration.isLocalClusterDefault = false
    configuration.isHostFirewallEnabled = true
    configuration.isLocalhostAllowed = false
    configuration.areNodeLabelsSelectable = true
    configuration.doCIDRsMatchNodes = true
    configuration.assumed = []
    return configuration
  }()

  @Test("a ConfigMap gives every setting, as texts")
  func configMap() throws {
    let read = try configuration(
      """
      {"kind": "ConfigMap", "metadata": {"name": "cilium-config"}, "data": {
        "cluster-name": "east", "enable-ipv4": "false", "enable-ipv6": "true",
        "enable-policy": "always", "policy-default-local-cluster": "false",
        "enable-host-firewall": "true", "allow-localhost": "policy",
        "enable-node-selector-labels": "true", "policy-cidr-match-mode": "nodes",
        "debug": "false"}}
      """)
    #expect(read == Self.all)
  }

  @Test("Helm values give every setting, in their own form")
  func helmValues() throws {
    let read = try configuration(
      """
      {"cluster": {"name": "east", "id": 1}, "ipv4": {"enabled": false}, "ipv6": {"enabled": true},
       "policyEnforcementMode": "always", "clustermesh": {"policyDefaultLocalCluster": false},
       "hostFirewall": {"enabled": true}, "extraConfig": {"allow-localhost": "policy"},
       "nodeSelectorLabels": true, "policyCIDRMatchMode": ["nodes"], "debug": {"enabled": false}}
      """)
    #expect(read == Self.all)
  }

  @Test("what nobody gives is the version's default, and said to be assumed")
  func defaults() throws {
    let read = try configuration(#"{"cluster": {"name": "east"}}"#)
    #expect(read.isLocalClusterDefault)
    #expect(read.assumed == Set(ConfigurationSetting.allCases).subtracting([.clusterName]))
    #expect(!PolicyConfiguration(version: .v1x18).isLocalClusterDefault)
  }

  @Test(
    "a value that is none of its setting's is a problem",
    arguments: [
      (#"{"data": {"enable-policy": "sometimes"}}"#, "data.enable-policy"),
      (#"{"data": {"enable-ipv6": "yes"}}"#, "data.enable-ipv6"),
      (#"{"hostFirewall": true}"#, "hostFirewall"),
      (#"{"data": {"allow-localhost": "never"}}"#, "data.allow-localhost"),
    ])
  func problems(json: String, member: String) throws {
    let problem = #expect(throws: PolicyProblem.self) { try configuration(json) }
    #expect(problem?.member == member)
  }

  @Test(
    "versions are read as people write them",
    arguments: [
      ("1.19", CiliumVersion.v1x19), ("v1.20.3", .v1x20), ("1.21.0-rc.1", .v1x21), ("1.17", nil),
      ("2.0", nil), ("1", nil), ("", nil),
    ] as [(String, CiliumVersion?)])
  func versions(text: String, version: CiliumVersion?) {
    #expect(CiliumVersion(text) == version)
  }
}
