import FlowManifest
import Foundation
import TestSupport
import Testing

/// Memory while a large text is read: each in a process of its own, whose peak nothing else raises.
@Suite(.disabled(if: Peak.isRaised, "a sanitizer keeps memory that was given back"))
struct ManifestMemoryTests {
  @Test("50,000 documents of YAML need the memory of one", .enabled(if: ManifestReader.readsYAML))
  func documents() async {
    await #expect(processExitsWith: .success) {
      let one = Array((YAMLText.of(try Peak.policy()) + "---\n").utf8)
      try Peak.check(
        one, count: Scale.rounds(50_000, inCI: 5_000), first: "", last: "", multiple: 0)
    }
  }

  @Test("a List of JSON needs the memory of an item")
  func list() async {
    await #expect(processExitsWith: .success) {
      let one = Array((Reading.json(try Peak.policy()) + ",\n").utf8)
      let count = Scale.rounds(100 << 20, inCI: 8 << 20) / one.count
      try Peak.check(
        one, count: count, first: "{\"apiVersion\":\"v1\",\"items\":[\n",
        last: "1],\"kind\":\"List\"}",
        multiple: 0)
    }
  }

  @Test(
    "a List of YAML, which is one document, needs no more than 6 times its size",
    .enabled(if: ManifestReader.readsYAML))
  func yamlList() async {
    await #expect(processExitsWith: .success) {
      let one = Array(YAMLText.of(.array([try Peak.policy()])).utf8)
      let count = Scale.rounds(100 << 20, inCI: 8 << 20) / one.count
      try Peak.check(
        one, count: count, first: "apiVersion: v1\nitems:\n", last: "- 1\nkind: List\n", multiple: 6
      )
    }
  }
}

/// The peak of this process's memory over what it had.
private enum Peak {
  /// What reading may add whatever the text is: 8 MiB.
  private static let fixed = 8 << 20

  /// Whether a sanitizer is in this program.
  static let isRaised = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  /// A policy as kubectl prints it.
  static func policy() throws -> ManifestValue {
    let json = #"""
      {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"creationTimestamp": "2026-01-01T00:00:00Z",
       "generation": 1, "labels": {"app": "web", "team": "payments"}, "name": "allow-web", "namespace": "payments",
       "resourceVersion": "1000", "uid": "9d6f0a9b-0000-4000-8000-000000000001"},
       "spec": {"endpointSelector": {"matchLabels": {"app": "web", "k8s:io.kubernetes.pod.namespace": "payments"}},
       "ingress": [{"fromEndpoints": [{"matchLabels": {"role": "frontend"}}, {"matchExpressions": [
       {"key": "env", "operator": "In", "values": ["prod", "staging"]}]}], "toPorts": [{"ports": [
       {"port": "80", "protocol": "TCP"}, {"port": "443", "protocol": "TCP"}], "rules": {"http": [
       {"method": "GET", "path": "/api/.*"}]}}]}], "egress": [{"toCIDRSet": [{"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}]}]}}
      """#
    return try Reading.value(json) ?? .null
  }

  /// Reads a text of so many pieces; ends the process where it took more memory than the text's multiple.
  static func check(
    _ piece: [UInt8], count: Int, first: String, last: String, multiple: Int
  ) throws {
    var text = Array(first.utf8)
    text.reserveCapacity(first.utf8.count + piece.count * count + last.utf8.count)
    for _ in 0..<count { text += piece }
    text += Array(last.utf8)
    let before = try peak()
    var taken = 0
    try ManifestReader(text, name: "f").read { _ in taken += 1 }
    let added = try peak() - before
    guard taken == count + (last.isEmpty ? 0 : 1), added <= fixed + multiple * text.count else {
      exit(1)
    }
  }

  private static func peak() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 << 10 } ?? .max
  }
}
