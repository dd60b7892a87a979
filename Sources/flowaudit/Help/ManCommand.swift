extension CommandName {
  static let man = Self(rawValue: "man")
}

/// `flowaudit man`: the manual page.
struct ManCommand: Command {
  static let groups: [OptionTarget<Self>] = []

  static let text = CommandText(
    name: .man,
    summary: "the manual page, on standard output",
    usageWords: "",
    explanation: "Prints the manual page as roff, for man(1).",
    operands: .nothing,
    examples: [CommandExample("flowaudit man | man -l -", "the manual page")])

  func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    try Self.refuse(words.all[...])
  }

  func run(in host: Host) -> ExitStatus {
    host.print(ManPage(host.catalog).text)
  }
}
