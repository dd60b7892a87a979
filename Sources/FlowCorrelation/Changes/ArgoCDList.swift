import FlowManifest
import FlowPolicy

/// A list of Argo CD's applications, handed over one by one.
///
/// It is what `argocd app list -o json` prints, a List of kubectl's, an answer of the API, or one application. Applications of the first
/// and the third have no kind.
struct ArgoCDList {
  /// How many applications there were.
  private(set) var count = 0
  /// The kinds of the other objects.
  private(set) var otherKinds: Set<String> = []

  /// Reads a text.
  init(
    _ bytes: [UInt8], name: String, _ take: (ArgoCDApplication) -> Void
  ) throws(ManifestProblem) {
    try ManifestReader(bytes, name: name).read { (manifest) throws(ManifestProblem) in
      do throws(ReadingFault) {
        guard Self.isApplication(manifest) else {
          otherKinds.insert(manifest.kind ?? "no kind")
          return
        }
        take(try ArgoCDApplication(ManifestNode(manifest.value)))
        count += 1
      } catch {
        throw manifest.problem(error)
      }
    }
    guard count > 0 || otherKinds.isEmpty else {
      throw ManifestProblem(
        "no application of Argo CD, only \(ChangeNotes.list(otherKinds))",
        at: ManifestPlace(file: name),
        wayOut:
          "give it argocd app list -o json, or kubectl get applications.argoproj.io -A -o json")
    }
  }

  private static func isApplication(_ manifest: Manifest) -> Bool {
    if let kind = manifest.kind {
      return kind == "Application"
        && manifest.apiVersion?.hasPrefix("argoproj.io/") ?? true
    }
    // Where somebody wrote a kind that is no text, reading tells it.
    guard case .object(let members) = manifest.value else {
      return false
    }
    return members.contains { $0.key == "metadata" }
      && members.contains { $0.key == "spec" || $0.key == "status" }
  }
}
