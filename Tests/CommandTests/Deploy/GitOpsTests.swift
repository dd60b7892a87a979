import Foundation
import TestSupport
import Testing

/// What `docs/deploy/gitops` ships: its fields are those of the projects, and its shell is run with small programs in place of others'.
@Suite struct GitOpsTests {
  private static let folder = Fixture.root + "docs/deploy/gitops/"
  private static let names = ["argocd-postsync", "flux-job", "flux-kustomization", "reader"]

  @Test("the manifests have fields that Kubernetes, Argo CD and Flux know")
  func fields() throws {
    let files = Self.names.map { Self.folder + $0 + ".yaml" }
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("tools/manifests.py")] + files)
    #expect(outcome.text + outcome.errorText == "")
    #expect(outcome.status == .exited(0))
    let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(there.sorted() == Self.names.map { $0 + ".yaml" })
  }

  @Test(
    "the check of them finds what is wrong",
    arguments: [
      ("argocd-postsync", "hook: PostSync", "hook: AfterSync"),
      (
        "argocd-postsync", "argocd.argoproj.io/hook-delete-policy", "argocd.argoproj.io/hook-policy"
      ),
      ("argocd-postsync", "restartPolicy: Never", "restartPolicy: Sometimes"),
      ("flux-kustomization", "dependsOn:", "dependson:"),
      ("flux-kustomization", "interval: 1h", "interval: hourly"),
      (
        "flux-kustomization", "kustomize.toolkit.fluxcd.io/v1\n", "kustomize.toolkit.fluxcd.io/v9\n"
      ),
      ("flux-job", "emptyDir: {}", "emptyDirectory: {}"),
      ("reader", "verbs: [list]", "verbs: [lists]"),
    ])
  func wrong(name: String, right: String, wrong: String) throws {
    let text = try String(contentsOfFile: Self.folder + name + ".yaml", encoding: .utf8)
    try #require(text.contains(right))
    let directory = try TemporaryDirectory()
    let file = try directory.file(name + ".yaml", text.replacing(right, with: wrong))
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("tools/manifests.py"), file])
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.hasPrefix(name + ".yaml: "))
  }

  /// The script of a Job.
  private func script(_ name: String) throws -> String {
    let program =
      "import sys, yaml; c = yaml.safe_load(open(sys.argv[1]))['spec']['template']['spec']['containers'][0]; print(c['args'][0], end='')"
    return try Tool.run(Tool.python, ["-c", program, Self.folder + name + ".yaml"]).text
  }

  @Test(
    "the shell of both Jobs is sound, as shellcheck says",
    arguments: ["argocd-postsync", "flux-job"])
  func shell(name: String) throws {
    let outcome = try Tool.attempt(
      "shellcheck", ["--shell=bash", "-"], input: .bytes(Array(try script(name).utf8)))
    #expect(outcome.text == "")
    #expect(outcome.status == .exited(0))
  }

  @Test(
    "a Job asks Relay for half an hour of all nodes, the API for changes and policies, and correlates them",
    arguments: [
      (
        "argocd-postsync", "argocd.json",
        "get applications.argoproj.io -A -o json"
      ),
      (
        "flux-job", "flux.json",
        "get kustomizations.kustomize.toolkit.fluxcd.io,helmreleases.helm.toolkit.fluxcd.io,events -A -o json"
      ),
    ])
  func job(name: String, file: String, question: String) throws {
    let directory = try TemporaryDirectory()
    let programs = [
      "sleep": "echo \"sleep $*\" >> calls",
      "hubble": "echo \"hubble $*\" >> calls; echo flows",
      "kubectl": "echo \"kubectl $*\" >> calls; echo objects",
      "flowaudit": "echo \"flowaudit $*\" >> calls; cat flows.json policies.json",
    ]
    for (name, body) in programs {
      try directory.file("programs/" + name, "#!/bin/bash\nset -eu\n\(body)\n", mode: 0o755)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let shell = try directory.file("job.sh", "cd \"$1\"\n" + script(name))
    let outcome = try Tool.attempt(
      "bash", ["-euo", "pipefail", shell, directory.path],
      environment: [
        "PATH": directory.path(of: "programs") + ":" + path, "RELAY": "relay:80", "WATCH": "300",
      ])
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text == "flows\nobjects\n")
    let tool = String(file.prefix { $0 != "." })
    #expect(
      try directory.text("calls") == """
        sleep 300
        hubble observe --server relay:80 --since 30m -o json
        kubectl \(question)
        kubectl get networkpolicies.networking.k8s.io,ciliumnetworkpolicies.cilium.io,ciliumclusterwidenetworkpolicies.cilium.io -A -o json --show-managed-fields
        flowaudit correlate --\(tool) \(file) --policies policies.json --output markdown flows.json

        """)
  }

  @Test("the hook names the sync that brought the policies, of the incident's half hour")
  func incident() throws {
    let directory = try TemporaryDirectory()
    let programs = [
      "sleep": "true", "hubble": "gzip --decompress --stdout \"$INCIDENT/denied.jsonl.gz\"",
      "kubectl":
        "if [[ $2 == applications* ]]; then cat \"$INCIDENT/../argocd/apps.json\"; else cat \"$INCIDENT/policies.json\"; fi",
      "flowaudit": "exec \"$FLOWAUDIT\" \"$@\"",
    ]
    for (name, body) in programs {
      try directory.file("programs/" + name, "#!/bin/bash\nset -eu\n\(body)\n", mode: 0o755)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let shell = try directory.file("job.sh", "cd \"$1\"\n" + script("argocd-postsync"))
    let outcome = try Tool.attempt(
      "bash", ["-euo", "pipefail", shell, directory.path],
      environment: [
        "PATH": directory.path(of: "programs") + ":" + path, "RELAY": "relay:80", "WATCH": "300",
        "INCIDENT": Fixture.path("incident"), "FLOWAUDIT": Binary.path,
      ])
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text.contains("- **likely**: Argo CD argocd/payments from "))
    #expect(outcome.text.contains("It touched CNP payments/payments-api"))
  }

  @Test("what the Jobs ask the API for, their service account may list")
  func rights() throws {
    let reader = try String(contentsOfFile: Self.folder + "reader.yaml", encoding: .utf8)
    for name in ["argocd-postsync", "flux-job"] {
      let text = try script(name)
      for match in text.matches(of: /kubectl get ([a-z.,0-9]+)/) {
        for word in match.1.split(separator: ",") {
          let parts = word.split(separator: ".", maxSplits: 1)
          #expect(reader.contains(String(parts[0])), "\(word)")
          #expect(reader.contains("apiGroups: [\(parts.count > 1 ? String(parts[1]) : "\"\"")]"))
        }
      }
    }
  }
}
