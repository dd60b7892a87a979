import FlowAnswer
import FlowManifest
import FlowPolicy

@testable import FlowCorrelation

/// An hour of a log that was made up, and the changes in it: times are seconds from its begin.
struct Story {
  /// The begin: 2026-05-11T10:00:00Z.
  static let begin = Timestamp(nanoseconds: 1_778_493_600 * 1_000_000_000)

  var groups: [AttemptGroup] = []
  var forwarded: [ForwardedConnections] = []
  var events: [PolicyEvent] = []
  var holes: [Range<Timestamp>] = []
  var changes: [Change] = []
  var policies: [String] = []

  static func at(_ seconds: Double) -> Timestamp {
    Timestamp(nanoseconds: begin.nanoseconds + Int64(seconds * 1e9))
  }

  /// An end of a workload in a namespace.
  static func end(_ text: String) -> TracedEnd {
    let parts = text.split(separator: "/").map(String.init)
    return TracedEnd(
      namespace: parts[0],
      owner: parts.count > 1 ? .workload(kind: "Deployment", name: parts[1]) : nil)
  }

  private static func labels(_ text: String) -> String {
    let parts = text.split(separator: "/").map(String.init)
    return parts.count > 1
      ? "k8s:app=\(parts[1]),k8s:io.cilium.k8s.policy.cluster=default,k8s:io.kubernetes.pod.namespace=\(parts[0])"
      : parts[0]
  }

  /// Adds attempts of a client that were dropped at a server.
  mutating func drop(
    _ client: String, _ server: String, at times: [Double], reason: String = "POLICY_DENIED",
    direction: TrafficDirection? = .ingress, deniedBy: [String] = []
  ) {
    groups.append(
      AttemptGroup(
        source: Self.end(client), destination: Self.end(server),
        sourceLabels: Self.labels(client), destinationLabels: Self.labels(server),
        transport: "TCP", port: 8080, reason: reason, direction: direction, deniedBy: deniedBy,
        times: times.map(Self.at)))
  }

  /// Adds requests that were let through.
  mutating func pass(_ client: String, _ server: String, at times: [Double]) {
    forwarded.append(
      ForwardedConnections(
        source: Self.end(client), destination: Self.end(server), port: 8080,
        minutes: times.map(Self.at)))
  }

  /// Adds a sync of Argo CD's that touched policies.
  mutating func sync(
    _ name: String, from start: Double, to end: Double, in namespaces: Set<String>,
    touching policies: [String: Touch] = [:], maybe: [String] = []
  ) {
    var change = Change(
      tool: .argocd, application: "argocd/\(name)", started: Self.at(start), finished: Self.at(end))
    change.namespaces = namespaces
    for (text, touch) in policies {
      change.touched[Self.reference(text)] = touch
    }
    change.maybeTouched = Set(maybe.map(Self.reference))
    changes.append(change)
  }

  static func reference(_ text: String) -> ObjectReference {
    let parts = text.split(separator: "/").map(String.init)
    return ObjectReference(kind: parts[0], namespace: parts[1], name: parts[2])
  }

  /// Adds a policy that lets only some clients to a server, by what `kubectl` prints.
  mutating func policy(_ name: String, for server: String, letting clients: [String] = []) {
    let parts = server.split(separator: "/").map(String.init)
    let peers = clients.map {
      #"{"namespaceSelector":{},"podSelector":{"matchLabels":{"app":"\#($0)"}}}"#
    }
    let rules =
      clients.isEmpty ? "" : #"{"from":[\#(peers.joined(separator: ","))]}"#
    policies.append(
      #"{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","#
        + #""metadata":{"name":"\#(name)","namespace":"\#(parts[0])"},"#
        + #""spec":{"podSelector":{"matchLabels":{"app":"\#(parts[1])"}},"#
        + #""policyTypes":["Ingress"],"ingress":[\#(rules)]}}"#
    )
  }

  /// The rows, as `class application namespace policies`, those that say something.
  func told() throws -> [String] {
    try rows().filter { $0.answer != .nothing }.map { row in
      ([row.answer.rawValue, row.change.application, row.namespace] + row.policies.map(\.text))
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// All rows.
  func rows() throws -> [CorrelationRow] {
    var values: [ManifestValue] = []
    for text in policies {
      try ManifestReader(Array(text.utf8), name: "policies").read {
        (manifest) throws(ManifestProblem) in values.append(manifest.value)
      }
    }
    let set =
      try policies.isEmpty
      ? nil : PolicySet(values, configuration: PolicyConfiguration(version: .v1x19))
    var reader = ChangeReader()
    if let set {
      try reader.take(set)
    }
    var files = reader.finished()
    files.changes = changes
    let timelines = Timelines(
      groups: groups, forwarded: forwarded, policyEvents: events,
      observed: ObservedTime(start: Self.begin, end: Self.at(3600), holes: holes))
    return Correlator(files, set, CorrelationSettings()).correlate(timelines).rows
  }
}
