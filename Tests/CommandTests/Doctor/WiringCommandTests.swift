import Foundation
import TestSupport
import Testing

/// `doctor --helm-values` and `--objects`: files in; lines or JSON, messages and status out.
@Suite struct WiringCommandTests {
  private typealias Members = [String: Any]

  private static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
  private static let folder = Fixture.path("wiring/cases/")
  private static let stories = "wiring/stories/"

  @Test("a case's answer is that of its file, whether its objects stand in a list or in an array")
  func cases() throws {
    #expect(Self.names.count == 49)
    for (index, name) in Self.names.enumerated() {
      let data = try Data(contentsOf: URL(filePath: Self.folder + name))
      let members = try #require(try JSONSerialization.jsonObject(with: data) as? Members)
      let directory = try TemporaryDirectory()
      var arguments = ["doctor", "--output", "json"]
      if let values = members["values"] as? Members {
        let text = try JSONSerialization.data(withJSONObject: values)
        arguments += ["--helm-values", try directory.file("values", text)]
      }
      if let objects = members["objects"] as? [Members] {
        let list: Any = index.isMultiple(of: 2) ? objects : ["kind": "List", "items": objects]
        let text = try JSONSerialization.data(withJSONObject: list)
        arguments += ["--objects", try directory.file("objects", text)]
      }
      arguments += ["--chart-version", try #require(members["version"] as? String)]
      arguments += (members["helm_namespace"] as? String).map { ["--helm-namespace", $0] } ?? []
      arguments += members["crds"] as? Bool == false ? ["--no-monitoring-crds"] : []
      let outcome = try Binary.run(arguments)
      let answer = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? NSDictionary
      #expect(answer == ["wiring": try #require(members["expect"] as? NSDictionary)], "\(name)")
    }
  }

  @Test(
    "the status is 1 where what is asked for is not seen, or a key is not read",
    arguments: [
      ("all-good", 0), ("defaults", 0), ("agent-monitor-off", 0), ("scraped-twice", 0),
      ("objects-only", 0), ("label-missing-hubble-only", 1), ("seed-004", 1), ("monitor-pruned", 1),
      ("no-prometheus", 1), ("crd-missing", 1), ("defaults-values-only", 0), ("seed-003-1.19", 1),
    ] as [(String, Int32)])
  func status(name: String, expected: Int32) throws {
    let data = try Data(contentsOf: URL(filePath: Self.folder + name + ".json"))
    let members = try #require(try JSONSerialization.jsonObject(with: data) as? Members)
    let directory = try TemporaryDirectory()
    var arguments = ["doctor"]
    for (option, key) in [("--helm-values", "values"), ("--objects", "objects")] {
      if let value = members[key], !(value is NSNull) {
        let text = try JSONSerialization.data(withJSONObject: value)
        arguments += [option, try directory.file(key, text)]
      }
    }
    arguments += members["crds"] as? Bool == false ? ["--no-monitoring-crds"] : []
    #expect(try Binary.run(arguments).status == .exited(expected), "\(name)")
  }

  @Test("values and objects may be YAML, of several files, and standard input")
  func forms() throws {
    let values = Self.stories + "stack-mended.yaml"
    let objects = Self.stories + "stack-mended-objects.json"
    let expected = try Binary.run("doctor", "--helm-values", values, "--objects", objects)
    #expect(expected.status == .exited(0) && expected.errorText == "")
    let directory = try TemporaryDirectory()
    let script = """
      import json, sys, yaml
      items = json.load(open(sys.argv[1]))["items"]
      open(sys.argv[2] + "/a.yaml", "w").write(yaml.safe_dump_all(items[:5]))
      open(sys.argv[2] + "/b.yaml", "w").write(yaml.safe_dump({"kind": "List", "items": items[5:]}))
      """
    _ = try Tool.run(Tool.python, ["-c", script, Fixture.path(objects), directory.path])
    let parts = try Binary.run(
      "doctor", "--helm-values", values, "--objects", directory.path + "/a.yaml", "--objects",
      directory.path + "/b.yaml")
    #expect(parts.text == expected.text && parts.errorText == "")
    let piped = try Binary.run(
      ["doctor", "--helm-values", values, "--objects", "-"], input: .bytes(Fixture.bytes(objects)))
    #expect(piped.text == expected.text)
  }

  @Test(
    "what cannot be read, or is something else, ends with 3 and its place",
    arguments: [
      ("--helm-values", "a: [", "FILE:2:1: "),
      ("--helm-values", "[1]", "FILE:1: [0]: Helm values are a map"),
      ("--helm-values", "", "FILE: holds no values: {} stands for the chart's own"),
      ("--helm-values", "a: 1\n---\nb: 2\n", "FILE: holds 2 documents, and Helm values are one"),
      (
        "--helm-values", #"{"apiVersion":"v1","kind":"Pod"}"#,
        "FILE:1: an object of kind Pod stands here, not Helm values"
      ),
      (
        "--helm-values", #"{"flow":{},"time":"x"}"#,
        "FILE:1: a line of a flow log stands here, not Helm values"
      ),
      (
        "--objects", "", "FILE: is empty: did kubectl fail? a dump without objects is an empty List"
      ),
      (
        "--objects", #"{"flow":{},"time":"x"}"#,
        "FILE:1: this has no kind, as objects of Kubernetes have"
      ),
      ("--objects", #"[{"kind":"Service"},3]"#, "FILE:1: [1]: this has no kind"),
      ("--objects", #"{"kind":"Pod"}"#, "FILE: none of its 1 objects says what Prometheus scrapes"),
      (
        "--objects", #"{"kind":"List","items":[{"kind":"ServiceMonitor","spec":{"endpoints":7}}]}"#,
        "FILE:1: items[0].spec.endpoints: an array has to stand here"
      ),
      (
        "--objects", #"{"kind":"Service","metadata":{"labels":{"a":1}}}"#,
        "FILE:1: metadata.labels.a: a string has to stand here"
      ),
    ])
  func refusals(option: String, text: String, message: String) throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("f", text)
    let outcome = try Binary.run("doctor", option, file)
    #expect(outcome.status == .exited(3) && outcome.text == "")
    #expect(
      outcome.errorText.replacing(file, with: "FILE").contains("flowaudit: \(message)"),
      "\(outcome.errorText)")
  }

  @Test("an empty list is a dump, and the kinds that it lacks are named")
  func emptyList() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("f", #"{"kind":"List","apiVersion":"v1","items":[]}"#)
    let outcome = try Binary.run("doctor", "--objects", file, "--output", "json")
    #expect(outcome.status == .exited(1))
    #expect(
      outcome.text
        == #"{"wiring":{"findings":[["no-prometheus",""]],"visible":{"agent":false,"hubble":false,"operator":false,"relay":false,"envoy":false}}}"#
        + "\n")
    let warnings = outcome.errorText.split(separator: "\n")
    #expect(
      warnings.count == 4
        && warnings.allSatisfy { $0.contains("among the objects: were they asked for?") })
  }

  @Test("names from files move no cursor and start no command")
  func hostile() throws {
    let directory = try TemporaryDirectory()
    let name = "x\u{1B}[31m'$(id)"
    let key = try JSONSerialization.data(withJSONObject: ["hubble": ["metrics": [name: 1]]])
    let objects = try JSONSerialization.data(withJSONObject: [
      ["kind": "Prometheus", "metadata": ["name": name, "namespace": name], "spec": Members()]
    ])
    let dump = ["--objects", try directory.file("o", objects)]
    let arguments = ["doctor", "--helm-values", try directory.file("v", key)] + dump
    let text = try Binary.run(arguments).text + Binary.run(["doctor"] + dump).text
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains(#"hubble.metrics.x\x1b[31m'$(id)"#), "\(text)")
    #expect(text.contains(#" -n $'x\x1b[31m\'$(id)' "#), "\(text)")
    let json = try Binary.run(arguments + ["--output", "json"])
    #expect(!json.text.contains("\u{1B}"))
    #expect(try JSONSerialization.jsonObject(with: Data(json.output)) is NSDictionary)
  }

  @Test(
    "what does not belong together is refused",
    arguments: [
      (["--chart-version", "1.18.0"], "give --helm-values FILE, --objects FILE or both"),
      (["--objects", "-", "--helm-values", "-"], "standard input can be read once"),
      (["--objects", "a", "--state", "b"], "--helm-values and --objects are asked about alone"),
      (["--objects", "a", "log"], "--helm-values and --objects are asked about alone"),
      (
        ["--state", "b", "--output", "json"],
        "doctor prints lines: --output json is for --helm-values and --objects"
      ),
      (
        ["--objects", "a", "--chart-version", "1.13"],
        "the rules of Cilium's chart 1.13 are not known"
      ),
    ])
  func usage(arguments: [String], message: String) throws {
    let outcome = try Binary.run(["doctor"] + arguments)
    #expect(outcome.status == .exited(2) && outcome.text == "")
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }
}
