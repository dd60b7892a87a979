import FlowMetrics
import FlowOutput
import FlowReport

/// The findings on standard output, as they come: a line each, or one JSON object.
struct LintReport: ~Copyable {
  private let isJSON: Bool
  private var output = StandardOutput()
  private var fileCount = 0
  private var hasBegun = false
  private(set) var findingCount = 0

  init(format: OutputFormat) {
    isJSON = format == .json
  }

  /// Writes the findings of one file.
  mutating func add(_ findings: [LintFinding]) throws(OutputError) {
    fileCount += 1
    for finding in findings {
      findingCount += finding.count
      try write(isJSON ? object(finding) : Escape.terminal(finding.message) + "\n")
    }
  }

  /// Writes what stands at the end.
  mutating func end() throws(OutputError) {
    if isJSON {
      try output.write(hasBegun ? "\n],\n" : "{\"schema\":1,\n\"findings\":[],\n")
      try output.write("\"files\":\(fileCount),\n\"total\":{\"findings\":\(findingCount)}}\n")
    } else {
      let files = fileCount == 1 ? "1 file" : "\(fileCount) files"
      try output.write(
        "\(files), \(findingCount == 1 ? "1 finding" : "\(findingCount) findings")\n")
    }
    try output.flush()
  }

  private mutating func write(_ text: String) throws(OutputError) {
    if isJSON {
      try output.write(hasBegun ? ",\n" : "{\"schema\":1,\n\"findings\":[\n")
      hasBegun = true
    }
    try output.write(text)
  }

  private func object(_ finding: LintFinding) -> String {
    let members = [
      ("file", Escape.json(finding.file)), ("line", finding.line.map(String.init) ?? "null"),
      ("rule", Escape.json(finding.rule.rawValue)), ("what", Escape.json(finding.what)),
      ("reason", Escape.json(finding.rule.reason)), ("mend", Escape.json(finding.rule.mend)),
      ("count", String(finding.count)),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }
}
