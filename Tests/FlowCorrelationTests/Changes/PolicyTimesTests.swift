import FlowAnswer
import FlowManifest
import FlowPolicy
import Testing

@testable import FlowCorrelation

/// What the metadata of a policy say of when it changed, and whose it is.
@Suite("Times of policies")
struct PolicyTimesTests {
  private func times(_ metadata: String) throws -> ChangeFiles {
    let text =
      #"{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p","namespace":"shop",\#(metadata)"creationTimestamp":"2026-01-01T10:00:00Z"},"spec":{"podSelector":{}}}"#
    var values: [ManifestValue] = []
    try ManifestReader(Array(text.utf8), name: "f").read { values.append($0.value) }
    let set = try PolicySet(values, configuration: PolicyConfiguration(version: .v1x19))
    var reader = ChangeReader()
    try reader.take(set)
    return reader.finished()
  }

  private func field(_ manager: String, _ more: String, time: String = "11:00:00") -> String {
    #"{"manager":"\#(manager)","operation":"Update","time":"2026-01-01T\#(time)Z",\#(more)"apiVersion":"v1"}"#
  }

  @Test("what wrote the spec is a change, what wrote a status or a label is none")
  func fields() throws {
    let fields = [
      field("kubectl-edit", #""fieldsV1":{"f:spec":{"f:ingress":{}}},"#),
      field("helm", "", time: "12:00:00"), field("argocd", #""fieldsV1":{},"#, time: "13:00:00"),
      field("old", #""fieldsV1":{"f:specs":{}},"#, time: "14:00:00"),
      field("labeller", #""fieldsV1":{"f:metadata":{"f:labels":{}}},"#),
      field("operator", #""fieldsV1":{"f:status":{}},"subresource":"status","#),
      #"{"manager":"timeless","fieldsV1":{"f:spec":{}}}"#,
    ]
    let files = try times(#""generation":3,"managedFields":[\#(fields.joined(separator: ","))],"#)
    let found = try #require(files.policies.values.first)
    #expect(found.name.slashed == "NetworkPolicy/shop/p")
    #expect(found.created?.description == "2026-01-01T10:00:00Z")
    #expect(found.generation == 3)
    #expect(
      found.managed.map { "\($0.manager) \($0.time)" } == [
        "kubectl-edit 2026-01-01T11:00:00Z", "helm 2026-01-01T12:00:00Z",
        "argocd 2026-01-01T13:00:00Z", "old 2026-01-01T14:00:00Z",
      ])
    #expect(files.notes.isEmpty)
  }

  @Test("hidden managedFields are said")
  func hidden() throws {
    #expect(
      try times("").notes == [
        "without managedFields, so that only the creation is known (kubectl get --show-managed-fields has them): NetworkPolicy/shop/p"
      ])
  }

  @Test(
    "the owner stands in labels or in an annotation",
    arguments: [
      (
        #""labels":{"kustomize.toolkit.fluxcd.io/name":"web","kustomize.toolkit.fluxcd.io/namespace":"flux-system","app.kubernetes.io/instance":"x"},"#,
        .flux("Kustomization/flux-system/web")
      ),
      (
        #""labels":{"helm.toolkit.fluxcd.io/name":"web","helm.toolkit.fluxcd.io/namespace":"shop"},"#,
        .flux("HelmRelease/shop/web")
      ),
      (
        #""annotations":{"argocd.argoproj.io/tracking-id":"web:networking.k8s.io/NetworkPolicy:shop/p"},"#,
        .argocdNamed("web")
      ),
      (
        #""annotations":{"argocd.argoproj.io/tracking-id":"team-a_web:networking.k8s.io/NetworkPolicy:shop/p"},"#,
        .argocd(namespace: "team-a", name: "web")
      ), (#""labels":{"app.kubernetes.io/instance":"web"},"#, .argocdNamed("web")),
      (
        #""labels":{"argocd.argoproj.io/instance":"a","app.kubernetes.io/instance":"b"},"#,
        .argocdNamed("a")
      ), (#""labels":{"app":"web"},"annotations":null,"#, nil),
    ] as [(String, PolicyOwner?)])
  func owner(_ metadata: String, _ expected: PolicyOwner?) throws {
    #expect(try times(metadata).policies.values.first?.owner == expected)
  }
}
