import FlowPolicy

extension OptionTable {
  /// What is asked about policies.
  static let policies: [OptionRow] = [
    OptionRow(
      "policies", "PATH", in: .policies,
      .change { (options: inout PolicyOptions, value: String) in options.paths.append(value) },
      completion: .file, isRepeatable: true,
      "policies to ask: a file of YAML or JSON, a directory of them, or - for standard input"),
    OptionRow(
      "against", "PATH", in: .policies,
      .change { (options: inout AgainstOptions, value: String) in options.paths.append(value) },
      completion: .file, isRepeatable: true,
      "the policies of before: only what changes from them is shown"),
    OptionRow(
      "cilium-config", "FILE", in: .policies, .text(\PolicyOptions.ciliumConfig),
      completion: .file,
      "the ConfigMap cilium-config, or Helm values: what the agents are set to (default: Cilium's own defaults)"
    ),
    OptionRow(
      "cilium-version", "VERSION", in: .policies,
      .value(\PolicyOptions.version, PolicyOptions.version),
      completion: .words(CiliumVersion.allCases.map(\.text)), listsWords: true,
      "whose rules hold (default: \(PolicyOptions.standardVersion.text))"),
    OptionRow(
      "suggest", in: .policies, .flag(\SuggestionOptions.suggests),
      "print, as YAML to review, the smallest change that lets each denied row through"),
  ]
}
