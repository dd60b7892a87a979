/// How long ago something was.
enum Age {
  /// Longer than this without a run or a flow, and something is not running: three runs of a timer of 5 minutes.
  static let limit = 900.0

  /// `3 min`.
  static func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: "\(Int(max(0, seconds))) s"
    case ..<7200: "\(Int(seconds / 60)) min"
    case ..<172_800: "\(Int(seconds / 3600)) h"
    case ..<1e11: "\(Int(seconds / 86_400)) d"
    default: "ages"
    }
  }
}
