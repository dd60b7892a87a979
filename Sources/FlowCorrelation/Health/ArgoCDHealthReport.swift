import FlowAnswer
import FlowReport

/// The health of Argo CD's applications as text: a table, JSON or Markdown.
///
/// Every name passes `Escape`.
public struct ArgoCDHealthReport: Sendable {
  /// More of the troubled applications are counted, not named.
  public static let mostNames = 10

  private let figures: ArgoCDFigures
  private let notes: [String]
  private let width: Int?

  /// A report; what is wider than `width` columns is folded in the table.
  public init(_ figures: ArgoCDFigures, notes: [String], width: Int?) {
    self.figures = figures
    self.notes = notes
    self.width = width
  }

  /// The applications in trouble that are named.
  private var named: ArraySlice<ArgoCDHealth.Application> {
    figures.troubled.prefix(Self.mostNames)
  }

  private var leftOut: String? {
    let more = figures.troubled.count - named.count
    return more > 0 ? "and \(more) more" : nil
  }

  /// The facts, each a name and a text.
  private var facts: [(name: String, text: String)] {
    let syncs = ArgoCDSync.allCases.map { ($0.rawValue, figures.count($0)) }
    let healths = ArgoCDHealthStatus.allCases.map { ($0.rawValue, figures.count($0)) }
    return [
      ("applications", String(figures.applicationCount)),
      ("sync", Self.list(syncs, always: ["Synced", "OutOfSync"])),
      ("health", Self.list(healths, always: ["Healthy", "Degraded"])),
      ("operations", operations), ("failed", failures), ("duration", durations),
    ]
  }

  private static func list(_ counts: [(String, Int)], always: Set<String>) -> String {
    counts.filter { $0.1 > 0 || always.contains($0.0) }.map { "\($0.1) \($0.0)" }
      .joined(separator: ", ")
  }

  private var operations: String {
    let running = figures.runningCount > 0 ? ", \(figures.runningCount) running now" : ""
    let end = figures.listTime.map { " before \($0)" } ?? ""
    return "\(figures.operationCount) ended in the \(figures.window.wholeSeconds)s\(end)\(running)"
  }

  private var failures: String {
    guard let share = figures.failureShare else {
      return "nothing to say: no operation ended"
    }
    return
      "at least \(figures.failureCount), \(Self.decimal(share * 100, places: 4))%: a list forgets those that another operation followed"
  }

  private var durations: String {
    guard let middle = figures.duration(percentile: 50), let high = figures.duration(percentile: 99)
    else {
      return "nothing to say: no operation ended"
    }
    return "p50 \(middle.wholeSeconds)s, p99 \(high.wholeSeconds)s"
  }

  /// A number of so many places behind the point, without the zeros at its end.
  private static func decimal(_ number: Int, places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    var digits = String(String(number % scale + scale).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(number / scale)" + (digits.isEmpty ? "" : "." + digits)
  }
}

// MARK: Formats

extension ArgoCDHealthReport {
  /// For a person.
  public var table: String {
    let labelWidth = facts.map(\.name.count).max() ?? 0
    var lines: [String] = []
    for fact in facts {
      let label = fact.name + String(repeating: " ", count: labelWidth - fact.name.count + 2)
      let words = fact.text.split(separator: " ").map(String.init)
      let folded = Folding.lines(words, width: width.map { max(10, $0 - label.count) })
      lines += folded.enumerated().map { index, line in
        (index == 0 ? label : String(repeating: " ", count: label.count)) + line
      }
    }
    if !named.isEmpty {
      lines.append("")
      lines += named.flatMap { application in
        Folding.lines(
          [Escape.terminal(application.name) + ":"] + words(of: application), width: width)
      }
      lines += [leftOut].compactMap { $0 }
    }
    for note in notes {
      lines += Folding.lines(
        ["note:"] + Escape.terminal(note).split(separator: " ").map(String.init), width: width)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// For a document or a ticket.
  public var markdown: String {
    var text = facts.map { "- \($0.name): \(Escape.markdown($0.text))\n" }.joined()
    if !named.isEmpty {
      text += "\n| Application | Sync | Health | Last operation | Seconds |\n"
      text += "| --- | --- | --- | --- | ---: |\n"
      for application in named {
        let cells = [
          application.name, application.sync.rawValue, application.health.rawValue,
          application.phase ?? "-", application.duration.map { "\($0.wholeSeconds)" } ?? "-",
        ]
        text += "| \(cells.map(Escape.markdown).joined(separator: " | ")) |\n"
      }
      text += leftOut.map { "\n... \($0)\n" } ?? ""
    }
    return text + notes.map { "\n- note: \(Escape.markdown($0))\n" }.joined()
  }

  private func words(of application: ArgoCDHealth.Application) -> [String] {
    var words = ["\(application.health.rawValue),", application.sync.rawValue]
    if application.hasFailed {
      words[1] += ","
      words += ["last", "operation", application.phase ?? ""]
    }
    return words
  }

  /// For programs: one object.
  public var json: String {
    let syncs = ArgoCDSync.allCases.map { ($0.rawValue, figures.count($0)) }
    let healths = ArgoCDHealthStatus.allCases.map { ($0.rawValue, figures.count($0)) }
    let members: [(String, String)] = [
      ("schema", "1"), ("total_applications", String(figures.applicationCount)),
      ("sync", Self.object(syncs)), ("health", Self.object(healths)),
      ("out_of_sync", String(figures.count(.outOfSync))),
      ("degraded", String(figures.count(.degraded))),
      ("operations_running", String(figures.runningCount)),
      ("operations", String(figures.operationCount)),
      ("operations_failed", String(figures.failureCount)),
      (
        "sync_failure_rate",
        figures.failureShare.map { Self.decimal($0, places: 4) } ?? "null"
      ), ("sync_failure_rate_is_lower_bound", "true"),
      ("p50_operation_duration_seconds", seconds(percentile: 50)),
      ("p99_operation_duration_seconds", seconds(percentile: 99)),
      ("window_seconds", String(figures.window.wholeSeconds)),
      ("list_time", figures.listTime.map { "\"\($0)\"" } ?? "null"),
      ("troubled", String(figures.troubled.count)),
      ("worst", "[" + named.map(Self.object).joined(separator: ",") + "]"),
      ("notes", "[" + notes.map(Escape.json).joined(separator: ",") + "]"),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",\n") + "}\n"
  }

  private func seconds(percentile: Int) -> String {
    figures.duration(percentile: percentile).map { String($0.wholeSeconds) } ?? "null"
  }

  /// The words that some applications have.
  private static func object(_ counts: [(String, Int)]) -> String {
    let members = counts.filter { $0.1 > 0 }.map { "\(Escape.json($0.0)):\($0.1)" }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func object(_ application: ArgoCDHealth.Application) -> String {
    let members = [
      ("app", Escape.json(application.name)), ("sync", Escape.json(application.sync.rawValue)),
      ("health", Escape.json(application.health.rawValue)),
      ("phase", application.phase.map(Escape.json) ?? "null"),
      ("duration_seconds", application.duration.map { String($0.wholeSeconds) } ?? "null"),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }
}
