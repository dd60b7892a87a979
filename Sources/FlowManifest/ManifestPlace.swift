/// Where something stands in what was read.
public struct ManifestPlace: Equatable, Sendable {
  /// The name that the caller gave the text.
  public let file: String
  /// Counted from 1: of an object the line that it begins in, and so of a fault in it that is known by its path only.
  public let line: Int?
  /// Counted from 1, in characters; nil where the line is all that is known.
  public let column: Int?
  /// Which value it is, such as `items[3].spec.ingress[0]`; empty for the whole document.
  public let path: String

  /// Makes a place.
  public init(file: String, line: Int? = nil, column: Int? = nil, path: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
  }

  /// `FILE:LINE:COLUMN: PATH`, what is known of it.
  public var text: String {
    var text = file
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return path.isEmpty ? text : text + ": " + ManifestPath.shortened(path)
  }

  /// The value at a path below this one.
  public func appending(_ path: String) -> ManifestPlace {
    ManifestPlace(
      file: file, line: line, column: column, path: ManifestPath.joined(self.path, path))
  }
}
