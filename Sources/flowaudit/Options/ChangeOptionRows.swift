extension OptionTable {
  /// What tells of changes in the cluster.
  static let changes: [OptionRow] = [
    OptionRow(
      "argocd", "FILE", in: .changes,
      .change { (options: inout ArgoCDOptions, value: String) in options.lists.append(value) },
      completion: .file, isRepeatable: true,
      "Argo CD's applications and their syncs: what 'argocd app list -o json' or kubectl get applications prints, or - for standard input"
    ),
    OptionRow(
      "flux", "FILE", in: .changes,
      .change { (options: inout FluxOptions, value: String) in options.objects.append(value) },
      completion: .file, isRepeatable: true,
      "what Flux applied: what kubectl get kustomizations,helmreleases,events -A -o json prints"),
    OptionRow(
      "at", "TIME[=NAMESPACE]", in: .changes,
      .change { (options: inout CorrelateOptions, value: String) throws(ValueError) in
        try options.addMoment(value)
      }, isRepeatable: true,
      "a change that no file tells of, like 2006-01-02T15:04:05Z=payments"),
    OptionRow(
      "guard", "DURATION", in: .changes,
      .value(\CorrelateOptions.guardTime, GoDuration.notNegative),
      "how far the clocks of log and changes may be apart (default: 30s)"),
  ]
}
