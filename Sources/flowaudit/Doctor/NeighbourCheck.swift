import FlowMetrics
import FlowOutput

/// All .prom files of the directory together, as node_exporter reads them.
struct NeighbourCheck {
  private let textfile: String

  init(_ textfile: String) {
    self.textfile = textfile
  }

  var results: [CheckResult] {
    let (path, own) = TextfileDirectory.parts(of: textfile)
    // What is wrong with the directory itself is another check's.
    guard let directory = try? TextfileDirectory(path) else {
      return []
    }
    var lint = TextfileLint()
    var results: [CheckResult] = []
    for name in directory.textfileNames {
      let file = TextfileInput(path: directory.path(of: name), mustEndInProm: true)
      switch file.findings(&lint) {
      case .success(let findings): results += judge(findings, isOwn: name == own)
      case .failure(let error): results.append(.warning(.neighbours, "\(error)"))
      }
    }
    let count = directory.textfileNames.count
    return results.isEmpty
      ? [
        .fine(
          .neighbours,
          "\(count) .prom \(count == 1 ? "file" : "files") in \(path), nothing wrong with \(count == 1 ? "it" : "them")"
        )
      ] : results
  }

  /// Losses are told one by one, at most as many as lint tells; the rest is counted.
  private func judge(_ findings: [LintFinding], isOwn: Bool) -> [CheckResult] {
    let losses = findings.filter { $0.rule.losesSamples }
    let rest = findings.filter { !$0.rule.losesSamples }
    var results = losses.map { finding in
      isOwn || finding.clash != nil || finding.rule.nodeExporter != .leavesFileOut
        ? CheckResult.problem(.neighbours, finding.message)
        : .warning(.neighbours, finding.message)
    }
    if let first = rest.first {
      let count = rest.reduce(0) { $0 + $1.count }
      results.append(
        .warning(
          .neighbours,
          "\(first.file) has \(count) smaller \(count == 1 ? "fault" : "faults"): "
            + "flowaudit lint \(first.file)"))
    }
    return results
  }
}

extension LintRule {
  /// Whether node_exporter does not serve all of the file.
  fileprivate var losesSamples: Bool {
    switch nodeExporter {
    case .leavesFileOut, .hangs, .panics, .spoilsScrape, .dropsSamples: true
    case .serves, .doesNotLook: false
    }
  }
}
