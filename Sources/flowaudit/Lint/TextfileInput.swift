import FlowMetrics
import FlowOutput

/// A .prom file to look at.
struct TextfileInput: Equatable {
  /// The path; nil is standard input.
  let path: String?
  /// Whether another name is a finding.
  let mustEndInProm: Bool

  init(path: String?, mustEndInProm: Bool) {
    self.path = path
    self.mustEndInProm = mustEndInProm
  }

  var name: String {
    path ?? "standard input"
  }

  /// What a lint finds in it; the failure is that it cannot be read.
  func findings(_ lint: inout TextfileLint) -> Result<[LintFinding], OutputError> {
    do throws(OutputError) {
      var findings: [LintFinding] = []
      if let path {
        guard let facts = try FileFacts(path) else {
          return .failure(.failed(.open, path: path, code: OutputError.noSuchFile))
        }
        switch facts.kind {
        case .regular: break
        // node_exporter takes it for an empty file.
        case .directory: return .success([])
        case .other:
          return .success([LintFinding(.fileKind, file: path, "it is a pipe or a device")])
        }
        if mustEndInProm && !path.hasSuffix(TextfileDirectory.suffix) {
          findings.append(LintFinding(.fileName, file: path, "its name does not end in .prom"))
        }
      }
      try feed(&lint)
      return .success(findings + lint.end())
    } catch {
      return .failure(error)
    }
  }

  private func feed(_ lint: inout TextfileLint) throws(OutputError) {
    let bytes =
      if let path {
        try TextfileBytes(path)
      } else {
        TextfileBytes(descriptor: 0, name: name)
      }
    lint.begin(name)
    while case let piece = try bytes.next(), !piece.isEmpty {
      lint.take(piece)
    }
  }
}
