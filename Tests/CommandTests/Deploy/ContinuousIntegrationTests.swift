import Foundation
import TestSupport
import Testing

/// What `docs/deploy/ci` ships: its shell is run, with the programs of others replaced by small ones that need no network.
@Suite struct ContinuousIntegrationTests {
  private static let folder = Fixture.root + "docs/deploy/ci/"
  private static let judged = "57 newly denied"

  /// A step of a workflow or an entry of a job's script.
  private struct Step {
    let name: String
    let script: String
  }

  @Test("the GitHub workflow has the keys that its schema asks for, and actions with a version")
  func workflow() throws {
    let workflow = try Self.object("github-policy-impact.yaml")
    #expect(Set(workflow.keys) == ["name", "on", "permissions", "env", "jobs"])
    #expect(workflow["permissions"] as? [String: String] == ["contents": "read"])
    let job = try #require((workflow["jobs"] as? [String: [String: Any]])?["impact"])
    #expect(Set(job.keys) == ["runs-on", "timeout-minutes", "defaults", "steps"])
    for step in try #require(job["steps"] as? [[String: Any]]) {
      #expect(step["name"] is String)
      #expect((step["run"] == nil) != (step["uses"] == nil))
      #expect(Set(step.keys).isSubset(of: ["name", "run", "uses", "with", "env"]))
      if let action = step["uses"] as? String {
        #expect(action.wholeMatch(of: /[a-z]+\/[a-z-]+@v\d+/) != nil)
      }
    }
  }

  @Test("the GitLab job has the keys that its schema asks for")
  func job() throws {
    let file = try Self.object("gitlab-policy-impact.yaml")
    #expect(Array(file.keys) == ["policy-impact"])
    let job = try #require(file["policy-impact"] as? [String: Any])
    #expect(
      Set(job.keys) == ["stage", "image", "rules", "variables", "script", "artifacts"])
    #expect((job["artifacts"] as? [String: Any])?["when"] as? String == "always")
  }

  @Test(
    "the shell of both is sound, as shellcheck says",
    arguments: ["github-policy-impact.yaml", "gitlab-policy-impact.yaml"])
  func shell(name: String) throws {
    for step in try Self.steps(name) {
      let outcome = try Tool.attempt(
        "shellcheck", ["--shell=bash", "-"], input: .bytes(Array(step.script.utf8)))
      #expect(outcome.text == "", "\(step.name)")
      #expect(outcome.status == .exited(0))
    }
  }

  @Test("the GitHub workflow fails where a branch denies what flows, and its summary says what")
  func denyingBranch() throws {
    let bench = try Bench(branch: Self.brought(), base: "{}")
    let status = try bench.run(Self.steps("github-policy-impact.yaml"), Self.environment)
    #expect(status == .exited(1))
    let summary = try bench.directory.text("summary.md")
    #expect(summary.hasPrefix("## Policy impact: payments\n\n**"))
    #expect(summary.contains(Self.judged))
    #expect(summary.contains("asks for port 8080/TCP, this is 8443/TCP"))
  }

  @Test("it passes where nothing changes")
  func harmlessBranch() throws {
    let bench = try Bench(branch: Self.brought(), base: Self.brought())
    let status = try bench.run(Self.steps("github-policy-impact.yaml"), Self.environment)
    #expect(status == .exited(0))
    #expect(try bench.directory.text("summary.md").contains("0 newly denied"))
  }

  @Test("it fails where a template names no namespace, and where the chart cannot be read")
  func wrongBranch() throws {
    let nameless = try Self.brought().replacing("\"namespace\":\"payments\"", with: "\"a\":\"b\"")
    for branch in [nameless, "{{ .Values.policies }}"] {
      let bench = try Bench(branch: branch, base: Self.brought())
      let status = try bench.run(Self.steps("github-policy-impact.yaml"), Self.environment)
      #expect(status == .exited(3))
    }
  }

  @Test("the GitLab job comments on the merge request, and fails")
  func mergeRequest() throws {
    let bench = try Bench(branch: Self.brought(), base: "{}")
    let status = try bench.run(Self.steps("gitlab-policy-impact.yaml"), Self.environment)
    #expect(status == .exited(1))
    #expect(try bench.directory.text("comment.md").contains(Self.judged))
    #expect(
      try bench.directory.text("comment.url")
        == "https://forge.example.com/api/v4/projects/7/merge_requests/3/notes\n")
  }

  /// What the forges and the settings of the files put into the environment.
  private static let environment = [
    "CHART": "charts/payments", "RELEASE": "payments", "NAMESPACE": "payments",
    "CILIUM_VERSION": "1.19", "FILES": "https://files.example.com/flows", "FILES_TOKEN": "a",
    "FLOWAUDIT_IMAGE": "registry.example.com/flowaudit:1", "FLOW_FILES_TOKEN": "a",
    "COMMENT_TOKEN": "b", "KUSTOMIZATION": "overlays/production",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_IID": "3",
    "CI_PROJECT_ID": "7", "CI_API_V4_URL": "https://forge.example.com/api/v4",
  ]

  /// The policies that the incident's sync brought, as one line of JSON, which is YAML.
  private static func brought() throws -> String {
    try Tool.run(
      "jq",
      [
        "--compact-output", ".items |= map(select(.metadata.namespace == \"payments\"))",
        Fixture.path("incident/policies.json"),
      ]
    ).text
  }

  /// A YAML file as JSON has it; `on` is a text, as in the forges' readers.
  private static func object(_ name: String) throws -> [String: Any] {
    let program =
      "import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.BaseLoader)))"
    let text = try Tool.run(Tool.python, ["-c", program, folder + name]).output
    return try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
  }

  private static func steps(_ name: String) throws -> [Step] {
    let object = try object(name)
    if let jobs = object["jobs"] as? [String: [String: Any]] {
      let steps = try #require(jobs["impact"]?["steps"] as? [[String: Any]])
      return steps.compactMap { step in
        (step["run"] as? String).map {
          Step(name: step["name"] as? String ?? "", script: $0)
        }
      }
    }
    let job = try #require(object["policy-impact"] as? [String: Any])
    let script = try #require(job["script"] as? [String])
    // One shell runs them all.
    return [Step(name: "script", script: script.joined(separator: "\n"))]
  }

  /// A runner: a directory with both branches, and programs that do what those of others would.
  private struct Bench {
    let directory: TemporaryDirectory

    init(branch: String, base: String) throws {
      directory = try TemporaryDirectory()
      let night = try Binary.run(
        "filter", "incident/denied.jsonl.gz", "--until", "2026-05-11T09:40:00Z")
      try directory.file("files/night.jsonl.gz", night.output)
      try directory.file("files/cluster.json", try Fixture.bytes("incident/policies-before.json"))
      for place in ["branch/charts/payments", "overlays/production"] {
        try directory.file(place + "/policies.yaml", branch)
      }
      for place in ["base/charts/payments", "target/overlays/production"] {
        try directory.file(place + "/policies.yaml", base)
      }
      for (name, script) in Self.programs {
        try directory.file("programs/" + name, "#!/bin/bash\nset -eu\n" + script, mode: 0o755)
      }
    }

    /// Programs by name; each is told what the shipped shell tells the real one.
    private static let programs = [
      "helm": "[[ $1 == template && $4 == --namespace ]]; cat \"$3\"/*.yaml\n",
      "kustomize": "[[ $1 == build ]]; cat \"$2\"/*.yaml\n",
      "git": "if [[ $1 == worktree ]]; then cp -r target \"$4\"; fi\n",
      "docker":
        "case $1 in create) echo 1 ;; cp) cp \"$FLOWAUDIT\" \"$3\" ;; rm) ;; *) exit 1 ;; esac\n",
      "flowaudit": "exec \"$FLOWAUDIT\" \"$@\"\n",
      "curl": """
      for word in "$@"; do url=$word; done
      while (($# > 0)); do
        case $1 in
          --output) cp "files/${url##*/}" "$2" 2>/dev/null || echo '{}' >"$2" ;;
          --data-urlencode) cp "${2#body@}" comment.md; echo "$url" >comment.url ;;
        esac
        shift
      done

      """,
    ]

    /// Runs steps as the forges do, up to the first that fails, and gives the last one's status.
    func run(_ steps: [Step], _ environment: [String: String]) throws -> ChildProcess.Status {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      let places = [
        "PATH": directory.path(of: "programs") + ":" + path, "FLOWAUDIT": Binary.path,
        "GITHUB_STEP_SUMMARY": directory.path(of: "summary.md"),
      ]
      var status = ChildProcess.Status.exited(0)
      for step in steps where status == .exited(0) {
        let script = try directory.file("step.sh", "cd \"$1\"\n" + step.script)
        status = try Tool.attempt(
          "bash", ["--noprofile", "--norc", "-eo", "pipefail", script, directory.path],
          environment: environment.merging(places) { $1 }
        ).status
      }
      return status
    }
  }
}
