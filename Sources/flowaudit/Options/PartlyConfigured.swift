/// A command line for which not all default options could be taken.
struct PartlyConfigured: Invocation {
  let invocation: any Invocation
  /// The ones that were not.
  let refused: [Configuration.Default]

  func run(in host: Host) throws(UsageError) -> ExitStatus {
    for entry in refused {
      host.diagnostics.warning(
        "\(entry.place): \(entry.option.flag) is not taken from here: a state's counters depend on it, so give it on the command line"
      )
    }
    return try invocation.run(in: host)
  }
}
