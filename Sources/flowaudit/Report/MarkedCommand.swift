import FlowCorrelation

/// A report that can mark what changed in the cluster in the time of the log.
protocol MarkedCommand: ReportCommand {
  var argocd: ArgoCDOptions { get set }
  var flux: FluxOptions { get set }
  var policies: PolicyOptions { get set }
  /// Whether policies are asked about drops, and not only for their times.
  var asksPolicies: Bool { get }
  /// The policies that were read.
  var loadedPolicies: LoadedPolicies? { get set }
  /// What the files say; nil where none are named, or nothing was read yet.
  var loaded: LoadedChanges? { get set }
}

extension MarkedCommand {
  /// The groups of options that tell of changes.
  static var markGroups: [OptionTarget<Self>] {
    [OptionTarget(\.argocd), OptionTarget(\.flux), OptionTarget(\.policies)]
  }

  var asksPolicies: Bool {
    false
  }

  /// Standard input is one thing only.
  func checkMarks() throws(UsageError) {
    try policies.check(against: argocd.lists + flux.objects, log: log.input, for: Self.name)
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    var command = self
    do throws(PolicyFailure) {
      if !policies.paths.isEmpty {
        command.loadedPolicies = try LoadedPolicies(
          policies.paths, policies, mayBeEmpty: !asksPolicies)
      }
      let set = command.loadedPolicies?.set
      if set != nil || !argocd.lists.isEmpty || !flux.objects.isEmpty {
        command.loaded = try LoadedChanges(argocd, flux, set)
      }
    } catch {
      host.diagnostics.error(error.message)
      return .inputFailed
    }
    let notes = (command.loadedPolicies?.notes ?? []) + (command.loaded?.files.notes ?? [])
    for note in notes {
      host.diagnostics.warning(note)
    }
    return try Run(command: command, host: host, machine: .look()).run()
  }
}
