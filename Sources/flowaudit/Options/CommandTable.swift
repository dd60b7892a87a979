/// The commands of flowaudit: a command is one row here, which names the type of its file.
enum CommandTable {
  /// In the order of help; the first one runs when no command is named.
  static let rows: [any Command.Type] = [
    DropsCommand.self,
    SummaryCommand.self,
    FlowsCommand.self,
    FilterCommand.self,
    ExplainCommand.self,
    ImpactCommand.self,
    CorrelateCommand.self,
    ArgoCDCommand.self,
    ExportCommand.self,
    LintCommand.self,
    DoctorCommand.self,
    RulesCommand.self,
    DashboardCommand.self,
    MixinCommand.self,
    HelpCommand.self,
    CompletionsCommand.self,
    ManCommand.self,
  ]
}

extension Catalog {
  /// The commands and options of flowaudit.
  static let flowaudit = Self(commands: CommandTable.rows.map { $0.row }, options: OptionTable.rows)
}
