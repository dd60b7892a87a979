/// Text made harmless for a terminal: what is not printable stands as an escape of Swift's notation.
enum PrintableText {
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        "\\u{\(String(scalar.value, radix: 16))}"
      default:
        String(scalar)
      }
    }.joined()
  }
}
