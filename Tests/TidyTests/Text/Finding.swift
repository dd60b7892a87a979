/// A place that breaks a rule, and what to do about it.
struct Finding: Equatable, Sendable, CustomStringConvertible {
  let path: String
  let line: Int
  let advice: String

  init(_ path: String, _ line: Int, _ advice: String) {
    self.path = path
    self.line = line
    self.advice = advice
  }

  var description: String { "\(path):\(line): \(advice)" }
}
