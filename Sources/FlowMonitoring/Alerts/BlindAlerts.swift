import FlowMetrics

/// Ways in which flows are not seen, or not counted, while the runs succeed.
extension Alert {
  static let lostEvents = Self(
    .blind, .warning, for: .threeIntervals,
    "sum by (\(.clusterBy)instance, source) (increase(\(counter: .lostEvents)[\(.range)])) > 0",
    summary: "Flow events were lost before they could be counted.",
    description:
      "{{ $value | printf \"%.0f\" }} events were lost on {{ $labels.instance }} at {{ $labels.source }}; drops are undercounted."
  )

  static let gaps = Self(
    .blind, .warning, for: nil,
    "sum by (\(.clusterBy)instance) (increase(\(counter: .gaps)[\(.hour)])) > 0",
    summary: "Flows may have been missed between two runs.",
    description:
      "{{ $value | printf \"%.0f\" }} gaps on {{ $labels.instance }} within \(.hour): the log was rotated away, or the ring buffer overwritten, before it was read."
  )

  static let linesMalformed = Self(
    .blind, .warning, for: .threeIntervals,
    """
    100 * sum by (\(.clusterBy)instance) (
      rate(\(counter: .lines){result=~"malformed|oversize"}[\(.range)])
    )
      / sum by (\(.clusterBy)instance) (rate(\(counter: .lines)[\(.range)])) > \(threshold: .malformed)
    """,
    summary: "Lines of the flow log cannot be read.",
    description:
      "{{ $value | printf \"%.1f\" }} % of the lines on {{ $labels.instance }} cannot be read.")

  static let linesSkipped = Self(
    .blind, .warning, for: nil,
    "sum by (\(.clusterBy)instance) (increase(\(counter: .skippedLines){reason=\"too_old\"}[\(.range)])) > 0",
    summary: "Lines were left out, because nobody can tell whether they were counted before.",
    description:
      "{{ $value | printf \"%.0f\" }} lines on {{ $labels.instance }} are older than those that are remembered: the window is larger than the runs can bear."
  )

  static let seriesSuppressed = Self(
    .blind, .info, for: .twelveIntervals,
    "max by (\(.clusterBy)instance, family) (\(state: .seriesSuppressed)) > 0",
    summary: "Groups are counted in one series of (other).",
    description:
      "{{ $value }} groups of {{ $labels.family }} on {{ $labels.instance }} have no series of their own; raise --max-series or group by less."
  )

  // The last run's time, not the clock's: that runs are late is told by others.
  static let newestFlowOld = Self(
    .blind, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)instance) (\(state: .lastSuccess))
      - max by (\(.clusterBy)instance) (\(state: .newestFlow)) > 60 * \(threshold: .newestFlow)
    """,
    summary: "Runs succeed and see nothing new.",
    description:
      "The newest flow on {{ $labels.instance }} was {{ $value | humanizeDuration }} old when it was last looked for: the exporter is silent, or writes elsewhere by now."
  )

  static let neverAFlow = Self(
    .blind, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)instance) (\(state: .lastSuccess))
    unless max by (\(.clusterBy)instance) (\(state: .newestFlow))
    """,
    summary: "Runs succeed and have never seen a flow.",
    description:
      "flowaudit on {{ $labels.instance }} reads a log in which there was never a flow: it is not the exporter's, or the exporter writes nothing."
  )

  static let noFlows = Self(
    .blind, .warning, for: .threeIntervals, if: .expectsFlows,
    """
    sum by (\(.clusterBy)instance) (
      increase(\(counter: .lines){result="flow"}[\(.longRange)])
    ) == 0
    and on (\(.clusterBy)instance) \(state: .lastRunSuccess) == 1
    """,
    summary: "The flow log has no new flows.",
    description:
      "No flow was read on {{ $labels.instance }} within \(.longRange), though the runs succeed: the agent exports nothing."
  )
}
