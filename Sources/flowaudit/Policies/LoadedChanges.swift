import FlowCorrelation
import FlowManifest
import FlowPolicy

/// Changes that were read from files.
struct LoadedChanges: Sendable {
  var files: ChangeFiles

  /// Reads the files of changes, and takes the times of policies.
  init(
    _ argocd: ArgoCDOptions, _ flux: FluxOptions, _ policies: PolicySet?
  ) throws(PolicyFailure) {
    var reader = ChangeReader()
    do {
      for path in argocd.lists {
        try reader.readArgoCD(try PolicyFiles.bytes(of: path), name: PolicyFiles.name(of: path))
      }
      for path in flux.objects {
        try reader.readFlux(try PolicyFiles.bytes(of: path), name: PolicyFiles.name(of: path))
      }
      if let policies {
        try reader.take(policies)
      }
    } catch let failure as PolicyFailure {
      throw failure
    } catch let problem as ManifestProblem {
      throw PolicyFailure(message: problem.text)
    } catch let problem as PolicyProblem {
      throw PolicyFailure(message: problem.text(at: nil))
    } catch {
      throw PolicyFailure(message: "\(error)")
    }
    files = reader.finished()
  }
}

extension LoadedChanges: Equatable {
  /// Commands are compared before anything is read.
  static func == (left: Self, right: Self) -> Bool {
    left.files == right.files
  }
}
