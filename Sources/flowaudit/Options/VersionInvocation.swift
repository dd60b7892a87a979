import FlowReport

/// `flowaudit --version`: the release, what of the machine it makes use of, and the file of default options.
struct VersionInvocation: Invocation, Equatable {
  /// The file that the environment names, nil where it names none.
  var configuration: String?

  func run(in host: Host) throws(UsageError) -> ExitStatus {
    let path = configuration.flatMap { $0.isEmpty ? nil : $0 }
    return host.print(
      Version.line + "\n" + (try Machine.look()).description
        + "config: \(path.map(Escape.terminal) ?? "none (\(Configuration.variable) names one)")\n")
  }
}
