/// The event types that the counting rules tell apart.
///
/// Source: Cilium, pkg/monitor/api/types.go.
enum EventType {
  static let drop: Int64 = 1
  static let capture: Int64 = 3
  static let trace: Int64 = 4
  static let policyVerdict: Int64 = 5
  static let accessLog: Int64 = 129
}
