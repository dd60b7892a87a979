import Foundation
import TestSupport
import Testing

/// What `docs/deploy` ships: each file checked by a tool or run, not only by eye.
@Suite struct DeployTests {
  private static let folder = Fixture.root + "docs/deploy/"
  private static let paths = (
    program: "/usr/local/bin/flowaudit", textfiles: "/var/lib/prometheus/node-exporter",
    state: "/var/lib/flowaudit", log: "/var/run/cilium/hubble/events.log"
  )

  @Test("the units are sound, as systemd-analyze says, with the program at its place")
  func units() throws {
    let directory = try TemporaryDirectory()
    var files: [String] = []
    for name in ["flowaudit-export.service", "flowaudit-export.timer", "flowaudit-follow.service"] {
      let text = try String(contentsOfFile: Self.folder + "systemd/" + name, encoding: .utf8)
      files.append(
        try directory.file(name, text.replacing(Self.paths.program, with: Binary.path)))
    }
    let outcome = try Tool.attempt("systemd-analyze", ["verify", "--man=no"] + files)
    #expect(outcome.text + outcome.errorText == "")
    #expect(outcome.status == .exited(0))
  }

  @Test(
    "a unit is exposed little, as systemd-analyze rates it",
    arguments: ["flowaudit-export", "flowaudit-follow"])
  func exposure(name: String) throws {
    let outcome = try Tool.attempt(
      "systemd-analyze",
      [
        "security", "--offline=yes", "--no-pager", "--threshold=15",
        Self.folder + "systemd/\(name).service",
      ])
    #expect(outcome.status == .exited(0), "\(outcome.text.suffix(200))")
  }

  @Test("the Debian package's description is as wide as lintian lets it be")
  func description() throws {
    let control = try String(contentsOfFile: Self.folder + "debian/control", encoding: .utf8)
    let lines = control.split(separator: "\n")
    #expect(lines.count > 10)
    #expect(lines.filter { $0.hasPrefix(" ") && $0.count > 80 } == [])
  }

  @Test("the cron line's command runs with cron's PATH, writes the file and says nothing")
  func cron() throws {
    let lines = try String(contentsOfFile: Self.folder + "flowaudit.cron", encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 1)
    let fields = try #require(lines.first).split(separator: " ", maxSplits: 6)
    #expect(fields[..<6].joined(separator: " ") == "*/5 * * * * root")
    // cron ends the command at the first %.
    #expect(!fields[6].contains("%"))
    try run(String(fields[6]))
  }

  @Test("each option of the example configuration is taken from it")
  func configuration() throws {
    let text = try String(contentsOfFile: Self.folder + "flowaudit.conf", encoding: .utf8)
    let options = text.matches(of: /(?:\n#--[^\n]*)+/).map { String($0.0) }
    #expect(options.count == 4)
    let directory = try TemporaryDirectory()
    let log = "flows/full-20k.jsonl.gz"
    for option in options {
      let file = try directory.file(
        "conf", text.replacing(option, with: option.replacing("#", with: "")))
      let configured = try Binary.run(
        "drops", log, environment: ["FLOWAUDIT_CONFIG": file, "TZ": "Europe/Berlin"])
      let typed = try Binary.start(
        ["drops", log] + option.replacing("#", with: "").split(separator: "\n").map(String.init),
        input: .none,
        environment: ["TZ": "Europe/Berlin"]
      ).outcome()
      #expect(configured.text == typed.text)
      #expect(configured.errorText == "")
      #expect(configured.text != (try Binary.run("drops", log)).text, "\(option) does nothing")
    }
  }

  @Test("so does the line that has a command print the flows")
  func cronWithCommand() throws {
    let text = try String(contentsOfFile: Self.folder + "flowaudit.cron", encoding: .utf8)
    let line = try #require(text.firstMatch(of: /\n#\*\/5 \* \* \* \* root (.*)\n/)).1
    #expect(!line.contains("%"))
    let hubble = "/usr/local/bin/hubble observe --since 6m -o json"
    #expect(line.hasSuffix(" -- " + hubble))
    try run(String(line).replacing(hubble, with: "/bin/cat " + Self.paths.log))
  }

  @Test("the service's command runs and writes the file")
  func service() throws {
    let command = try Self.command(of: "flowaudit-export")
    try run(command.replacing("${STATE_DIRECTORY}", with: Self.paths.state))
  }

  @Test("the manifests are YAML, with fields that the API and the charts have")
  func manifests() throws {
    let names = ["cilium-values", "daemonset", "node-exporter-values", "prometheus-stack-values"]
    let files = names.map { Self.folder + "kubernetes/\($0).yaml" }
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("tools/manifests.py")] + files)
    #expect(outcome.text + outcome.errorText == "")
    #expect(outcome.status == .exited(0))
    let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "kubernetes")
    #expect(there.sorted() == names.map { $0 + ".yaml" })
  }

  @Test(
    "the check of manifests finds what is wrong",
    arguments: [
      ("mountPath:", "mountpath:"), ("hostPath:", "hostpath:"),
      ("readOnly: true", "readOnly: yes please"),
      ("type: Directory\n", "type: Folder\n"),
      ("- name: state\n              mount", "- name: stat\n              mount"),
      ("memory: 32Mi", "memory: 32MB"), ("operator: Exists", "operator: Any"),
      ("kind: DaemonSet", "kind: DemonSet"),
      ("runAsUser: 0", "runAsUser: \"0\""),
      ("      volumes:", "      volumes: ["), ("metadata:\n  name", "metadata:\n  name: a\n  name"),
    ])
  func wrongManifests(right: String, wrong: String) throws {
    let text = try String(
      contentsOfFile: Self.folder + "kubernetes/daemonset.yaml", encoding: .utf8)
    try #require(text.contains(right))
    let directory = try TemporaryDirectory()
    let file = try directory.file("daemonset.yaml", text.replacing(right, with: wrong))
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("tools/manifests.py"), file])
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.hasPrefix("daemonset.yaml: "))
  }

  @Test("the Dockerfile copies what there is, and runs what there is")
  func dockerfile() throws {
    let text = try String(contentsOfFile: Self.folder + "Dockerfile", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
    var stages: Set<String> = []
    var stageCount = 0
    for words in lines {
      switch words[0] {
      case "FROM":
        stageCount += 1
        #expect(words.count == 2 || words.count == 4 && words[2] == "AS")
        stages.formUnion(words.dropFirst(3))
      case "COPY" where words[1].hasPrefix("--from="):
        #expect(stages.contains(String(words[1].dropFirst(7))))
        // What scripts/build-release makes, in the stage's WORKDIR.
        #expect(words[2] == "/src/build/flowaudit")
      case "COPY":
        for source in words.dropFirst().dropLast() {
          #expect(FileManager.default.fileExists(atPath: Fixture.root + source), "\(source)")
        }
      case "RUN":
        for command in words.dropFirst().joined(separator: " ").components(separatedBy: " && ") {
          let program = String(command.prefix { $0 != " " })
          let found = try Tool.attempt(
            "bash", ["-c", "cd \"$0\" && command -v -- \"$1\"", Fixture.root, program])
          #expect(found.status == .exited(0), "\(program)")
        }
      case "WORKDIR": #expect(words[1] == "/src")
      case "ENTRYPOINT", "CMD":
        let list = words.dropFirst().joined(separator: " ")
        #expect(throws: Never.self) {
          try JSONDecoder().decode([String].self, from: Data(list.utf8))
        }
      default: Issue.record("\(words)")
      }
    }
    #expect(stageCount == 2)
    #expect(lines.last?[0] == "CMD")
  }

  @Test("the packages that the Dockerfile installs for building are those of scripts/setup")
  func packages() throws {
    let text = try String(contentsOfFile: Self.folder + "Dockerfile", encoding: .utf8)
    let setup = try String(contentsOfFile: Fixture.root + "scripts/setup", encoding: .utf8)
    let building = try #require(setup.firstMatch(of: /\nbuilding=\(\n +([a-z0-9 -]+?) +#/)).1
    #expect(text.contains("--no-install-recommends \(building) &&"))
  }

  private static func command(of unit: String) throws -> String {
    let text = try String(contentsOfFile: folder + "systemd/\(unit).service", encoding: .utf8)
    return String(try #require(text.firstMatch(of: /\nExecStart=(.*)/)).1)
  }

  /// Runs a command line with the folders of this machine put in, twice: the second run reads nothing again.
  private func run(_ commandLine: String) throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("events.log", try Fixture.bytes("flows/pairing.jsonl"))
    let command = commandLine.replacing(Self.paths.program, with: Binary.path)
      .replacing(Self.paths.textfiles, with: directory.path)
      .replacing(Self.paths.state, with: directory.path).replacing(Self.paths.log, with: log)
    for _ in 0..<2 {
      let outcome = try Tool.attempt(
        "env", ["-i", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "/bin/sh", "-c", command])
      #expect(outcome.status == .exited(0), "\(outcome.errorText)")
      #expect(outcome.text + outcome.errorText == "")
      let samples = try Sample.all(
        in: try String(contentsOfFile: directory.path + "/flowaudit.prom", encoding: .utf8))
      // Six of the 38 drops wait for their partners, in the state, until a commit five seconds later.
      #expect(samples.first { $0.name == "flowaudit_packets_dropped_total" }?.value == 32)
    }
  }
}
