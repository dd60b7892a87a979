/// `flowaudit --version`: the release, and what of the machine it makes use of.
struct VersionInvocation: Invocation, Equatable {
  func run(in host: Host) throws(UsageError) -> ExitStatus {
    host.print(Version.line + "\n" + (try Machine.look()).description)
  }
}
