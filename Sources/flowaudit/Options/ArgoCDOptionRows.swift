extension OptionTable {
  /// What Argo CD knows.
  static let argocd: [OptionRow] = [
    OptionRow(
      "argocd", "FILE", in: .changes,
      .change { (options: inout ArgoCDOptions, value: String) in options.lists.append(value) },
      completion: .file, isRepeatable: true,
      "applications of Argo CD: what 'argocd app list -o json' or kubectl get applications prints")
  ]
}
