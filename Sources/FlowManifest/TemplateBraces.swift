/// Files that are templates of a chart, not yet YAML.
public enum TemplateBraces: Sendable {
  /// What helps with a template.
  public static let wayOut = "render it first, by helm template"

  /// Whether a line has an action of a Go template, such as `{{ .Values.name }}` or `{{- if`.
  public static func occur(in line: some Sequence<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in line {
      if byte == UInt8(ascii: "{"), previous == byte { return true }
      previous = byte
    }
    return false
  }

  /// A problem with a text that is no YAML, told as what it is where the place that it shows at has template braces.
  ///
  /// The line of the problem, and the lines before it up to one that has more than blanks: libyaml often sees a fault only there. A line
  /// that begins with braces is a template's wherever it stands before.
  static func explained(_ problem: ManifestProblem, in text: ManifestText) -> ManifestProblem {
    guard problem.wayOut == nil, let line = problem.place.line else { return problem }
    let braces = firstLine(in: text, upTo: line)
    guard let braces else { return problem }
    return ManifestProblem(
      "a template, not yet YAML: it has template braces",
      at: ManifestPlace(file: text.name, line: braces), wayOut: wayOut)
  }

  /// The line whose braces explain a fault that shows in a line.
  private static func firstLine(in text: ManifestText, upTo last: Int) -> Int? {
    var near: Int?
    var rest = text.bytes[text.start...]
    for number in 1...last {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      if occur(in: line) {
        if line.first(where: { !ManifestText.isSpace($0) }) == UInt8(ascii: "{") { return number }
        if number >= last - 1 { near = near ?? number }
      }
      rest = rest[line.endIndex...].dropFirst()
    }
    return near
  }
}
