/// Why a file is none that is written on: nothing can be read on from where a run stopped.
public enum GrowthObstacle: Sendable, Hashable {
  /// Its bytes change with all that is added.
  case compressed(CompressedForm)
  case archive(ArchiveForm)
  /// Positions are those of UTF-8.
  case utf16

  /// What the first bytes of a file tell; nil for plain text.
  init?(head: [UInt8]) {
    if let form = CompressedForm(head: head) {
      self = .compressed(form)
    } else if let form = ArchiveForm(head: head) {
      self = .archive(form)
    } else if UTF16Mark(head: head) != nil {
      self = .utf16
    } else {
      return nil
    }
  }

  /// What the file is, one clause.
  public var explanation: String {
    switch self {
    case .compressed(let form): "is compressed with \(form.name)"
    case .archive(let form): "is \(form.article) archive"
    case .utf16: "is UTF-16"
    }
  }
}
