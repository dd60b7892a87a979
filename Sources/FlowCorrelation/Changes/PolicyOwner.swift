/// Whose a policy is, by its own labels and annotations.
public enum PolicyOwner: Hashable, Sendable {
  /// Flux's: the text of the change's application, `Kustomization/NS/NAME` or `HelmRelease/NS/NAME`.
  case flux(String)
  /// Argo CD's application, by namespace and name.
  case argocd(namespace: String, name: String)
  /// Argo CD's application of this name, in whatever namespace: its own is not written down.
  case argocdNamed(String)

  /// Whether it is the one who made the change.
  public func made(_ change: Change) -> Bool {
    switch self {
    case .flux(let application):
      change.tool == .flux && change.application == application
    case .argocd(let namespace, let name):
      change.tool == .argocd && change.application == "\(namespace)/\(name)"
    case .argocdNamed(let name):
      change.tool == .argocd && change.application.drop { $0 != "/" } == "/\(name)"
    }
  }
}
