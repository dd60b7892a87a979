extension CommandRow {
  /// Why this command does not take an option.
  func refusal(of row: OptionRow, in catalog: Catalog) -> UsageError {
    let takers = catalog.commands(taking: row).map(\.name.rawValue).joinedAsList
    let reason = text.refusedOptions[row.longName] ?? "it is for \(takers)"
    return UsageError(
      "option \(row.flag) is not for \(name.rawValue): \(reason)", for: name)
  }
}
