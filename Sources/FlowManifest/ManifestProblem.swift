/// Why a text cannot be taken: where, what, and what to do.
///
/// Texts of the input are part of it, as they are: whoever prints it escapes them.
public struct ManifestProblem: Error, Equatable, Sendable {
  /// Where it was seen.
  public let place: ManifestPlace
  /// What is wrong, without the place.
  public let message: String
  /// What helps; nil where there is nothing to say beyond the message.
  public let wayOut: String?

  /// Whether it says that the text has another form than that it was read as.
  let isOfForm: Bool

  /// Makes a problem.
  public init(_ message: String, at place: ManifestPlace, wayOut: String? = nil) {
    self.init(message, at: place, wayOut: wayOut, isOfForm: false)
  }

  /// Makes a problem, one of the form or not.
  init(_ message: String, at place: ManifestPlace, wayOut: String? = nil, isOfForm: Bool) {
    self.place = place
    self.message = message
    self.wayOut = wayOut
    self.isOfForm = isOfForm
  }

  /// Place, message and way out in one line.
  public var text: String {
    place.text + ": " + message + (wayOut.map { "; " + $0 } ?? "")
  }
}
