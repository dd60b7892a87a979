import FlowMetrics

/// Runs that fail, that do not happen, or whose metrics do not arrive.
extension Alert {
  static let stale = Self(
    .job, .warning, for: .oneInterval,
    "time() - max by (\(.clusterBy)instance) (\(state: .lastSuccess)) > \(.rangeSeconds)",
    summary: "No run of flowaudit has succeeded lately.",
    description:
      "The last run that succeeded on {{ $labels.instance }} was {{ $value | humanizeDuration }} ago."
  )

  static let neverSucceeded = Self(
    .job, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)job, instance) (\(state: .lastRun))
    unless on (\(.clusterBy)instance) \(state: .lastSuccess)
    """,
    summary: "No run of flowaudit has ever succeeded.",
    description: "flowaudit runs on {{ $labels.instance }} and has not succeeded once.")

  static let failing = Self(
    .job, .warning, for: .threeIntervals,
    "max by (\(.clusterBy)instance) (\(state: .lastRunSuccess)) == 0",
    summary: "The runs of flowaudit fail.",
    description:
      "The last runs on {{ $labels.instance }} could not read their input to its end.")

  static let queryErrors = Self(
    .job, .warning, for: .threeIntervals,
    "sum by (\(.clusterBy)instance, reason) (increase(\(counter: .queryErrors)[\(.range)])) > 0",
    summary: "The flow log, or the command that prints it, fails now and then.",
    description:
      "{{ $labels.reason }} {{ $value | printf \"%.0f\" }} times within \(.range) on {{ $labels.instance }}."
  )

  // Without a state there are gauges of one run, and every rule about counters is silent.
  static let noCounters = Self(
    .job, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)job, instance) (\(state: .buildInfo))
    unless on (\(.clusterBy)instance) \(counter: .packetsDropped)
    """,
    summary: "flowaudit runs without a state: there are no counters to alert on.",
    description:
      "export on {{ $labels.instance }} has no --state: it writes gauges of each run, and the rules about drops see nothing of this node."
  )

  // A node that had the metrics within a day, whose node_exporter answers, and that has them no more.
  static let absent = Self(
    .job, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)job, instance) (present_over_time(\(state: .buildInfo)[1d]))
    unless on (\(.clusterBy)job, instance) \(state: .buildInfo)
    and on (job, instance) \(foreign: .up) == 1
    """,
    summary: "The metrics of flowaudit are gone.",
    description:
      "{{ $labels.instance }} had the metrics of flowaudit within a day and has none now.")

  static let absentEverywhere = Self(
    .job, .critical, for: .threeIntervals, "absent(\(state: .buildInfo))",
    summary: "No node has metrics of flowaudit.",
    description:
      "Prometheus knows no series \(state: .buildInfo); nothing watches the drops.")

  // Targets of the job that brings the metrics of other nodes; one that had them is told of as absent.
  static let nodeWithout = Self(
    .job, .info, for: .twelveIntervals,
    """
    (\(foreign: .up) == 1)
    and on (job) \(state: .buildInfo)
    unless on (job, instance) present_over_time(\(state: .buildInfo)[1d])
    """,
    summary: "A node has no flowaudit, others have.",
    description:
      "{{ $labels.instance }} answers as others do that have the metrics of flowaudit, and has had none within a day."
  )

  // Only where flowaudit was within a day: other files are not its concern.
  static let textfileError = Self(
    .job, .warning, for: .threeIntervals,
    """
    max by (\(.clusterBy)instance) (
      \(foreign: .textfileError)
      and on (job, instance) present_over_time(\(state: .buildInfo)[1d])
    ) > 0
    """,
    summary: "node_exporter cannot read a textfile.",
    description:
      "node_exporter on {{ $labels.instance }} refuses a .prom file; `flowaudit lint` on its directory says which."
  )
}
