/// A document, or an item of a `List`: what Kubernetes would be given as one object.
public struct Manifest: Equatable, Sendable {
  /// What it says: mostly an object; a document that is none is handed over as it is.
  public let value: ManifestValue
  /// Where it begins; the path is that of the item in its List, else empty.
  public let place: ManifestPlace

  /// Makes a manifest.
  public init(value: ManifestValue, place: ManifestPlace) {
    self.value = value
    self.place = place
  }

  /// Its `kind`; nil where that is no string or missing.
  public var kind: String? {
    value.text(of: "kind")
  }

  /// Its `apiVersion`; nil where that is no string or missing.
  public var apiVersion: String? {
    value.text(of: "apiVersion")
  }

  /// A problem with the value at a path of the document, such as `spec.ingress[0]`.
  public func problem(_ message: String, at path: String, wayOut: String? = nil) -> ManifestProblem
  {
    ManifestProblem(message, at: place.appending(path), wayOut: wayOut)
  }
}

extension ManifestValue {
  /// The text of a member that is a string.
  func text(of key: String) -> String? {
    if case .string(let text)? = member(key) { text } else { nil }
  }

  /// The value of a member of an object.
  func member(_ key: String) -> ManifestValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}
