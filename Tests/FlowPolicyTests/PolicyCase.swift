import FlowManifest
import FlowPolicy
import Foundation
import TestSupport

/// A set of policies with questions, and what Cilium's own engine answered.
struct PolicyCase {
  /// An answer as it stands in the file.
  typealias Members = [String: Any]

  let objects: [ManifestValue]
  let questions: [(id: String, question: Question)]
  private let answers: [Members]
  private let statuses: [Members]
  private let configurationMembers: Members
  private let folder: String

  /// The sets that are there.
  static let allNames: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Fixture.path("policies"))
    return (names ?? []).filter { $0.count == 3 }.sorted()
  }()

  /// Those that are asked in debug code: in CI every fifth, as the program is asked about all of them (PolicyJudgeTests).
  static let names = allNames.enumerated()
    .filter { Scale.isLong || $0.offset % 5 == 0 }.map(\.element)

  init(_ name: String) throws {
    folder = "policies/\(name)/"
    let list = try JSONManifest.value(Data(Fixture.unpacked(folder + "policies.json.gz")))
    guard case .object(let members) = list,
      case .array(let items) = members.first(where: { $0.key == "items" })?.value
    else {
      throw CocoaError(.fileReadCorruptFile)
    }
    objects = items
    questions = try Self.lines(Fixture.unpacked(folder + "questions.ndjson.gz")).map {
      ($0["id"] as? String ?? "", Self.question($0))
    }
    answers = try Self.lines(Fixture.unpacked(folder + "answers.ndjson.gz"))
    statuses = try Self.lines(Fixture.bytes(folder + "policy-status.ndjson"))
    configurationMembers = try Self.members(Fixture.bytes(folder + "config.json"))
  }

  /// The agents' configuration.
  func configuration(_ version: CiliumVersion = .v1x19) throws -> PolicyConfiguration {
    try Self.configuration(configurationMembers, version)
  }

  /// The policies, read.
  func set(_ version: CiliumVersion = .v1x19) throws -> PolicySet {
    try PolicySet(objects, configuration: configuration(version))
  }

  /// The answers of a version, and the policies that it refuses.
  func expected(_ version: CiliumVersion) throws -> (answers: [ExpectedAnswer], refused: [String]) {
    var changes: [String: Members] = [:]
    var states: [String: String] = [:]
    for status in statuses {
      states[Self.text(status)] = status["state"] as? String
    }
    let name = folder + "differs-" + (Self.fileNames[version] ?? "none") + ".ndjson"
    if FileManager.default.fileExists(atPath: Fixture.path(name)) {
      for line in try Self.lines(Fixture.bytes(name)) {
        if let id = line["id"] as? String {
          changes[id] = line
        } else if let policy = line["policy"] as? Members {
          states[Self.text(policy)] = policy["state"] as? String
        }
      }
    }
    let merged = answers.map { answer in
      answer.merging(changes[answer["id"] as? String ?? ""] ?? [:]) { $1 }
    }
    let refused = states.filter { $0.value == "rejected" }.map(\.key).sorted()
    // What is near in another version is not said where its policies differ.
    return (merged.map { ExpectedAnswer($0, hasNear: version == .v1x19) }, refused)
  }

  private static let fileNames: [CiliumVersion: String] = [
    .v1x18: "1.18dev", .v1x20: "1.20", .v1x21: "1.21dev",
  ]
}

extension PolicyCase {
  /// The configuration of members as the sets and shapes name them.
  static func configuration(
    _ members: Members, _ version: CiliumVersion
  ) throws -> PolicyConfiguration {
    let keys = [
      "cluster_name": "cluster-name", "ipv4": "enable-ipv4", "ipv6": "enable-ipv6",
      "policy_enforcement": "enable-policy", "host_firewall": "enable-host-firewall",
      "policy_default_local_cluster": "policy-default-local-cluster",
      "allow_localhost": "allow-localhost", "node_selector_labels": "enable-node-selector-labels",
    ]
    let data = keys.compactMap { name, key -> ManifestMember? in
      switch JSONManifest.value(members[name] ?? NSNull()) {
      case .bool(let flag): ManifestMember(key, .string(flag ? "true" : "false"))
      case .string(let text): ManifestMember(key, .string(text))
      case .null, .number, .array, .object: nil
      }
    }
    let map: ManifestValue = .object([
      ManifestMember("kind", .string("ConfigMap")), ManifestMember("data", .object(data)),
    ])
    return try PolicyConfiguration(map, version: version)
  }

  /// The question of a line.
  static func question(_ line: Members) -> Question {
    Question(
      direction(line), subject: endpoint(line["subject"]), peer: endpoint(line["peer"]),
      layer4: layer4(line))
  }

  static func direction(_ line: Members) -> PolicyDirection {
    line["direction"] as? String == "INGRESS" ? .ingress : .egress
  }

  static func endpoint(_ value: Any?) -> Endpoint {
    let members = value as? Members ?? [:]
    return Endpoint(
      labels: members["labels"] as? [String] ?? [], address: members["ip"] as? String ?? "",
      names: members["names"] as? [String] ?? [])
  }

  /// No packet has a port over 65535: a few questions have one, and the engine kept 16 bits of it.
  static func layer4(_ line: Members) -> Layer4 {
    let port = UInt16(truncatingIfNeeded: line["port"] as? Int ?? 0)
    let type = UInt8(truncatingIfNeeded: line["icmp_type"] as? Int ?? 0)
    switch line["protocol"] as? String {
    case "TCP": return .tcp(port)
    case "UDP": return .udp(port)
    case "SCTP": return .sctp(port)
    case "ICMPv4": return .icmpv4(type)
    case "ICMPv6": return .icmpv6(type)
    default: return .other
    }
  }

  static func lines(_ bytes: [UInt8]) throws -> [Members] {
    try bytes.split(separator: UInt8(ascii: "\n")).map { try members(Array($0)) }
  }

  static func members(_ bytes: [UInt8]) throws -> Members {
    try JSONSerialization.jsonObject(with: Data(bytes)) as? Members ?? [:]
  }

  /// The name of a policy in one text.
  static func text(_ members: Members) -> String {
    ["kind", "namespace", "name"].map { members[$0] as? String ?? "" }.joined(separator: " ")
  }

  static func text(_ object: ObjectReference) -> String {
    "\(object.kind) \(object.namespace ?? "") \(object.name)"
  }
}
