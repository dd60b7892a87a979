/// A line that could not be read, for a message.
struct BadLine: Equatable, Sendable {
  /// Why.
  enum Fault: Equatable, Sendable {
    case malformed(column: Int)
    case oversize(limit: Int)
    case unfinished
  }

  static let maximumCount = 5

  let file: String
  var line: Int64
  let fault: Fault

  /// `FILE:LINE: what is wrong`.
  var message: String {
    switch fault {
    case .malformed(let column): "\(file):\(line): not a JSON object (byte \(column) of the line)"
    case .oversize(let limit): "\(file):\(line): longer than --max-line \(limit), skipped"
    case .unfinished: "\(file):\(line): the last part of this line is missing"
    }
  }
}
