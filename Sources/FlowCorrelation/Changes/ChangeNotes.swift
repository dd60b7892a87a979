import FlowManifest
import FlowPolicy

/// What has to be said of files of changes, in sentences of a bounded length.
enum ChangeNotes {
  /// More names than these are counted.
  private static let mostNames = 5
  private static let mostCharacters = 120

  /// A text that a name of Kubernetes' would not be longer than; what is longer is cut.
  static func shortened(_ text: String) -> String {
    text.utf8.count > mostCharacters ? text.prefix(mostCharacters) + "..." : text
  }

  /// The first few names, and how many more there are.
  static func list(_ names: some Collection<String>) -> String {
    let sorted = names.sorted()
    let shown = sorted.prefix(mostNames).map(shortened).joined(separator: ", ")
    return sorted.count > mostNames ? shown + " and \(sorted.count - mostNames) more" : shown
  }
}

extension Manifest {
  /// The problem that a fault in this object is.
  func problem(_ fault: ReadingFault) -> ManifestProblem {
    switch fault {
    case .type(let member, let expected, let found):
      problem("\(expected) has to stand here, not \(found)", at: member.text)
    case .refusal(let reason):
      problem(reason, at: "")
    }
  }
}
