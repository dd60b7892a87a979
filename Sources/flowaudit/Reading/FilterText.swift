import FlowTally

/// `--print-filter`: what the filter flags mean, as Helm values for Cilium's exporter.
enum FilterText {
  /// The text, which is YAML; what the exporter cannot be told stands in comments.
  static func text(
    of options: SelectionOptions, for command: CommandName
  ) throws(UsageError) -> String {
    for filter in options.filters {
      if let problem = filter.agentProblem {
        throw UsageError(
          "--print-filter cannot print --\(filter.flag.rawValue) \(filter.value): \(problem)",
          for: command)
      }
    }
    let lists = try options.selection(for: command).lists
    var text = lists.isEmpty ? "# no filter: every flow passes\n" : lists.helmValues
    let others = [
      ("--since", options.since != nil), ("--until", options.until != nil),
      ("--first", options.first != nil), ("--last", options.last != nil),
    ]
    let conditions = options.filters.filter(\.isCondition).map {
      ("--\($0.flag.rawValue)", true)
    }
    for (name, isGiven) in others + conditions where isGiven {
      text += "# \(name) is not part of it: the exporter has no such filter\n"
    }
    return text
  }
}
