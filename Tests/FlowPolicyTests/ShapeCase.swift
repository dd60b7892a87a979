import FlowManifest
import Foundation
import TestSupport
import Testing

@testable import FlowPolicy

/// A tricky shape of policies, and the verdicts of Cilium's engine for 17 peers and 8 protocols.
struct ShapeCase: CustomTestStringConvertible, Sendable {
  let name: String
  let direction: PolicyDirection
  let subject: Endpoint
  let objects: [ManifestValue]
  /// The agents' configuration, by version.
  let configurations: [CiliumVersion: PolicyConfiguration]
  /// By engine: `119`, `119-unpatched`, `118`, `120`, `main`.
  let results: [String: Result]

  /// What an engine said.
  struct Result: Sendable {
    /// Its name.
    let engine: String
    /// `dd`, `enf` or `off`, and ` L7` where the proxy takes part.
    let state: String
    let refusedCount: Int
    /// For each peer one character for each protocol.
    let rows: [String: String]
  }

  var testDescription: String {
    name
  }

  /// All shapes, and what stands in their columns.
  static let all: [ShapeCase] = {
    let file = try? PolicyCase.members(Fixture.unpacked("policies/shapes.json.gz"))
    let cases = file?["cases"] as? [PolicyCase.Members] ?? []
    return cases.map { ShapeCase($0) }
  }()

  static let columns: [Layer4] = {
    let file = try? PolicyCase.members(Fixture.unpacked("policies/shapes.json.gz"))
    let columns = file?["l4"] as? [[Any]] ?? []
    return columns.map { PolicyCase.layer4($0.last as? PolicyCase.Members ?? [:]) }
  }()

  static let peers: [String: Endpoint] = {
    let file = try? PolicyCase.members(Fixture.unpacked("policies/shapes.json.gz"))
    let peers = file?["peers"] as? PolicyCase.Members ?? [:]
    return peers.mapValues { PolicyCase.endpoint($0) }
  }()

  private init(_ members: PolicyCase.Members) {
    name = members["name"] as? String ?? ""
    direction = PolicyCase.direction(members)
    subject = Endpoint(labels: members["subject"] as? [String] ?? [])
    objects = (members["policies"] as? [Any] ?? []).map { JSONManifest.value($0) }
    let own = members["config"] as? PolicyCase.Members ?? [:]
    let common: PolicyCase.Members = [
      "cluster_name": "prod-eu1", "ipv4": true, "ipv6": false,
      "policy_default_local_cluster": true, "host_firewall": false,
      "policy_enforcement": "default", "node_selector_labels": false,
      "allow_localhost": "always",
    ]
    let all = common.merging(own) { $1 }
    var configurations: [CiliumVersion: PolicyConfiguration] = [:]
    for version in CiliumVersion.allCases {
      configurations[version] = try? PolicyCase.configuration(all, version)
    }
    self.configurations = configurations
    var results: [String: Result] = [:]
    for (engine, value) in members["result"] as? [String: PolicyCase.Members] ?? [:] {
      results[engine] = Result(
        engine: engine, state: value["state"] as? String ?? "",
        refusedCount: (value["rejected"] as? [Any])?.count ?? 0,
        rows: value["rows"] as? [String: String] ?? [:])
    }
    self.results = results
  }

  /// A peer as the agent would label it with these policies.
  ///
  /// An identity of the world has the longest prefix that a policy names, the DNS names and patterns that fit, the groups that hold its
  /// address, and with both IP families the label of its own.
  func peer(_ name: String) -> Endpoint {
    var peer = Self.peers[name] ?? Endpoint(labels: [])
    guard peer.labels.contains("reserved:world"), let address = IPAddress(peer.address) else {
      return peer
    }
    if configurations[.v1x19]?.isIPv6Enabled == true {
      peer.labels = peer.labels.map { $0 == "reserved:world" ? "reserved:world-ipv4" : $0 }
    }
    var texts = NamedTexts()
    for object in objects {
      texts.add(object)
    }
    let blocks = texts.cidrs.compactMap { CIDRBlock($0, orAddress: true) }
    let longest = blocks.filter { $0.contains(address) }.max { $0.bitCount < $1.bitCount }
    if let longest, longest.bitCount > 0 {
      let bytes = [24, 16, 8, 0].map { "\(longest.first.value >> UInt128($0) & 0xFF)" }
      peer.labels.append("cidr:\(bytes.joined(separator: "."))/\(longest.bitCount)")
    }
    for text in texts.names where peer.names.contains(where: { Self.fits($0, text) }) {
      peer.labels.append("fqdn:" + text)
    }
    for (group, cidrs) in texts.groups
    where cidrs.contains(where: { CIDRBlock($0)?.contains(address) ?? false }) {
      peer.labels.append("cidrgroup:io.cilium.policy.cidrgroupname/" + group)
    }
    return peer
  }

  private static func fits(_ name: String, _ pattern: String) -> Bool {
    name == pattern || pattern.hasPrefix("*.") && name.hasSuffix(pattern.dropFirst())
  }

  /// The addresses and names that policies hold.
  private struct NamedTexts {
    var cidrs: [String] = []
    var names: [String] = []
    var groups: [String: [String]] = [:]

    mutating func add(_ value: ManifestValue) {
      if value["kind"]?.text == "CiliumCIDRGroup", let name = value["metadata"]?["name"]?.text {
        groups[name] = value["spec"]?["externalCIDRs"]?.elements.compactMap(\.text)
      }
      for member in value.members {
        let texts = [member.value] + member.value.elements
        switch member.key {
        case "cidr", "fromCIDR", "toCIDR", "except", "externalCIDRs":
          cidrs += texts.compactMap(\.text)
        case "matchName", "matchPattern": names += texts.compactMap(\.text)
        default: add(member.value)
        }
      }
      for element in value.elements {
        add(element)
      }
    }
  }
}
