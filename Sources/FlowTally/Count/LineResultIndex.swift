internal import FlowAnswer

extension LineResult {
  /// Its place where each result has one.
  var index: Int {
    switch self {
    case .flow: 0
    case .lostEvents: 1
    case .other: 2
    case .malformed: 3
    case .blank: 4
    case .oversize: 5
    }
  }
}
