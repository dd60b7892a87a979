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

  var results: [CheckResult] {
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
    return judge(series)
  }

  private func judge(_ series: ServedSeries) -> [CheckResult] {
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
    let missing = series.missingLines
    if let first = missing.first, let textfile {
      results.append(
        .problem(
          .exporter,
          "\(missing.count) of \(series.expectedCount) series do not arrive, the first "
            + "is \(textfile):\(first): is it in the directory that node_exporter reads?"))
    }
    guard results.isEmpty else {
      return results
    }
    return [
      .fine(
        .exporter,
        series.expectedCount > 0
          ? "all \(series.expectedCount) series arrive at \(url.text)"
          : "\(url.text) answers with \(series.servedCount) samples")
    ]
  }
}
