import FlowAnswer
import Testing

@testable import FlowCorrelation

@Suite("Whose a policy is")
struct PolicyOwnerTests {
  @Test(
    "an owner made the changes of its application, whoever else has its name",
    arguments: [
      (.argocd(namespace: "argocd", name: "web"), .argocd, "argocd/web", true),
      (.argocd(namespace: "team", name: "web"), .argocd, "argocd/web", false),
      (.argocdNamed("web"), .argocd, "team/web", true),
      (.argocdNamed("web"), .argocd, "team/my-web", false),
      (.argocdNamed("web"), .flux, "Kustomization/team/web", false),
      (.flux("Kustomization/team/web"), .flux, "Kustomization/team/web", true),
      (.flux("Kustomization/team/web"), .flux, "HelmRelease/team/web", false),
    ] as [(PolicyOwner, ChangeTool, String, Bool)])
  func made(_ owner: PolicyOwner, _ tool: ChangeTool, _ application: String, _ isMade: Bool) {
    let time = Timestamp(nanoseconds: 0)
    let change = Change(tool: tool, application: application, started: time, finished: time)
    #expect(owner.made(change) == isMade)
  }
}
