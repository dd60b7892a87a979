/// The event types that the counting rules tell apart.
///
/// Source: Cilium, pkg/monitor/api/types.go.
enum EventType {
  static let drop: Int64 = 1
  static let capture: Int64 = 3
  static let trace: Int64 = 4
  static let policyVerdict: Int64 = 5
  static let accessLog: Int64 = 129

  /// What is printed for a type; nil for one that is printed as its number.
  static func name(of number: Int64) -> StaticString? {
    switch number {
    case accessLog: "L7"
    case drop: "Drop"
    case trace: "Trace"
    case policyVerdict: "PolicyVerdict"
    case capture: "Capture"
    default: nil
    }
  }

  /// All that is printed so.
  static let names = [accessLog, drop, trace, policyVerdict, capture].compactMap(name).map {
    "\($0)"
  }
}
