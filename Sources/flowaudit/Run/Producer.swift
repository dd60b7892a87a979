import FlowInput

extension Producer {
  /// The command that stands behind `--`.
  convenience init(_ options: Options) {
    self.init(
      ProgramArguments.last(options.producer.count),
      timeout: options.timeout.map { UInt64($0) }, clock: Clock.elapsed)
  }
}
