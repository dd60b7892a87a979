import FlowInput
import FlowMetrics
import FlowOutput

/// Whether what the .prom file says arrives at node_exporter's address.
struct ExporterCheck {
  private let url: LoopbackURL
  private let textfile: String?

  init(_ url: LoopbackURL, textfile: String?) {
    self.url = url
    self.textfile = textfile
  }

  /// Looks again where the file was written meanwhile.
  var results: [CheckResult] {
    for _ in 0..<2 {
      let before = facts
      let results = results(before)
      if before == facts {
        return results
      }
    }
    return results(facts)
  }

  private var facts: FileFacts? {
    textfile.flatMap { (try? FileFacts($0)) ?? nil }
  }

  private func results(_ facts: FileFacts?) -> [CheckResult] {
    var series = ServedSeries()
    if let textfile, let bytes = try? TextfileBytes(textfile) {
      while let piece = try? bytes.next(), !piece.isEmpty {
        series.expect(piece)
      }
    }
    series.endFile()
    do throws(HTTPFailure) {
      try HTTPRequest(url: url).get { series.serve($0) }
    } catch {
      return [.problem(.exporter, "\(url.text): \(error.message)")]
    }
    return judge(series, facts)
  }

  private func judge(_ series: ServedSeries, _ facts: FileFacts?) -> [CheckResult] {
    var results: [CheckResult] = []
    switch series.hasScrapeError {
    case true?:
      results.append(
        .problem(
          .exporter,
          "node_textfile_scrape_error is 1: node_exporter could not read a file: "
            + "flowaudit lint DIRECTORY says which"))
    case nil:
      results.append(
        .problem(
          .exporter,
          "\(url.text) has no node_textfile_scrape_error: is it node_exporter's, "
            + "and is its textfile collector on?"))
    case false?: break
    }
    results += losses(series, facts)
    guard results.isEmpty else {
      return results
    }
    return [
      .fine(
        .exporter,
        series.expectedCount > 0
          ? "all \(series.expectedCount) series arrive at \(url.text) with their values"
          : "\(url.text) answers with \(series.servedCount) samples")
    ]
  }

  /// What of the file does not arrive as it stands there.
  private func losses(_ series: ServedSeries, _ facts: FileFacts?) -> [CheckResult] {
    guard let textfile else {
      return []
    }
    if let first = series.missingLines.first {
      return [
        .problem(
          .exporter,
          "\(series.missingLines.count) of \(series.expectedCount) series do not arrive, the first "
            + "is \(textfile):\(first): \(hint(series))")
      ]
    }
    guard let facts, series.hasScrapeError == false else {
      return []
    }
    guard let read = read(series) else {
      return [
        .problem(
          .exporter, "series of \(textfile) arrive, but not from this file: \(hint(series))")
      ]
    }
    let written = facts.modificationTime
    if written != Int64(read.modificationTime.rounded(.down)) {
      let age = Age.text(abs(Double(written) - read.modificationTime))
      return [
        .problem(
          .exporter,
          "node_exporter has read \(read.path), which was written \(age) "
            + "\(read.modificationTime < Double(written) ? "before" : "after") \(textfile): is it another file?"
        )
      ]
    }
    guard let first = series.otherLines.first else {
      return []
    }
    return [
      .problem(
        .exporter,
        "\(series.otherLines.count) of \(series.expectedCount) series arrive with other values, the first "
          + "is \(textfile):\(first): does node_exporter read another file, \(read.path)?")
    ]
  }

  /// The file that node_exporter takes for this one: by its path, else, as it may be mounted elsewhere, by its name.
  private func read(_ series: ServedSeries) -> ServedSeries.Textfile? {
    guard let textfile else {
      return nil
    }
    let path = InputPath(textfile)
    let name = TextfileDirectory.parts(of: textfile).name
    return series.textfiles.first { (try? path.isSameFile(as: InputPath($0.path))) == true }
      ?? series.textfiles.first { TextfileDirectory.parts(of: $0.path).name == name }
  }

  private func hint(_ series: ServedSeries) -> String {
    if let read = read(series) {
      return "node_exporter has read \(read.path): is it this file, and was it written since?"
    }
    let paths = series.textfiles.prefix(3).map(\.path)
    let rest = series.textfiles.count > 3 ? " and \(series.textfiles.count - 3) more" : ""
    return paths.isEmpty
      ? "node_exporter has read no file: is it in the directory that node_exporter reads?"
      : "node_exporter has read \(paths.joined(separator: ", "))\(rest): write it there"
  }
}
