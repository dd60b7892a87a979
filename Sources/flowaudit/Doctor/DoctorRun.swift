import FlowOutput
import FlowReport

/// `flowaudit doctor`: looks at everything between the log and Prometheus, changes nothing.
struct DoctorRun {
  let options: Options
  let diagnostics: Diagnostics

  /// Prints a line for each thing looked at; says whether there are problems.
  func run() -> ExitStatus {
    let results = DoctorCheck.allCases.flatMap(results)
    do throws(OutputError) {
      var output = StandardOutput()
      for result in results {
        try output.write(Escape.terminal(result.line) + "\n")
      }
      try output.flush()
    } catch .closedPipe {
      return .done
    } catch {
      diagnostics.error("\(error)")
      return .outputFailed
    }
    return results.contains { $0.level == .problem } ? .limitExceeded : .done
  }

  private func results(of check: DoctorCheck) -> [CheckResult] {
    switch check {
    case .directory: options.textfile.map { DirectoryCheck($0).results } ?? []
    case .reader: options.textfile.map { ReaderCheck($0).results } ?? []
    case .textfile: options.textfile.map { TextfileCheck($0, now: Clock.now()).results } ?? []
    case .neighbours: options.textfile.map { NeighbourCheck($0).results } ?? []
    case .state:
      options.state.path.map {
        StateCheck($0, files: options.files, now: Clock.now()).results
      } ?? []
    case .input: InputCheck(options.files, now: Clock.now()).results
    case .exporter:
      options.nodeExporter.map { ExporterCheck($0, textfile: options.textfile).results } ?? []
    }
  }
}

/// How long ago something was.
enum Age {
  /// Longer than this without a run or a flow, and something is not running: three runs of a timer of 5 minutes.
  static let limit = 900.0

  /// `3 min`.
  static func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: "\(Int(max(0, seconds))) s"
    case ..<7200: "\(Int(seconds / 60)) min"
    case ..<172_800: "\(Int(seconds / 3600)) h"
    case ..<1e11: "\(Int(seconds / 86_400)) d"
    default: "ages"
    }
  }
}
