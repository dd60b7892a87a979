extension OptionRow {
  /// Why a command does not take this option.
  func refusal(by command: CommandName) -> UsageError {
    UsageError(
      "option \(flag) is not for \(command.rawValue): \(reason(for: command))", for: command)
  }

  private func reason(for command: CommandName) -> String {
    switch (name, command) {
    case (.by, .export), (.bucket, .export): "its labels are fixed"
    case (.output, .export): "it writes Prometheus metrics"
    default: "it is for \(commands.map(\.rawValue).joinedAsList)"
    }
  }
}
