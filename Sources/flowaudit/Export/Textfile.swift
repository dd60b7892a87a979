import FlowMetrics
import FlowOutput

/// The .prom file that `export` writes, among the others of its directory.
struct Textfile {
  private let path: String
  private let mode: UInt32?

  /// The file at a path, which gets a mode, or keeps its own.
  init(_ path: String, mode: UInt32?) {
    self.path = path
    self.mode = mode
  }

  /// What the file holds; nil where there is none.
  struct Old {
    let bytes: [UInt8]?
  }

  /// What is there, before it is replaced; throws where that cannot be told.
  func old(atMost limit: Int = PreviousTextfile.maximumByteCount) throws(OutputError) -> Old {
    Old(bytes: try AtomicFile(path).read(atMost: limit))
  }

  /// Why node_exporter may not see it, nil where it can, or where the mode was asked for.
  var obstacle: String? {
    guard mode == nil, let facts = (try? FileFacts(path)) ?? nil, facts.kind == .regular,
      facts.mode & 0o004 == 0
    else {
      return nil
    }
    return
      "\(path) has mode 0\(String(facts.mode & 0o777, radix: 8)): node_exporter, which runs as another user, may not read it; --textfile-mode 0644 lets it"
  }

  /// Replaces the file in one step, unless that would spoil what others have written.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    try checkNeighbours(bytes)
    try AtomicFile(path, mode: mode.map { .set($0) } ?? .kept(orElse: 0o644)).write(bytes)
  }

  /// Refuses a text whose series another file has already, or whose families have another HELP or TYPE there:
  /// node_exporter would drop one of the two and say nothing.
  ///
  /// Reads the other files whole, in bounded memory. Those that cannot be read are no reason to refuse; nor is anything
  /// where node_exporter would not read the path.
  private func checkNeighbours(_ bytes: [UInt8]) throws(OutputError) {
    let (directory, own) = TextfileDirectory.parts(of: path)
    guard own.hasSuffix(TextfileDirectory.suffix),
      let listing = try? TextfileDirectory(directory)
    else {
      return
    }
    let others = listing.textfileNames.filter { $0 != own }
    guard !others.isEmpty else {
      return
    }
    var lint = TextfileLint()
    lint.begin(path)
    lint.take(bytes)
    _ = lint.end()
    for name in others {
      try check(listing.path(of: name), &lint)
    }
  }

  private func check(_ other: String, _ lint: inout TextfileLint) throws(OutputError) {
    guard case .regular? = try? FileFacts(other)?.kind, let bytes = try? TextfileBytes(other)
    else {
      return
    }
    lint.begin(other, isRemembered: false)
    while let piece = try? bytes.next(), !piece.isEmpty {
      lint.take(piece)
    }
    let clashes = lint.end().filter { $0.clash != nil }
    // A series that is there twice can be helped by the one who calls.
    let first = clashes.first { $0.rule == .duplicateSeries } ?? clashes.first
    if let first, let clash = first.clash {
      throw .refused(path: path, reason: reason(first, clash))
    }
  }

  private func reason(_ finding: LintFinding, _ clash: LintFinding.Clash) -> String {
    let place = "\(finding.file):\(finding.line ?? 0)"
    guard finding.rule == .duplicateSeries else {
      let text = finding.rule == .clashingHelp ? "HELP" : "TYPE"
      return "\(place) gives \(clash.subject) another \(text), and node_exporter would drop one of "
        + "the two: let the same version of flowaudit write both, or use another directory"
    }
    return "\(place) has the series \(clash.subject) already, and node_exporter would drop one of "
      + "the two: tell them apart with --const-label NAME=VALUE, or use another directory"
  }
}
