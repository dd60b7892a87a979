package import FlowAnswer

/// The coverage as JSON: the members of an object, without its braces.
package enum CoverageJSON {
  /// All that is known, a member a line.
  package static func members(_ coverage: Coverage) -> String {
    let evidence = Evidence.allCases.map { ($0.rawValue, coverage.evidence[$0] ?? 0) }
    let members =
      [
        ("oldest", time(coverage.oldest)),
        ("newest", time(coverage.newest)),
        (
          "lines", object(LineResult.allCases.map { ($0.rawValue, String(coverage.lineCount($0))) })
        ),
        ("form", array(coverage.forms)),
        ("flows_by_verdict", counts(coverage.flowsByVerdict.map { ($0.name, $0.count) })),
        ("lost_events", counts(coverage.lostEvents.map { ($0.name, $0.count) })),
        ("dropped_lines", String(coverage.droppedLines)),
        ("aggregated_verdicts", String(coverage.aggregatedVerdicts)),
        ("evidence", counts(evidence)),
        ("nodes", String(coverage.nodeCount)),
        ("masked_fields", array(coverage.maskedFields)),
        ("notes", array(coverage.notes)),
      ] + (coverage.silence.map { [("silence", silence($0))] } ?? [])
    return members.map { "\(Escape.json($0.0)):\($0.1)" }.joined(separator: ",\n")
  }

  private static func silence(_ silence: Coverage.Silence) -> String {
    object([("from", time(silence.from)), ("to", time(silence.to))])
  }

  /// An object of counts without those that are 0.
  private static func counts(_ counts: [(String, UInt64)]) -> String {
    object(counts.filter { $0.1 > 0 }.map { ($0.0, String($0.1)) })
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(Escape.json($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func array(_ texts: [String]) -> String {
    "[" + texts.map(Escape.json).joined(separator: ",") + "]"
  }

  private static func time(_ time: Timestamp?) -> String {
    time.map { "\"\($0)\"" } ?? "null"
  }
}
