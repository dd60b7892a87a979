extension Catalog {
  /// The commands and options of flowaudit: a command is one row here, which names its file's type.
  static let flowaudit = Self(
    commands: [
      CommandRow(DropsCommand.self),
      CommandRow(SummaryCommand.self),
      CommandRow(FlowsCommand.self),
      CommandRow(FilterCommand.self),
      CommandRow(ExportCommand.self),
      CommandRow(LintCommand.self),
      CommandRow(DoctorCommand.self),
      CommandRow(HelpCommand.self),
      CommandRow(CompletionsCommand.self),
      CommandRow(ManCommand.self),
    ],
    options: OptionTable.rows)
}
