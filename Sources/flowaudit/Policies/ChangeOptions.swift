import FlowAnswer

/// Which files tell of changes in the cluster.
struct ChangeOptions: OptionGroup {
  /// Lists of Argo CD's applications; `-` is standard input.
  var argocd: [String] = []
  /// Objects of Flux.
  var flux: [String] = []

  /// All files.
  var paths: [String] {
    argocd + flux
  }
}
