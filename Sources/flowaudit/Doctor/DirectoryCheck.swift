import FlowOutput
import Glibc

/// The directory of the .prom file: that it is there, who may write into it, what dead runs left in it.
struct DirectoryCheck {
  private let path: String
  private let name: String

  init(_ textfile: String) {
    (path, name) = TextfileDirectory.parts(of: textfile)
  }

  var results: [CheckResult] {
    do throws(OutputError) {
      guard let facts = try FileFacts(path) else {
        return [
          .problem(
            .directory,
            "\(path) is not there: make it, and start node_exporter with "
              + "--collector.textfile.directory=\(path)")
        ]
      }
      guard facts.kind == .directory else {
        return [.problem(.directory, "\(path) is not a directory: give a --textfile in one")]
      }
      return modes(facts) + (try leftovers())
    } catch {
      return [.problem(.directory, "\(error)")]
    }
  }

  private func modes(_ facts: FileFacts) -> [CheckResult] {
    var results: [CheckResult] = []
    let mode = String(facts.mode, radix: 8)
    if facts.mode & 0o002 != 0 && facts.mode & 0o1000 == 0 {
      results.append(
        .warning(
          .directory, "\(path) has mode \(mode), so everybody may replace its files: chmod o-w it"))
    }
    // Unsafe: access reads the C string that Swift lends it for this call.
    if unsafe access(path, W_OK | X_OK) != 0 {
      results.append(
        .warning(
          .directory,
          "user \(geteuid()) may not write into \(path) (mode \(mode), owner \(facts.user)): "
            + "run doctor as the user who runs export"))
    }
    guard results.isEmpty else {
      return results
    }
    return [
      .fine(.directory, "\(path) has mode \(mode), owner \(facts.user), group \(facts.group)")
    ]
  }

  private func leftovers() throws(OutputError) -> [CheckResult] {
    var results: [CheckResult] = []
    if !name.hasSuffix(TextfileDirectory.suffix) {
      results.append(
        .problem(
          .directory, "\(name) does not end in .prom: node_exporter does not look at it, rename it")
      )
    }
    let stale = try TextfileDirectory(path).staleNames
    if let first = stale.first {
      results.append(
        .warning(
          .directory,
          "\(stale.count) temporary files of runs that were killed, like \(first): "
            + "the next run of each removes its own"))
    }
    return results
  }
}
