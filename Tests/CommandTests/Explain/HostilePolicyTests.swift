import Foundation
import TestSupport
import Testing

/// Policies that somebody made to hurt, or that are not what they seem: bounded, a message with the place, the documented status.
@Suite struct HostilePolicyTests {
  /// A policy as text, of a name.
  private static func policy(_ name: String, _ spec: String = "{endpointSelector: {}}") -> String {
    """
    apiVersion: cilium.io/v2
    kind: CiliumNetworkPolicy
    metadata: {name: \(name), namespace: payments}
    spec: \(spec)

    """
  }

  /// Texts, and what the message says of them; all are status 3.
  static let refused: [(text: String, words: [String])] = [
    (
      "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + (0..<12).map {
          "b\($0): &b\($0) [\(String(repeating: "*\($0 == 0 ? "a" : "b\($0 - 1)"), ", count: 10))]\n"
        }
        .joined(), ["policies.yaml:", "alias"]
    ),
    ("a: &a [*a]\n", ["policies.yaml:1", "holds itself"]),
    ("a: 1\na: 2\n", ["policies.yaml:2", "second time"]),
    (String(repeating: "[", count: 5000), ["policies.yaml:", "levels"]),
    ("kind: {{ .Values.kind }}\n", ["render it first"]),
    ("kind: \"\u{1}\"\n", ["policies.yaml:1"]),
    (
      policy("web", "{endpointSelector: {matchLabels: {app: on}}, ingress: [{}]}"),
      ["policies.yaml:1", "CiliumNetworkPolicy payments/web", "matchLabels.app"]
    ),
    (policy("web", "{endpointSelector: {}, ingress: 5}"), ["payments/web", "spec.ingress"]),
  ]

  @Test("what cannot be read is refused with its place, and nothing is judged", arguments: refused)
  func refusal(text: String, words: [String]) throws {
    let outcome = try explain(text)
    #expect(outcome.status == .exited(3))
    #expect(outcome.text.isEmpty)
    for word in words {
      #expect(outcome.errorText.contains(word), "\(outcome.errorText)")
    }
    #expect(outcome.errorText.count < 1000)
  }

  @Test("names with escape sequences are told without them, wherever they stand")
  func escapes() throws {
    let name = #""\e[31mred\u202e""#
    for format in ["table", "csv", "markdown", "json"] {
      let outcome = try explain(
        Self.policy(name, "{endpointSelector: {}, ingress: [{}]}"), "--output", format)
      #expect(outcome.status == .exited(0))
      #expect(!outcome.output.contains(0x1B) && !outcome.text.unicodeScalars.contains("\u{202E}"))
      #expect(outcome.text.contains("31mred"))
      #expect(!outcome.errorText.unicodeScalars.contains("\u{1B}"))
    }
  }

  @Test("a label of ten thousand characters and a hundred thousand rules are read")
  func long() throws {
    let label = String(repeating: "x", count: 10_000)
    let rules = String(repeating: "{toPorts: [{ports: [{port: '1'}]}]},", count: 100_000)
    let outcome = try explain(
      Self.policy(
        "web", "{endpointSelector: {matchLabels: {a: \(label)}}, ingress: [\(rules.dropLast())]}"))
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text.contains("14 drops in total"))
  }

  @Test(
    "directories are gone through once, though links lead back, and hidden files are left alone")
  func directories() throws {
    let directory = try TemporaryDirectory()
    let inner = directory.path(of: "a/b")
    try directory.file("a/b/one.yml", Self.policy("one", "{endpointSelector: {}, ingress: [{}]}"))
    try directory.file(".hidden.yaml", "a: [")
    try directory.file("README.md", "not yaml: [")
    let links = [("up", directory.path), ("gone.yaml", directory.path(of: "nothing"))]
    for (name, destination) in links {
      try FileManager.default.createSymbolicLink(
        atPath: inner + "/" + name, withDestinationPath: destination)
    }
    let outcome = try Binary.run(
      "explain", "--policies", directory.path, "explain/drops.jsonl", "--output", "json")
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text.contains(#""name":"one""#))
  }

  @Test("a pipe of the shell is read, and an empty file, which holds no policy, is refused")
  func pipes() throws {
    let pipe = try Tool.shell(
      "cd \"$1\" && \"$FLOWAUDIT\" explain --policies <(cat policies.yaml) drops.jsonl --top 1",
      Fixture.path("explain"))
    #expect(pipe.status == .exited(0), "\(pipe.errorText)")
    #expect(pipe.text.contains("CNP payments/api"))
    let empty = try Binary.run("explain", "--policies", "/dev/null", "explain/drops.jsonl")
    #expect(empty.status == .exited(3))
    #expect(empty.errorText.contains("no policy in /dev/null: nothing can be judged by it"))
  }

  @Test("a directory that cannot be listed, a file that cannot be read: status 3, by name")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    try directory.file("in/one.yaml", Self.policy("one"))
    let outcome = try Binary.run(
      "explain", "--policies", directory.path(of: "in/one.yaml/more"), "explain/drops.jsonl")
    #expect(outcome.status == .exited(3))
    #expect(outcome.errorText.contains("in/one.yaml/more: cannot be opened: Not a directory"))
  }

  private func explain(_ text: String, _ more: String...) throws -> ChildProcess.Outcome {
    let directory = try TemporaryDirectory()
    let path = try directory.file("policies.yaml", text)
    return try Binary.run(["explain", "--policies", path, "explain/drops.jsonl"] + more)
  }
}
