/// The table of alerts.
extension AlertName {
  /// The alert's row.
  var row: Alert {
    switch self {
    case .dropsHigh: .dropsHigh
    case .dropsRising: .dropsRising
    case .newDeniedPair: .newDeniedPair
    case .policyDenies: .policyDenies
    case .dropsNoPolicy: .dropsNoPolicy
    case .audit: .audit
    case .dnsFailures: .dnsFailures
    case .httpErrors: .httpErrors
    case .lostEvents: .lostEvents
    case .gaps: .gaps
    case .linesMalformed: .linesMalformed
    case .linesSkipped: .linesSkipped
    case .seriesSuppressed: .seriesSuppressed
    case .newestFlowOld: .newestFlowOld
    case .neverAFlow: .neverAFlow
    case .noFlows: .noFlows
    case .stale: .stale
    case .neverSucceeded: .neverSucceeded
    case .failing: .failing
    case .queryErrors: .queryErrors
    case .noCounters: .noCounters
    case .absent: .absent
    case .absentEverywhere: .absentEverywhere
    case .nodeWithout: .nodeWithout
    case .textfileError: .textfileError
    }
  }
}
