import FlowAnswer
import FlowCorrelation
import FlowManifest
import FlowPolicy

/// What files of changes say, as lines that a person can compare.
enum ChangeText {
  enum Tool { case argocd, flux }

  /// The changes of some texts and the notes about them; or the problem.
  static func read(_ tool: Tool, _ texts: String...) -> String {
    var reader = ChangeReader()
    do throws(ManifestProblem) {
      for text in texts {
        switch tool {
        case .argocd: try reader.readArgoCD(Array(text.utf8), name: "f")
        case .flux: try reader.readFlux(Array(text.utf8), name: "f")
        }
      }
    } catch {
      return error.text
    }
    let files = reader.finished()
    return (files.changes.map(line) + files.notes.map { "note: \($0)" }).joined(separator: "\n")
  }

  /// `argocd argocd/web 10:00:00-10:00:20 abc [shop] created CiliumNetworkPolicy/shop/web`.
  static func line(_ change: Change) -> String {
    var words = ["\(change.tool) \(change.application)"]
    words.append("\(time(change.started))-\(time(change.finished))")
    if change.earliest != change.started { words.append("(from \(time(change.earliest)))") }
    words.append(change.revision ?? "-")
    words.append("[\(change.namespaces.sorted().joined(separator: " "))]")
    if change.isClusterWide { words.append("clusterwide") }
    words += change.touched.map { "\($0.value) \($0.key.slashed)" }.sorted()
    words += change.maybeTouched.map { "maybe \($0.slashed)" }.sorted()
    words += change.workloads.sorted().map { "wl \($0.namespace)/\($0.name)" }
    return words.joined(separator: " ")
  }

  /// The time of day, of all days but the first of the year with its date.
  private static func time(_ time: Timestamp) -> String {
    let text = time.description.dropLast()
    return String(text.hasPrefix("2026-01-01T") ? text.dropFirst(11) : text)
  }
}
