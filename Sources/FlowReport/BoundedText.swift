/// Texts of a bounded length.
enum BoundedText {
  /// What stands where a text was cut.
  private static let mark = "..."

  /// The text with at most so many bytes of UTF-8, of which the last say that more was there; characters stay whole.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else {
      return text
    }
    var kept = String.UnicodeScalarView()
    var room = max(0, limit - mark.utf8.count)
    for scalar in text.unicodeScalars {
      room -= UTF8.width(scalar)
      guard room >= 0 else {
        break
      }
      kept.append(scalar)
    }
    return String(kept) + mark
  }
}
