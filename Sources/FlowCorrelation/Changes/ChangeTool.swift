/// Who made a change; the raw value is what JSON says.
public enum ChangeTool: String, Sendable {
  /// A sync of Argo CD's.
  case argocd
  /// A reconciliation of Flux's: a Kustomization or a HelmRelease.
  case flux
  /// A policy that changed by itself, through no sync that the files show.
  case policy
  /// A moment that somebody named.
  case at
}
